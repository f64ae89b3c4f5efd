"""Components of lists: heads that sort, pages with counts; both keep the rest of the query string."""

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import mark_safe

register = template.Library()

SORTEER = "sorteer"
PAGINA = "pagina"


def _adres(request, **anders):
    """This page's query string with some values changed; None takes a value out."""
    vraag = request.GET.copy() if request is not None else None
    if vraag is None:
        delen = "&".join(f"{naam}={waarde}" for naam, waarde in anders.items() if waarde is not None)
        return f"?{delen}"
    for naam, waarde in anders.items():
        if waarde is None:
            vraag.pop(naam, None)
        else:
            vraag[naam] = waarde
    return f"?{vraag.urlencode()}"


@register.inclusion_tag("componenten/sorteerkop.html", takes_context=True)
def sorteerkop(context, veld, tekst, klasse="", huidig=None):
    """A column head that sorts: `?sorteer=veld`, a second time `?sorteer=-veld`.

    `huidig` is the order the list now has; without it what stands in the query string. `klasse="getal"` for numbers.
    """
    request = context.get("request")
    nu = huidig if huidig is not None else (request.GET.get(SORTEER, "") if request is not None else "")
    richting = {veld: "ascending", f"-{veld}": "descending"}.get(nu, "none")
    return {
        "tekst": tekst,
        "klasse": klasse,
        "richting": richting,
        "icoon_naam": {"ascending": "op", "descending": "neer", "none": "sorteer"}[richting],
        "url": _adres(request, **{SORTEER: f"-{veld}" if richting == "ascending" else veld, PAGINA: None}),
    }


ENKELVOUD = {
    "berichten": "bericht",
    "besluiten": "besluit",
    "bijeenkomsten": "bijeenkomst",
    "inlezingen": "inlezing",
    "kandidaten": "kandidaat",
    "lichtingen": "lichting",
    "lijsten": "lijst",
    "mensen": "persoon",
    "paren": "paar",
    "partners": "partner",
    "programma's": "programma",
    "regels": "regel",
    "rijen": "rij",
    "verwijzingen": "verwijzing",
}  # of what stands in a list


@register.inclusion_tag("componenten/paginering.html", takes_context=True)
def paginering(context, pagina, wat="rijen", parameter=PAGINA):
    """Links to the pages of a Page of django.core.paginator, and "1 tot 25 van 140 kandidaten" ("1 kandidaat")."""
    request = context.get("request")
    nummers = [
        {
            "nummer": nummer if isinstance(nummer, int) else None,
            "url": _adres(request, **{parameter: nummer}) if isinstance(nummer, int) else "",
            "huidig": nummer == pagina.number,
        }
        for nummer in pagina.paginator.get_elided_page_range(pagina.number, on_each_side=1, on_ends=1)
    ]
    return {
        "van": pagina.start_index(),
        "tot": pagina.end_index(),
        "totaal": pagina.paginator.count,
        "wat": wat,
        "een": ENKELVOUD.get(wat, wat),
        "meer": pagina.paginator.num_pages > 1,
        "nummers": nummers,
        "vorige": _adres(request, **{parameter: pagina.previous_page_number()})
        if pagina.has_previous()
        else "",
        "volgende": _adres(request, **{parameter: pagina.next_page_number()}) if pagina.has_next() else "",
    }


# --- Choosing rows for a group action ---------------------------------------------------------------------------------
# The boxes stand in the table and belong, by their attribute `form`, to the one form that `kiesbalk` draws below it.
@register.inclusion_tag("componenten/kieskop.html")
def kieskop(aantal, totaal, wat, limiet):
    """Above a table: "Kies alle 25 op deze bladzijde", and "Kies alle 140 ..." when the list has more.

    `wat` ends the second sentence ("kandidaten die bij deze filters passen"); `limiet`: most rows in one action.
    """
    return {"aantal": aantal, "totaal": totaal, "wat": wat, "limiet": limiet}


@register.simple_block_tag
def kiesvak(content, waarde, naam):
    """The box of one row before what stands in its first cell; `naam` completes "Kies Luinenburg, Julia".

    Once it is ticked a link to the bar follows it, so that the other rows need not be passed (WCAG 2.4.1).
    """
    return format_html(
        '<div class="form-check"><input class="form-check-input" type="checkbox" name="kandidaat" value="{}" '
        'form="kiezen" aria-label="Kies {}"> {}'
        '<a class="naar-groepsacties visually-hidden-focusable" href="#groepsacties">Naar de groepsacties</a></div>',
        waarde,
        naam,
        content,
    )


@register.simple_block_tag(takes_context=True)
def kiesbalk(context, content, actie, waarden, lijst, vraag, tekst="Met de gekozen kandidaten:"):
    """Below a table: the form and the bar with its buttons (the block; `<button name="actie" value=...>`).

    `actie`: the address it posts to; `waarden`: what the rows of this page carry, for "alle op deze bladzijde";
    `lijst` and `vraag`: which list with which query string, for who stands on other pages.
    """
    return mark_safe(  # noqa: S308  content was rendered
        render_to_string(
            "componenten/kiesbalk.html",
            {
                "csrf_token": context.get("csrf_token", ""),
                "actie": actie,
                "waarden": waarden,
                "lijst": lijst,
                "vraag": vraag,
                "tekst": tekst,
                "inhoud": content,
            },
        )
    )
