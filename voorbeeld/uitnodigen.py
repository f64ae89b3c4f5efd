"""Writing to people about a meeting that is still to come when the play ends.

Of what was over by then nobody is written to: the mails of forty months would all go out at once. A mail waits for the
end of the play and goes where the settings send it (in the demo: to a file). Who is called or gets a letter has heard
the same day, but for a few: that is work of today.
"""

from datetime import timedelta

from trajecten.berichten import geef_door
from trajecten.bijeenkomsten import verstuur_uitnodigingen, zonder_uitnodiging
from trajecten.keuzes import Berichtstatus
from trajecten.models import Bericht, Bijeenkomst
from voorbeeld.toneel import Toneel

NOG_TE_DOEN = 3  # so many messages each coordinator still has to pass on


def nodig_uit(toneel: Toneel, bijeenkomst: Bijeenkomst, *, door):
    """Invite whoever was not written to yet, if this meeting is still to come."""
    if bijeenkomst.begin <= toneel.nu:
        return
    verstuur_uitnodigingen(bijeenkomst, deelnames=zonder_uitnodiging(bijeenkomst), door=door)
    toneel.begin(_geeft_door(toneel, door))


def _geeft_door(toneel, door):
    yield toneel.klok.nu + timedelta(hours=1)
    te_doen = Bericht.objects.filter(gemaakt_door=door, status=Berichtstatus.TE_DOEN).select_related(
        "traject__kandidaat"
    )
    for bericht in list(te_doen.order_by("gemaakt_op", "pk"))[:-NOG_TE_DOEN]:
        geef_door(bericht, door=door)
