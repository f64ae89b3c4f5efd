"""Two people on one record: nobody's work disappears, and the second one sees what the first one did."""

import threading
from datetime import date

import pytest
from django import forms
from django.db import connection

from basis.vergrendeling import IntussenGewijzigd, IntussenVerwijderd, bewaar, verschillen
from tests.basis.proef import Kaart, KaartForm


@pytest.fixture
def kaart(proef, anna):
    return Kaart.objects.create(nummer=1, titel="eerst", gewijzigd_door=anna)


def invoer(kaart, **anders):
    """What the browser sends of the page that shows `kaart`."""
    return {
        "titel": kaart.titel,
        "kleur": kaart.kleur,
        "geheim": kaart.geheim,
        "versie": str(kaart.versie),
    } | anders


# --- bewaar -----------------------------------------------------------------------------------------------------------
def test_bewaar_schrijft_en_telt(kaart, bram):
    kaart.titel, kaart.geheim, kaart.kleur = "daarna", "stil", "b"
    bewaar(kaart, gezien=0, velden=["titel", "geheim"], door=bram)
    nu = Kaart.objects.get()
    assert (nu.titel, nu.geheim, nu.versie, nu.gewijzigd_door) == ("daarna", "stil", 1, bram)
    assert nu.kleur == "r", "a field that was not named is not written"
    assert (kaart.versie, kaart.gewijzigd_op) == (1, nu.gewijzigd_op)


def test_wie_te_laat_is_schrijft_niets(kaart, anna, bram):
    van_anna, van_bram = Kaart.objects.get(), Kaart.objects.get()
    van_anna.titel, van_bram.titel = "anna", "bram"
    bewaar(van_anna, gezien=0, velden=["titel"], door=anna)
    with pytest.raises(IntussenGewijzigd) as fout:
        bewaar(van_bram, gezien=0, velden=["titel"], door=bram)
    assert fout.value.obj is van_bram
    assert "bram" not in str(fout.value)
    nu = Kaart.objects.get()
    assert (nu.titel, nu.versie, nu.gewijzigd_door) == ("anna", 1, anna)


def test_verwijderd_is_ook_gewijzigd(kaart, bram):
    Kaart.objects.all().delete()
    with pytest.raises(IntussenVerwijderd):
        bewaar(kaart, gezien=0, velden=["titel"], door=bram)


@pytest.mark.parametrize("veld", ["nummer"])
def test_de_sleutel_is_niet_te_bewaren(kaart, bram, veld):
    with pytest.raises(ValueError, match=veld):
        bewaar(kaart, gezien=0, velden=[veld], door=bram)


def test_gewone_save_wordt_door_open_formulieren_gemerkt(kaart, bram):
    open_bij_bram = Kaart.objects.get()
    kaart.titel = "uit de admin"
    kaart.save()
    kaart.save(update_fields=["titel"])
    assert kaart.versie == Kaart.objects.get().versie == 2
    with pytest.raises(IntussenGewijzigd):
        bewaar(open_bij_bram, gezien=open_bij_bram.versie, velden=["titel"], door=bram)


def test_oude_kopie_zet_de_versie_niet_terug(kaart):
    oud = Kaart.objects.get()
    kaart.save()
    kaart.save()
    oud.save()
    assert Kaart.objects.get().versie == 3


