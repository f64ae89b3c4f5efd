"""What stands beside the form of a check-in: last time, its scores, and every open action."""

from django.urls import reverse

from trajecten.begeleiding.diensten import voeg_actie_toe


def formulier(client, traject, gebruiker):
    client.force_login(gebruiker)
    return client.get(reverse("begeleiding:gesprek_nieuw", args=[traject.kandidaat.dossiernummer, 1])).text


def test_vorige_keer_met_afspraak_scores_en_acties(client, julia, gesprek, jobcoach):
    html = formulier(client, julia, jobcoach)
    for tekst in (
        "Vorige keer, 14 sep 2026",
        "Elke dag op tijd beginnen",
        "welbevinden 4, werkdruk 2",
        "Reisroute oefenen",
    ):
        assert tekst in html


def test_een_open_actie_is_af_te_vinken_ook_voor_het_eerste_gesprek(client, julia, jobcoach):
    """An action can be made in the dossier, before anybody spoke."""
    voeg_actie_toe(julia, omschrijving="Rooster vragen", door=jobcoach)
    html = formulier(client, julia, jobcoach)
    assert "Rooster vragen" in html and "Open acties" in html and "Vorige keer" not in html


def test_zonder_vorige_keer_en_zonder_acties_staat_er_niets_naast(client, julia, jobcoach):
    html = formulier(client, julia, jobcoach)
    assert "gesprek-vorige" not in html
