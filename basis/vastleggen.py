"""Inserting rows: checked by the model, and by the database once."""

from django.db import IntegrityError, transaction


def leg_vast(rij):
    """Check a new row's fields and insert it. Raises ValidationError, with the message of the constraint it breaks.

    `full_clean` asks every constraint and every relation in a query of its own, before the INSERT asks them all again;
    and two people at the same moment both pass it. So the database is asked first, in a savepoint, and only when it
    refuses does `full_clean` find the words.
    """
    _keur(rij)
    try:
        with transaction.atomic():
            rij.save(force_insert=True)
    except IntegrityError:
        rij.full_clean()
        raise
    return rij


@transaction.atomic
def leg_vele_vast(rijen):
    """Check new rows of one model as `leg_vast` does, and insert them together. Returns them, with their numbers.

    All or nothing: raises ValidationError for the first that is wrong, IntegrityError when the database refuses one;
    `leg_vast` of that row alone has the words. `save` is not called, so what it derives the caller fills in.
    """
    rijen = list(rijen)
    for rij in rijen:
        _keur(rij)
    return type(rijen[0])._base_manager.bulk_create(rijen) if rijen else []


def _keur(rij):
    """Check the fields; not what the database checks: relations that are loaded, and constraints."""
    geladen = [
        f.name for f in rij._meta.fields if f.is_relation and f.is_cached(rij) and getattr(rij, f.attname)
    ]
    rij.full_clean(exclude=geladen, validate_unique=False, validate_constraints=False)
