"""What people are called: names that are short for others, given names, and words that lead one."""

from __future__ import annotations

from typing import Final

_SHORT_NAMES = """
    abigail abby gail | adam ad | agnieszka aga | albert al bert bertie | aleksander olek |
    aleksandra ola | alexander alex alec sascha sandro xander lex | alexandra alex sandra sasha
    lexi | alfred alf fred freddie | alice ali | amanda mandy | amelia amy millie | andrew andy
    drew | andreas andi andy | andrzej jędrek | angela angie | anna ann annie anni ania hania anka
    | anne annie | anthony tony ant | anton toni | antonio toni toño tonino | antônio toninho
    tonho | arthur art artie | barbara babs barb basia bärbel | bartholomew bart | bartłomiej
    bartek | beatrice bea trixie | beatriz bia | benjamin ben benny benji | bernard bernie |
    bernhard bernd | bridget bridie | bronisława bronia | caroline carrie caro lina | cameron cam
    | catherine cathy kate katie kitty cat | charles charlie chuck chas | charlotte lotte lottie
    charlie | christian chris | christina tina chris chrissie | christine chris tina | christopher
    chris kit topher | christoph chris stoffel | clemens klemens | concepción concha conchita |
    constance connie | cornelis kees cor | cornelius conny | daniel dan danny | daniela dani |
    david dave davy | deborah debbie deb | dennis den denny | desmond des | diana di | dolores
    lola loli | dominic dom nick | donald don donnie | dorothy dot dottie dolly | dorothea doro
    thea | edward ed eddie ted ned teddy | eduardo edu lalo | eleanor ellie nell nora | elizabeth
    liz lizzie beth betty betsy eliza libby lisa elsie bess | elisabeth elli lisa sissi lisbeth
    liesel | elżbieta ela | emily em millie | emmanuel manny manu | enrique quique | ernest ernie
    | eugene gene | ewa ewka | felicity flick | ferdinand ferdi | fernando nando fer | florence
    flo florrie flossie | florian flo | frances fran fanny | francesca franca | francesco franco
    ciccio checco | francis frank | francisco paco pancho chico curro kiko | frederick fred
    freddie | friedrich fritz | gabriel gabe gabi | gabriele gabi | geoffrey geoff jeff | george
    georgie | gerald gerry | gerard gerry | gertrude gertie trudy | gertrud trude | giovanni
    gianni nanni vanni | giuseppe beppe peppe pino | gregory greg | grzegorz grzesiek | guadalupe
    lupe | gustav gus | gwendolen gwen | hannah hanna | hans-joachim hajo | harold harry hal |
    heinrich heiner heinz | helen nell | helena lena hela | henry harry hank hal | henryk heniek |
    hendrik henk rik | hubert hugh bert | ignacio nacho | ignacy ignaś | isabel bel isa | isabella
    bella izzy bel | jacob jake | jacqueline jackie | jakob jockel | jakub kuba | james jim jimmy
    jamie | jan janek jasiek | jane janie jenny | janet jan | janina janka | janusz janek |
    jennifer jen jenny | jerome jerry | jeremy jem jerry | jerzy jurek | jessica jess jessie |
    jesús chuy suso | joachim jochen achim jo | joanna asia jo joasia | johann hans | johannes
    hans hannes jo jan johan | john johnny jack jon | jonathan jon jonny | joão joãozinho | jorge
    coque | josé pepe pepito zé | josef sepp jupp beppo | joseph joe joey | josephine jo josie |
    józef józek | joshua josh | judith judy jude | julia jule jules | juliette juliet | julian
    jules | justyna justynka | jürgen jorg | karl kalle | karl-heinz kalle | karol karolek |
    karolina karola karolinka | katarzyna kasia kaśka | katharina kathi katja käthe kati trine |
    katherine kate kathy katie kay kitty | kathleen kath kathy | kazimierz kazik | kenneth ken
    kenny | kimberly kim | konrad conny | krystyna krysia | krzysztof krzysiek krzyś | lawrence
    larry laurie | leonard len lenny leo | leonardo leo nardo | leszek lech | lillian lily | louis
    lou louie | louise lou | lucas luke | ludwig lutz wiggerl | luis lucho | luigi gigi | lorenzo
    renzo | madeleine maddie | magdalena magda lena madzia | małgorzata gosia małgosia | manuel
    manolo manu | manuela manu | margaret maggie meg peggy madge margie greta daisy rita |
    margarete grete gretel | maria mia mitzi maja marysia | maría mari maruja | mariusz mariuszek
    | marek mareczek | mario mariuccio | martha mattie | martin marty | mary molly polly may mamie
    | matthew matt matty | matthias matze hias | matilda tilly tilda mattie | mateusz mati |
    mercedes merche | michael mike mick mickey micky mikey michi | michał michałek misiek | michel
    michou | michelle shell | mieczysław mietek | miguel migue miki | millicent millie | mohammed
    mo moh mohamed muhammad mohammad | nadine nadia | nancy nan | natalie nat nattie | nathan nate
    nat | nathaniel nat nate | nicholas nick nicky nic | nicola nicky nic | nikolaus klaus niko
    nico | nicolas nico | norbert nobbi | norman norm | oliver ollie olli | olivia liv livvy ollie
    | oscar ossie | oskar ossi | pamela pam | patricia pat patty trish tricia | patrick pat paddy
    | patryk patryczek | paul paulie | pauline polly | penelope penny | peter pete | petra petzi |
    philip phil pip | philippa pippa pip | pieter piet | piotr piotrek | prudence prue | rachel
    rach | rafael rafa | rafał rafałek | raymond ray | raimund raimi | rebecca becky becca |
    reginald reg reggie | regina gina | ricardo ricky cado | richard rick dick rich richie ricky |
    robert bob bobby rob robbie bert | roberto beto tito berto | roger rodge | roland rolli |
    ronald ron ronnie | rosalind ros | rosemary rosie | rosario charo | rudolf rudi | ruprecht
    rupert | russell russ | ryszard rysiek | salvatore totò turi | samantha sam sammy | samuel sam
    sammy | sandra sandy | santiago santi diego | sarah sally sadie | sebastian basti seb |
    sebastião tião | sigismund sigi | siegfried sigi | simon si | sophia sophie fifi | stanisław
    staszek stach | stefan steff stefek | stefania stefcia | stephanie steph steffi | stephen
    steve stevie | steven steve stevie | sławomir sławek | stuart stu | susan sue susie suzie |
    susanne susi sanne | suzanne suzie | sylwia sylwunia | tadeusz tadek | teresa terry tess tere
    teresita | theodore ted theo teddy | theodor theo | theresa terry tess tessa resi | thomas tom
    tommy | tomasz tomek | timothy tim timmy | ulrich uli | ulrike uli rike | ursula uschi ulla |
    valentine val | valerie val | vanessa nessa | veronica ronnie vera | victor vic | victoria
    vicky tori vic | vincent vince vin | vincenzo enzo | virginia ginny | walter wally walt |
    wanda wandzia | wiesław wiesiek | wilfred wilf | wilhelm willi wim helmut | willem wim pim |
    william will bill billy willie liam | winifred winnie | władysław władek | wojciech wojtek |
    wolfgang wolfi | xavier xavi | yvonne vonnie | zachary zach zack | zbigniew zbyszek | zdzisław
    zdzisiek | zofia zosia
"""
SHORT_NAMES: Final = tuple(tuple(some.split()) for some in _SHORT_NAMES.split("|"))
"""Groups of names that may be one person's."""

