"""The programme page of the admin as a browser sees it: what stands in the form, and what is sent back."""

import re
from html.parser import HTMLParser

from django.urls import reverse

from trajecten.models import Programma

NIEUW = reverse("admin:trajecten_programma_add")
VAN_DE_RIJ = re.compile(r"-(id|programma)$")  # which stored row it is: a new programme has none


def adres(programma):
    return reverse("admin:trajecten_programma_change", args=[programma.pk])


class Formulier(HTMLParser):
    """The fields of the form on a page with what they hold: name -> list of values, empty when nothing is ticked."""

    def __init__(self, html):
        super().__init__()
        self.velden, self._keuze, self._tekst = {}, None, None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = {naam: waarde or "" for naam, waarde in attrs}
        naam = attrs.get("name")
        if tag == "option" and self._keuze is not None:
            if "selected" in attrs:
                self.velden[self._keuze].append(attrs.get("value", ""))
        elif not naam or attrs.get("type") in {"submit", "button", "file", "search"}:
            return
        elif tag == "input" and attrs.get("type") in {"checkbox", "radio"}:
            self.velden.setdefault(naam, [])
            if "checked" in attrs:
                self.velden[naam].append(attrs.get("value", "on"))
        elif tag == "input":
            self.velden[naam] = [attrs.get("value", "")]
        elif tag == "select":
            self.velden[naam], self._keuze = [], naam
        elif tag == "textarea":
            self.velden[naam], self._tekst = [""], naam

    def handle_endtag(self, tag):
        if tag == "select":
            self._keuze = None
        elif tag == "textarea":
            self._tekst = None

    def handle_data(self, data):
        if self._tekst is not None:
            self.velden[self._tekst][0] += data


def formulier(client, pad=NIEUW):
    """What the browser would send from this page, the empty rows that wait to be added left out."""
    velden = Formulier(client.get(pad).content.decode()).velden
    return {
        naam: [re.sub(r"^\n", "", waarde) for waarde in waarden]
        for naam, waarden in velden.items()
        if "__prefix__" not in naam and naam != "csrfmiddlewaretoken"
    }


def velden_van_het_formulier(client):
    """Every name that can be filled in for a new programme, rows that can be added included."""
    return set(Formulier(client.get(NIEUW).content.decode()).velden)


def als_nieuw(invoer, **anders):
    """The same values typed into an empty form: no row exists yet."""
    nieuw = {naam: waarden for naam, waarden in invoer.items() if not VAN_DE_RIJ.search(naam)}
    for naam in nieuw:
        if naam.endswith("-INITIAL_FORMS"):
            nieuw[naam] = ["0"]
    return nieuw | {naam: [waarde] for naam, waarde in anders.items()}


def bewaar(client, pad, invoer):
    """Send the form; the sentences that refuse it, [] when it was saved."""
    antwoord = client.post(pad, invoer)
    if antwoord.status_code == 302:
        return []
    delen = [antwoord.context["adminform"].form]
    delen += [form for blok in antwoord.context["inline_admin_formsets"] for form in blok.formset.forms]
    return [str(zin) for form in delen for zinnen in form.errors.values() for zin in zinnen]


def met_rij(invoer, blok, **velden):
    """The form with one more row in a block."""
    nummer = int(invoer[f"{blok}-TOTAL_FORMS"][0])
    rij = {f"{blok}-{nummer}-{naam}": [str(waarde)] for naam, waarde in velden.items()}
    return invoer | rij | {f"{blok}-TOTAL_FORMS": [str(nummer + 1)]}


def voeg_ronde_toe(client, programma, *, soort, naam, **velden):
    """A beheerder adds one selection round at the end of a programme. Returns the Ronde."""
    nummer = programma.rondes.count() + 1
    velden = {"verplicht": "on", "beoordelaars": 1} | velden
    invoer = met_rij(
        formulier(client, adres(programma)), "rondes", volgorde=nummer, soort=soort, naam=naam, **velden
    )
    assert bewaar(client, adres(programma), invoer) == []
    return Programma.objects.get(pk=programma.pk).rondes.get(volgorde=nummer)
