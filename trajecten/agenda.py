"""The appointment for somebody's own calendar (iCalendar, RFC 5545, 5546). No database, no person in it (PRIV-15)."""

import uuid
from datetime import UTC

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
    kalender = Calendar()
    kalender.add("prodid", "-//Trajecten//NL")
    kalender.add("version", "2.0")
    kalender.add("method", "CANCEL" if afgelast else "REQUEST")
    kalender.add_component(Timezone.from_ical(_ZONE))
    punt = Event()
    punt.add("uid", f"{uid}@trajecten")
    punt.add("sequence", volgnummer)
    punt.add("dtstamp", nu.astimezone(UTC))
    for naam, moment in (("dtstart", begin), ("dtend", eind)):
        plaatselijk = timezone.localtime(moment).replace(tzinfo=None)
        punt.add(naam, plaatselijk, parameters={"TZID": ZONE})
    punt.add("summary", wat)
    punt.add("location", waar)
    if link and not afgelast:
        punt.add("url", link)
    punt.add("status", "CANCELLED" if afgelast else "CONFIRMED")
    punt.add("organizer", vCalAddress(f"mailto:{afzender}"))
    deelnemer = vCalAddress(f"urn:uuid:{ontvanger}")
    deelnemer.params["RSVP"] = "FALSE"
    punt.add("attendee", deelnemer)
    kalender.add_component(punt)
    return kalender.to_ical()


def ontvanger_van(pk):
    """A stable number for one participation, that says nothing."""
    return uuid.uuid5(uuid.NAMESPACE_OID, f"trajecten:deelname:{pk}")
