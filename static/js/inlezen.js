// The review of a list. Going to another tab keeps what was chosen on this one, the button says how many rows go in, and
// a row that htmx puts back in the table has the focus where the work goes on. Without scripts "Keuze bewaren" does the
// first, the summary after the button the second, and "Verbeter" leads to a page of its own.
(() => {
  const formulier = document.getElementById("keuzes");
  if (!formulier) return;
  const stand = document.getElementById("rijstand");
  const keuzes = () => [...formulier.elements].filter((veld) => veld.name === "kies" || veld.name.startsWith("keuze_"));
  const nu = (veld) => (veld.type === "checkbox" ? veld.checked : veld.value !== "overslaan");
  const stond = (veld) => (veld.type === "checkbox" ? veld.defaultChecked
    : [...veld.options].some((keuze) => keuze.defaultSelected && keuze.value !== "overslaan"));
  const gewijzigd = () => keuzes().some((veld) => (veld.type === "checkbox" ? nu(veld) !== stond(veld)
    : veld.selectedIndex !== Math.max(0, [...veld.options].findIndex((keuze) => keuze.defaultSelected))));

  // A row with text that was not kept: go there first.
  const onbewaard = () => [...document.querySelectorAll(".rij-form")].find((rij) => [...rij.elements].some(
    (veld) => (veld.type === "checkbox" ? veld.checked !== veld.defaultChecked
      : veld.tagName === "SELECT" ? [...veld.options].some((keuze) => keuze.selected !== keuze.defaultSelected)
        : veld.type !== "hidden" && "defaultValue" in veld && veld.value !== veld.defaultValue)));
  const houdTegen = (gebeurtenis) => {
    const rij = onbewaard();
    if (!rij) return false;
    gebeurtenis.preventDefault();
    const tekst = "Deze rij is nog niet opgeslagen. Kies ‘Rij opslaan’ of ‘Annuleren’.";
    rij.querySelector("[data-mislukt]").textContent = tekst;
    rij.querySelector("button[type=submit]").focus();
    return true;
  };

  document.addEventListener("click", (gebeurtenis) => {
    const tab = gebeurtenis.target.closest(".tabbladen a");
    if (!tab || gebeurtenis.ctrlKey || gebeurtenis.metaKey || gebeurtenis.shiftKey) return;
    if (houdTegen(gebeurtenis) || !gewijzigd()) return;
    gebeurtenis.preventDefault();
    const doe = document.createElement("input");
    doe.type = "hidden";
    doe.name = "doe";
    doe.value = `tab:${new URL(tab.href).searchParams.get("tab")}`;
    formulier.append(doe);
    formulier.submit();
  });
  formulier.addEventListener("submit", houdTegen);

  const tel = () => {
    const knop = formulier.querySelector("[data-gekozen]");
    if (!knop) return; // nothing in this list can be chosen
    const aantal = keuzes().reduce((som, veld) => som + nu(veld) - stond(veld), Number(knop.dataset.gekozen));
    knop.textContent = aantal === 1 ? "Lees 1 rij in" : `Lees ${aantal.toLocaleString("nl-NL")} rijen in`;
    knop.hidden = aantal === 0;
    formulier.querySelector("[data-kies-eerst]").hidden = aantal > 0;
  };
  document.addEventListener("change", (gebeurtenis) => {
    if (gebeurtenis.target.form === formulier) tel();
  });

  // --- Mending in place ----------------------------------------------------------------------------------------------
  let terug = 0; // the place in the table of the row that is being swapped, and whether it was kept
  let bewaard = false;
  const rijen = () => [...document.querySelectorAll(".tabel-inlezen > tbody > tr")];
  document.addEventListener("htmx:beforeRequest", (gebeurtenis) => {
    stand.textContent = "";
    terug = rijen().indexOf(gebeurtenis.target.closest("tr"));
    bewaard = gebeurtenis.detail.requestConfig.verb === "post";
    gebeurtenis.target.closest(".rij-form")?.querySelector("[data-mislukt]").replaceChildren();
  });
  document.addEventListener("htmx:afterSettle", () => {
    tel();
    const rij = rijen()[terug];
    if (!rij || rij.matches(".rij-open")) return; // the first field that asks for attention has the focus
    const volgende = rijen().slice(terug).find((een) => !een.matches(".rij-klaar"));
    const doel = bewaard && volgende ? volgende : rij;
    (doel.querySelector(".rij-verbeter, input:not([type=hidden])") || rij.querySelector(".rij-verbeter")).focus();
  });
  const mislukt = (gebeurtenis) => {
    const plek = gebeurtenis.target.closest(".rij-form")?.querySelector("[data-mislukt]") || stand;
    plek.textContent = "Dit lukte niet. Wat u typte, staat er nog. Kijk of u verbinding hebt en probeer het opnieuw.";
  };
  ["htmx:sendError", "htmx:responseError", "htmx:timeout"].forEach((soort) => document.addEventListener(soort, mislukt));
})();
