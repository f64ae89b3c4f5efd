"""What of this room has had its time (manage.py ruim_op).

After so long a thing that still waits may be told once more: a reminder of more than a year ago is none.
"""

from datetime import timedelta

from rapportage.models import Agendasleutel, Dagoverzicht

BEWAAR = timedelta(days=400)

RIJEN = {
    "dagoverzichten": lambda nu: Dagoverzicht.objects.filter(geclaimd_op__lt=nu - BEWAAR),
    "ingetrokken agendalinks": lambda nu: Agendasleutel.objects.filter(ingetrokken_op__lt=nu - BEWAAR),
}
