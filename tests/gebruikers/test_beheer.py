"""The Django admin: who comes in, what is there (never a dossier), and users with their rights."""

import pytest
from django.contrib import admin
from django.contrib.auth import authenticate
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from gebruikers.models import Gebruiker
from kandidaten.models import Kandidaat
from logboek.models import Handeling, Logregel
from partners.models import Werkgebied
from tests import fabrieken

pytestmark = pytest.mark.django_db

PAGINAS = [
    ("gebruikers", "gebruiker"),
    ("partners", "arbeidsmarktregio"),
    ("partners", "gemeente"),
    ("partners", "partner"),
    ("partners", "vestiging"),
    ("trajecten", "programma"),
]
# The mail goes once the user is in the database; only a test without a transaction around it sees that.
ECHT = pytest.mark.django_db(transaction=True)
IEDEREEN_ANDERS = (
    "coordinator_groningen coordinator_twente jobcoach trainer teamleider manager verwijzer vreemde".split()
)


@pytest.fixture
def voorbeelden(db, regio_groningen, uwv_groningen, programma):
    """One record for every page."""
    plek = fabrieken.VestigingFabriek(partner=uwv_groningen)
    return {
        "gebruiker": fabrieken.GebruikerFabriek(rollen=["coordinator"], regios=[regio_groningen]),
        "arbeidsmarktregio": regio_groningen,
        "gemeente": fabrieken.GemeenteFabriek(regio=regio_groningen),
        "partner": uwv_groningen,
        "vestiging": plek,
        "programma": programma,
    }


def adressen(voorbeelden):
    for app, model in PAGINAS:
        pk = voorbeelden[model].pk
        yield reverse(f"admin:{app}_{model}_changelist")
        yield reverse(f"admin:{app}_{model}_changelist") + "?q=a"
        yield reverse(f"admin:{app}_{model}_add")
        yield reverse(f"admin:{app}_{model}_change", args=[pk])
        yield reverse(f"admin:{app}_{model}_history", args=[pk])
    yield reverse("admin:index")
    for app in {app for app, _ in PAGINAS}:
        yield reverse("admin:app_list", args=[app])


def formulier(**anders):
    """What the browser sends for a user, without regions."""
    leeg = {"werkgebieden-TOTAL_FORMS": "0", "werkgebieden-INITIAL_FORMS": "0"}
    return {"email": "nieuw@example.nl", "naam": "Nora Nieuw", "is_active": "on", **leeg, **anders}


def wijzig(client, gebruiker, **anders):
    invoer = formulier(email=gebruiker.email, naam=gebruiker.naam, **anders)
    return client.post(reverse("admin:gebruikers_gebruiker_change", args=[gebruiker.pk]), invoer, follow=True)


def rechtenregels():
    regels = Logregel.objects.filter(handeling=Handeling.RECHTEN).order_by("pk")
    return [(regel.gebruiker.naam, regel.reden) for regel in regels]


# --- What is there, and for whom ----------------------------------------------------------------------------
def test_precies_deze_modellen_en_nooit_een_dossier():
    assert {model._meta.label for model in admin.site._registry} == {
        "gebruikers.Gebruiker",
        "partners.Arbeidsmarktregio",
        "partners.Gemeente",
        "partners.Partner",
        "partners.Vestiging",
        "trajecten.Berichtsjabloon",
        "trajecten.Programma",
    }


def test_ook_als_rij_onder_een_ander_staat_er_geen_dossier():
    """What an inline shows counts too: every row is of partners, of a programme, or a region of a user."""
    rijen = {blok.model for beheer in admin.site._registry.values() for blok in beheer.inlines}
    assert {model._meta.label for model in rijen} == {
        "partners.Werkgebied",
        "partners.Vestiging",
        "partners.Contactpersoon",
        "partners.Toezegging",
        "partners.Partner_leden",
        "trajecten.Programma_werkgevers",
        "trajecten.Programma_verwijzers",
        "trajecten.Programma_andere_partners",
        "trajecten.Programma_vestigingen",
        "trajecten.Ronde",
        "trajecten.Criterium",
        "trajecten.Kwalificatie",
        "trajecten.Begeleidingsschema",
        "trajecten.Doelsjabloon",
        "trajecten.GerapporteerdResultaat",
        "trajecten.Kostenaandeel",
    }


def test_een_dossier_aanmelden_in_het_beheer_kan_niet():
    with pytest.raises(ImproperlyConfigured, match="hoort niet in het beheer"):
        admin.site.register(Kandidaat)


def test_elke_pagina_werkt_voor_de_beheerder(client, beheerder, voorbeelden):
    client.force_login(beheerder)
    for adres in adressen(voorbeelden):
        antwoord = client.get(adres)
        assert antwoord.status_code == 200, adres
        assert "object (" not in antwoord.content.decode(), adres  # every row has a name


