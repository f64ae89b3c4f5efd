"""Made-up history to look at: `manage.py maak_demo` plays three years of programmes with people who do not exist.

This is a room of its own, just below config, because it uses the services of every other room, as their users do, and
nothing may use it: the product works the same without it. It has no models, no screens and no addresses. Only in the
environments demo and test: both commands refuse elsewhere. Everything in it is synthetic (PRIV-16).

    klok.py agenda.py verdeling.py snel.py   a clock that can be set, stories in order of time, an even spread, speed
    namen.py teksten.py               what people are called and what they say
    personeel.py partners.py          who logs in, and with whom we work
    mensen.py                         the people it is about, and what becomes of them
    samenstelling.py                  who is in a group
    lijsten.py selectie.py lichting.py werk.py begeleiding.py   what happens to one group or one person
    groningen.py aanzet.py werkvertrouwen.py         the three programmes that are played
    dubbelen.py                       who has two dossiers
    spel.py                           all of it, from the first day until now
"""
