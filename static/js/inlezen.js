// The review of a list: going to another tab keeps what was chosen on this one, and the button says how many rows go in.
// Without this script "Keuze bewaren" does the first, and the summary after the button does the second.
(() => {
  const formulier = document.querySelector("form[data-keuzes]");
  if (!formulier) return;
  let gewijzigd = false;
  formulier.addEventListener("change", () => { gewijzigd = true; });

  document.querySelectorAll(".tabbladen a").forEach((tab) => {
    tab.addEventListener("click", (gebeurtenis) => {
      if (!gewijzigd || gebeurtenis.ctrlKey || gebeurtenis.metaKey || gebeurtenis.shiftKey) return;
      gebeurtenis.preventDefault();
      const doe = document.createElement("input");
      doe.type = "hidden";
      doe.name = "doe";
      doe.value = `tab:${new URL(tab.href).searchParams.get("tab")}`;
      formulier.append(doe);
      formulier.submit();
    });
  });

  const knop = formulier.querySelector("button[value=verder]");
  if (!knop) return; // nothing in this list can be chosen
  const aantal = () => formulier.querySelectorAll("input[name=kies]:checked").length
    + [...formulier.querySelectorAll("select[name^=keuze_]")].filter((keuze) => keuze.value !== "overslaan").length;
  const begin = Number(knop.textContent.replace(/\D/g, "")) - aantal();
  formulier.addEventListener("change", () => {
    const nu = begin + aantal();
    knop.textContent = nu === 1 ? "Lees 1 rij in" : `Lees ${nu} rijen in`;
  });
})();
