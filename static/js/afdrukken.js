// A button that prints this page. Without this script it stays away: the browser prints as well.
(() => {
  for (const knop of document.querySelectorAll("[data-afdrukken]")) {
    knop.hidden = false;
    knop.addEventListener("click", () => window.print());
  }
})();
