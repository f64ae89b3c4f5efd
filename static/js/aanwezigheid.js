// "Iedereen aanwezig op ..." fills in the column at once. Without scripts the server does the same and shows the page
// again. Nothing is saved by it.
(() => {
  "use strict";

  const formulier = document.querySelector("[data-raster]");
  const status = formulier?.querySelector("[data-raster-status]");
  if (!status) return;

  formulier.addEventListener("click", (gebeurtenis) => {
    const knop = gebeurtenis.target.closest("button[name=iedereen]");
    if (!knop) return;
    gebeurtenis.preventDefault();
    const leeg = [...formulier.querySelectorAll(`td[data-les="${knop.value}"] select`)].filter(
      (keuze) => keuze.value === "u",
    );
    leeg.forEach((keuze) => { keuze.value = "a"; });
    status.textContent = leeg.length
      ? `${leeg.length === 1 ? "1 persoon" : `${leeg.length} mensen`} op aanwezig gezet. Dit is nog niet bewaard. Wijzig wie er niet was.`
      : "Bij deze les is bij iedereen al iets ingevuld.";
  });
})();
