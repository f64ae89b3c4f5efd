"""The icons of the product: line drawings on a 16 x 16 grid, drawn for it. No database.

Always beside a word (A11Y-13), so they are hidden from assistive technology. Inline SVG, because that keeps its
colour on paper and in forced colours, where background images disappear.
"""

_RONDJE = '<circle cx="8" cy="8" r="6.25"/>'

ICONEN = {
    "gedaan": _RONDJE + '<path d="m5.25 8.25 2 2 3.5-4.25"/>',
    "aandacht": '<path d="M8 2 14.25 13.5H1.75Z"/><path d="M8 6.25v3.25M8 11.5v.1"/>',
    "fout": '<path d="M5.4 1.75h5.2l3.65 3.65v5.2l-3.65 3.65H5.4L1.75 10.6V5.4Z"/><path d="m6 6 4 4m0-4-4 4"/>',
    "neutraal": _RONDJE + '<path d="M5.25 8h5.5"/>',
    "bezig": _RONDJE + '<path d="M8 4.5V8l2.5 1.5"/>',
    "info": _RONDJE + '<path d="M8 7.25v4M8 4.75v.1"/>',
    "zoek": '<circle cx="7" cy="7" r="4.75"/><path d="m10.5 10.5 3.75 3.75"/>',
    "terug": '<path d="M13.5 8h-11m4.5-4.5L2.5 8 7 12.5"/>',
    "verder": '<path d="M2.5 8h11M9 3.5 13.5 8 9 12.5"/>',
    "omlaag": '<path d="m3 5.75 5 5 5-5"/>',
    "op": '<path d="M8 13.5v-11M3.5 7 8 2.5 12.5 7"/>',
    "neer": '<path d="M8 2.5v11M3.5 9 8 13.5 12.5 9"/>',
    "sorteer": '<path d="M5 13V3M2.5 5.5 5 3l2.5 2.5M11 3v10m-2.5-2.5L11 13l2.5-2.5"/>',
    "plus": '<path d="M8 3v10M3 8h10"/>',
    "kruis": '<path d="m4 4 8 8m0-8-8 8"/>',
    "persoon": '<circle cx="8" cy="5" r="3"/><path d="M2.25 14c.5-3 2.75-4.5 5.75-4.5s5.25 1.5 5.75 4.5"/>',
    "telefoon": (
        '<path d="M3 2.25h2.75L7 5.75 5.25 7c.75 1.75 2 3 3.75 3.75L10.25 9l3.5 1.25V13c0 .6-.4 1-1 1'
        'C7 14 2 9 2 3.25c0-.6.4-1 1-1Z"/>'
    ),
    "agenda": '<path d="M2 3.5h12v10.25H2ZM2 7h12M5 1.75V5m6-3.25V5"/>',
    "opleiding": '<path d="M1.5 6 8 3l6.5 3L8 9ZM4.25 7.5v3.75C6.5 13 9.5 13 11.75 11.25V7.5M14.5 6v4"/>',
    "werk": '<path d="M2 5.25h12v8.25H2ZM5.5 5V2.5h5V5M2 9h12"/>',
    "begeleiding": '<path d="M2 2.75h12v8H8L4.75 13.5v-2.75H2ZM5 5.75h6M5 8h4"/>',
    "afdrukken": '<path d="M4.5 6V2h7v4M4.5 11.5H2V6h12v5.5h-2.5M4.5 9.5h7V14h-7Z"/>',
    "ophalen": '<path d="M8 2v8.5M4.5 7 8 10.5 11.5 7M2.5 13.75h11"/>',
    "inlezen": '<path d="M8 10.5V2M4.5 5.5 8 2l3.5 3.5M2.5 13.75h11"/>',
    "slot": '<path d="M3 7h10v7H3ZM5.25 7V4.75a2.75 2.75 0 0 1 5.5 0V7"/>',
    "uit": '<path d="M9.5 2.25H3v11.5h6.5M6.5 8H14m-3-3 3 3-3 3"/>',
    "beheer": '<path d="M2 4.5h6.5m3.5 0h2M2 11.5h2m3.5 0H14"/><circle cx="10.25" cy="4.5" r="1.75"/>'
    '<circle cx="5.75" cy="11.5" r="1.75"/>',
}
