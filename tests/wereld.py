"""One small but complete world for the walks over all addresses: two regions, every role twice, every status.

Named people go through the services, as on the screens. `Wereld(aantal=50)` adds 50 more to every list of the own side.
The two sides are each other's near miss: the same roles, the same things, another region and other people.
"""

import datetime as dt
from decimal import Decimal

from django.utils import timezone

from inlezen.diensten import kies_kolommen, lees_lijst, lever_lijst_aan, open_inlezing
from inlezen.toepassen import lees_in
from kandidaten.caseload import leg_overdracht_vast, neem_waar, zet_gewicht
from kandidaten.diensten import (
    beeindig_toewijzing,
    geef_toestemming,
    leg_contact_vast,
    leg_doelgroep_vast,
    leg_ondersteuning_vast,
    maak_kandidaat,
    verleen_noodtoegang,
    wijs_toe,
)
from kandidaten.keuzes import (
    Aanpassing,
    Doelgroepindicatie,
    Gewichtreden,
    Gewichtsoort,
    Kanaal,
    Overdrachtreden,
    ToestemmingDoel,
    Uitkering,
)
from kandidaten.models import Dubbelvermoeden, Kandidaat
from partners.models import Toezegging
from rapportage.agendasleutels import maak_agendasleutel
from rapportage.diensten import bewaar_weergave
from tests import fabrieken
from tests.stappen import breng_naar
from tests.zijden import ANDER_MERK, EIGEN_MERK, MAILMERK, Onbekend, Zijde
from trajecten.begeleiding.buddys import koppel_buddy
from trajecten.begeleiding.diensten import (
    leg_functioneringsgesprek_vast,
    leg_gesprek_vast,
    stel_doel,
    voeg_actie_toe,
)
from trajecten.begeleiding.keuzes import Gespreksvorm
from trajecten.begeleiding.schemadiensten import spreek_af
from trajecten.berichten import laad_berichten
from trajecten.dossier.diensten import meld_opnieuw_aan, sluit_traject
from trajecten.dossier.samenvoegen import voeg_samen
from trajecten.lichtingen import geef_plaats, maak_lichting, start_lichting
from trajecten.models import Bericht, Bijeenkomst, Criterium, Deelname, Examendeel
from trajecten.opleiding.models import Certificaat, Examen
from trajecten.plaatsing.diensten import leg_contract_vast, start_proefplaatsing
from trajecten.plaatsing.keuzes import Meetantwoord, Meetbron, Plaatsingsoort
from trajecten.plaatsing.meetmomenten import leg_meetmoment_vast
from trajecten.selectie.beoordelen import beoordeel
from trajecten.selectie.bijeenkomsten import plan_bijeenkomst
from trajecten.selectie.diensten import neem_besluit, neem_op_in_ronde
from trajecten.selectie.keuzes import Uitslag
from trajecten.statussen import REDENEN, Status

DOSSIERS = """aangemeld gebeld selectie besloten wachtlijst geselecteerd lopend proef afgerond uitgevallen afgewezen
teruggetrokken""".split()
OUD_DAGEN = 10  # so long ago the former coach handed over
ROLLEN_PER_ZIJDE = ("coordinator", "collega", "jobcoach", "trainer", "teamleider")


