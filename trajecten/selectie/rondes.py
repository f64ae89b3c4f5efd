"""The order of selection rounds: which one counts before and after another. No database.

Obligatory rounds count; a round that is not obligatory stands beside the road. A programme that calls no round
obligatory is taken to mean all of them. Works with anything that has `volgorde` and `verplicht`.
"""


def tellende(rondes):
    """The rounds that everybody goes through, in order."""
    op_volgorde = sorted(rondes, key=lambda ronde: ronde.volgorde)
    return [ronde for ronde in op_volgorde if ronde.verplicht] or op_volgorde


def vorige(ronde, rondes):
    """The counting round that somebody must be through before this one; None for a first round."""
    eerder = [andere for andere in tellende(rondes) if andere.volgorde < ronde.volgorde]
    return eerder[-1] if eerder else None


def volgende(ronde, rondes):
    """The counting round that comes after this one; None when nothing that counts comes any more."""
    later = [andere for andere in tellende(rondes) if andere.volgorde > ronde.volgorde]
    return later[0] if later else None


def is_beslissend(ronde, rondes):
    """Say whether 'door' in this round means: selected."""
    return volgende(ronde, rondes) is None
