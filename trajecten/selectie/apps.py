from django.apps import AppConfig

from basis.opruimen import ruim_ook_op


class SelectieConfig(AppConfig):
    name = "trajecten.selectie"
    verbose_name = "Selectie"

    def ready(self):
        """The daily cleaning wipes what was needed for a selection that is over (PRIV-05)."""
        ruim_ook_op("wat nodig was bij een selectie die klaar is", _uitgediend)


def _uitgediend(nu):
    from trajecten.selectie.nodig import uitgediend

    return uitgediend(nu)
