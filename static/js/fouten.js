// Moves the focus to the summary of errors, also when htmx puts it in the page. Without this script the summary stands
// at the top all the same, and `autofocus` does it in most browsers.
(() => {
  const naarFouten = () => {
    const overzicht = document.querySelector("[data-fouten]");
    if (overzicht) overzicht.focus();
  };
  naarFouten();
  document.addEventListener("htmx:afterSettle", naarFouten);
})();
