"""manage.py planner: runs the jobs of config/klussen.py when they are due, until it is asked to stop."""

import signal

from django.core.management.base import BaseCommand

from config.planner import Planner


class Command(BaseCommand):
    help = "Draait de klussen van config/klussen.py op tijd. Stopt bij SIGTERM of Ctrl-C."

    def handle(self, **opties):
        planner = Planner()
        signal.signal(signal.SIGTERM, planner.stop)
        signal.signal(signal.SIGINT, planner.stop)
        planner.draai()
