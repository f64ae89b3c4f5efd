"""Words and badges by which lists say how a traject stands. No database."""

from trajecten.statussen import BADGESOORT, Status

# Status -> (kind, word) of its badge.
STATUSBADGE = {status: (BADGESOORT[status], str(status.label)) for status in Status}
