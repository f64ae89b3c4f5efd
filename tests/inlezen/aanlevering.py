"""Steps of a referrer who uploads a list herself, shared by the tests about that."""

import uuid

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from inlezen.diensten import kies_kolommen, lees_lijst, lever_lijst_aan
from partners.models import Contactpersoon

KOP = "Voornaam;Achternaam;Geboortedatum;Telefoon"
NADIA = "Nadia;Bakkali;01-02-1990;0612345678"
SEM = "Sem;Visser;03-04-1991;0687654321"
AANLEVEREN, LIJSTEN, VERWIJZINGEN = "/inlezen/aanleveren/", "/inlezen/", "/mijn-verwijzingen/"
PAGINAS = ["kolommen", "verwijderen", "controleren", "bevestigen", "resultaat", "stand", "terugdraaien"]
POSTS = ["kolommen", "verwijderen", "controleren", "bevestigen", "opnieuw", "verder", "terugdraaien"]


def lever_lijst(*rijen, door, programma, regio, kop=KOP):
    """A list of this referrer in review."""
    contactpersoon = Contactpersoon.objects.select_related("partner").get(gebruiker=door)
    inhoud = "\n".join([kop, *rijen]).encode()
    inlezing = lever_lijst_aan(
        lijst=lees_lijst(inhoud=inhoud, bestandsnaam="lijst.csv", partner=contactpersoon.partner),
        bestandsnaam="lijst.csv",
        contactpersoon=contactpersoon,
        programma=programma,
        regio=regio,
        door=door,
    )
    return kies_kolommen(inlezing, keuzes={}, door=door)


def adres(naam, inlezing, *meer):
    return reverse(f"inlezen:{naam}", args=[inlezing.pk, *meer])


def upload(client, programma, *rijen, kop=KOP, **anders):
    bestand = SimpleUploadedFile("lijst.csv", "\n".join([kop, *rijen]).encode())
    gegevens = {"programma": programma.pk, "bestand": bestand, "inzending": str(uuid.uuid4())}
    return client.post(AANLEVEREN, gegevens | anders, follow=True)


def sla_op(client, antwoord):
    form = antwoord.context["form"]
    keuzes = {naam: veld.initial for naam, veld in form.fields.items()}
    return client.post(antwoord.request["PATH_INFO"], keuzes, follow=True)


def verstuur(client, pad, **gegevens):
    return client.post(pad, {"inzending": str(uuid.uuid4()), **gegevens}, follow=True)
