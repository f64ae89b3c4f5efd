// Choosing rows for a group action: "alle op deze bladzijde" and "alle van de lijst" show on the rows what they choose,
// and the bar says how many. Without scripts the server counts, and the next page says who.
(() => {
  "use strict";

  const formulier = document.getElementById("kiezen");
  if (!formulier) return;
  const vakken = [...formulier.elements];
  const rijen = vakken.filter((vak) => vak.name === "kandidaat");
  const bladzijde = vakken.find((vak) => vak.name === "bladzijde");
  const alle = vakken.find((vak) => vak.name === "alle");
  const telling = formulier.querySelector("[data-kies-telling]");

  const toon = () => {
    const aantal = alle?.checked ? Number(alle.dataset.aantal) : rijen.filter((rij) => rij.checked).length;
    telling.textContent = aantal === 0 ? "Nog niemand gekozen" : `${aantal} gekozen`;
  };

  const volg = (vak) => {
    if (vak === alle || vak === bladzijde) {
      rijen.forEach((rij) => { rij.checked = vak.checked; });
      if (alle && vak === bladzijde) alle.checked = false;
      if (bladzijde && vak === alle) bladzijde.checked = vak.checked;
    } else if (!vak.checked) {
      // One row less: then it is no longer all of them.
      if (alle) alle.checked = false;
      if (bladzijde) bladzijde.checked = false;
    }
  };

  document.addEventListener("change", (gebeurtenis) => {
    const vak = gebeurtenis.target;
    if (vak.form !== formulier || vak.type !== "checkbox") return;
    volg(vak);
    toon();
  });
  window.addEventListener("pageshow", toon); // Back brings the ticks with it
  toon();
})();
