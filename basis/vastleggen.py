"""Inserting one row: checked by the model, and by the database once."""

from django.db import IntegrityError, transaction


def leg_vast(rij):
    """Check a new row's fields and insert it. Raises ValidationError, with the message of the constraint it breaks.

    `full_clean` asks every constraint and every relation in a query of its own, before the INSERT asks them all again;
    and two people at the same moment both pass it. So the database is asked first, in a savepoint, and only when it
    refuses does `full_clean` find the words.
    """
    geladen = [
        f.name for f in rij._meta.fields if f.is_relation and f.is_cached(rij) and getattr(rij, f.attname)
    ]
    rij.full_clean(exclude=geladen, validate_unique=False, validate_constraints=False)
    try:
        with transaction.atomic():
            rij.save(force_insert=True)
    except IntegrityError:
        rij.full_clean()
        raise
    return rij
