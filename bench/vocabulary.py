"""The words that the corpus is made of: Romanian, English and Hungarian, and the names of towns.

Any change here is another corpus, with which no earlier figure can be compared.
"""

from __future__ import annotations

from typing import Final


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


WORDS: Final = {
    "ro": _words("""
        asociația fundația voluntari comunitate oraș județ școală părinți copii tineri
        vârstnici sănătate mediu pădure râu apă aer educație cultură bibliotecă teatru
        muzică drepturi egalitate incluziune sprijin proiect finanțare raport întâlnire
        atelier conferință dezbatere consultare primărie consiliu cetățeni vot transparență
        buget participare rețea parteneriat membri coaliție strategie plan măsură acțiune
        campanie petiție lege reformă justiție servicii sociale locuire energie mobilitate
        bicicletă piață târg hrană agricultură sat țară regiune frontieră migrație refugiați
        limbă minorități rromi maghiari patrimoniu monument muzeu arhivă memorie știință
        cercetare digital date deschise presă jurnaliști independență încredere solidaritate
        binefacere donație sponsor audit statut adunare generală președinte secretar
        trezorier an lună săptămână zi dimineață seară este sunt va fi pentru despre
        împreună către după înainte prin fără între și sau dar că nu se poate trebuie mereu
        adesea acum astăzi mâine aproape departe nou vechi mare mic bun deschis public local
        național european
    """),
    "en": _words("""
        association foundation volunteers community town county school parents children
        youth elders health environment forest river water air education culture library
        theatre music rights equality inclusion support project funding report meeting
        workshop conference debate consultation council citizens vote transparency budget
        participation network partnership members coalition strategy plan measure action
        campaign petition law reform justice services social housing energy mobility bicycle
        market fair food farming village country region border migration refugees language
        minorities heritage monument museum archive memory science research digital open
        data press journalists independence trust solidarity charity donation sponsor audit
        statute assembly president secretary treasurer year month week day morning evening
        is are will be for about together towards after before through without between and
        or but that not can must always often now today tomorrow near far new old large
        small good open public local national european
    """),
    "hu": _words("""
        egyesület alapítvány önkéntesek közösség város megye iskola szülők gyermekek ifjúság
        idősek egészség környezet erdő folyó víz levegő oktatás kultúra könyvtár színház
        zene jogok egyenlőség befogadás támogatás projekt finanszírozás jelentés találkozó
        műhely konferencia vita egyeztetés tanács polgárok szavazás átláthatóság
        költségvetés részvétel hálózat partnerség tagok koalíció stratégia terv intézkedés
        cselekvés kampány petíció törvény reform igazság szolgáltatások szociális lakhatás
        energia közlekedés kerékpár piac vásár élelem gazdálkodás falu ország régió határ
        vándorlás menekültek nyelv kisebbségek örökség műemlék múzeum levéltár emlékezet
        tudomány kutatás digitális nyílt adatok sajtó újságírók függetlenség bizalom
        szolidaritás jótékonyság adomány támogató ellenőrzés alapszabály közgyűlés elnök
        titkár pénztáros év hónap hét nap reggel este van lesz számára együtt felé után
        előtt által nélkül között és vagy de hogy nem lehet kell mindig gyakran most ma
        holnap közel távol új régi nagy kicsi jó nyitott nyilvános helyi országos
    """),
}

# What the pages of every peer say around the texts.
INTERFACE: Final = {
    "ro": {
        "name": "Română",
        "site": "Coaliția Exemplu",
        "home": "Acasă",
        "members": "Membri",
        "events": "Evenimente",
        "blog": "Blog",
        "tags": "Teme",
        "towns": "Localități",
        "newer": "Mai noi",
        "older": "Mai vechi",
        "organiser": "Organizator",
        "latest": "Noutăți",
        "where": "Unde",
        "when": "Când",
    },
    "en": {
        "name": "English",
        "site": "Example Coalition",
        "home": "Home",
        "members": "Members",
        "events": "Events",
        "blog": "Blog",
        "tags": "Topics",
        "towns": "Towns",
        "newer": "Newer",
        "older": "Older",
        "organiser": "Organiser",
        "latest": "Latest",
        "where": "Where",
        "when": "When",
    },
    "hu": {
        "name": "Magyar",
        "site": "Példa Koalíció",
        "home": "Kezdőlap",
        "members": "Tagok",
        "events": "Események",
        "blog": "Blog",
        "tags": "Témák",
        "towns": "Települések",
        "newer": "Újabb",
        "older": "Régebbi",
        "organiser": "Szervező",
        "latest": "Friss",
        "where": "Hol",
        "when": "Mikor",
    },
}

# A town is a beginning and an end.
BEGINNINGS: Final = _words(
    "Văl Cru Mol Băi Târ Sâ Râ Odor Ghe Miha Petro Alba Dum Câm Iz Șim Țig Zăr Lup Bra"
)
ENDS: Final = _words("eni ești oara ița uș ova anca ățel ana iște")
