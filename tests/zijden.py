"""The two sides of the world of the walks (tests/wereld.py), the stranger, and the words that mark them."""

from dataclasses import dataclass, field

# Surnames that occur on one side only: on a page of the other side they would be a leak.
EIGEN_MERK, ANDER_MERK = "Eigenkamp", "Buitenveld"
# Mail addresses and telephone numbers of candidates, on both sides.
MAILMERK, TELEFOONMERK = "@kandidaat.example", r"6[23]7770\d{3}"
ONBEKENDE_UUID = "00000000-0000-4000-8000-000000000000"
ONBEKEND_NUMMER, ONBEKENDE_PK = "ZZZZ-9999", 987654


@dataclass
class Zijde:
    """What stands on one side. `nr(naam)`: dossiernummer; `pk(naam)`: number of anything else."""

    merk: str
    regio: object
    mensen: dict = field(default_factory=dict)
    trajecten: dict = field(default_factory=dict)
    dingen: dict = field(default_factory=dict)
    agendasleutel: str = ""

    def nr(self, naam):
        return self.trajecten[naam].kandidaat.dossiernummer

    def pk(self, naam):
        return self.dingen[naam].pk

    def uuid(self, naam):
        return self.pk(naam)

    def uid(self, naam):
        return self.dingen[naam].uid

    def code(self):
        return self.dingen["programma"].code


class Onbekend:
    """The stranger: numbers that exist nowhere. A link that opens something by itself is a real one here too."""

    agendasleutel = "A" * 43

    def nr(self, naam):
        return ONBEKEND_NUMMER

    def pk(self, naam):
        return ONBEKENDE_PK

    def uuid(self, naam):
        return ONBEKENDE_UUID

    def uid(self, naam):
        return ONBEKENDE_UUID

    def code(self):
        return "X99"
