"""The browser of the suite works at all: when this fails, look at the machine before the product."""


def test_chromium_opent_een_pagina(page, live_server):
    antwoord = page.goto(f"{live_server.url}/gezond/")
    assert antwoord.status == 200
