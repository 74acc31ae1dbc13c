"""Numbers in words, what they count, and how often something is due, in the ten languages."""

from __future__ import annotations

from typing import Final

_SMALL = """
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety dozen zwei
    drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig sechzig
    siebzig achtzig neunzig deux trois quatre cinq six sept huit neuf dix onze douze quinze vingt
    trente quarante cinquante soixante quatre-vingts nonante septante dos tres cuatro cinco seis
    siete ocho nueve diez once doce quince veinte treinta cuarenta cincuenta sesenta setenta
    ochenta noventa due tre quattro cinque sei sette otto nove dieci undici dodici quindici venti
    trenta quaranta cinquanta sessanta settanta ottanta novanta dois duas três quatro cinco seis
    sete oito nove dez onze doze quinze vinte trinta quarenta cinquenta sessenta setenta oitenta
    noventa twee drie vier vijf zes zeven acht negen tien elf twaalf twintig dertig veertig
    vijftig zestig zeventig tachtig negentig dwa dwie trzy cztery pięć sześć siedem osiem dziewięć
    dziesięć dwanaście piętnaście dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt
    siedemdziesiąt osiemdziesiąt dziewięćdziesiąt عشرة عشر عشرين عشرون ثلاثين ثلاثون أربعين أربعون
    خمسين خمسون ستين ستون سبعين سبعون ثمانين ثمانون تسعين تسعون ثلاثة أربعة خمسة ستة سبعة ثمانية
    تسعة
"""
_LARGE = """
    hundred hundreds thousand thousands million millions billion billions hundert hunderte tausend
    tausende million millionen milliarde milliarden mio mrd mille millier milliers cents centaine
    centaines millions milliard milliards cien ciento cientos doscientos trescientos cuatrocientos
    quinientos seiscientos setecientos ochocientos novecientos mil  millón millones cento
    duecento trecento quattrocento cinquecento seicento settecento ottocento novecento mila
    duemila tremila milione milioni miliardo miliardi cem cento duzentos trezentos quatrocentos
    quinhentos seiscentos setecentos oitocentos novecentos milhão milhões milhares honderd
    honderden duizend duizenden miljoen miljoenen miljard sto dwieście trzysta czterysta pięćset
    sześćset siedemset osiemset dziewięćset tysiąc tysiące tysięcy tys milion miliony milionów mln
    مئة مائة مئتان مئتين مئات ألف الف ألفين ألفان آلاف مليون مليونين ملايين ثلاثمئة أربعمئة خمسمئة
    خمسمائة ثلاثمائة أربعمائة
"""
SMALL_TEXT: Final = _SMALL
LARGE_TEXT: Final = _LARGE
GLUED: Final = (
    r"(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|fünfzehn|zwanzig)?"
    r"(?:hundert|tausend)\w*"
    r"|(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|twaalf|vijftien|twintig)(?:honderd|duizend)\w*"
    r"|\w+(?:cento|mila)"
)
"""Numbers that German, Dutch and Italian write as one word."""

BETWEEN: Final = r"(?:[\s-]+(?:and|a|und|y|e|et|en|i)\b)?[\s-]+"
"""What may stand between the words of one number."""

OFTEN: Final = (
    r"(?:a|an|per|each|every|the|pro|im|je|par|al|por|a la|à|na|za|w|op|all[ae]?|ao|de|/|في|كل)\s?"
    r"(?:year|yr|annum|month|quarter|week|day|night|hour|person|head|seat|user|piece"
    r"|jahr|monat|quartal|woche|tag|stunde|person|kopf|stück"
    r"|an\b|année|mois|semaine|jour|heure|personne|tête|pièce"
    r"|año|mes|semana|día|hora|persona|pieza|anno|mese|settimana|giorno|ora|testa|pezzo"
    r"|ano|mês|dia|pessoa|peça|jaar|maand|kwartaal|uur|persoon|stuk|dag"
    r"|rok|miesiąc|miesiąca|tydzień|godzinę|osobę|sztukę|dzień"
    r"|الشهر|السنة|العام|شهر|سنة|شهريا|للشهر)"
)
"""How often, or for what, a sum is due."""
LONG_OFTEN: Final = (
    r"(?:a|per|each|every|the|pro|im|par|al|por|na|za|op|ao|/)\s?(?:year|yr|annum|month|quarter"
    r"|jahr|monat|quartal|an\b|mois|año|mes\b|anno|mese|ano|mês|jaar|maand|kwartaal|rok|miesiąc)"
)

