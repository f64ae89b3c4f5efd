"""Base of tables made with django-tables2; drawn by templates/componenten/tabel.html."""

import django_tables2 as tables


class Tabel(tables.Table):
    """Say `bijschrift` (caption) and `wat` ("kandidaten", for the counts). The first column names the row."""

    bijschrift = ""
    wat = "rijen"

    class Meta:
        template_name = "componenten/tabel.html"
        orderable = False
