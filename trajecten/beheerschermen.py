"""Pages of our own beside a programme in the admin: what it means in days, a new version, the archive."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from basis.inzendingen import eenmalig, nieuwe_inzending
from basis.templatetags.formuliertags import fouten_van
from trajecten.kalendervraag import kalender_van
from trajecten.keuzes import Programmastatus
from trajecten.models import Programma
from trajecten.programmaversies import archiveer, haal_uit_archief, nieuwe_versie


@dataclass(frozen=True)
class Handeling:
    """One thing to do with a programme as a whole, after a page that says what it does."""

    adres: str
    titel: str
    knop: str
    uitleg: tuple[str, ...]
    gedaan: str


HANDELINGEN = {
    "nieuwe_versie": Handeling(
        "nieuwe-versie",
        "Nieuwe versie maken",
        "Maak een nieuwe versie",
        (
            "Wij kopiëren alles van dit programma naar een nieuwe versie: de regels, rondes, criteria, kwalificaties, "
            "begeleiding, partners en gerapporteerde resultaten.",
            "De nieuwe versie is in ontwikkeling. U kunt alles wijzigen. Zet de status op Lopend als zij klaar is. "
            "Nieuwe aanmeldingen gaan dan naar de nieuwe versie.",
            "Wie nu bezig is, houdt de regels van de oude versie.",
        ),
        "Dit is de nieuwe versie. Wijzig wat anders wordt, en zet de status op Lopend als zij klaar is.",
    ),
    "archiveren": Handeling(
        "archiveren",
        "Archiveren",
        "Archiveer dit programma",
        (
            "Er kan niemand nieuw in dit programma, en er kan geen lichting meer bij.",
            "Wie bezig is, gaat gewoon door. U kunt het programma later uit het archief halen.",
        ),
        "Het programma staat in het archief. Wie bezig is, gaat door.",
    ),
    "terughalen": Handeling(
        "terughalen",
        "Uit het archief halen",
        "Haal uit het archief",
        ("Er kunnen weer mensen in dit programma, en er kunnen weer lichtingen bij.",),
        "Het programma loopt weer.",
    ),
}


class ProgrammaSchermen:
    """Mixin of the admin of programmes: addresses, pages and the links to them."""

    change_form_template = "admin/trajecten/programma/change_form.html"

    def get_urls(self):
        eigen = [
            path(
                "<path:object_id>/kalender/",
                self.admin_site.admin_view(self.kalender_view),
                name="trajecten_programma_kalender",
            )
        ]
        for naam, handeling in HANDELINGEN.items():
            eigen.append(
                path(
                    f"<path:object_id>/{handeling.adres}/",
                    self.admin_site.admin_view(self.handeling_view),
                    {"naam": naam},
                    name=f"trajecten_programma_{naam}",
                )
            )
        return eigen + super().get_urls()

    def kalender_view(self, request, object_id):
        """What this programme means in days, for a start date in the address."""
        programma = self.get_object(request, object_id)
        if programma is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, programma):
            raise PermissionDenied
        context = kalender_van(programma, request.GET)
        return self._pagina(
            request,
            "kalender.html",
            programma,
            "Wat dit betekent",
            **context,
            fouten=fouten_van(context["form"]),
        )

    def handeling_view(self, request, object_id, naam):
        """Say what will happen; a POST does it, once."""
        programma = self.get_object(request, object_id)
        if programma is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_change_permission(request, programma):
            raise PermissionDenied
        handeling = HANDELINGEN[naam]
        if request.method != "POST":
            return self._pagina(
                request,
                "handeling.html",
                programma,
                handeling.titel,
                handeling=handeling,
                inzending=nieuwe_inzending(),
            )
        with eenmalig(request) as poging:
            if poging.eerste:
                poging.naar = self._doe(request, programma, naam, handeling)
        return redirect(poging.naar or _adres(programma))

    def _doe(self, request, programma, naam, handeling):
        """Do it and say so; the address of the programme to go on with."""
        doel, gedaan = programma, True
        match naam:
            case "nieuwe_versie":
                try:
                    doel = nieuwe_versie(programma, door=request.user)
                except ValidationError as fout:
                    doel, gedaan = _in_ontwikkeling(programma), False
                    messages.warning(request, fout.messages[0])
            case "archiveren":
                gedaan = archiveer(programma, door=request.user)
            case "terughalen":
                gedaan = haal_uit_archief(programma, door=request.user)
        if gedaan:
            messages.success(request, handeling.gedaan)
        return _adres(doel)

    def _pagina(self, request, sjabloon, programma, titel, **context):
        context |= {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": programma,
            "title": f"{titel}: {programma}",
            "kop": titel,
            "handelingen": handelingen_van(programma),
        }
        return TemplateResponse(request, f"admin/trajecten/programma/{sjabloon}", context)


def _adres(programma):
    return reverse("admin:trajecten_programma_change", args=[programma.pk])


def _in_ontwikkeling(programma):
    broers = Programma.objects.filter(code=programma.code, status=Programmastatus.IN_ONTWIKKELING)
    return broers.order_by("versie").first() or programma


def handelingen_van(programma):
    """(address, words) of what can be done with this programme as it stands; nothing for None."""
    if programma is None:
        return []
    namen = []
    if programma.status != Programmastatus.IN_ONTWIKKELING:
        namen.append("nieuwe_versie")
    if programma.status == Programmastatus.LOPEND:
        namen.append("archiveren")
    if programma.status == Programmastatus.GEARCHIVEERD:
        namen.append("terughalen")
    return [
        (reverse(f"admin:trajecten_programma_{naam}", args=[programma.pk]), HANDELINGEN[naam].titel)
        for naam in namen
    ]