class Wereld:
    """`eigen`, `ander`, `onbekend`, and `mensen` (name of a column of the access table -> user)."""

    def __init__(self, aantal=3):
        self.vandaag = timezone.localdate()
        self.start = self.vandaag - dt.timedelta(days=245)  # the cohort that runs: eight months ago
        self.programma = self._programma()
        laad_berichten()
        self.partners()
        self.onbekend = Onbekend()
        self.eigen = self._zijde(EIGEN_MERK, fabrieken.RegioFabriek(code="AM01", naam="Groningen"))
        self.ander = self._zijde(ANDER_MERK, fabrieken.RegioFabriek(code="AM05", naam="Twente"))
        eigen, ander = self.eigen.mensen, self.ander.mensen
        maak = fabrieken.GebruikerFabriek
        self.mensen = {
            **{naam: eigen[naam] for naam in (*ROLLEN_PER_ZIJDE, "oud", "nood", "verwijzer")},
            "manager": maak(naam="Mia Manager", rollen=["manager"]),
            "beheerder": maak(naam="Bea Beheerder", rollen=["beheerder"]),
            "zonder": maak(naam="Vera Vreemde", rollen=[]),
        }
        self.bijna = {naam: ander[naam] for naam in (*ROLLEN_PER_ZIJDE, "verwijzer")}
        self._wachtwoorden()
        for zijde in (self.eigen, self.ander):
            zijde.agendasleutel = maak_agendasleutel(gebruiker=zijde.mensen["trainer"])
        self.onbekend.agendasleutel = self.eigen.agendasleutel
        self._inlezingen(self.eigen, aantal)
        self._inlezingen(self.ander, 2)
        self.vul_aan(aantal)
        self._lessen(self.eigen)
        self._lessen(self.ander)

    def _lessen(self, z):
        """A week of five lessons of the cohort that runs, two weeks ago: one day is filled in, four are not."""
        mensen = list(z.dingen["lichting"].trajecten.filter(status=Status.LOPEND).order_by("pk"))
        maandag = self.vandaag - dt.timedelta(days=self.vandaag.weekday() + 14)
        for nummer in range(5):
            dag = maandag + dt.timedelta(days=nummer)
            begin = timezone.make_aware(dt.datetime.combine(dag, dt.time(9, 30)))
            les = Bijeenkomst.objects.create(
                soort="les",
                titel="Les",
                lichting=z.dingen["lichting"],
                roosterdag=dag,
                begin=begin,
                eind=begin + dt.timedelta(hours=6),
                plaats="Lokaal 4",
            )
            code = "uitgenodigd" if nummer else "afwezig_zonder_bericht"
            Deelname.objects.bulk_create(
                Deelname(bijeenkomst=les, traject=traject, aanwezigheid=code) for traject in mensen
            )

    def _wachtwoorden(self):
        """A password that exists, so that the pages around it show themselves."""
        for gebruiker in {*self.mensen.values(), *self.bijna.values()}:
            gebruiker.set_password("Lange-zin-met-tekens-9")
            gebruiker.save(update_fields=["password"])

    # --- What both sides share ----------------------------------------------------------------------------------------
    def _programma(self):
        programma = fabrieken.ProgrammaFabriek(
            code="P02",
            naam="KPN Customer Service Groningen",
            uren_opties=[20, 24, 28],
            uitkeringen=["ww"],
            zelf_aanmelden=True,
        )
        for nummer, naam in enumerate(("Willen", "Kunnen", "Durven"), start=1):
            Criterium.objects.create(programma=programma, volgorde=nummer, naam=naam)
        Criterium.objects.create(programma=programma, volgorde=9, naam="Zegelcriterium", sluit_uit=True)
        programma.rondes.update(beoordelaars=2)
        self.examendeel = Examendeel.objects.create(
            kwalificatie=programma.kwalificaties.get(), volgorde=1, naam="Theorie"
        )
        return programma

    def partners(self):
        self.werkgever = fabrieken.WerkgeverFabriek(naam="Ocaro")
        self.inlener = fabrieken.WerkgeverFabriek(naam="KPN")
        self.derde = fabrieken.WerkgeverFabriek(naam="Callwise")

    # --- One side -----------------------------------------------------------------------------------------------------
    def _zijde(self, merk, regio):
        z = Zijde(merk, regio)
        self._mensen(z)
        z.dingen["programma"] = self.programma
        self._partner(z)
        self._lichtingen(z)
        self._dossiers(z)
        self._selectie(z)
        self._bijeenkomst(z)
        self._werk(z)
        self._begeleiding(z)
        self._caseload(z)
        self._opleiding(z)
        self._einden(z)
        self._dubbel(z)
        return z

    def _dubbel(self, z):
        """A merge into the dossier at work, a pair of this side, and one with somebody of a third region."""
        t, door = z.trajecten, z.mensen["coordinator"]
        blijft = Kandidaat.objects.get(pk=t["lopend"].kandidaat_id)
        gaat_op = fabrieken.KandidaatFabriek(achternaam=z.merk, behandelregio=z.regio)
        gezien = {"gezien_blijft": blijft.versie, "gezien_gaat_op": gaat_op.versie}
        z.dingen["samenvoeging"] = voeg_samen(blijft=blijft, gaat_op=gaat_op, keuzes=[], door=door, **gezien)
        elders = fabrieken.KandidaatFabriek(voornaam="Derdeland", achternaam="Verweg")
        for naam, een, ander in (
            ("vermoeden", t["gebeld"].kandidaat, t["selectie"].kandidaat),
            ("vermoeden_elders", t["wachtlijst"].kandidaat, elders),
        ):
            eerste, tweede = sorted((een, ander), key=lambda kandidaat: kandidaat.pk)
            z.dingen[naam] = Dubbelvermoeden.objects.create(eerste=eerste, tweede=tweede, redenen="telefoon")

    def _mensen(self, z):
        maak = fabrieken.GebruikerFabriek
        for rol in ROLLEN_PER_ZIJDE:
            echt = "coordinator" if rol == "collega" else rol
            regios = [z.regio] if echt == "coordinator" else []
            z.mensen[rol] = maak(naam=f"{rol.title()} van {z.regio.naam}", rollen=[echt], regios=regios)
        z.mensen["oud"] = maak(naam=f"Oud-coach van {z.regio.naam}", rollen=["jobcoach"])
        z.mensen["nood"] = maak(naam=f"Nood van {z.regio.naam}", rollen=["jobcoach"])
        z.mensen["verwijzer"] = maak(naam=f"Verwijzer van {z.regio.naam}", rollen=["verwijzer"])
        z.dingen["weergave"] = bewaar_weergave(
            gebruiker=z.mensen["jobcoach"], naam=f"Lopend {z.merk}", vraag="bereik=eigen&status=lopend"
        )

    def _partner(self, z):
        z.dingen["partner"] = partner = fabrieken.PartnerFabriek(
            naam=f"UWV {z.regio.naam}", soort="uwv", regio=z.regio, is_financier=True
        )
        fabrieken.GemeenteFabriek(naam=z.regio.naam, regio=z.regio)
        z.dingen["contactpersoon"] = fabrieken.ContactpersoonFabriek(
            partner=partner, naam=z.mensen["verwijzer"].naam, gebruiker=z.mensen["verwijzer"]
        )
        z.dingen["vestiging"] = fabrieken.VestigingFabriek(partner=partner, plaats=z.regio.naam)
        z.dingen["toezegging"] = Toezegging.objects.create(partner=partner, aantal=4, vanaf=self.vandaag)

    def _lichtingen(self, z):
        door = z.mensen["coordinator"]
        for naam, start, plaatsen in (
            ("lichting", self.start, 100),
            ("lichting_open", self.vandaag + dt.timedelta(days=10), 100),
        ):
            z.dingen[naam] = maak_lichting(
                programma=self.programma,
                naam=f"{z.regio.naam} {start:%Y-%m}",
                start=start,
                plaatsen=plaatsen,
                coordinator=door,
                door=door,
            )

    def _dossiers(self, z):
        for naam in DOSSIERS:
            z.trajecten[naam] = self._dossier(z, naam)
        t = z.trajecten
        z.dingen["toewijzing"] = t["lopend"].kandidaat.toewijzingen.get(rol="jobcoach", tot=None)
        contact = {"gelukt": True, "kanaal": Kanaal.TELEFOON, "door": z.mensen["coordinator"]}
        for naam in ("lopend", "gebeld"):
            z.dingen["contactmoment"] = leg_contact_vast(
                verwijzing=t[naam].verwijzing, tijdstip=timezone.now(), **contact
            )
        leg_doelgroep_vast(
            kandidaat=t["lopend"].kandidaat,
            indicatie=Doelgroepindicatie.JA,
            gecontroleerd_op=self.vandaag,
            door=z.mensen["coordinator"],
        )
        leg_ondersteuning_vast(
            kandidaat=t["lopend"].kandidaat,
            aanpassingen=[Aanpassing.SCHERMLEZER],
            wat_werkt="Werktmerk: rustig beginnen.",
            door=z.mensen["jobcoach"],
        )
        geef_toestemming(
            kandidaat=t["lopend"].kandidaat,
            doel=ToestemmingDoel.METEN,
            tekstversie="1",
            door=z.mensen["coordinator"],
        )

    def _dossier(self, z, naam):
        """A candidate of the partner with an open traject and everybody of this side at work with her."""
        door, nummer = z.mensen["coordinator"], len(z.trajecten)
        kandidaat = maak_kandidaat(
            door=door,
            voornaam=naam.title(),
            achternaam=z.merk,
            geboortedatum=dt.date(1990, 1, 1) + dt.timedelta(days=nummer),
            telefoon=f"+316{'2' if z.merk == EIGEN_MERK else '3'}7770{nummer:03d}",
            email=f"{naam}{MAILMERK}",
            behandelregio=z.regio,
            privacy_gegeven_op=self.start - dt.timedelta(days=30),
            motivatie="Motivatiemerk: houdt van klanten.",
            uren_min=20,
            uren_max=28,
        )
        traject = meld_opnieuw_aan(
            kandidaat,
            programma=self.programma,
            ontvangen_op=timezone.now() - dt.timedelta(days=0 if naam == "aangemeld" else 260, hours=5),
            door=door,
            partner=z.dingen["partner"],
            contactpersoon=z.dingen["contactpersoon"],
            uitkering=Uitkering.WAJONG,
        )
        traject.uren_per_week = 24
        traject.save(update_fields=["uren_per_week"])
        self._toewijzen(z, kandidaat)
        return traject

    def _toewijzen(self, z, kandidaat):
        door, sinds = z.mensen["coordinator"], self.start - dt.timedelta(days=14)
        for rol in ("jobcoach", "trainer", "teamleider"):
            wijs_toe(kandidaat=kandidaat, gebruiker=z.mensen[rol], rol=rol, van=sinds, door=door)
        oud = wijs_toe(kandidaat=kandidaat, gebruiker=z.mensen["oud"], rol="jobcoach", van=sinds, door=door)
        beeindig_toewijzing(oud, tot=self.vandaag - dt.timedelta(days=OUD_DAGEN), door=door)
        verleen_noodtoegang(kandidaat=kandidaat, gebruiker=z.mensen["nood"], reden="Crisis op het werk")

    def _selectie(self, z):
        t, door = z.trajecten, z.mensen["coordinator"]
        ronde = self.programma.rondes.first()
        z.dingen["ronde"] = ronde
        open_, besloten = neem_op_in_ronde([t["selectie"], t["besloten"]], ronde=ronde, door=door).gedaan
        criteria = list(self.programma.criteria.all())
        beoordeel(
            open_,
            scores=dict.fromkeys(criteria, 1),
            opmerkingen=dict.fromkeys(criteria, "Zegelmerk"),
            door=door,
        )
        begin = timezone.now() - dt.timedelta(hours=3)
        plan_bijeenkomst(
            ronde,
            begin=begin,
            eind=begin + dt.timedelta(hours=2),
            rondedeelnames=[open_],
            door=door,
            plaats="Zaal 1",
        )
        z.dingen["deelname"] = neem_besluit(besloten, uitslag=Uitslag.DOOR, door=door)
        z.dingen["statuswissel"] = t["selectie"].statuswissels.last()
        breng_naar(t["wachtlijst"], Status.WACHTLIJST, door=door)
        breng_naar(t["geselecteerd"], Status.GESELECTEERD, door=door)
        geef_plaats(t["geselecteerd"], lichting=z.dingen["lichting_open"], door=door)
        lopend = [t[naam] for naam in ("lopend", "proef", "afgerond", "uitgevallen")]
        for traject in lopend:
            breng_naar(traject, Status.GESELECTEERD, door=door, op=self.start - dt.timedelta(days=7))
            geef_plaats(traject, lichting=z.dingen["lichting"], door=door)
        start_lichting(z.dingen["lichting"], door=door)
        for traject in lopend:
            traject.refresh_from_db()

    def _bijeenkomst(self, z):
        """A meeting to come with messages for a colleague to pass on, and one to which nobody was written yet."""
        z.dingen["bijeenkomst"] = self.bijeenkomst(z, "Zaal 2")
        for naam in ("aangemeld", "lopend"):
            z.dingen["bericht"] = self.bericht(z, z.trajecten[naam])
        groepsdag = z.dingen["groepsdag"] = self.bijeenkomst(z, "Zaal 4", groep=z.dingen["lichting"])
        z.dingen["groepsbericht"] = self.bericht(z, z.trajecten["lopend"], groepsdag)
        nieuw = z.dingen["bijeenkomst_nieuw"] = self.bijeenkomst(z, "Zaal 3")
        Deelname.objects.create(bijeenkomst=nieuw, traject=z.trajecten["aangemeld"])
        nieuw = z.dingen["groepsdag_nieuw"] = self.bijeenkomst(z, "Zaal 5", groep=z.dingen["lichting"])
        Deelname.objects.create(bijeenkomst=nieuw, traject=z.trajecten["lopend"])

    def bijeenkomst(self, z, plaats, begin=None, groep=None):
        begin = begin or timezone.now() + dt.timedelta(days=5)
        wat = {"soort": "terugkomdag", "titel": "Terugkomdag", "lichting": groep}
        if groep is None:
            wat = {"soort": "informatie", "titel": "Informatie", "ronde": z.dingen["ronde"]}
        return Bijeenkomst.objects.create(
            **wat, begin=begin, eind=begin + dt.timedelta(hours=2), plaats=plaats, capaciteit=100
        )

    def bericht(self, z, traject, bijeenkomst=None):
        bijeenkomst = bijeenkomst or z.dingen["bijeenkomst"]
        deelname = Deelname.objects.create(bijeenkomst=bijeenkomst, traject=traject)
        return Bericht.objects.create(
            deelname=deelname, traject=traject, soort="uitnodiging", wijze="collega", status="te_doen",
            vorm="gewoon", onderwerp="Uitnodiging", tekst=f"Beste {traject.kandidaat.voornaam}",
        )  # fmt: skip

    def _werk(self, z):
        t, door = z.trajecten, z.mensen["coordinator"]
        z.dingen["contract"] = self.contract(t["lopend"], door=door)
        z.dingen["beeindigd"] = self.contract(t["uitgevallen"], door=door)
        start = self.vandaag - dt.timedelta(days=20)
        z.dingen["proef"] = start_proefplaatsing(
            t["proef"],
            formele_werkgever=self.werkgever,
            werkplek=self.derde,
            start=start,
            toestemming_op=start,
            intentie_maanden=6,
            intentie_uren=Decimal(24),
            aansprakelijkheid=True,
            functie="Medewerker klantcontact",
            uren_per_week=Decimal(24),
            door=door,
        ).plaatsing
        leg_meetmoment_vast(
            t["lopend"],
            na_maanden=3,
            datum=self.vandaag,
            antwoord=Meetantwoord.ZELFDE_WERKPLEK,
            bron=Meetbron.JOBCOACH,
            door=door,
        )

    def contract(self, traject, *, door):
        """A contract for a year, from the start of the cohort."""
        return leg_contract_vast(
            traject,
            soort=Plaatsingsoort.ARBEIDSOVEREENKOMST,
            formele_werkgever=self.werkgever,
            werkplek=self.inlener,
            start=self.start,
            gepland_einde=self.start + dt.timedelta(days=364),
            functie="Medewerker klantcontact",
            uren_per_week=Decimal(24),
            door=door,
        ).plaatsing

    def _begeleiding(self, z):
        t, coach, chef = z.trajecten["lopend"], z.mensen["jobcoach"], z.mensen["teamleider"]
        z.dingen["gesprek"] = self.gesprek(t, coach)
        z.dingen["ritme"] = spreek_af(t, van=self.vandaag, elke_weken=2, reden="eigen_wens", door=coach)
        z.dingen["functioneren"] = leg_functioneringsgesprek_vast(
            t, teamleider=chef, datum=self.vandaag, verslag="Verslagmerk: ging goed.", door=chef
        )
        z.dingen["doel"] = stel_doel(t, omschrijving="Zelf klanten bellen", door=coach)
        z.dingen["buddy"] = koppel_buddy(t, buddy_naam="Bram van de afdeling", van=self.vandaag, door=coach)
        z.dingen["actie"] = voeg_actie_toe(t, omschrijving="Rooster vragen", door=coach)

    def gesprek(self, traject, coach):
        return leg_gesprek_vast(
            traject,
            jobcoach=coach,
            datum=self.vandaag - dt.timedelta(days=14),
            vorm=Gespreksvorm.TELEFOON,
            scores={"welbevinden": 4, "motivatie": 5},
            afspraken="Afspraakmerk: volgende week weer bellen.",
            notitie="Notitiemerk: was vrolijk.",
            door=coach,
        )

    def _caseload(self, z):
        """Handed over with a note, a weight, and a colleague who stands in for a week."""
        coach, oud, door = z.mensen["jobcoach"], z.mensen["oud"], z.mensen["coordinator"]
        kandidaat = z.trajecten["lopend"].kandidaat
        _, z.dingen["overdracht"] = leg_overdracht_vast(
            kandidaat=kandidaat,
            van=oud,
            naar=coach,
            per=self.vandaag - dt.timedelta(days=OUD_DAGEN - 1),
            reden=Overdrachtreden.VERDELING,
            notitie="Notitiemerk: belt liever niet.",
            door=oud,
        )
        zet_gewicht(
            kandidaat=kandidaat,
            gebruiker=coach,
            soort=Gewichtsoort.ZWAAR,
            reden=Gewichtreden.START,
            door=door,
        )
        waarnemer = fabrieken.GebruikerFabriek(naam=f"Waarnemer van {z.regio.naam}", rollen=["jobcoach"])
        z.dingen["waarneming"] = neem_waar(
            z.dingen["toewijzing"],
            gebruiker=waarnemer,
            van=self.vandaag,
            tot=self.vandaag + dt.timedelta(days=7),
            reden="Vakantie of verlof",
            door=door,
        )
        z.dingen["werkgever"] = self.inlener

    def _opleiding(self, z):
        t = z.trajecten["lopend"]
        begin = timezone.now() - dt.timedelta(days=3)
        z.dingen["les"] = les = Bijeenkomst.objects.create(
            soort="les",
            titel="Les 1",
            lichting=z.dingen["lichting"],
            begin=begin,
            eind=begin + dt.timedelta(hours=3),
            plaats="Lokaal 1",
        )
        Deelname.objects.create(bijeenkomst=les, traject=t, aanwezigheid="aanwezig")
        z.dingen["examen"] = Examen.objects.create(
            traject=t, examendeel=self.examendeel, datum=self.vandaag, uitslag="geslaagd"
        )
        z.dingen["certificaat"] = Certificaat.objects.create(
            traject=t, kwalificatie=self.programma.kwalificaties.get(), soort="diploma", datum=self.vandaag
        )

    def _einden(self, z):
        for naam in ("afgerond", "uitgevallen", "afgewezen", "teruggetrokken"):
            status = Status(naam)
            sluit_traject(
                z.trajecten[naam],
                naar=status,
                op=self.vandaag,
                door=z.mensen["coordinator"],
                reden=REDENEN[status].values[0],
            )

    def inlezing(self, z, aantal, soort):
        """A list of the partner in review; everybody on it is new. Of `soort` los and weg the referrer uploaded it."""
        regels = ["Voornaam;Achternaam;Geboortedatum;Telefoon"]
        begin = {"open": 0, "klaar": 5000, "los": 10_000, "weg": 11_000}[soort]
        for nummer in range(aantal):
            anders = begin + 2500 * (z.merk == ANDER_MERK)  # nobody is on two lists
            dag = dt.date(1970, 1, 1) + dt.timedelta(days=nummer + anders)
            naam = f"{z.merk}-{'abcdefghij'[nummer % 10]}{'klmnopqrst'[nummer // 10]}"
            regels.append(f"{soort.title()};{naam};{dag:%d-%m-%Y};06{dag:%d%m%Y}")
        if soort in ("los", "weg"):
            return self._aangeleverd(z, "\n".join(regels).encode(), f"{soort}.csv")
        inlezing = open_inlezing(
            inhoud="\n".join(regels).encode(),
            bestandsnaam=f"{soort}.csv",
            partner=z.dingen["partner"],
            programma=self.programma,
            regio=z.regio,
            ontvangen_op=timezone.now(),
            door=z.mensen["coordinator"],
        )
        return kies_kolommen(inlezing, keuzes={}, door=z.mensen["coordinator"])

    def _aangeleverd(self, z, inhoud, bestandsnaam):
        verwijzer = z.mensen["verwijzer"]
        inlezing = lever_lijst_aan(
            lijst=lees_lijst(inhoud=inhoud, bestandsnaam=bestandsnaam, partner=z.dingen["partner"]),
            bestandsnaam=bestandsnaam,
            contactpersoon=verwijzer.contactpersoon,
            programma=self.programma,
            regio=z.regio,
            door=verwijzer,
        )
        return kies_kolommen(inlezing, keuzes={}, door=verwijzer)

    def _inlezingen(self, z, aantal):
        z.dingen["aangeleverd"] = self.inlezing(z, aantal, "los")
        z.dingen["aangemeld_met_lijst"] = lees_in(self.inlezing(z, 2, "weg"), door=z.mensen["verwijzer"])
        z.dingen["inlezing"] = self.inlezing(z, aantal, "open")
        z.dingen["ingelezen"] = lees_in(self.inlezing(z, 2, "klaar"), door=z.mensen["coordinator"])

    # --- More rows ----------------------------------------------------------------------------------------------------
    def vul_aan(self, aantal):
        """`aantal` people in every list of the own side, and as many partners, cohorts and users of them."""
        z = self.eigen
        for nummer in range(aantal):
            self.bericht(z, self._extra(z, nummer, Status.AANGEMELD))
            self.bijeenkomst(z, f"Zaal {nummer}")
            neem_op_in_ronde(
                [self._extra(z, nummer, Status.AANGEMELD)],
                ronde=z.dingen["ronde"],
                door=z.mensen["coordinator"],
            )
            self._extra(z, nummer, Status.WACHTLIJST)
            self._extra(z, nummer, Status.GESELECTEERD, lichting=z.dingen["lichting_open"])
            lopend = self._extra(z, nummer, Status.LOPEND, lichting=z.dingen["lichting"])
            self.contract(lopend, door=z.mensen["coordinator"])
            self.gesprek(lopend, z.mensen["jobcoach"])
            partner = fabrieken.PartnerFabriek(naam=f"Partner {nummer} van {z.regio.naam}", regio=z.regio)
            fabrieken.ContactpersoonFabriek(partner=partner, naam=f"Contact {nummer}")
            fabrieken.LichtingFabriek(
                programma=self.programma, naam=f"Extra {nummer}", coordinator=z.mensen["coordinator"]
            )

    def _extra(self, z, nummer, status, lichting=None):
        door = z.mensen["coordinator"]
        kandidaat = fabrieken.KandidaatFabriek(achternaam=f"{z.merk}-{nummer}", behandelregio=z.regio)
        verwijzing = fabrieken.VerwijzingFabriek(kandidaat=kandidaat, partner=z.dingen["partner"])
        traject = fabrieken.TrajectFabriek(
            kandidaat=kandidaat, verwijzing=verwijzing, programma=self.programma, uren_per_week=24,
            lichting=lichting,
        )  # fmt: skip
        sinds = self.start - dt.timedelta(days=14)
        for rol in ("jobcoach", "trainer", "teamleider") if status == Status.LOPEND else ():
            fabrieken.ToewijzingFabriek(kandidaat=kandidaat, gebruiker=z.mensen[rol], rol=rol, van=sinds)
        if status != Status.AANGEMELD:
            breng_naar(traject, status, door=door, op=self.start)
        return traject
