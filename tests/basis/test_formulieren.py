"""Forms: what is typed is understood, what is wrong is said at the field and in the summary (A11Y-02 to 05, 17)."""

import re
from datetime import UTC, date, datetime, time

import pytest
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.contrib.auth import get_user_model
from django.template import Context, Template

from basis import velden
from basis.datums import lees_datum, lees_tijd
from basis.formulieren import (
    DatumTijdVeld,
    DatumVeld,
    Formulier,
    ModelFormulier,
    RadioVeld,
    VinkjesVeld,
    VrijeTekstVeld,
)
from basis.validators import bevat_bsn, elfproef


class Gesprek(Formulier):
    datum = DatumVeld(label="Datum")
    volgende = DatumTijdVeld(label="Volgende afspraak", required=False)
    vorm = RadioVeld(label="Vorm", choices=[("k", "Op kantoor"), ("t", "Telefoon")])
    nodig = VinkjesVeld(label="Nodig", choices=[("a", "Vergroting"), ("b", "Braille")], required=False)
    mail = forms.EmailField(
        label="E-mailadres", required=False, widget=forms.EmailInput({"autocomplete": "email"})
    )
    afspraken = VrijeTekstVeld(label="Afspraken", help_text="Kort.")
    akkoord = forms.BooleanField(label="Uitleg gegeven")


class MetGroepen(Gesprek):
    indeling = Layout(Fieldset("Gesprek", "datum", "vorm"), Fieldset("Afspraken", "afspraken"))


GOED = {"datum": "1-9-2026", "vorm": "k", "afspraken": "Bellen", "akkoord": "on"}


def teken(form, bron="{% formulier form 'Gesprek opslaan' annuleer='/terug/' %}"):
    return Template(bron).render(Context({"form": form, "csrf_token": "abc"}))


# --- Dates and times ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "tekst",
    [
        "1-9-2026",
        "01-09-2026",
        "1/9/2026",
        "1.9.2026",
        "1 9 2026",
        "2026-09-01",
        "1 sep 2026",
        "1 Sept. 2026",
        "1 september 2026",
    ],
)
def test_datum_zoals_mensen_hem_typen(tekst):
    assert lees_datum(f" {tekst} ") == date(2026, 9, 1)


def test_maart_heet_mrt_of_maart():
    assert lees_datum("3 mrt 2026") == lees_datum("3 maart 2026") == date(2026, 3, 3)


@pytest.mark.parametrize(
    "tekst", ["31-2-2026", "1-9-26", "9-2026", "morgen", "2026-13-01", "1 mrd 2026", "1-9-20266"]
)
def test_geen_datum(tekst):
    with pytest.raises(ValueError):
        lees_datum(tekst)


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [("14:02", (14, 2)), ("14.02", (14, 2)), ("1402", (14, 2)), ("9", (9, 0)), ("9 uur", (9, 0))],
)
def test_tijd_zoals_mensen_hem_typen(tekst, verwacht):
    assert lees_tijd(tekst) == time(*verwacht)


@pytest.mark.parametrize("tekst", ["25:00", "12:60", "half drie", ""])
def test_geen_tijd(tekst):
    with pytest.raises(ValueError):
        lees_tijd(tekst)


