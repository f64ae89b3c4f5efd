"""Roles a person can hold, and the capacities in which somebody can stand towards one candidate. No database."""

from django.db.models import TextChoices


class Rol(TextChoices):
    """What a beheerder gives to a user; several at once."""

    COORDINATOR = "coordinator", "Coördinator"
    JOBCOACH = "jobcoach", "Jobcoach"
    TRAINER = "trainer", "Trainer"
    TEAMLEIDER = "teamleider", "Teamleider"
    MANAGER = "manager", "Manager"
    VERWIJZER = "verwijzer", "Verwijzer"
    BEHEERDER = "beheerder", "Beheerder"


class Hoedanigheid(TextChoices):
    """As what somebody stands towards one candidate: a role, or one of two passing capacities (domain, section 6)."""

    COORDINATOR = Rol.COORDINATOR.value, Rol.COORDINATOR.label
    JOBCOACH = Rol.JOBCOACH.value, Rol.JOBCOACH.label
    TRAINER = Rol.TRAINER.value, Rol.TRAINER.label
    TEAMLEIDER = Rol.TEAMLEIDER.value, Rol.TEAMLEIDER.label
    MANAGER = Rol.MANAGER.value, Rol.MANAGER.label
    VERWIJZER = Rol.VERWIJZER.value, Rol.VERWIJZER.label
    BEHEERDER = Rol.BEHEERDER.value, Rol.BEHEERDER.label
    OUD_JOBCOACH = "oud_jobcoach", "Vorige jobcoach"
    NOODTOEGANG = "noodtoegang", "Noodtoegang"