_GIVEN = """
    aaron adrian agnes ahmed aisha alan alberto alejandro alessandro ali alina amina ana andrea
    andré angelika anita anja anke annette antoine arjan armin astrid axel ayşe beate ben birgit
    björn bogdan brian britta bruno camille carla carlos carmen carolina chantal chloe clara
    claudia claudio cristina dagmar daan darek dariusz denise diego dieter dirk dorota edith elena
    elisa elke ella emil emma enzo erik ernesto esther eva fatima felix femke filip filippo franz
    françois frieda gerd gerhard gianluca gisela giulia giorgio gudrun günter guillaume hakan
    halina hassan heike heidi helga helmut henri herbert hilde hiroshi holger horst hugo ibrahim
    ines inge ingrid irena irene isabelle ivan iwona jacek javier jean joana johanna jonas jos
    juan julie julien jutta karen karin kevin khalid kirsten kurt lars laura laurent léa lena leon
    leyla lieke linda lisa lorena luca lucia lukas luuk łukasz maarten maciej manfred marc marcel
    marcin marco marcos margit marianne marie marijke marina markus marlene marta mats mattia
    maurice max maya mehmet mia miriam mohamed monika monique mustafa nadia nele nicole nina nils
    noah noor nora olga olivier omar otto pablo paola paolo pascal paula paulina pavel pedro
    pierre rainer ralf ramón raquel raul renate renata reza rita robin rolf rosa ruth sabine said
    salma samir sander sanne sara sarah sean sergio silke silvia simone sofia sonja stefano stella
    sven svenja sylvie tanja tatiana teun thijs thierry tobias torsten udo ute uwe valentina vera
    vincent waldemar walid werner xavier yasmin youssef yusuf yves zeynep zoe
"""
GIVEN_TEXT: Final = _GIVEN

