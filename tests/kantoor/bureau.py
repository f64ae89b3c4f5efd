"""One browser at which the people of the story work, one after another; and the clock of the server they work with."""

import os
import re
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import time_machine
from django.core import mail
from playwright.sync_api import Page, expect

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
BEELDEN = os.environ.get("BEELDEN", "")  # a folder: then the key steps are photographed there
WACHTWOORD = "een rustige dinsdag in juni"
WACHT = 20_000  # milliseconds that something may take to appear on a busy machine
SMAL, BREED = {"width": 320, "height": 640}, {"width": 1280, "height": 900}


def _moment(tekst):
    """ "2020-09-01 08:30", Amsterdam time."""
    return datetime.strptime(tekst, "%Y-%m-%d %H:%M").replace(tzinfo=AMSTERDAM).astimezone(ZoneInfo("UTC"))


@contextmanager
def open_bureau(page: Page, url: str, begin: str):
    """The browser and the server's clock, which starts at `begin`. The server runs in this process, so the clock moves
    for both. Afterwards: no page failed and no browser complained.
    """
    with time_machine.travel(_moment(begin), tick=True) as klok:
        bureau = Bureau(page, url, klok)
        yield bureau
    assert bureau.fouten == []


class Bureau:
    """What somebody does on screen, in her words: follow a link, press a button, fill in a field, look."""

    def __init__(self, page: Page, url: str, klok):
        self.page, self.url, self._klok = page, url, klok
        self.fouten = []
        page.set_default_timeout(WACHT)
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
        self._klok.move_to(_moment(moment))

    # --- Coming in ----------------------------------------------------------------------------------------------------
    def log_in(self, email: str, wachtwoord: str = WACHTWOORD):
        """Through the login page, with a browser that remembers nobody: a jump in time ended the session anyway."""
        self.page.context.clear_cookies()
        self.page.goto(self.url)
        self.vul("E-mailadres", email)
        self.vul("Wachtwoord", wachtwoord)
        self.knop("Inloggen")

    def brieven(self, aan: str):
        """The mails that somebody got, the latest last."""
        return [brief for brief in mail.outbox if brief.to == [aan]]

    def laatste_link_uit_mail(self, aan: str) -> str:
        return re.search(r"http\S+", self.brieven(aan)[-1].body)[0]

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

    def zoek_keuze(self, naam: str, veld: str = ""):
        """A field of the admin that searches while you type: open it (`veld`: its id), type, and take what it finds."""
        vak = self.page.locator(f"#id_{veld} + .select2" if veld else ".select2").first
        vak.locator(".select2-selection").click()
        self.page.locator(".select2-search__field").fill(naam)
        self.page.locator(".select2-results__option", has_text=naam).first.click()

    def dossier(self, naam: str):
        """Somebody's page, by the search field at the top of every page."""
        self.vul("Naam of dossiernummer", naam)
        self.knop("Zoek")
        # The first name alone: the list writes "Luinenburg, Julia el". In a row: the filter above it names her too.
        self.page.locator("tbody").get_by_role("link", name=naam.split()[0]).first.click()
        self.kop(naam)

    def vraag(self, naam: str):
        """The group of answers under this question."""
        return self.page.get_by_role("radiogroup", name=naam)

    # --- Looking ------------------------------------------------------------------------------------------------------
    @property
    def inhoud(self):
        return self.page.locator("main")

    def kop(self, tekst: str):
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(tekst, timeout=WACHT)

    def zie(self, *teksten: str):
        for tekst in teksten:
            expect(self.inhoud).to_contain_text(tekst, timeout=WACHT)

    def zie_niet(self, *teksten: str):
        for tekst in teksten:
            expect(self.inhoud).not_to_contain_text(tekst, timeout=WACHT)

    def melding(self, *teksten: str):
        """What the product says after something was done."""
        for tekst in teksten:
            expect(self.page.locator(".meldingen")).to_contain_text(tekst, timeout=WACHT)

    def rijen(self, tabel: str):
        return self.page.get_by_role("table", name=tabel).locator("tbody tr")

    def rij(self, tekst: str):
        return self.page.get_by_role("row").filter(has_text=tekst)

    def past_op_het_scherm(self):
        """Nothing sticks out at the width that the window has."""
        self.page.wait_for_load_state()
        assert self.page.evaluate("document.documentElement.scrollWidth") <= self.page.viewport_size["width"]

    def foto(self, naam: str, *, heel=True):
        if BEELDEN:
            Path(BEELDEN).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=Path(BEELDEN) / f"{naam}.png", full_page=heel)
