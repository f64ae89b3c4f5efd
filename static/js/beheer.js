/* The Django admin: a field that searches while you type says its label, also while nothing is chosen. */
(() => {
  "use strict";

  const benoem = (select) => {
    const label = select.id && document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
    const veld = select.parentElement.querySelector(".select2-selection");
    if (!label || !veld || veld.dataset.benoemd) return;
    veld.dataset.benoemd = "ja";
    label.id ||= `${select.id}_label`;
    const gekozen = veld.querySelector(".select2-selection__rendered");
    veld.setAttribute("aria-labelledby", `${label.id} ${gekozen.id}`);
    gekozen.removeAttribute("role"); // a text box inside a combobox, without a name of its own
    gekozen.removeAttribute("aria-readonly");
  };

  const benoemAlle = () => document.querySelectorAll("select.admin-autocomplete").forEach(benoem);

  // Django draws these fields some time after the page is ready, and again for each row that is added.
  new MutationObserver(benoemAlle).observe(document.body, { childList: true, subtree: true });
  benoemAlle();
})();
