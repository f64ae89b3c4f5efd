"""Made-up history to look at: `manage.py maak_demo` plays forty months of all programmes with people who
do not exist.

This is a room of its own, just below config, because it uses the services of every other room, as their users do, and
nothing may use it: the product works the same without it. It has no models, no screens and no addresses. Only in the
environments demo and test: both commands refuse elsewhere. Everything in it is synthetic (PRIV-16).

    klok.py agenda.py verdeling.py snel.py   a clock that can be set, stories in order of time, an even spread, speed
    namen.py teksten.py               what people are called and what they say
    personeel.py partners.py          who logs in, who does not, and with whom we work
    inrichting.py                     what a beheerder fills in at the programmes first
    mensen.py                         the people it is about, and what becomes of them
    samenstelling.py                  who is in a group
    lijsten.py selectie.py ronden.py                    how somebody comes in and is chosen
    bijeenkomsten.py uitnodigen.py    meetings, who came, and who is written to
    lichting.py opleiding.py werk.py begeleiding.py     what happens to one group or one person after that
    ritme.py                          coaching that is not by the book: another rhythm, a talk corrected or taken back
    opzet.py opzetten.py groepen.py   programmes with groups, as data: P01 P03 P05 P06 P07 P08 P11 P12
    groningen.py                      P02, with a trial, lists that are read in and the work of today
    stroom.py werkvertrouwen.py       people one by one: P09 P13, and P10 with the clock of 24 hours
    dubbelen.py                       who has two dossiers
    spel.py                           all of it, from the first day until now; P04 and P14, which are not played
"""
