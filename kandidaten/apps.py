from django.apps import AppConfig

from basis.opruimen import ruim_ook_op


class KandidatenConfig(AppConfig):
    name = "kandidaten"
    verbose_name = "Kandidaten"

    def ready(self):
        samenvoegingen = self.get_model("Samenvoeging").objects
        ruim_ook_op(
            "momentopnamen van samenvoegingen",
            samenvoegingen.met_vervallen_momentopname,
            lambda rijen: rijen.update(momentopname=None),
            "gewist",
        )
