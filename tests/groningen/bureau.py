"""One browser at which the people of the story work, one after another; and the clock of the server they work with."""

import os
import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.core import mail
from playwright.sync_api import Page, expect

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
BEELDEN = os.environ.get("BEELDEN", "")  # a folder: then the key steps are photographed there
WACHTWOORD = "een rustige dinsdag in juni"


class Bureau:
    """What somebody does on screen, in her words: follow a link, press a button, fill in a field, look."""

    def __init__(self, page: Page, url: str, klok):
        self.page, self.url, self._klok = page, url, klok
        self.fouten = []
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda fout: self.fouten.append(f"{page.url}: {fout}"))
        page.on("console", self._let_op)
        page.on("response", self._kijk_na)

    def _let_op(self, regel):
        if regel.type == "error":
            self.fouten.append(f"{self.page.url}: {regel.text}")

    def _kijk_na(self, antwoord):
        if antwoord.status >= 400:
            self.fouten.append(f"{antwoord.status} {antwoord.url}")

    # --- The clock ----------------------------------------------------------------------------------------------------
    def het_is(self, moment: str):
        """Move the server's clock to "2020-09-01 08:30", Amsterdam time; from there it runs on."""
        wanneer = datetime.strptime(moment, "%Y-%m-%d %H:%M").replace(tzinfo=AMSTERDAM)
        self._klok.move_to(wanneer.astimezone(ZoneInfo("UTC")))

    # --- Coming in ----------------------------------------------------------------------------------------------------
    def log_in(self, email: str, wachtwoord: str = WACHTWOORD):
        """Through the login page, with a browser that remembers nobody: a jump in time ended the session anyway."""
        self.page.context.clear_cookies()
        self.page.goto(self.url)
        self.vul("E-mailadres", email)
        self.vul("Wachtwoord", wachtwoord)
        self.knop("Inloggen")

    def laatste_link_uit_mail(self, aan: str) -> str:
        brief = next(b for b in reversed(mail.outbox) if b.to == [aan])
        return re.search(r"http\S+", brief.body)[0]

    # --- Going and doing ----------------------------------------------------------------------------------------------
    def open(self, pad: str):
        self.page.goto(f"{self.url}{pad}")

    def link(self, naam: str, *, exact=True, binnen=None):
        (binnen or self.page).get_by_role("link", name=naam, exact=exact).first.click()

    def menu(self, naam: str):
        self.link(naam, binnen=self.page.get_by_role("navigation", name="Hoofdmenu"))

    def knop(self, naam: str, *, exact=True, binnen=None):
        (binnen or self.page).get_by_role("button", name=naam, exact=exact).first.click()

    def vul(self, veld: str, waarde: str, *, exact=False):
        self.page.get_by_label(veld, exact=exact).first.fill(waarde)

    def kies(self, veld: str, keuze: str, *, exact=False):
        self.page.get_by_label(veld, exact=exact).first.select_option(label=keuze)

    def vink(self, naam: str, *, binnen=None):
        """A tick box, or one of the answers of a question (`binnen` = the question)."""
        (binnen or self.page).get_by_label(naam, exact=True).first.check()

    def vraag(self, naam: str):
        """The group of answers under this question."""
        return self.page.get_by_role("radiogroup", name=naam)

    # --- Looking ------------------------------------------------------------------------------------------------------
    @property
    def inhoud(self):
        return self.page.locator("main")

    def kop(self, tekst: str):
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(tekst)

    def zie(self, *teksten: str):
        for tekst in teksten:
            expect(self.inhoud).to_contain_text(tekst)

    def zie_niet(self, *teksten: str):
        for tekst in teksten:
            expect(self.inhoud).not_to_contain_text(tekst)

    def melding(self, *teksten: str):
        """What the product says after something was done."""
        for tekst in teksten:
            expect(self.page.locator(".meldingen")).to_contain_text(tekst)

    def rijen(self, tabel: str):
        return self.page.get_by_role("table", name=tabel).locator("tbody tr")

    def rij(self, tekst: str):
        return self.page.get_by_role("row").filter(has_text=tekst)

    def foto(self, naam: str, *, heel=True):
        if BEELDEN:
            Path(BEELDEN).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=Path(BEELDEN) / f"{naam}.png", full_page=heel)
