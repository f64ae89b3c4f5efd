"""Walking through a group action as its pages do: choose people, choose what, look once more, do it."""

import re
import uuid

from django.urls import reverse


def kies(client, actie, mensen, **rest):
    """Post a selection of a list; the address of step 1, or of the list when nothing was begun."""
    nummers = [getattr(m, "dossiernummer", m) for m in mensen]
    antwoord = client.post(reverse("dossier:groep"), {"actie": actie, "kandidaat": nummers, **rest})
    assert antwoord.status_code == 302
    return antwoord.url


def tot_controle(client, actie, mensen, gegevens, **rest):
    """To the recap: (its address, the page)."""
    antwoord = client.post(kies(client, actie, mensen, **rest), gegevens)
    assert antwoord.status_code == 302, antwoord.context["form"].errors
    return antwoord.url, client.get(antwoord.url)


def bevestig(client, adres, inzending=None):
    """Send the recap: the page of the result."""
    return client.post(adres, {"inzending": inzending or str(uuid.uuid4())}, follow=True)


def maak_ongedaan(client, pagina):
    """Press the undo button of a result page."""
    adres = reverse("dossier:groep_ongedaan", args=[pagina.context["keuze"].sleutel])
    return client.post(adres, {"inzending": str(uuid.uuid4())}, follow=True)


def regels(pagina):
    """Lastname -> sentence, of the recap or of both tables of the result."""
    if "vooruitzichten" in pagina.context:
        return {o.kandidaat.achternaam: (o.kan, o.tekst) for o in pagina.context["vooruitzichten"]}
    gedaan = {k.achternaam: (True, tekst) for k, tekst in pagina.context["gedaan"]}
    return gedaan | {k.achternaam: (False, tekst) for k, tekst in pagina.context["niet"]}


def zonder_namen(adres, mensen):
    """An address says nothing about anybody."""
    return not any(m.dossiernummer in adres or m.achternaam in adres for m in mensen) and re.search(
        r"[0-9a-f-]{36}", adres
    )