@pytest.mark.parametrize("wie", IEDEREEN_ANDERS)
def test_wie_geen_beheerder_is_komt_er_niet_in(client, request, wie, voorbeelden):
    client.force_login(request.getfixturevalue(wie))
    for adres in adressen(voorbeelden):
        assert client.get(adres, follow=True).status_code == 403, adres


def test_zonder_login_naar_het_inloggen(client, voorbeelden):
    for adres in adressen(voorbeelden):
        assert client.get(adres, follow=True).redirect_chain[-1][0].startswith(reverse("account_login"))


def test_er_wordt_niets_weggegooid(client, beheerder, voorbeelden):
    """Dossiers point at all of it; what is over is ended or switched off."""
    client.force_login(beheerder)
    for app, model in PAGINAS:
        adres = reverse(f"admin:{app}_{model}_delete", args=[voorbeelden[model].pk])
        assert client.post(adres, {"post": "yes"}).status_code == 403
        voorbeelden[model].refresh_from_db()


def test_een_beheerder_ziet_geen_dossiers(client, beheerder, kandidaat):
    assert not Kandidaat.objects.zichtbaar_voor(beheerder).exists()
    client.force_login(beheerder)
    html = client.get(reverse("admin:index")).content.decode()
    assert "andidaten" not in html


@pytest.mark.parametrize(
    ("model", "veld", "term", "tekst"),
    [
        ("vestiging", "partner", "uwv", "UWV Groningen"),
        ("programma_vestigingen", "vestiging", "gron", "UWV Groningen, Groningen"),
        ("werkgebied", "regio", "AM01", "Groningen"),
    ],
)
def test_kiezen_door_te_typen(client, beheerder, voorbeelden, model, veld, term, tekst):
    client.force_login(beheerder)
    app = "trajecten" if model.startswith("programma") else "partners"
    vraag = {"term": term, "app_label": app, "model_name": model, "field_name": veld}
    gevonden = client.get(reverse("admin:autocomplete"), vraag).json()["results"]
    assert tekst in [keuze["text"] for keuze in gevonden]


# --- Users and rights ---------------------------------------------------------------------------------------
@ECHT
def test_gebruiker_maken_met_rollen_en_werkgebied(client, beheerder, regio_groningen, mailoutbox):
    client.force_login(beheerder)
    regels = {
        "werkgebieden-TOTAL_FORMS": "1",
        "werkgebieden-0-regio": regio_groningen.pk,
        "rollen": ["coordinator", "jobcoach"],
        "stuur_mail": "on",
    }
    antwoord = client.post(reverse("admin:gebruikers_gebruiker_add"), formulier(**regels), follow=True)
    nora = Gebruiker.objects.get(email="nieuw@example.nl")
    assert nora.rolcodes == {"coordinator", "jobcoach"}
    assert not nora.has_usable_password()
    assert Werkgebied.objects.get(gebruiker=nora).regio == regio_groningen
    assert rechtenregels() == [
        ("Bea Beheerder", f"gebruiker {nora.pk}: +coordinator +jobcoach"),
        ("Bea Beheerder", f"gebruiker {nora.pk}: werkgebied +AM01"),
    ]
    assert "nog geen werkgebied" not in antwoord.content.decode()
    assert [bericht.to for bericht in mailoutbox] == [["nieuw@example.nl"]]
    assert "Nora" not in mailoutbox[0].subject


@ECHT
def test_met_de_link_uit_de_mail_kiest_zij_zelf_een_wachtwoord(client, beheerder, mailoutbox):
    client.force_login(beheerder)
    client.post(reverse("admin:gebruikers_gebruiker_add"), formulier(rollen=["jobcoach"], stuur_mail="on"))
    client.logout()
    link = next(woord for woord in mailoutbox[0].body.split() if woord.startswith("http"))
    pad = client.get(link.replace("http://testserver", ""), follow=True).redirect_chain[-1][0]
    geheim = "Fietsbel-onder-water-7"
    client.post(pad, {"password1": geheim, "password2": geheim})
    nora = Gebruiker.objects.get(email="nieuw@example.nl")
    assert nora.check_password(geheim)
    assert authenticate(email="nieuw@example.nl", password=geheim) == nora


@ECHT
def test_zonder_vinkje_gaat_er_geen_mail(client, beheerder, mailoutbox):
    client.force_login(beheerder)
    client.post(reverse("admin:gebruikers_gebruiker_add"), formulier())
    assert Gebruiker.objects.filter(email="nieuw@example.nl").exists()
    assert not mailoutbox


@ECHT
def test_een_mail_die_niet_weg_kan_gooit_het_werk_niet_weg(client, beheerder, monkeypatch):
    def stuk(*args, **kwargs):
        raise OSError("geen mailserver")

    monkeypatch.setattr("gebruikers.admin.stuur_wachtwoordmail", stuk)
    client.force_login(beheerder)
    antwoord = client.post(reverse("admin:gebruikers_gebruiker_add"), formulier(stuur_mail="on"))
    assert Gebruiker.objects.filter(email="nieuw@example.nl").exists()
    assert "mail is niet verstuurd" in client.get(antwoord.url).content.decode()


