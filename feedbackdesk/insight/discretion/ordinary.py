"""Words that are a name to some, and on any day a word: alone they tell nobody for certain."""

from __future__ import annotations

from typing import Final

_ENGLISH = """
    firm firms number person people customer customers client clients about active advanced after
    airport always around autos away baby bakery balance basic bath bean beans beauty beer better
    bicycle bike body boat bottle bowl boxes breakfast brew brick broad build builder building
    business button cake car card care cat chain chair cheese child choice circle classic clever
    clinic close cloth cloud club code colour common computer corn cotton country couple court
    craft cream creative crooked cup cups custom daily dance dark data delivery dental design
    digital direct doctor dog door double dream dry dust eagle earth easier edge egg electric
    energy engine express extra eye face family farm fashion fast feather final fine fire fit
    fitness flat floor fly food foot fruit full fun future game garden gate general giant girl
    global grain grand grape grass ground group hair half hand health heart heat heavy high honest
    horse hot hotel ice idea ideal inside iron island keep kettle kitchen lantern large laser last
    law leaf leather legal life line lion local lock lost lucky lunch machine magic mail main
    maker map market master match medical metal mobile model modern money moment motor mountain
    mouse mug national natural nature network office oil online only open optical orchard outdoor
    over paint paper parcel park part party pass path paws perfect pet phone photo pilot pine
    place plain plan plant plastic play plus point pot prime print private pro proper public pump
    quality quiet race radio rail rapid ready real record rent repair right ring road room root
    royal safe salt sand school science seed select service seven shadow sharp ship shirt shoe
    side sign simple site skin sleep slow social soft solar solid sound space special speed spice
    sport square stable stage stand state steel step stock store storm style success sugar super
    support sure table tall taste tax teacher tech ten test theatre tiger tile timber tin together
    tool tools top tower toy track trade trading travel tree trip truck trust type under union
    unit united urban valley value van velvet video view village vintage vision walk wall warm
    wash watch water wave weather web week welcome wheel wholesale wide wind window wine wing wire
    women wonder world young zero ant cat dot gene shell pip nan flick chuck able all angel any
    apple april archer arch art ash august autumn baker bank banks bar barber bay bear bell best
    bird bishop black blue bold book books bond box boy brand bread bridge bright brook brown buck
    bud burns bush butcher butler cafe can candy cane carpenter carter cash castle chance chase
    christian church city clay clean clear clock coach coffee cole cook cool copper corner crisp
    cross crown dale dawn day days dean dear dish down drew drop duke early east easy faith fair
    farmer field fields first fish fisher five flower flowers ford forest foster four fox frank
    free fresh friend gardener gardens gay gene gentle gill glass gold golden good grace grant
    gray great green grey grove guy hall happy hardy harmony hay heath help hill holly home homes
    honey hood hope hopes house hunter ivory jack jade jean jet jewel job jobs joy june just kay
    key king kings kit knight lake lamb lance lane large law lee light lily lincoln little long
    love low major man many marina mark marks marsh mart mason max may mead meadow mercy miles
    mill miller milk moon more moss much music near new next nice noble north now oak oaks old
    olive one open orange page paige park parker pat patience pearl penny pepper piper pond pool
    poor pope port porter post potter power price prince print pure quick rain raven ray red rest
    rice rich river rivers rob robin rock roman rood rose round rowan ruby rush rusty sage sail
    sandy scout sea sharp shaw shop short silver six skipper sky small smart smith snow some song
    south spring star stars stem sterling still stone story street strong studio sue summer sun
    sunny swan sweet tailor tan tea team ten terry that this three tidy time top total town
    trinity true turner two usual violet wade walker ward waters way web well wells west wheeler
    white who why wild will wills win winter wise with wolf wood woods word work works yard york
    you young your
"""
_GERMAN = """
    alt abend arm bach bauer baum berg binder blume brand braun brot brunnen burg busch dick dorn
    eisen engel ernst fass feld fest feuer fink fischer fleischer frei freitag freund frisch fromm
    frost fuchs gans garten gast glas glaser glocke gold graf groß grün gut haas hahn hammer hase
    hecht heil heiß held herbst herr herz hirsch hirt hof holz horn hund jung jäger kaiser kalt
    kammer keller klein koch kohl kraft kranz krug kurz kuh kunst könig land lang lamm laub lehrer
    licht lieb linde loch löwe luft maler mann markt maurer mai meer meister metzger mond montag
    nagel neu pfeifer pfeffer pilz rad rat recht reich reif reis rein richter ring ritter rose rot
    roth rund sack salz sand schade schaf schäfer scharf schatz schild schlosser schmied schneider
    schnell schreiber schreiner schuster schwan schwarz sommer sonne sonntag spiegel spitz stadt
    stahl stark stein stern stolz storch strauß streng stumm sturm tag tanne taube teich tischler
    topf traub trost trunk vater vogel wald wasser weg weide wein weise weiß winter wirt wolf
    wolke wunder würfel zeit zimmer zimmermann zucker
"""
_FRENCH = """
    ange beau bel berger blanc blanche bois bon bonhomme boucher boulanger bouquet brun carpentier
    champ chevalier clair claire colin cordier courtois cousin couturier faure fleur fleury
    fontaine forestier forge fournier gentil grand gros guide jardin jolie joly jour lac lambert
    laurier leger legrand long lumière maçon marchand maréchal marin meunier michel midi moreau
    moulin nicole noir noël olive page paris parent pascal pasteur petit perle perrin pierre place
    poirier poisson pont prince prudent printemps renard riche rivière roche roi rond rose rouge
    roux royer royal salle sage serre soleil sur tailleur tissier tour val vallée vert vigne
    violette voisin
"""
_SPANISH = """
    alegre alba alegría ángel arroyo blanca blanco bosque bravo bueno caballero calle calvo campo
    campos carmen casa castillo clara cordero cortés cruz dolores delgado esperanza estrella feliz
    flor flores franco fuente fuentes gallego gallo guerra hermoso hidalgo huerta iglesias inés
    jardín leal león luna luz mar marín maría medina mesa molina molinero montaña montero mora
    moreno nieves oliva pacheco palacios paz pascual peña perla pino plaza pozo prado real reina
    rey reyes rico ríos río rojo rosa rosario rubio sastre sierra sol soledad soler toro torre
    torres vaca vega verdugo vidal viña
"""
_ITALIAN = """
    allegri amore angelo barbieri basso bello bella bianchi bianca bianco bruna bruno caruso
    castello chiara colombo conte conti corti costa fabbri felice ferrari ferraro ferro fiore
    fontana franca franco gallo gatti gatto gentile giallo giardino gioia grande grassi grasso
    greco leone longo luce luna marino martello mancini mare messina monte monti moro neri nero
    noce olivieri oliva orlando pace pane parisi pepe pesce piazza pino poli prete re ricci riva
    rocca romano rosa rossa rossi rosso russo sala santi santo santoro serra sarti sole stella
    testa valle verde verdi villa vita viola volpe zappa
"""
_PORTUGUESE = """
    alegria alves amado amaral amor azevedo barros bela branco brandão caldeira campos carneiro
    carmo carvalho castro clara coelho conceição cordeiro costa couto cruz dias domingos dourado
    esperança estrela faria ferreira ferreiro figueira flor flores fonseca fonte freitas gato
    graça guerra jardim justo leal leão leite lima lobo luz macedo machado manso mar matos mel
    mendes monteiro moreira morais neves nunes oliveira paz pedra pedreira peixoto pereira
    pinheiro pinho pinto pires prata queiroz quintal ramos rei reis ribeira ribeiro rico rio rios
    rocha rosa rosário sá santos santo serra silva sol sousa sá teixeira torres vale vaz vieira
    viana
"""
_DUTCH = """
    bakker beek berg bloem boer boom bos brouwer bruin dekker dijk dijkstra haan groen groot haas
    hart heer heide hond hoek huis jager jong kamp kaiser kat keizer klein klok koch kok koning
    koster kroon kuiper kramer lang leeuw linde maas man meer meester meijer molen molenaar mulder
    oud peer post prins ridder roos schaap schipper schouten slager sluis smid smit snel sterk
    stuart timmerman veld ven verver visser vlam vogel vos water wagenaar wever wit witte wolf
    zand zee zon zwaan zwart
"""
_POLISH = """
    baran biały bocian chmura cichy czarny czech duda dąb gajda głowa gołąb górka góra jeleń
    kaczka kaczor kamień kos kot kowal kozioł koza kozak krawiec kruk król kubiak kucharz kwiat
    las lis maj małek mały marzec mazur mróz młynarz niedziela orzeł ptak piątek pietrzak pole
    polak rak rogal rybak sobota sikora słowik sowa sroka szewc szymczak wilk wiosna woda wolny
    woźniak wójcik wrona wróbel zając zięba zima złoty żak żuk
"""
_ARABIC = """
    أمل إيمان بدر بهجة جمال جميل جميلة حسن حسين حكيم حلو خالد ربيع رزق رضا زهرة زينة سالم سعيد
    سلام سلامة سماء سهل شمس صادق صالح صباح صبر عادل عالم عامر عزيز علي عيد فجر فرح فضل قمر كامل
    كبير كريم كمال ليل ماهر محمود مراد مسعود منى منير ناصر نجم نجمة نور هادي هدى هدية هلال وردة
    ورد وسام وليد ياسمين
"""
ORDINARY: Final = frozenset(_ENGLISH.split())
"""Those of English: of the beginning of a name, too, they mean nobody without a capital."""
OTHERS: Final = {
    "de": _GERMAN,
    "fr": _FRENCH,
    "es": _SPANISH,
    "it": _ITALIAN,
    "pt": _PORTUGUESE,
    "nl": _DUTCH,
    "pl": _POLISH,
    "ar": _ARABIC,
}
"""Those of other languages, by ISO 639-1, spelt as they are: what compares them folds them."""
