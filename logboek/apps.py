from django.apps import AppConfig

from basis.alleenlezen import sta_schrijven_toe


class LogboekConfig(AppConfig):
    name = "logboek"
    verbose_name = "Logboek"

    def ready(self):
        sta_schrijven_toe(
            self.get_model("Logregel")._meta.db_table
        )  # looking is logged, and looking is a GET
