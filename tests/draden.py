"""Running a piece of work in several threads at once, each with its own database connection."""

import threading

from django.db import connection


def tegelijk(*werken):
    """Start all at the same moment; returns per piece of work its result, or the exception it raised, in order."""
    start, uitkomsten = threading.Barrier(len(werken)), [None] * len(werken)

    def draai(nummer, werk):
        try:
            start.wait(timeout=20)
            uitkomsten[nummer] = werk()
        except Exception as fout:
            uitkomsten[nummer] = fout
        finally:
            connection.close()

    draden = [threading.Thread(target=draai, args=deel) for deel in enumerate(werken)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(timeout=60)
    return uitkomsten
