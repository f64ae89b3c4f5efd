"""The help text at each rule of a programme, for the admin. What a field means to the model stands at the model."""

LEEG_GEEN_GRENS = "Leeg = geen grens."
LEEG_NIET_VASTGELEGD = "Leeg = niet vastgelegd."

HULP = {
    # 1. Wat het is
    "status": "In ontwikkeling: nog niet te kiezen. Lopend: mensen kunnen worden aangemeld. Gearchiveerd: niemand "
    "nieuw; wie bezig is, gaat door.",
    "startdatum": "Leeg = niet bekend.",
    "soort": "Alleen als de andere velden het niet zeggen. Bijvoorbeeld: uitzending van opgeleide medewerkers.",
    "werk": "Bijvoorbeeld: webcare (chat en e-mail).",
    "bron": "Waar u dit gelezen of gehoord heeft.",
    # 2. Wie het doet
    "eigenaar": "De organisatie van wie het programma is.",
    "opleider": "Wie de opleiding geeft.",
    "formele_werkgever": "Met wie het contract is. Waar mensen werken, staat onderaan bij werkgevers.",
    "jobcoach_van": "De organisatie die de jobcoaches levert.",
    # 3. Voor wie
    "zelf_aanmelden": "Aan: iedereen kan zich zonder account aanmelden, zolang het programma loopt. Uit: alleen via "
    "een verwijzer of een coördinator.",
    "kinderopvang_check": "Aan: niemand start zolang kinderopvang die nodig is niet geregeld is.",
    # 4. Selectie
    "voorselectie_door": "Bijvoorbeeld: jobcoaches van de gemeente.",
    "toetsen": "Verboden: een taaltoets of competentietest kan dan geen ronde zijn.",
    "taaleis": "In woorden. Bijvoorbeeld: goede beheersing van het Nederlands.",
    # 5. Groep
    "groep_min": "Bij minder mensen staat er een waarschuwing bij de lichting. Leeg = geen waarschuwing.",
    "groep_max": LEEG_GEEN_GRENS,
    "groepen_per_jaar_min": LEEG_NIET_VASTGELEGD,
    "groepen_per_jaar_max": LEEG_NIET_VASTGELEGD,
    # 6. Opleiding
    "leerweg": LEEG_NIET_VASTGELEGD,
    "inhoud": "Wat mensen leren.",
    "voorfase": "Wat aan de opleiding voorafgaat. Bijvoorbeeld: arbeidsfit maken.",
    "voorfase_weken": f"De voorfase ligt voor de start van de lichting. {LEEG_NIET_VASTGELEGD}",
    "introductiedag": "Aan: een groep begint met een introductiedag.",
    "duur_weken": "Vul weken in of maanden, niet allebei. 2 weken vanaf maandag eindigt op zondag, 13 dagen later.",
    "duur_maanden": "Kalendermaanden: 12 maanden vanaf 1 september eindigt op 31 augustus.",
    "duur_ongeveer": "Aan: de einddatum is een schatting. Dat staat er dan bij.",
    "dagen_per_week": f"Hoeveel dagen per week iemand bezig is met de opleiding. {LEEG_NIET_VASTGELEGD}",
    "schooldagen_per_week": f"Hoeveel van die dagen op school. {LEEG_NIET_VASTGELEGD}",
    "terugkomdag_weken": "Om de hoeveel weken, vanaf de start van het contract tot en met de laatste dag. Leeg = geen "
    "terugkomdagen.",
    # 7. Werk
    "contractsoort": LEEG_NIET_VASTGELEGD,
    "contract_maanden": f"Hoe lang het eerste contract duurt, in kalendermaanden. {LEEG_NIET_VASTGELEGD}",
    "thuiswerk": LEEG_NIET_VASTGELEGD,
    "functioneringsgesprekken": "Aan: de teamleider voert gesprekken over het werk.",
    # 8. Begeleiding
    "begeleiding": "In woorden. Hoe vaak een gesprek is, staat onderaan bij het begeleidingsschema.",
    "begeleiding_vrijwillig": "Aan: wie geen begeleiding wil, heeft geen jobcoach nodig. Geen gesprek is dan te laat.",
    "coachratio_max": f"Bij meer mensen staat er een waarschuwing bij de lichting. {LEEG_GEEN_GRENS}",
    "buddy": LEEG_NIET_VASTGELEGD,
    # 9. Hoe lang
    "max_verblijf_maanden": f"Wij waarschuwen 6, 3 en 1 maanden vooraf. {LEEG_GEEN_GRENS}",
    "verblijf_van_maanden": "Hoe lang iemand naar verwachting minstens blijft. Geen grens.",
    "verblijf_tot_maanden": "Hoe lang iemand naar verwachting hoogstens blijft. Geen grens.",
    "besluit_na_maanden": "Hoeveel maanden na de start wordt besloten hoe iemand verdergaat. Leeg = geen beslismoment.",
    "besluit_opties": "Bijvoorbeeld: blijven of begeleiden naar een andere betaalde baan.",
    # 10. Geld en doelen
    "financiering": "In woorden. Wie welk deel betaalt, staat onderaan bij kostenaandelen.",
    "retentiedoel_procent": "Welk deel nog aan het werk moet zijn. Leeg = geen doel.",
    "doelgroep_aandeel_procent": "Welk deel van het personeel uit de doelgroep moet komen. Leeg = geen doel.",
    "doelgroep_aandeel_op": "Op welke datum. Of vul hieronder maanden in.",
    "doelgroep_aandeel_maanden": "Binnen hoeveel maanden na de start van het programma.",
}