def test_rollen_wijzigen_staat_in_het_logboek_zonder_namen(client, beheerder, jobcoach):
    client.force_login(beheerder)
    wijzig(client, jobcoach, rollen=["trainer", "manager"])
    assert Gebruiker.objects.get(pk=jobcoach.pk).rolcodes == {"trainer", "manager"}
    assert rechtenregels() == [("Bea Beheerder", f"gebruiker {jobcoach.pk}: +manager +trainer -jobcoach")]
    wijzig(client, jobcoach, rollen=["trainer", "manager"])
    assert len(rechtenregels()) == 1  # nothing changed, nothing to log


def test_een_werkgebied_weghalen_staat_in_het_logboek(client, beheerder, coordinator_groningen):
    client.force_login(beheerder)
    gebied = coordinator_groningen.werkgebieden.get()
    antwoord = wijzig(
        client,
        coordinator_groningen,
        rollen=["coordinator"],
        **{
            "werkgebieden-TOTAL_FORMS": "1",
            "werkgebieden-INITIAL_FORMS": "1",
            "werkgebieden-0-id": gebied.pk,
            "werkgebieden-0-gebruiker": coordinator_groningen.pk,
            "werkgebieden-0-regio": gebied.regio.pk,
            "werkgebieden-0-DELETE": "on",
        },
    )
    assert rechtenregels()[-1][1] == f"gebruiker {coordinator_groningen.pk}: werkgebied -AM01"
    assert "nog geen werkgebied en ziet dus geen dossiers" in antwoord.content.decode()


def test_een_verwijzer_zonder_partner_wordt_gemeld(client, beheerder, vreemde, verwijzer):
    client.force_login(beheerder)
    zin = "hoort nog bij geen partner"
    assert zin in wijzig(client, vreemde, rollen=["verwijzer"]).content.decode()
    assert zin not in wijzig(client, verwijzer, rollen=["verwijzer"]).content.decode()


def test_uitzetten_sluit_meteen_de_deur(client, beheerder, jobcoach):
    ander = type(client)()
    ander.force_login(jobcoach)
    client.force_login(beheerder)
    invoer = formulier(email=jobcoach.email, naam=jobcoach.naam, rollen=["jobcoach"])
    del invoer["is_active"]
    client.post(reverse("admin:gebruikers_gebruiker_change", args=[jobcoach.pk]), invoer)
    assert rechtenregels()[-1][1] == f"gebruiker {jobcoach.pk}: niet actief"
    assert ander.get("/").url.startswith(reverse("account_login"))


def test_de_laatste_beheerder_blijft(client, beheerder):
    client.force_login(beheerder)
    zin = "Dit is de laatste beheerder"
    assert zin in wijzig(client, beheerder, rollen=["jobcoach"]).content.decode()
    assert Gebruiker.objects.get(pk=beheerder.pk).rolcodes == {"beheerder"}
    fabrieken.GebruikerFabriek(rollen=["beheerder"])
    assert zin not in wijzig(client, beheerder, rollen=["jobcoach"]).content.decode()


def test_het_oude_adres_logt_niet_meer_in(client, beheerder, jobcoach):
    """Allauth keeps addresses in a table of its own; an old one there would still open the account."""
    jobcoach.set_password("Fietsbel-onder-water-7")
    jobcoach.save()
    oud = jobcoach.email
    jobcoach.emailaddress_set.create(email=oud, verified=True, primary=True)
    client.force_login(beheerder)
    invoer = formulier(email="anders@example.nl", naam=jobcoach.naam, rollen=["jobcoach"])
    client.post(reverse("admin:gebruikers_gebruiker_change", args=[jobcoach.pk]), invoer)
    assert authenticate(email=oud, password="Fietsbel-onder-water-7") is None
    assert authenticate(email="anders@example.nl", password="Fietsbel-onder-water-7") == jobcoach


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"email": ""}, "Dit veld is verplicht."),
        ({"email": "geen adres"}, "Voer een geldig e-mailadres in."),
        ({"rollen": ["directeur"]}, "directeur"),
        ({"is_active": "", "stuur_mail": "on"}, "Iemand die niet actief is, krijgt geen mail."),
    ],
)
def test_fouten_in_het_nederlands(client, beheerder, anders, zin):
    client.force_login(beheerder)
    html = client.post(reverse("admin:gebruikers_gebruiker_add"), formulier(**anders)).content.decode()
    assert zin in html
    assert not Gebruiker.objects.filter(naam="Nora Nieuw").exists()


def test_hetzelfde_adres_met_hoofdletters_is_hetzelfde(client, beheerder, jobcoach):
    client.force_login(beheerder)
    html = client.post(reverse("admin:gebruikers_gebruiker_add"), formulier(email=jobcoach.email.upper()))
    assert "Er is al een gebruiker met dit e-mailadres." in html.content.decode()
