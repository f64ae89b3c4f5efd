// Keeps a draft of a form on the server while somebody types. Nothing is stored in the browser: computers are shared.
//
// <form data-concept-url="/basis/concept/"> with the hidden fields `concept`, `inzending` and `csrfmiddlewaretoken`,
// and inside it an element [data-concept-status] with role="status" that was empty when the page was loaded.
//
// Without a connection nothing is sent and the page stays. With `data-verzend-zeker` the script sends the form itself
// first; only when there was an answer does the browser send it again, with the same `inzending`, and go where that leads.
(function () {
  "use strict";

  const WACHT = 1000; // ms after the last keystroke
  const WACHT_NA_FOUT = 15000; // ms before a failed save is tried again by itself
  const GROOTST = 60000; // bytes that a browser still sends while the page goes away
  const GEEN_VERBINDING = "Geen verbinding. Uw tekst staat nog op dit scherm.";
  const WEER_VERBINDING = "U hebt weer verbinding.";
  const NIET_VERSTUURD =
    "Geen verbinding. Er is nog niets verstuurd. Uw tekst staat nog op dit scherm. Verstuur opnieuw zodra u weer verbinding hebt.";
  const BEZIG = "Bezig met versturen.";
  const WEGGEVALLEN =
    "De verbinding viel weg. Uw tekst staat nog op dit scherm. Verstuur opnieuw: het wordt nooit twee keer bewaard.";
  const WACHT_OP_ANTWOORD = 30000; // ms
  const UITGELOGD = "U bent uitgelogd. Uw tekst is bewaard. Log opnieuw in om verder te gaan.";
  const OUDE_PAGINA = "Uw tekst is bewaard. Laad de pagina opnieuw om verder te gaan.";
  const NIET_BEWAARD = "Uw tekst is niet bewaard. Kopieer uw tekst en laad de pagina opnieuw.";
  const TE_LANG = "Uw tekst is te lang voor een concept. Bewaar het formulier of maak de tekst korter.";

  function velden(formulier) {
    const gegevens = new URLSearchParams();
    for (const [naam, waarde] of new FormData(formulier)) {
      if (typeof waarde === "string" && formulier.querySelector(`input[type="password"][name="${CSS.escape(naam)}"]`) === null) {
        gegevens.append(naam, waarde);
      }
    }
    return gegevens;
  }

  function vingerafdruk(formulier) {
    const gegevens = velden(formulier);
    gegevens.delete("csrfmiddlewaretoken");
    return gegevens.toString();
  }

  function volg(formulier) {
    const status = formulier.querySelector("[data-concept-status]");
    let bewaard = vingerafdruk(formulier); // what the server has, or what the page began with
    let klok = 0;
    let bezig = null; // the AbortController of the request on its way
    let verzonden = false; // the form itself was sent: a draft of it may not come after it
    let klaar = false; // refused: trying again cannot help
    let mislukt = false; // the last save did not reach the server
    let aangekomen = false; // the form itself did, so the browser may send it
    const zeker = formulier.hasAttribute("data-verzend-zeker");

    function meld(tekst) {
      // The time has no seconds, so a screen reader hears this once a minute at most.
      if (status && status.textContent !== tekst) {
        status.textContent = tekst;
      }
    }

    function straks(wacht) {
      window.clearTimeout(klok);
      klok = window.setTimeout(bewaar, wacht);
    }

    async function verwerk(antwoord, afdruk) {
      let inhoud = {};
      try {
        inhoud = await antwoord.json();
      } catch {
        inhoud = {}; // a proxy's own page
      }
      mislukt = antwoord.status >= 500;
      if (antwoord.ok && inhoud.bewaard_op) {
        bewaard = afdruk;
        meld(`Concept bewaard ${inhoud.bewaard_op}`);
      } else if (inhoud.bewaard_op) {
        // Logged out, or logged in again elsewhere: this page may still save its draft, and goes on doing so.
        bewaard = afdruk;
        meld(antwoord.status === 401 ? UITGELOGD : OUDE_PAGINA);
      } else if (antwoord.status === 413) {
        meld(TE_LANG);
      } else if (antwoord.status === 409) {
        klaar = true;
      } else if (antwoord.status >= 500) {
        meld(GEEN_VERBINDING);
        straks(WACHT_NA_FOUT);
      } else {
        klaar = true;
        meld(NIET_BEWAARD);
      }
    }

    async function bewaar() {
      window.clearTimeout(klok);
      const afdruk = vingerafdruk(formulier);
      if (verzonden || klaar || afdruk === bewaard) {
        return;
      }
      if (bezig) {
        straks(WACHT); // one at a time, so that an older text never arrives after a newer one
        return;
      }
      const lichaam = velden(formulier);
      bezig = new AbortController();
      try {
        const antwoord = await fetch(formulier.dataset.conceptUrl, {
          method: "POST",
          body: lichaam,
          headers: { Accept: "application/json" },
          credentials: "same-origin",
          redirect: "error",
          keepalive: lichaam.toString().length < GROOTST,
          signal: bezig.signal,
        });
        await verwerk(antwoord, afdruk);
      } catch {
        mislukt = true;
        if (!verzonden) {
          meld(GEEN_VERBINDING);
          straks(WACHT_NA_FOUT);
        }
      } finally {
        bezig = null;
      }
    }

    // The page goes to the background or away: no time to wait for an answer.
    function laatsteKans() {
      const afdruk = vingerafdruk(formulier);
      if (verzonden || klaar || afdruk === bewaard) {
        return;
      }
      window.clearTimeout(klok);
      if (navigator.sendBeacon(formulier.dataset.conceptUrl, velden(formulier))) {
        bewaard = afdruk;
      }
    }

    // Sending first by script: an answer of any kind says that the server has it, and by its token it writes once.
    async function verstuur(knop) {
      const lichaam = new URLSearchParams(new FormData(formulier, knop));
      meld(BEZIG);
      try {
        const antwoord = await fetch(formulier.getAttribute("action") || window.location.href, {
          method: "POST",
          body: lichaam,
          credentials: "same-origin",
          redirect: "manual",
          signal: AbortSignal.timeout(WACHT_OP_ANTWOORD),
        });
        if (antwoord.status >= 500) {
          throw new Error(String(antwoord.status));
        }
      } catch {
        verzonden = false;
        mislukt = true;
        meld(WEGGEVALLEN);
        return;
      }
      aangekomen = true;
      formulier.requestSubmit(knop);
    }

    formulier.addEventListener("input", () => straks(WACHT));
    formulier.addEventListener("change", () => straks(WACHT));
    formulier.addEventListener("submit", (gebeurtenis) => {
      if (gebeurtenis.defaultPrevented || aangekomen) {
        return;
      }
      // The browser can be wrong (behind some VPNs it is always "offline"): a draft that arrived says more.
      const geenLijn = !navigator.onLine && (mislukt || vingerafdruk(formulier) !== bewaard);
      if (geenLijn || (zeker && verzonden)) {
        gebeurtenis.preventDefault(); // nothing to send it over, or on its way already
        meld(geenLijn ? NIET_VERSTUURD : BEZIG);
        return;
      }
      verzonden = true;
      window.clearTimeout(klok);
      if (bezig) {
        bezig.abort();
      }
      if (zeker) {
        gebeurtenis.preventDefault();
        verstuur(gebeurtenis.submitter);
      }
    });
    formulier.addEventListener("htmx:afterRequest", () => {
      verzonden = false; // the form is still here: htmx changed only a part of the page
    });
    window.addEventListener("offline", () => meld(GEEN_VERBINDING));
    window.addEventListener("online", () => {
      meld(WEER_VERBINDING);
      straks(0);
    });
    // Leaving now would lose what the server does not have: the browser asks first, in its own words.
    window.addEventListener("beforeunload", (gebeurtenis) => {
      if (mislukt && !verzonden && !klaar && vingerafdruk(formulier) !== bewaard) {
        gebeurtenis.preventDefault();
      }
    });
    window.addEventListener("pagehide", laatsteKans);
    window.addEventListener("pageshow", () => {
      verzonden = aangekomen = false; // back from the next page: typing counts again
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") {
        laatsteKans();
      }
    });
  }

  const gevolgd = new WeakSet();

  function zoek(in_) {
    for (const formulier of in_.querySelectorAll("form[data-concept-url]")) {
      if (!gevolgd.has(formulier)) {
        gevolgd.add(formulier);
        volg(formulier);
      }
    }
  }

  zoek(document);
  // Forms that htmx puts in the page later
  document.addEventListener("htmx:load", (gebeurtenis) => zoek(gebeurtenis.target.parentNode || document));
})();
