"""Each component draws what docs/componenten.md promises, and escapes what people typed."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory

from basis.meldingen import lees_melding, meld
from basis.templatetags import componenten as c


def teken(bron, **context):
    return Template(bron).render(Context(context))


def test_datums():
    assert c.datum(date(2026, 3, 3)) == "3 mrt 2026"
    assert c.invoerdatum(date(2026, 3, 3)) == "03-03-2026"
    assert c.datum(None) == c.datumtijd(None) == c.invoerdatum(None) == ""


def test_tijd_is_amsterdamse_tijd():
    winter, zomer = datetime(2026, 1, 31, 23, 30, tzinfo=UTC), datetime(2026, 7, 1, 12, 2, tzinfo=UTC)
    assert c.datumtijd(winter) == "1 feb 2026, 00:30"
    assert c.datum(winter) == "1 feb 2026"
    assert c.invoerdatum(winter) == "01-02-2026"
    assert c.datumtijd(zomer) == "1 jul 2026, 14:02"
    assert c.tijd(time(9, 5)) == "09:05"


@pytest.mark.parametrize(
    ("duur", "woorden"),
    [
        (timedelta(minutes=1), "1 minuut"),
        (timedelta(minutes=59, seconds=59), "59 minuten"),
        (timedelta(hours=1), "1 uur"),
        (26.5, "26 uur"),
        (timedelta(hours=-3), "3 uur"),
        (timedelta(hours=48), "2 dagen"),
        (timedelta(hours=51), "2 dagen en 3 uur"),
        (0, "0 minuten"),
        (None, ""),
    ],
)
def test_duur_uren(duur, woorden):
    assert c.duur_uren(duur) == woorden


def test_statusbadge_zegt_het_met_een_woord():
    html = teken("{% statusbadge 'gedaan' woord %}", woord="<b>Af")
    assert "badge-gedaan" in html
    assert "&lt;b&gt;Af" in html
    assert 'aria-hidden="true"' in html
    with pytest.raises(TemplateSyntaxError):
        c.statusbadge("groen", "Af")


def test_paginakop():
    html = teken("{% paginakop 'Kandidaten' aantal=0 actie_url='/n/' actie='Nieuwe kandidaat' %}")
    assert html.count("<h1>") == 1
    assert "(0)" in html
    assert '<a class="btn btn-primary" href="/n/">Nieuwe kandidaat</a>' in html
    assert "btn" not in teken("{% paginakop 'Kandidaten' %}")


def test_leeg_biedt_de_eerste_stap():
    html = teken("{% leeg 'Hier komen lichtingen.' '/n/' 'Maak de eerste lichting' %}")
    assert '<a href="/n/">Maak de eerste lichting</a>' in html


def test_kruimels_en_terug():
    assert teken("{% kruimels '/a/' 'Lichtingen' '/b/' 'Groningen' %}").count("<li>") == 2
    assert "Terug naar kandidaten" in teken("{% terug '/k/' 'Terug naar kandidaten' %}")
    assert "Stap 2 van 4" in teken("{% stap 2 4 %}")


def test_voortgang_is_tekst_en_balk():
    html = teken("{% voortgang 14 16 'plaatsen' %}")
    assert "<p>14 van 16 plaatsen</p>" in html
    assert '<progress value="14" max="16" aria-label="14 van 16 plaatsen">' in html


def test_feitenlijst_zegt_wat_niet_bekend_is():
    html = teken("{% feitenlijst paren %}", paren=[("Uren", 0), ("E-mail", None), ("Naam", "<x>")])
    assert "<dd>0</dd>" in html
    assert html.count("Niet bekend") == 1
    assert "&lt;x&gt;" in html


def test_tabbladen_zijn_links():
    html = teken(
        "{% tabbladen 'Rijen' tabs %}",
        tabs=[
            {"url": "?t=n", "tekst": "Nieuw", "actief": True, "aantal": 0},
            {"url": "?t=f", "tekst": "Fout", "actief": False},
        ],
    )
    assert html.count('aria-current="page"') == 1
    assert html.count("(0)") == 1


def test_tabelvak_en_tijdlijn():
    html = teken("{% tabelvak 'Mensen' %}<table></table>{% endtabelvak %}")
    assert 'role="region" aria-label="Mensen" tabindex="0"' in html
    assert "<table></table>" in html
    html = teken(
        "{% tijdlijn %}{% tijdlijnitem titel wanneer wie='Joke' %}"
        "<p>{{ tekst }}</p>{% endtijdlijnitem %}{% endtijdlijn %}",
        titel="Gesprek <1>",
        wanneer=datetime(2026, 3, 3, 13, 2, tzinfo=UTC),
        tekst="<script>",
    )
    assert "3 mrt 2026, 14:02, Joke" in html
    assert "Gesprek &lt;1&gt;" in html
    assert "<p>&lt;script&gt;</p>" in html


def test_postknop_is_een_formulier_met_token():
    html = teken("{% postknop '/x/' 'Uitnodigen' over='Fatima' velden=v %}", v={"id": '"'}, csrf_token="abc")
    assert 'name="csrfmiddlewaretoken" value="abc"' in html
    assert 'name="id" value="&quot;"' in html
    assert '<span class="visually-hidden"> Fatima</span>' in html


@pytest.mark.parametrize(
    ("nummer", "tekst"),
    [("+31612345678", "06 12345678"), ("+31666801829", "06 66801829"), ("+31501234567", "050 123 4567")],
)
def test_telefoonnummer_van_hier(nummer, tekst):
    assert c.telefoon(nummer) == tekst


def test_telefoonnummer_zoals_men_het_leest():
    html = teken(
        "{{ eigen|telefoon }} {{ buiten|telefoon }} {{ raar|telefoon }}",
        eigen="+31612345678",
        buiten="+4930123456",
        raar="via zus",
    )
    assert html == "06 12345678 +49 30 123456 via zus"


def test_bel():
    assert 'href="tel:+31612345678"' in teken("{% bel nr 'Fatima' %}", nr="+31 6 1234 5678")
    assert teken("{% bel nr 'Fatima' %}", nr=None).strip() == ""


def _verzoek(pad):
    verzoek = RequestFactory().get(pad)
    verzoek.session = {}
    verzoek._messages = FallbackStorage(verzoek)
    return verzoek


def test_sorteerkop_keert_om_en_houdt_de_filters():
    bron = "{% sorteerkop 'naam' 'Naam' %}"
    html = teken(bron, request=_verzoek("/?status=lopend&pagina=3"))
    assert 'aria-sort="none"' in html
    assert 'href="?status=lopend&amp;sorteer=naam"' in html
    html = teken(bron, request=_verzoek("/?sorteer=naam"))
    assert 'aria-sort="ascending"' in html
    assert 'href="?sorteer=-naam"' in html
    assert 'aria-sort="descending"' in teken(bron, request=_verzoek("/?sorteer=-naam"))


def test_paginering_telt_en_houdt_de_filters():
    bron = "{% paginering pagina 'kandidaten' %}"
    pagina = Paginator(range(140), 25).page(2)
    html = teken(bron, request=_verzoek("/?status=lopend"), pagina=pagina)
    assert "26 tot 50 van 140 kandidaten" in html
    assert 'href="?status=lopend&amp;pagina=3"' in html
    assert html.count('aria-current="page"') == 1
    assert "Geen kandidaten" in teken(bron, request=_verzoek("/"), pagina=Paginator([], 25).page(1))
    een = teken("{% paginering pagina 'paren' %}", request=_verzoek("/"), pagina=Paginator([1], 25).page(1))
    assert "<p>1 paar</p>" in een


def test_melding_draagt_haar_ongedaan():
    verzoek = _verzoek("/")
    meld(verzoek, "Besluit <bewaard>.", ongedaan="/terug/")
    meld(verzoek, "Drie fouten.", soort="fout", url="/f/", link="Bekijk de fouten")
    gedaan, fout = verzoek._messages
    assert lees_melding(gedaan).soort == "gedaan"
    html = teken("{% melding m %}", m=gedaan, csrf_token="abc")
    assert 'action="/terug/"' in html
    assert "Ongedaan maken</button>" in html
    assert "Besluit &lt;bewaard&gt;." in html
    html = teken("{% melding m %}", m=fout)
    assert '<span class="visually-hidden">Fout: </span>Drie fouten.' in html
    assert '<a href="/f/">Bekijk de fouten</a>' in html


def test_kiezen_hoort_bij_een_formulier_onder_de_tabel():
    html = teken("{% kiesvak '7KD9-XM4T' naam %}<a href='/x/'>Naam</a>{% endkiesvak %}", naam="O'Hara, <Al>")
    assert 'name="kandidaat" value="7KD9-XM4T"' in html
    assert 'form="kiezen" aria-label="Kies O&#x27;Hara, &lt;Al&gt;"' in html
    balk = "{% kiesbalk '/groep/' waarden 'kandidaten' vraag %}<button>Doe</button>{% endkiesbalk %}"
    html = teken(balk, waarden=["A", "B"], vraag="q=a&b", csrf_token="t")
    assert html.count('name="op_bladzijde"') == 2
    assert 'name="vraag" value="q=a&amp;b"' in html
    assert "<button>Doe</button>" in html


def test_van_de_kop_en_van_een_rij_naar_de_groepsacties():
    """One Tab from a ticked row to the bar, which can take the focus: not two for each row that follows."""
    balk = teken("{% kiesbalk '/groep/' waarden 'k' '' %}x{% endkiesbalk %}", waarden=[], csrf_token="t")
    assert 'id="groepsacties" tabindex="-1"' in balk
    for deel in ("{% kieskop 25 25 'kandidaten' 200 %}", "{% kiesvak 'A' 'B' %}x{% endkiesvak %}"):
        assert 'href="#groepsacties">Naar de groepsacties</a>' in teken(deel)


@pytest.mark.parametrize(
    ("totaal", "tekst"),
    [(25, ""), (140, "Kies alle 140 kandidaten"), (201, "hoogstens 200 tegelijk")],
)
def test_kieskop_biedt_alle_tot_een_grens(totaal, tekst):
    html = teken("{% kieskop 25 totaal 'kandidaten' 200 %}", totaal=totaal)
    assert "Kies alle 25 op deze bladzijde" in html
    assert tekst in html
    assert ('name="alle"' in html) is (totaal == 140)


def test_een_icoon_dat_vaak_terugkomt_staat_een_keer_op_de_pagina():
    html = teken('{% icoonvel "fout" "bezig" %}{% icoon_van_vel "fout" %}{% icoon_van_vel "fout" %}')
    assert html.count('id="icoon-fout"') == 1 and html.count('href="#icoon-fout"') == 2
    assert html.count('aria-hidden="true"') == 3