def test_datumtijd_is_amsterdamse_tijd():
    form = Gesprek(GOED | {"volgende_0": "1-7-2026", "volgende_1": "14:02"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["volgende"] == datetime(2026, 7, 1, 12, 2, tzinfo=UTC)


def test_halve_datumtijd_is_een_fout():
    form = Gesprek(GOED | {"volgende_0": "1-7-2026", "volgende_1": ""})
    assert form.errors == {"volgende": [velden.TIJD_FOUT]}


def test_datum_staat_er_als_dd_mm_jjjj():
    assert 'value="03-03-2026"' in teken(Gesprek(initial={"datum": date(2026, 3, 3)}))


def test_modelformulier_neemt_onze_velden():
    class Proef(ModelFormulier):
        class Meta:
            model = get_user_model()
            fields = ["naam", "last_login"]

    assert isinstance(Proef().fields["last_login"], DatumTijdVeld)


# --- Errors -------------------------------------------------------------------------------------------------
def test_zinnen_zeggen_wat_te_doen():
    form = Gesprek({"datum": "31-2-2026", "mail": "x"})
    assert form.errors["datum"] == [velden.DATUM_FOUT]
    assert form.errors["vorm"] == ["Kies een antwoord bij ‘Vorm’."]
    assert form.errors["afspraken"] == ["Vul ‘Afspraken’ in."]
    assert form.errors["akkoord"] == ["Zet een vinkje bij ‘Uitleg gegeven’."]
    assert "naam@voorbeeld.nl" in form.errors["mail"][0]


def test_eigen_foutzin_van_een_veld_blijft():
    class Eigen(Formulier):
        naam = forms.CharField(error_messages={"required": "Hoe heet zij?"})

    assert Eigen({}).errors["naam"] == ["Hoe heet zij?"]


def test_foutoverzicht_wijst_naar_bestaande_velden():
    html = teken(Gesprek({"datum": "x", "volgende_0": "1-1-2026"}))
    doelen = re.findall(r'<li><a href="#([^"]+)"', html)
    assert doelen == ["id_datum", "id_volgende_0", "id_vorm_0", "id_afspraken", "id_akkoord"]
    assert all(f'id="{doel}"' in html for doel in doelen)
    assert 'role="alert" tabindex="-1"' in html
    assert "Er zijn 5 fouten" in html
    assert "js/fouten.js" in html


@pytest.mark.parametrize("klasse", [Gesprek, MetGroepen])
def test_fout_staat_bij_het_veld(klasse):
    html = teken(klasse({"datum": "x"}))
    veld = re.search(r'<input[^>]*id="id_datum"[^>]*>', html)[0]
    assert 'aria-invalid="true"' in veld
    beschreven = re.search(r'aria-describedby="([^"]+)"', veld)[1].split()
    assert beschreven == ["id_datum_helptext", "id_datum_error"]
    assert all(f'id="{naam}"' in html for naam in beschreven)


def test_titel_telt_de_fouten():
    bron = "{% foutentitel form %}Voortgangsgesprek"
    assert teken(Gesprek(), bron) == "Voortgangsgesprek"
    assert teken(Gesprek(GOED | {"datum": "x"}), bron) == "1 fout – Voortgangsgesprek"
    assert teken(Gesprek(GOED | {"datum": "x", "vorm": ""}), bron) == "2 fouten – Voortgangsgesprek"


def test_formulier_zonder_fouten():
    html = teken(Gesprek())
    assert "novalidate" in html
    assert "data-fouten" not in html
    assert re.search(r'name="inzending" value="[0-9a-f-]{36}"', html)
    assert 'value="abc"' in html
    assert '<button type="submit" class="btn btn-primary">Gesprek opslaan</button>' in html
    assert 'href="/terug/"' in html


def test_verplicht_wordt_gezegd():
    html = teken(Gesprek())
    assert "Alle velden zijn verplicht, behalve waar ‘niet verplicht’ bij staat." in html
    assert html.count("(niet verplicht)") == 3
    assert not re.search(r"<input[^>]* required", html)
    assert 'aria-required="true"' in re.search(r'<input[^>]*id="id_datum"[^>]*>', html)[0]
    assert "aria-required" not in re.search(r'<input[^>]*id="id_mail"[^>]*>', html)[0]
    assert '<fieldset role="radiogroup" aria-required="true">' in html
    assert 'autocomplete="email"' in html


def test_groepen_van_crispy():
    html = teken(MetGroepen())
    assert (
        html.index("<legend>Gesprek</legend>")
        < html.index("id_datum")
        < html.index("<legend>Afspraken</legend>")
    )
    assert 'id="id_mail"' in html  # a field that the layout forgets is drawn all the same


def test_elk_veld_heeft_een_label():
    html = teken(Gesprek({"volgende_0": "1"}))
    ids = re.findall(r'<(?:input|select|textarea)[^>]*\bid="([^"]+)"', html)
    assert len(ids) > 9
    assert [i for i in ids if f'for="{i}"' not in html] == []


def test_filterpaneel_zegt_niets_over_verplicht():
    html = teken(Gesprek({"vorm": "k"}), "{% filterpaneel form '/lijst/' %}")
    assert "niet verplicht" not in html
    assert "(1 actief)" in html
    assert '<details class="filter" open>' in html
    assert "Wis filters" not in teken(Gesprek({}), "{% filterpaneel form '/lijst/' %}")


def test_formuliervak_met_rijen():
    Rijen = forms.formset_factory(Gesprek, extra=1)
    bron = (
        "{% formuliervak form 'Opslaan' formset=rijen %}"
        "{% for r in rijen %}{% veld r.datum %}{% endfor %}{% endformuliervak %}"
    )
    rijen = Rijen({"r-TOTAL_FORMS": "1", "r-INITIAL_FORMS": "0", "r-0-datum": "x"}, prefix="r")
    html = Template(bron).render(Context({"form": Gesprek(), "rijen": rijen, "csrf_token": "abc"}))
    assert 'name="r-TOTAL_FORMS"' in html
    assert 'href="#id_r-0-datum"' in html
    assert html.count("<form") == 1


# --- No BSN in free text (PRIV-01) --------------------------------------------------------------------------
@pytest.mark.parametrize("cijfers", ["111222333", "123456782"])
def test_elfproef(cijfers):
    assert elfproef(cijfers)


@pytest.mark.parametrize("cijfers", ["123456789", "000000000", "11122233", "1112223330", "11122233a", ""])
def test_elfproef_niet(cijfers):
    assert not elfproef(cijfers)


@pytest.mark.parametrize(
    "tekst", ["nr 111222333.", "1112.22.333", "111 222 333", "111-222-333", "(111222333)"]
)
def test_bsn_in_tekst(tekst):
    assert bevat_bsn(tekst)


@pytest.mark.parametrize(
    "tekst",
    [
        "123456789",
        "0611222333",
        "+31 111222333",
        "1112223334",
        "06-111222333",
        "1-11-2223 33",
        "06 1112 22333",
        "",
        None,
    ],
)
def test_geen_bsn_in_tekst(tekst):
    assert not bevat_bsn(tekst)


def test_bsn_wordt_geweigerd_tot_zij_het_bevestigt():
    form = Gesprek(GOED | {"afspraken": "zie 111222333"})
    assert not form.is_valid()
    assert "BSN" in form.errors["afspraken"][0]
    assert 'name="geen_bsn"' in teken(form)
    form = Gesprek(GOED | {"afspraken": "zie 111222333", "geen_bsn": "on"})
    assert form.is_valid()
    assert "geen_bsn" not in form.cleaned_data


def test_zonder_bsn_geen_vinkje():
    form = Gesprek(GOED | {"geen_bsn": "on"})
    assert form.is_valid()
    assert "geen_bsn" not in teken(form)


def test_vrije_tekst_heeft_de_waarschuwing():
    assert Gesprek().fields["afspraken"].help_text == f"Kort. {velden.PRIV_HINT}"
    assert "afspraken" in Gesprek(GOED | {"afspraken": "a" * 1001}).errors
