"""The words that everybody uses most, in eight languages: none of them is a name with a mistake."""

from __future__ import annotations

from typing import Final

from feedbackdesk.insight.discretion.spelling import folded

_COMMON = """
    the and for you are was has had its our out off all any but can did get got how let new not now
    one put see two use way who why yes
    about above across after again ahead alone along already also always among answer anybody
    anyone anything appear apply around arrive asking away back bake baked baking because become
    before begin begins behind being below beside between bigger bill book booked booking both
    break bring broken brings build built call called calls came cancel carry catch change changed
    changes charge check choose clean clear close closed closer cold come comes coming confirm
    cooked could cover created cuts daily dates deals deliver different does doing done down draw
    drink drive dry during each earlier early easier eating else email empty ends enough enter
    even evening ever every everybody extra fast faster fewer fill final find first fits fixed fold
    follow form free fresh from full further gets getting gives goes going gone good great
    group grow guests half hang happen hard have having heard heavy help here higher hire hold
    hotter hour hours however improve inside instead into itself join keep kept kind know known
    large larger last late later learn least leave leaves left less lesson letter lets level lines
    list listen little live lock long longer look looks lost lots loud lower made make makes making
    many matter maybe mean meet mend mine minute mixed month more morning most move much must name
    near nearly need needs never newer next nice night nobody noise none noon nothing notice number
    offer often once only onto open opened opening order orders other others ours outside over paid
    pair part parts past pause pays people perhaps pick picks pick-up place plain plan plans please
    point post prefer present print put quick quiet quite read reads ready reason received remind
    remove rent repair reply report rest return right running safe said same saved says search
    second seem seen select self send sends sent serve served serving several shall shared sharp
    shelf shelves shop short shorter should show shown shows shut side sign simple since size sizes
    slice sliced slices slot slots slow small smaller some somebody something soon sooner sort speak
    spend spoken staff stand start started starts stay step still stock stop store stored such sure
    swap table take taken takes talk taste tell tested than thank that their them then there these
    they thing things think this those though thought three through time times today together told
    tomorrow took total toward trays tried trip true turn twice under until unless upon used useful
    user using usual very video visit wait waiting walk want wants warm wash watch water week weeks
    well went were what when where whether which while whole whose wide will wish with within
    without word words work works would write written wrong year years your

    aber alle allem allen aller alles also andere anderen anders auch beim beide beiden bereits
    bessere bestellen bestellung bieten bitte bleiben brauchen brot bunte dabei dafür damit danach
    dann darf dass dauert dein deren deshalb dich dies diese diesem diesen dieser dieses direkt doch
    dort durch dürfen eben eigene eigenen einer eines einem einen einfach einige einmal ende
    endlich etwas euch früher führen ganz ganze geben gegen gehen genau genug gerade gern gibt
    gleich größer größere guten haben hatte hatten heute hier hinter holen ihre ihrem ihren immer
    innen jede jedem jeden jeder jedes jetzt kann kannst karte kein keine keinen kleiner kommen
    kommt können konnte länger lassen laufen leider lesen letzte letzten lieber liefern machen macht
    manche mehr mehrere mein meine meinem meinen meines meiste mich mindestens mitten mittags
    mögen möglich morgen morgens müssen muss nachher nächste nächsten name neben nehmen neue neuem
    neuen neuer neues nicht nichts noch nummer nutzen oben oder ohne online pausen reifen
    sagen samt sauber schon sehen sehr seine seinem seinen seit seite selbst senden sich sicher
    sind solange solche solchen soll sollen sollte sollten sondern sonst später sparen sprechen
    statt stehen stelle stellen stunde stunden suchen tage tagen teile teilen termin termine torte
    torten über überall unser unsere unserem unseren unten unter viele vielen vielleicht vier voll
    vom von vorher vorne während wann waren warten warum was wasser wegen weil weiter weitere welche
    wenig weniger wenn werden wieder wieviel will wird wissen wochen wollen worden wurde wurden
    wünschen zahlen zeigen zeit zeiten ziehen zuerst zusammen zwei zwischen blumen

    afin alors apres après assez aucun aujourd aussi autant autour autre autres avant avec avoir
    beaucoup besoin bien bientôt bonne ceci cela celle celles celui cent certains cette ceux chacun
    chaque chez choix combien comme comment commande commander contre cours dans dehors déjà demain
    demande depuis dernier derrière dès devant devrait dire doit donc donner dont dessous dessus
    deux elle elles encore enfin ensemble ensuite entre envoyer était être facile faire fait faut
    fois font grâce grand grande heure heures hier hors ici jamais jour jours jusqu laisser leur
    leurs libre lieu livrer livraison long longue lors maintenant mais manque matin matins même
    mettre mieux mois moins monde moyen neuf notre nous nouveau nouvelle ouvert ouvrir parce
    parfois parler partir partout passer pendant petit petite peut peuvent place plus plusieurs
    plutôt porte pour pourquoi pouvoir prendre près presque prochain puis quand quatre quel quelle
    quelque quelques quoi rendez rendre reste retour rien sans semaine sera serait service seul
    seule sinon soir sont sous souvent suite surtout tard tant tard tels temps toujours tous tout
    toute toutes travail très trois trop trouver venir vers veut vite voici voilà voir vont votre
    vous vraiment

    ahora algo alguien algún alguna algunos allí antes aquel aquí aunque avisar bajo bastante bien
    cada casi cerca cinco cita como cómo con contra cosa cosas cual cualquier cuando cuándo cuanto
    cuatro dar deben decir dejar demás dentro desde después dice donde dónde durante ella ellas
    ellos enviar entonces entre eran esas eso esos espera esta está están estar estas este estos
    falta favor forma fuera gente gracias grande hace hacen hacer hacia hasta hora horas hoy
    igual incluso jamás juntos lado largo lejos llegar llevar lugar luego mañana mayor mejor menor
    menos mes meses mía mías mientras mío míos mirar mismo mucha muchas mucho muchos muy nada nadie
    ninguna noche nombre nuestra nuestras nuestro nuestros nueva nuevo nunca otra otras otro otros
    para parte pasar pedido pedir pequeño pero poca poco pocos poder podría poner porque primera
    primero pronto pueda puede pueden pues punto queda quien quién quiere quiero ramos recoger
    repuesto reparto saber sala salir segundo según seis semana sido siempre siete sino sobre sola
    solo sólo tal también tampoco tan tanto tarde tener tenga tengo tiempo tiene tienen toda todas
    todavía todo todos traer tras tres unas unos usar usted vamos varias varios veces ver vez vida
    viene volver

    abbiamo adesso alcuni allora altra altre altri altro anche ancora anni appena aperto aspettare
    assai attesa avanti avere bene breve buona buono cambiare capire casa caso certo che chi
    chiamare chiedere chiuso ciascuno circa come comunque con consegna corso cosa così cui dalla
    dalle dare davanti davvero dei del della delle dello dentro dietro dire diventa dopo dove dover
    durante ecco entrare entro era essere fare fatto fino foglio forse fra fuori giorni giorno già
    giusto grande grazie hanno ieri infatti insieme invece inviare ingresso lato lavoro lei lista
    loro lungo luogo maggiore mai male mano mattina meglio meno mentre mesi mettere mezzo mia mie
    miei mila minore mio molta molte molti molto nella nelle nello niente nome non nostra nostri
    nostro nulla nuova nuovo ogni oggi oltre ora ordine orario ore ottimo parlare parte passare
    pausa per perché persona più poca pochi poco poi porta possibile posso posto potere prendere
    prenotare presso presto prima primo proprio punto può qualche qualcosa quale quali quando
    quanto quasi quattro quel quella quelle quello questa queste questi questo qui quindi sabato
    sala scegliere se sei sempre senza sera sia siamo solo sono sopra sotto spesso stare stato
    stesso su sua subito sue sulla suo tanta tanti tanto tardi tempo tra troppo tutta tutte tutti
    tutto un una uno usare vedere vedi venire venti verso via volta volte vorrei vostra vostro

    agora ainda além algo alguém algum alguma antes apenas aqui assim até através bem boa bom cada
    casa cedo coisa com como contra dar debaixo deixar dela dele deles dentro depois desde dia
    dizer dois duas durante ela elas ele eles enquanto então entre era esperar essa esse esta
    estamos estar estava este estou falar falta fazer feito ficar fora haver hoje horas isso isto
    já junto lado levar lista lugar maior mais manhã mas meio melhor menos mês mesmo meu meus minha
    minhas muita muitas muito muitos nada não nem nenhum ninguém noite nome nossa nosso nova novas
    novo nunca onde ontem ordem outra outras outro outros para parte passar pedido pedir pela pelo
    perto pode podem poder porque pouca pouco precisa primeiro próximo qual qualquer quando quanto
    quase quatro quem quer receber sábado seja sem semana sempre sendo ser seu seus sim sobre sua
    suas também tanto tarde tem tempo tenho ter teve toda todas todo todos trazer três tudo uma
    umas vai vamos várias veja ver vez vezes vinda você vocês voltar

    achter alle alleen alles altijd ander andere beter bij binnen boven brengen buiten daar daarna
    dag dagen dan dat deel deze dicht dit doen door duidelijk eerder eerst eigen elk elke even
    gaan gaat geen geven gewoon graag groot grote haar halen heb hebben heeft heel hele helpen hem
    hen hier hoe iedere iemand iets ieder jaar jullie kan keer kiezen klaar klein kleine komen
    komt krijgen kunnen laat laten later leren lezen liever maak maken maar maand mee meer meest
    meeste mensen met mijn minder moet moeten mogen morgen naar naast naam nemen niemand niet niets
    nieuw nieuwe nodig nog nooit nu onder ons onze ook open over paar per plaats precies reeds
    rond rondom samen snel snelle soms staan staat steeds sturen tegen terug thuis tijd tijdens
    toch toen tot tussen uit uur vaak van vanaf vandaag veel vier voor voordat vooral vragen vroeg
    waar waarom wachten wanneer want was wat week weer weg weinig wel werk werken wie wij willen
    worden wordt zal zelf zelfs zien zij zijn zo zoals zoeken zonder zou

    aby albo albo ale ani bardzo bardziej bez będą będzie blisko był była były było być chce chcą
    chociaż ciągle cały całej część często czas czasem czegoś czy czyli dla dlaczego do dobra dobre
    dobrze dopiero dotąd dzień dziś gdy gdyby gdzie godziny ich ile inna inne innych innym iść jak
    jaka jaki jakie jako jeden jedna jedno jednak jego jej jest jestem jeszcze jeśli jutro już każda
    każde każdy kiedy kilka kolej kto która które którego których który lepiej lub mają małe mam
    mamy mieć między miejsce mniej mogą moja moje może można musi nad nam nami nas nasz nasza nasze
    nawet nic nie niech nigdy nim noc nowa nowe nowego nowy obok od ona oni oraz osoby pan pod
    podczas pokaż poza potem potrzeba potrzebne przed przede przez przy pytać razem rano robić rok
    sam sama same się skąd sobie stale swoje szybko tak taka taki takie także tam te tego tej temu
    ten teraz tę to tu tutaj tydzień tygodniu tylko tym tych twój was wasz wcześniej we wiele więcej
    wieczorem wszystkie wszystko wtedy wybrać wysłać zanim zawsze zawsze żaden żeby
"""
COMMON: Final = frozenset(map(folded, _COMMON.split()))
"""Folded, as words are that are compared with names."""
