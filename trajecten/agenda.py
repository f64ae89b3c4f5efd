"""The appointment for somebody's own calendar (iCalendar, RFC 5545, 5546). No database, no person in it (PRIV-15)."""

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone
from icalendar import Calendar, Event, Timezone, vCalAddress

ZONE = "Europe/Amsterdam"
# The rule of the European Union since 1996: the last Sundays of March and October, at 1:00 UTC.
_ZONE = f"""BEGIN:VTIMEZONE
TZID:{ZONE}
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
""".replace("\n", "\r\n")


def afspraak(*, uid, volgnummer, wat, begin, eind, waar, link="", afzender, ontvanger, nu, afgelast=False):
    """The file (bytes): METHOD REQUEST, or CANCEL with `afgelast`; a calendar replaces a lower `volgnummer` by it.

    `begin`, `eind` and `nu` are aware. `wat` is a word of a closed list and `waar` a place: never a person. `afzender`:
    the address of the organisation. `ontvanger`: a number (UUID) for whoever this is for, because the method asks for
    an attendee; her name and address stay out.
    """
    kalender = _kalender("CANCEL" if afgelast else "REQUEST")
    inhoud = Punt(uid, volgnummer, wat, begin, eind, waar, "" if afgelast else link, afgelast)
    punt = _punt(inhoud, nu)
    punt.add("organizer", vCalAddress(f"mailto:{afzender}"))
    deelnemer = vCalAddress(f"urn:uuid:{ontvanger}")
    deelnemer.params["RSVP"] = "FALSE"
    punt.add("attendee", deelnemer)
    kalender.add_component(punt)
    return kalender.to_ical()


@dataclass(frozen=True)
class Punt:
    """One appointment of an agenda. `begin` is aware, or a date: then it lasts that day and `eind` is not used.

    `uid` stays the same as long as it is the same appointment; a calendar takes the highest `volgnummer` of it. `wat`
    is a word of a closed list, `waar` a place where people meet, `link` an address behind the login.
    """

    uid: uuid.UUID
    volgnummer: int
    wat: str
    begin: datetime | date
    eind: datetime | None = None
    waar: str = ""
    link: str = ""
    afgelast: bool = False
    gewijzigd: datetime | None = None


def agenda(punten, *, nu):
    """The file (bytes) of a whole agenda, METHOD PUBLISH: what is no longer in it has gone. Nobody is named in it."""
    kalender = _kalender("PUBLISH")
    kalender.add("x-wr-calname", "Trajecten")
    for naam in ("refresh-interval", "x-published-ttl"):
        kalender.add(naam, timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for inhoud in punten:
        punt = _punt(inhoud, nu)
        punt.add("class", "PRIVATE")  # a colleague with whom she shares her calendar reads "busy"
        kalender.add_component(punt)
    return kalender.to_ical()


def _kalender(methode):
    kalender = Calendar()
    kalender.add("prodid", "-//Trajecten//NL")
    kalender.add("version", "2.0")
    kalender.add("method", methode)
    kalender.add_component(Timezone.from_ical(_ZONE))
    return kalender


def _punt(inhoud, nu):
    punt = Event()
    punt.add("uid", f"{inhoud.uid}@trajecten")
    punt.add("sequence", inhoud.volgnummer)
    punt.add("dtstamp", nu.astimezone(UTC))
    if inhoud.gewijzigd:
        punt.add("last-modified", inhoud.gewijzigd.astimezone(UTC))
    if isinstance(inhoud.begin, datetime):
        _zet_moment(punt, "dtstart", inhoud.begin)
        _zet_moment(punt, "dtend", inhoud.eind)
    else:
        punt.add("dtstart", inhoud.begin)
        punt.add("dtend", inhoud.begin + timedelta(days=1))  # the first day that is not of it
        punt.add("transp", "TRANSPARENT")  # a day is not full because of one talk
    punt.add("summary", inhoud.wat)
    if inhoud.waar:
        punt.add("location", inhoud.waar)
    if inhoud.link:
        punt.add("url", inhoud.link)
    punt.add("status", "CANCELLED" if inhoud.afgelast else "CONFIRMED")
    return punt


def _zet_moment(punt, naam, moment):
    """On the Dutch clock. The second of the hours that come twice has no name there: it is written in UTC."""
    plaatselijk = timezone.localtime(moment)
    if plaatselijk.fold:
        punt.add(naam, moment.astimezone(UTC))
    else:
        punt.add(naam, plaatselijk.replace(tzinfo=None), parameters={"TZID": ZONE})


def ontvanger_van(pk):
    """A stable number for one participation, that says nothing."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"trajecten:deelname:{pk}")
