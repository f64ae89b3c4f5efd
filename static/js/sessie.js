// Says in time that the session ends, and extends it with one button. Markup: templates/basis/delen/_sessie.html
(function () {
  "use strict";

  const vak = document.querySelector("[data-sessie-url]");
  if (!vak) {
    return;
  }
  const kop = vak.querySelector("[data-sessie-kop]");
  const tekst = vak.querySelector("[data-sessie-tekst]");
  const knop = vak.querySelector("[data-sessie-verleng]");
  const inloggen = vak.querySelector("[data-sessie-inloggen]");
  const voorlezer = document.querySelector("[data-sessie-melding]");
  const WAARSCHUW = Math.max(130, Number(vak.dataset.sessieWaarschuw) || 300); // seconds before the end; never under 2 minutes
  const UITGESPROKEN = 10000; // ms
  const LANGST = 2 ** 31 - 1; // ms, the longest a timer can wait

  let einde = Date.now() + Number(vak.dataset.sessieSeconden) * 1000;
  let klok = 0;
  let verlopen = false;

  const over = () => Math.max(0, Math.round((einde - Date.now()) / 1000));

  function inWoorden(seconden) {
    const minuten = Math.floor(seconden / 60);
    if (minuten >= 2) {
      return `${minuten} minuten`;
    }
    return minuten === 1 ? "1 minuut" : "minder dan 1 minuut";
  }

  // The region stays on the page to be read; the live region speaks, without taking the focus.
  function meld(zin) {
    if (tekst.textContent !== zin) {
      tekst.textContent = zin;
      voorlezer.textContent = zin;
    }
  }

  function verberg() {
    // Focus may not fall back to the top of the page when the button it is on disappears.
    const hadFocus = vak.contains(document.activeElement);
    vak.hidden = true;
    if (hadFocus) {
      const hoofd = document.querySelector("main");
      if (hoofd) {
        hoofd.setAttribute("tabindex", "-1");
        hoofd.focus();
      }
    }
  }

  function toonEinde() {
    verlopen = true;
    vak.hidden = false;
    kop.textContent = "U bent uitgelogd";
    knop.hidden = true;
    inloggen.hidden = false;
    meld("Uw sessie is afgelopen. Log opnieuw in om verder te gaan.");
  }

  function toonWaarschuwing() {
    vak.hidden = false;
    const seconden = over();
    // Spoken at the first warning and in the last minute; in between the text changes silently.
    const zin = `U wordt over ${inWoorden(seconden)} uitgelogd.`;
    if (voorlezer.textContent === "" || seconden < 60) {
      meld(zin);
    } else {
      tekst.textContent = zin;
    }
  }

  function plan() {
    window.clearTimeout(klok);
    if (verlopen) {
      return;
    }
    const seconden = over();
    const wacht = seconden > WAARSCHUW ? (seconden - WAARSCHUW) * 1000 : Math.min(15, Math.max(1, seconden)) * 1000;
    klok = window.setTimeout(controleer, Math.min(wacht, LANGST));
  }

  async function vraag(methode) {
    const opties = { method: methode, headers: { Accept: "application/json" }, credentials: "same-origin", cache: "no-store" };
    if (methode === "POST") {
      opties.body = new URLSearchParams(new FormData(vak.querySelector("form")));
    }
    const antwoord = await fetch(vak.dataset.sessieUrl, opties);
    if (antwoord.status === 401) {
      return 0;
    }
    if (!antwoord.ok) {
      throw new Error(String(antwoord.status));
    }
    return (await antwoord.json()).seconden;
  }

  // Another tab may have gone on working: ask the server each time before saying anything. Asking extends nothing.
  async function controleer() {
    try {
      einde = Date.now() + (await vraag("GET")) * 1000;
    } catch {
      // No connection: what we know ourselves still holds.
    }
    if (over() === 0) {
      toonEinde();
      return;
    }
    if (over() <= WAARSCHUW) {
      toonWaarschuwing();
    } else if (!vak.hidden) {
      verberg();
      voorlezer.textContent = "";
    }
    plan();
  }

  vak.querySelector("form").addEventListener("submit", async (gebeurtenis) => {
    gebeurtenis.preventDefault();
    try {
      const seconden = await vraag("POST");
      einde = Date.now() + seconden * 1000;
      if (seconden === 0) {
        toonEinde();
        return;
      }
      verberg();
      voorlezer.textContent = "U blijft ingelogd.";
      window.setTimeout(() => {
        voorlezer.textContent = "";
      }, UITGESPROKEN);
      plan();
    } catch {
      meld("Geen verbinding. Probeer het opnieuw.");
    }
  });

  // After sleep, timers are late.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && !verlopen) {
      controleer();
    }
  });

  plan();
})();
