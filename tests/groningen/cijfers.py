"""10 November 2021, a year after the contracts: what the manager reads, and the coordinator without suppression."""

from playwright.sync_api import expect

from tests.groningen.lijsten import PROGRAMMA
from tests.groningen.mensen import COORDINATOR, MANAGER
from tests.kantoor.bureau import Bureau
from tests.kantoor.stappen import retentieregel

VERWIJZERS = "Door wie de mensen zijn aangemeld"


def lees_de_cijfers(bureau: Bureau):
    bureau.het_is("2021-11-10 09:00")
    bureau.log_in(MANAGER[1])
    bureau.kop("Cijfers")
    bureau.link(PROGRAMMA)
    _hoofdcijfers(bureau)
    # Niek left before three months, Bo's contract was not renewed after ten; of the others it is known for five at
    # twelve months, and for the rest up to the end of their contracts.
    _retentie(
        bureau,
        {3: ("93,8 %", "15"), 6: ("93,8 %", "15"), 12: ("87,5 %", "5"), 24: ("te weinig gegevens", "0")},
    )
    bureau.zie("Na 12 maanden werkt 87,5 % nog")
    _simpel(bureau, {3: "afgeschermd"})  # one who left could be recognised
    bureau.foto("34-cijfers-manager")
    _peildatum_vroeger(bureau)

    bureau.log_in(COORDINATOR[1])
    bureau.menu("Cijfers")
    bureau.link(PROGRAMMA)
    _hoofdcijfers(bureau)
    _simpel(bureau, {3: "93,8 %", 6: "93,8 %", 12: "71,4 %"})  # 15 of 16, and 5 of the 7 of whom it is known
    bureau.foto("35-cijfers-coordinator")


def _hoofdcijfers(bureau):
    bureau.kop(PROGRAMMA)
    waarden = bureau.page.locator(".cijfer-waarde").all_inner_texts()
    assert waarden == ["16", "16", "100,0 %"]  # started, contract, trial -> contract
    bureau.zie(
        "Van de 16 gestarte trajecten; 0 nog niet",
        "Contract binnen 31 dagen: 16; geen contract: 0; loopt nog: 0",
    )
    rijen = [_cellen(rij) for rij in bureau.rijen(VERWIJZERS).all()]
    assert rijen == [["Werk in Zicht", "9", "56,3 %"], ["UWV", "7", "43,8 %"]]


def _retentie(bureau, verwacht):
    for maanden, (retentie, gevolgd) in verwacht.items():
        cellen = retentieregel(bureau, maanden)
        assert (cellen["Werkt nog"], cellen["Zo lang gevolgd"]) == (retentie, gevolgd), maanden


def _simpel(bureau, verwacht):
    for maanden, aandeel in verwacht.items():
        assert retentieregel(bureau, maanden)["Eenvoudig aandeel"] == aandeel, maanden


def _peildatum_vroeger(bureau):
    """On the last day of the trial nobody had a contract yet: the figures follow the reference date."""
    bureau.vul("Peildatum", "31-10-2020")
    bureau.knop("Toon cijfers")
    bureau.zie(
        "Peildatum 31 okt 2020",
        "Contract binnen 31 dagen: 0; geen contract: 0; loopt nog: 16",
        "Van de 16 gestarte trajecten; 16 nog niet",
    )
    expect(bureau.page.locator(".cijfer-waarde").last).to_have_text("n.v.t.")


def _cellen(rij):
    return [cel.inner_text().strip() for cel in rij.locator("th, td").all()]