_LEADS = """
    mr mrs ms mx herr herrn frau fräulein monsieur madame mademoiselle mme mlle señor señora
    señorita srta sra sr signor signora signorina sig dott dottor dottoressa senhor senhora dhr
    mevr mevrouw meneer pan pani panem panią panna dr prof
"""
LEADS_TEXT: Final = _LEADS
"""What stands before somebody's name; with a small letter only `PLAIN_LEADS` say so."""
_PLAIN_LEADS_TEXT = """
    mr mrs herrn mevr dhr srta
"""
PLAIN_LEADS: Final = frozenset(_PLAIN_LEADS_TEXT.split())

_SAYS_TEXT = """
    asked asks says said wants wanted needs needed complained complains told called rang wrote
    writes thinks thought mentioned suggested suggests insisted insists requested prefers reported
    hates loves sagt sagte meint meinte will wollte möchte fragt fragte bat bittet wünscht schrieb
    rief erzählte dit disait veut voulait demande demandait préfère souhaite écrit dice dijo
    quiere quería pide pidió pregunta necesita prefiere escribió disse vuole voleva chiede
    chiedeva preferisce scrive diz quer queria pede pediu pergunta precisa zegt zei wil wilde
    vraagt vroeg schreef mówi mówił mówiła chce chciał chciała prosi prosił prosiła pyta pytał
    pytała
"""
SAYS: Final = frozenset(_SAYS_TEXT.split())
"""What somebody does whose name stands before it."""
_NO_SUBJECTS_TEXT = """
    he she it they we you i who nobody everybody everyone somebody someone anybody no-one none all
    one many most some few several both each everything nothing something this that these those
    people person customer customers client clients guest guests staff team child children kids
    management reception mother father wife husband daughter son sister brother friend neighbour
    boss colleague colleagues accountant landlord tenant patient patients bride groom builder
    builders teacher nurse doctor driver visitor visitors parents office kitchen school marketing
    sales support law bank post app page system program website button customer's er sie es wir
    ihr man wer jemand niemand jeder jede keiner alle viele manche kunde kunden gast gäste chef
    mutter vater frau mann kollege kollegin kind das dies il elle on nous vous ils elles qui
    personne chacun client cliente él ella ellos ellas usted quien nadie alguien todos cliente lui
    lei loro chi nessuno qualcuno ognuno cliente ele ela eles elas você quem ninguém alguém todos
    cliente hij zij ze wij iemand niemand iedereen klant on ona oni one kto nikt ktoś każdy klient
    klientka
"""
NO_SUBJECTS: Final = frozenset(_NO_SUBJECTS_TEXT.split())
"""What does so too, and is nobody's name."""

HONOURED: Final = ("さん", "さま", "様", "氏", "ちゃん", "くん", "君", "先生")
"""What stands behind a name in Japanese."""
_NOT_HONOURED_TEXT = """
    客 お客 皆 みな お母 母 お父 父 お兄 兄 お姉 姉 妹 弟 奥 お子 子 赤 孫 嫁 婿 旦那 おじ おば
    おじい おばあ 祖父 祖母 店員 店長 職人 業者 大工 医者 看護師
    患者 会員 隣 近所 友 友達 屋 花屋 本屋 パン屋 八百屋 肉屋 床屋 神 仏 王 社長 部長 課長 担当
    受付 保護者 生徒 学生 新人 常連 ご主人 主人 家主 大家 管理人 同
    たく どちら 赤ちゃん 運転手 配達員
"""
NOT_HONOURED: Final = frozenset(_NOT_HONOURED_TEXT.split())
_ARABIC_LEADS_TEXT = """
    السيد السيدة الأستاذ الأستاذة الدكتور الدكتورة الآنسة أستاذ دكتور
"""
ARABIC_LEADS: Final = frozenset(_ARABIC_LEADS_TEXT.split())
