"""Scores of several assessors: sealed until all have written, open to all after that, opened again with a reason."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from logboek.models import Logregel
from tests import fabrieken
from tests.draden import tegelijk
from trajecten.models import Criterium
from trajecten.selectie.beoordelen import beoordeel, heropen
from trajecten.selectie.diensten import draai_besluit_terug, neem_besluit
from trajecten.selectie.keuzes import Heropenreden
from trajecten.selectie.models import Beoordelaar, Beoordeling, Heropening, Rondedeelname
from trajecten.statussen import AfwijsReden

GEHEIM = "Zoekt zelf een tweede bus"


@pytest.fixture
def met_twee(rondedeelname):
    """Julia, in a round that asks for two assessors."""
    rondedeelname.ronde.beoordelaars = 2
    rondedeelname.ronde.save()
    return rondedeelname


@pytest.fixture
def willen(criteria):
    """The criterium that excludes on its own."""
    criteria[0].sluit_uit, criteria[0].uitsluitreden = True, AfwijsReden.WIL_NIET
    criteria[0].save()
    return criteria[0]


def scoor(deelname, criteria, wie, score, opmerking=""):
    return beoordeel(
        deelname,
        scores=dict.fromkeys(criteria, score),
        opmerkingen=dict.fromkeys(criteria, opmerking),
        door=wie,
    )


def persoon_url(deelname, naam="kandidaat"):
    return reverse(f"selectie:{naam}", args=[deelname.ronde_id, deelname.traject.kandidaat.dossiernummer])


def bladzijden(deelname):
    """Every page on which her scores could stand."""
    ronde = reverse("selectie:ronde", args=[deelname.ronde_id])
    nummer = deelname.traject.kandidaat.dossiernummer
    return [
        ronde,
        f"{ronde}?toon=besloten",
        persoon_url(deelname),
        persoon_url(deelname, "scores"),
        reverse("dossier:dossier", args=[nummer]),
        reverse("selectie:overzicht"),
    ]


def ziet(client, wie, deelname, criterium="Willen"):
    """The pages on which this user finds the secret remark, or a score of this criterium, after a walk over all."""
    client.force_login(wie)
    gevonden = []
    for url in bladzijden(deelname):
        tekst = client.get(url, follow=True).text
        if GEHEIM in tekst or f"{criterium} <b>" in tekst:
            gevonden.append(url)
    recap = client.post(
        reverse("selectie:controle", args=[deelname.ronde_id]), {f"besluit_{deelname.pk}": "afgewezen"}
    )
    if GEHEIM in recap.text or f"{criterium} <b>" in recap.text or "want willen" in recap.text:
        gevonden.append("recap")
    return gevonden


def test_de_eerste_ziet_haar_eigen_scores_en_haar_collega_niets(
    client, met_twee, criteria, coordinator_groningen, collega_groningen
):
    scoor(met_twee, criteria, coordinator_groningen, 4, GEHEIM)
    assert ziet(client, collega_groningen, met_twee) == []
    assert ziet(client, coordinator_groningen, met_twee) != []
    client.force_login(collega_groningen)
    assert "1 van 2 beoordelaars klaar" in client.get(persoon_url(met_twee)).text


def test_na_de_tweede_ziet_iedereen_alles_met_het_verschil(
    client, met_twee, criteria, coordinator_groningen, collega_groningen
):
    scoor(met_twee, criteria, coordinator_groningen, 4, GEHEIM)
    scoor(met_twee, criteria, collega_groningen, 1)
    client.force_login(collega_groningen)
    html = client.get(persoon_url(met_twee)).text
    assert GEHEIM in html
    assert "Willen <b>2,5</b>, verschil: 1 tot 4" in html
    assert "(1 tot 4)" in client.get(reverse("selectie:ronde", args=[met_twee.ronde_id])).text


def test_een_besluit_breekt_het_zegel_niet(
    client, met_twee, criteria, coordinator_groningen, collega_groningen
):
    """Deciding and taking that back at once is no way to peek."""
    scoor(met_twee, criteria, coordinator_groningen, 4, GEHEIM)
    neem_besluit(met_twee, uitslag="door", door=collega_groningen)
    assert ziet(client, collega_groningen, met_twee) == []
    draai_besluit_terug(met_twee, door=collega_groningen)
    assert ziet(client, collega_groningen, met_twee) == []


def test_wie_alleen_leest_ziet_verzegelde_scores_ook_niet(
    client, met_twee, criteria, coordinator_groningen, jobcoach
):
    fabrieken.ToewijzingFabriek(kandidaat=met_twee.traject.kandidaat, gebruiker=jobcoach)
    scoor(met_twee, criteria, coordinator_groningen, 4, GEHEIM)
    client.force_login(jobcoach)
    html = client.get(persoon_url(met_twee)).text
    assert GEHEIM not in html and "Willen <b>" not in html


def test_na_het_openen_wijzigt_niemand_zonder_heropenen(
    met_twee, criteria, coordinator_groningen, collega_groningen, regio_groningen
):
    derde = fabrieken.GebruikerFabriek(rollen=["coordinator"], regios=[regio_groningen])
    scoor(met_twee, criteria, coordinator_groningen, 4)
    scoor(met_twee, criteria, coordinator_groningen, 3)  # still sealed: her own to change
    scoor(met_twee, criteria, collega_groningen, 1)
    for wie in (coordinator_groningen, derde):
        with pytest.raises(ValidationError, match="Heropen"):
            scoor(met_twee, criteria, wie, 5)
    assert set(Beoordeling.objects.values_list("score", flat=True)) == {1, 3}


def test_heropenen_verzegelt_weer_en_blijft_staan(
    client, met_twee, criteria, coordinator_groningen, collega_groningen
):
    scoor(met_twee, criteria, coordinator_groningen, 4, GEHEIM)
    scoor(met_twee, criteria, collega_groningen, 1)
    client.force_login(collega_groningen)
    url = persoon_url(met_twee, "scores")
    assert "Scores heropenen" in client.get(url).text
    assert not Heropening.objects.exists()
    client.post(url, {"reden": "vergissing"})
    assert Logregel.objects.filter(
        gebruiker=collega_groningen, reden="scores heropend: vergissing in een score"
    ).exists()
    assert ziet(client, coordinator_groningen, met_twee, criterium="Willen <b>1") == [
        persoon_url(met_twee)
    ]  # her own remark
    with pytest.raises(ValidationError, match="Heropen"):  # she saw the scores of the colleague
        scoor(met_twee, criteria, coordinator_groningen, 1)
    html = client.get(persoon_url(met_twee)).text
    assert "Heropend door Kees Collega" in html
    assert "1 van 2 beoordelaars klaar" in html

    client.force_login(collega_groningen)
    assert GEHEIM not in client.get(persoon_url(met_twee)).text
    client.post(
        url, {"inzending": str(uuid.uuid4()), **{f"score_{criterium.pk}": "2" for criterium in criteria}}
    )
    html = client.get(persoon_url(met_twee)).text
    assert GEHEIM in html and "verschil: 2 tot 4" in html and "Heropend door" in html


def test_heropenen_vraagt_een_reden_en_iets_om_te_openen(met_twee, criteria, coordinator_groningen):
    with pytest.raises(ValidationError, match="gewoon invullen"):
        heropen(met_twee, door=coordinator_groningen, reden=Heropenreden.ERBIJ)
    with pytest.raises(ValidationError, match="reden van de lijst"):
        heropen(met_twee, door=coordinator_groningen, reden="nieuwsgierig")


def test_alles_terugnemen_verzegelt_weer(met_twee, criteria, coordinator_groningen, collega_groningen):
    scoor(met_twee, criteria, coordinator_groningen, 4)
    scoor(met_twee, criteria, coordinator_groningen, None)
    scoor(met_twee, criteria, collega_groningen, 4)
    assert met_twee.scores_open_op is None
    assert Beoordelaar.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_twee_beoordelaars_tegelijk_openen_samen(
    met_twee, criteria, coordinator_groningen, collega_groningen
):
    """Neither of them may miss that the other was ready."""
    uitkomsten = tegelijk(
        lambda: scoor(Rondedeelname.objects.get(pk=met_twee.pk), criteria, coordinator_groningen, 4),
        lambda: scoor(Rondedeelname.objects.get(pk=met_twee.pk), criteria, collega_groningen, 2),
    )
    assert [type(uitkomst) for uitkomst in uitkomsten] == [Rondedeelname] * 2
    met_twee.refresh_from_db()
    assert met_twee.scores_open_op is not None
    assert Beoordelaar.objects.count() == 2


# --- What excludes ----------------------------------------------------------------------------------------------------
def test_een_1_op_willen_stelt_afwijzen_voor_en_een_mens_besluit(
    client, rondedeelname, willen, criteria, coordinator_groningen
):
    scoor(rondedeelname, [willen], coordinator_groningen, 1)
    client.force_login(coordinator_groningen)
    ronde = client.get(reverse("selectie:ronde", args=[rondedeelname.ronde_id]))
    assert "Voorstel: afwijzen, want willen is een 1. U besluit." in ronde.text
    assert '<option value="afgewezen" selected>' not in ronde.text
    form = client.get(persoon_url(rondedeelname)).context["form"]
    assert (form["uitslag"].value(), form["reden"].value()) == ("afgewezen", AfwijsReden.WIL_NIET)
    recap = client.post(
        reverse("selectie:controle", args=[rondedeelname.ronde_id]),
        {f"besluit_{rondedeelname.pk}": "afgewezen"},
    )
    assert '<option value="afwijzing_wil_niet" selected>' in recap.text
    rondedeelname.refresh_from_db()
    assert rondedeelname.uitslag == "open"
    neem_besluit(rondedeelname, uitslag="door", door=coordinator_groningen)
    assert rondedeelname.uitslag == "door", "nobody is bound to the proposal"


@pytest.mark.parametrize(("naam", "score"), [("Willen", 2), ("Kunnen", 1)])
def test_geen_voorstel_bij_een_2_of_een_ander_criterium(
    client, rondedeelname, willen, criteria, coordinator_groningen, naam, score
):
    criterium = Criterium.objects.get(naam=naam, programma=rondedeelname.ronde.programma_id)
    scoor(rondedeelname, [criterium], coordinator_groningen, score)
    client.force_login(coordinator_groningen)
    assert "Voorstel:" not in client.get(persoon_url(rondedeelname)).text


def test_ankers_staan_bij_de_scores(client, rondedeelname, willen, coordinator_groningen):
    willen.anker_1, willen.anker_5 = "Zegt dat het moet van de gemeente", "Belt zelf na"
    willen.save()
    client.force_login(coordinator_groningen)
    html = client.get(persoon_url(rondedeelname, "scores")).text
    assert "1 zeer laag: Zegt dat het moet van de gemeente" in html
    assert "5 zeer goed: Belt zelf na" in html
