"""Writing a few thousand rows through the services without asking everything twice."""

from contextlib import contextmanager

from django.db.models import Field, ForeignKey, Model


@contextmanager
def database_bewaakt():
    """Leave constraints and references to the database alone, which checks each of them at every write.

    `full_clean` asks the database beforehand, one query for each, so that a person reads a sentence about it: more
    than half of the time of a play. Nobody reads along here; a story that breaks one ends the play with an
    IntegrityError. What services and fields check themselves stays on.
    """
    gewoon = Model.validate_constraints, ForeignKey.validate
    Model.validate_constraints = lambda self, exclude=None: None
    ForeignKey.validate = Field.validate  # empty or not, without looking the row up
    try:
        yield
    finally:
        Model.validate_constraints, ForeignKey.validate = gewoon
