"""A file that is too long costs no more memory than the limit, and nothing on disk."""

from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.http import HttpRequest
from django.test import RequestFactory

from inlezen.werkblad import MAX_BYTES

GRENS = 100_000


def verstuur(inhoud) -> HttpRequest:
    return RequestFactory().post("/", {"bestand": SimpleUploadedFile("lijst.csv", inhoud), "naam": "x"})


def test_een_bestand_blijft_in_het_geheugen(settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = GRENS
    verzoek = verstuur(b"a" * (GRENS - 1))
    bestand = verzoek.FILES["bestand"]
    assert isinstance(bestand, InMemoryUploadedFile)
    assert (bestand.size, len(bestand.read()), bestand.name) == (GRENS - 1, GRENS - 1, "lijst.csv")


def test_wat_te_lang_is_wordt_afgekapt_en_zegt_zijn_lengte(settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = GRENS
    verzoek = verstuur(b"a" * GRENS * 5)
    bestand = verzoek.FILES["bestand"]
    assert isinstance(bestand, InMemoryUploadedFile)
    assert (bestand.size, len(bestand.read())) == (GRENS * 5, GRENS)
    assert verzoek.POST["naam"] == "x"


def test_de_grens_ligt_boven_die_van_een_lijst(settings):
    assert settings.FILE_UPLOAD_MAX_MEMORY_SIZE > MAX_BYTES