def test_van_tien_tegelijk_wint_er_een(proef_echt, anna):
    """Real threads and real transactions: exactly one of ten writers of the same version gets through."""
    Kaart.objects.create(nummer=1, titel="eerst")
    start, uitslag = threading.Barrier(10), []

    def schrijf(naam):
        try:
            mijn = Kaart.objects.get()
            mijn.titel = naam
            start.wait(timeout=20)
            bewaar(mijn, gezien=0, velden=["titel"], door=anna)
            uitslag.append(naam)
        except IntussenGewijzigd:
            uitslag.append(None)
        finally:
            connection.close()

    draden = [threading.Thread(target=schrijf, args=[f"schrijver {n}"]) for n in range(10)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(timeout=60)
    winnaars = [naam for naam in uitslag if naam]
    assert (len(uitslag), len(winnaars)) == (10, 1)
    nu = Kaart.objects.get()
    assert (nu.titel, nu.versie) == (winnaars[0], 1)


# --- The form ---------------------------------------------------------------------------------------------------------
def test_formulier_bewaart_als_niemand_eerder_was(kaart, bram):
    form = KaartForm(invoer(kaart, titel="nieuw", op="2026-03-03"), instance=Kaart.objects.get())
    assert form.is_valid(), form.errors
    form.bewaar(door=bram)
    nu = Kaart.objects.get()
    assert (nu.titel, nu.op, nu.versie, nu.gewijzigd_door) == ("nieuw", date(2026, 3, 3), 1, bram)


def test_nieuw_record_heeft_geen_versie_nodig(proef, bram):
    form = KaartForm({"titel": "nieuw", "kleur": "r"}, instance=Kaart(nummer=1))
    assert "versie" not in form.fields
    assert form.is_valid()
    assert form.conflict is None
    form.bewaar(door=bram)
    nu = Kaart.objects.get()
    assert (nu.titel, nu.versie, nu.gewijzigd_door) == ("nieuw", 0, bram)


def test_conflict_toont_wat_er_staat_en_wat_u_typte(kaart, anna, bram):
    pagina_van_bram = invoer(kaart, titel="bram typt", klaar="on", op="3-3-2026")
    kaart.titel, kaart.kleur = "anna was eerst", "b"
    bewaar(kaart, gezien=0, velden=["titel", "kleur"], door=anna)

    form = KaartForm(pagina_van_bram, instance=Kaart.objects.get())
    assert not form.is_valid()
    assert "Intussen gewijzigd door Anna" in form.non_field_errors()[0]
    gevonden = {
        verschil.veld: (verschil.label, verschil.nu, verschil.uw) for verschil in form.conflict.verschillen
    }
    assert gevonden == {
        "titel": ("Titel", "anna was eerst", "bram typt"),
        "kleur": ("Kleur", "Blauw", "Rood"),
        "klaar": ("Klaar", "Nee", "Ja"),
        "op": ("Op", "(leeg)", "3 mrt 2026"),
    }
    html = form.as_p()
    assert 'value="bram typt"' in html
    assert 'name="versie" value="1"' in html, "saving again overwrites knowingly"
    assert Kaart.objects.get().titel == "anna was eerst"

    opnieuw = KaartForm(form.data, instance=Kaart.objects.get())
    assert opnieuw.is_valid()
    opnieuw.bewaar(door=bram)
    assert (Kaart.objects.get().titel, Kaart.objects.get().versie) == ("bram typt", 2)


def test_conflict_tussen_controle_en_bewaren(kaart, anna, bram):
    form = KaartForm(invoer(kaart, titel="bram"), instance=Kaart.objects.get())
    assert form.is_valid()
    kaart.titel = "anna"
    bewaar(kaart, gezien=0, velden=["titel"], door=anna)
    with pytest.raises(IntussenGewijzigd):
        form.bewaar(door=bram)
    form.meld_conflict()
    assert not form.is_valid()
    assert [(v.nu, v.uw) for v in form.conflict.verschillen] == [("anna", "bram")]
    assert 'name="versie" value="1"' in form.as_p()


def test_ook_onleesbare_invoer_blijft_naast_wat_er_staat(kaart, anna):
    Kaart.objects.update(versie=4, op=date(2026, 9, 1))
    form = KaartForm(invoer(kaart, op="31-0-2026"), instance=Kaart.objects.get())
    assert not form.is_valid()
    assert [(v.veld, v.nu, v.uw) for v in form.conflict.verschillen] == [("op", "1 sep 2026", "31-0-2026")]


@pytest.mark.parametrize("versie", ["", "x", "-1", "99"])
def test_zonder_juiste_versie_wordt_er_niets_overschreven(kaart, versie):
    form = KaartForm(invoer(kaart, versie=versie), instance=Kaart.objects.get())
    assert not form.is_valid()
    assert form.conflict is not None


def test_verwijderd_record_zegt_dat(kaart, bram):
    form = KaartForm(invoer(kaart, titel="bram"), instance=Kaart.objects.get())
    assert form.is_valid()
    Kaart.objects.all().delete()
    with pytest.raises(IntussenVerwijderd):
        form.bewaar(door=bram)
    form.meld_conflict()
    assert "intussen verwijderd" in form.non_field_errors()[0]


def test_save_buiten_de_vergrendeling_om_kan_niet(kaart):
    form = KaartForm(invoer(kaart), instance=Kaart.objects.get())
    assert form.is_valid()
    with pytest.raises(TypeError):
        form.save()


def test_verschillen_met_een_ander_record_als_keuze(proef, anna, bram):
    """A choice from records is shown by its label, never by its number."""

    class Wie(forms.Form):
        gewijzigd_door = forms.ModelChoiceField(type(anna).objects.all(), required=False)

    kaart = Kaart.objects.create(nummer=1, titel="x", gewijzigd_door=anna)
    Kaart._meta.get_field("gewijzigd_door").editable = True
    try:
        [verschil] = verschillen(Wie({"gewijzigd_door": str(bram.pk)}), kaart)
        [leeg] = verschillen(Wie({"gewijzigd_door": ""}), kaart)
    finally:
        Kaart._meta.get_field("gewijzigd_door").editable = False
    assert (verschil.nu, verschil.uw) == ("Anna", "Bram")
    assert (leeg.nu, leeg.uw) == ("Anna", "(leeg)")
