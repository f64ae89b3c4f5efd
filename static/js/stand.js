// Keeps how far a list is up to date on the page that waits for it. Without this script "Stand verversen" does that.
// The page itself stays: what is ready is said, and the button leads to it.
(() => {
  const melding = document.querySelector("[data-stand-url]");
  if (!melding) return;
  const balk = document.querySelector(".voortgang progress");
  const zin = document.querySelector(".voortgang p");
  const ELKE = 4000; // ms
  let gezegd = Math.floor((4 * balk.value) / balk.max); // the quarter that was read out last

  const toon = ({ gedaan, totaal }) => {
    const was = /[\d.]+ van [\d.]+/;
    const nu = `${gedaan.toLocaleString("nl-NL")} van ${totaal.toLocaleString("nl-NL")}`;
    balk.max = totaal;
    balk.value = gedaan;
    balk.setAttribute("aria-label", balk.getAttribute("aria-label").replace(was, nu));
    zin.textContent = zin.textContent.replace(was, nu);
    document.title = document.title.replace(was, nu);
    const kwart = Math.floor((4 * gedaan) / totaal);
    if (kwart > gezegd) {
      gezegd = kwart;
      melding.textContent = zin.textContent;
    }
  };

  const kijk = async () => {
    if (document.hidden) return true;
    let antwoord;
    try {
      antwoord = await fetch(melding.dataset.standUrl, { redirect: "manual" });
    } catch {
      return true; // no connection for a moment
    }
    if (antwoord.status >= 500) return true;
    if (!antwoord.ok) return false; // logged out, or the list is gone
    const stand = await antwoord.json();
    if (!stand.bezig || stand.soort !== melding.dataset.standSoort) {
      balk.parentElement.hidden = true; // the last count that came in is no longer true
      melding.textContent = "Klaar. Kies ‘Stand verversen’ om verder te gaan.";
      return false;
    }
    toon(stand);
    if (stand.stil && !("standStil" in melding.dataset)) {
      melding.textContent = "Het gaat nu niet verder. Kies ‘Stand verversen’ om de lijst weer aan te zetten.";
      return false;
    }
    return true;
  };

  const later = () => setTimeout(async () => {
    if (await kijk()) later();
  }, ELKE);
  later();
})();
