from django.apps import AppConfig


class TrajectenConfig(AppConfig):
    name = "trajecten"
    verbose_name = "Trajecten"

    def ready(self):
        """The page of a partner shows its programmes and costs."""
        from partners.blokken import BLOKKEN
        from trajecten.partnerblok import programmablok

        BLOKKEN[20, "programmas"] = programmablok