BY_THE_HOUR: Final = (
    r"(?:an hour|per hour|the hour|a head|die stunde|pro stunde|de l['’]heure|la hora|l['’]ora"
    r"|à hora|per uur|za godzinę)"
)
"""How often small sums are due; so are trains and cuts, but seldom by the head."""

_NOT_COUNTED = """
    a an the per each every for to in on at if and or is was were are be but of as so than that
    this by with from until before after when while because it we they you i us them me my our
    your not no more less extra today now then upfront net gross plus minus monthly yearly
    annually weekly total altogether only too already off back down instead again anyway please
    though yet still versus vs straight away flat cash would will could should can may might has
    have had did does either or ish odd something der die das ein eine einen pro je im in am an
    auf für zu von vom zum zur mit und oder ist war sind wenn weil dass als bis vor nach mehr
    weniger heute netto brutto monatlich jährlich insgesamt nur noch extra bar sofort kostet
    kosten wäre le la les un une des par pour en dans au aux à de du et ou est sont si plus moins
    aujourd net brut seulement déjà comptant mensuel el los las uno una por para al del y o es son
    si más menos hoy neto bruto ya solo mensuales il lo gli i uno per da di del al alla e ed o è
    se più meno oggi netto lordo già solo mensili os as um uma por para ao da do no na ou são se
    mais menos hoje já só mensais het een per voor op in te en of is als meer minder vandaag netto
    bruto contant za na w z i lub albo jest są jeśli więcej mniej dziś netto brutto miesięcznie
    rocznie في من على إلى عن و أو كل شهريا سنويا فقط
"""
NOT_COUNTED_TEXT: Final = _NOT_COUNTED
"""Words behind a number that are nothing it counts."""

_UNITS = """
    s sec secs second seconds min mins minute minutes h hr hrs hour hours day days night nights
    week weeks month months year years times step steps click clicks instalment instalments
    installment installments part parts go goes person persons people guest guests seat seats user
    users cup cups bag bags box boxes piece pieces page pages item items size sizes way ways
    bottle bottles coffees place places line lines row rows floor floors room rooms mm cm m km kg
    g mg l ml cl dl t px dpi mb gb tb kb kw kwh v w a c f ft inch inches in mile miles yard yards
    zoll grad percent pm am uhr o'clock sekunden minuten stunde stunden tag tage tagen nacht
    nächte woche wochen monat monate monaten jahr jahre jahren mal schritt schritte schritten
    klick klicks rate raten gast gäste gästen person personen leute stück tasse tassen kilo liter
    meter seite seiten secondes minutes heure heures jour jours semaine semaines mois an ans année
    années fois étape étapes clic clics personne personnes tasses litres mètres segundos minutos
    hora horas día días semana semanas mes meses año años vez veces paso pasos clic clics plazo
    plazos persona personas tazas litros metros secondi minuti ora ore giorno giorni settimana
    settimane mese mesi anno anni volta volte passo passi passaggi rate persone tazze litri metri
    segundos dia dias semana mês meses ano anos vezes passo passos cliques prestações pessoa
    pessoas seconden minuten uur dag dagen week weken maand maanden jaar keer stap stappen klik
    klikken termijnen personen mensen sekund minut minuty godzin godziny dni dzień tydzień
    tygodnie tygodni miesiąc miesiące miesięcy rok lata lat razy krok kroki kroków kroku rat raty
    osób osoby دقيقة دقائق ساعة ساعات يوم أيام أسبوع أسابيع خطوة خطوات مرة مرات شخص أشخاص
"""
UNITS_TEXT: Final = _UNITS
"""What is counted and is no money, even where somebody pays."""
UNITS_JOINED: Final = "時分秒日週月年回個人名枚本冊杯歳才番台件点度階席種つ箱袋時間"
"""The same in Japanese, which stands right behind its number."""
