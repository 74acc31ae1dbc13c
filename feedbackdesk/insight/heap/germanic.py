"""The same in German and Dutch: as it stands in english.py."""

from __future__ import annotations

from feedbackdesk.domain.words import Kind

NONE = None

GERMAN: dict[Kind | None, tuple[str, str, str]] = {
    Kind.REQUEST: (
        """könnten sie bitte | können sie bitte | könntet ihr bitte | könnt ihr bitte |
        kannst du bitte | könntest du bitte | wäre es möglich | ist es möglich | schön wäre |
        wäre schön | wäre toll | wäre super | wäre gut wenn | wäre prima | wäre hilfreich |
        wäre klasse | es wäre + wenn | würde mir wünschen | würde ich mir wünschen | wünsche mir |
        wünschen uns | wir wünschen | ich wünsche | würden uns wünschen | mein vorschlag |
        vorschlag wäre | ich schlage vor | verbesserungsvorschlag | anregung | mein wunsch |
        unser wunsch | ich hätte gern | hätte gerne | hätten gern | wir hätten gerne |
        wir bräuchten | ich bräuchte | wir würden gern | ich würde gern | würde gerne | mir fehlt |
        uns fehlt | was fehlt | vermisse | wir vermissen | ihr solltet | sie sollten | man sollte |
        gibt es die möglichkeit | gibt es eine möglichkeit | gibt es vielleicht |
        würde mir sehr helfen | würde uns helfen | würde helfen | macht doch bitte | macht bitte |
        kann man nicht | könnte man nicht | könnte man | lieber wäre | bitte nehmen sie |
        bitte bieten sie | warum bieten sie nicht | wenn sie + würden | denkbar wäre |
        das wäre was | würde das leben erleichtern | bitte wieder""",
        """bitte schicken | bitte senden | bitte lassen | bitte stellen | bitte geben |
        bitte ändern | bitte machen | schicken sie uns bitte | schicken sie mir bitte |
        könnten sie | könntet ihr | könntest du | könnt ihr | würden sie bitte | künftig |
        in zukunft | in zukunft bitte | ich möchte | wir möchten | möchte gern | hätte ich gern |
        brauchen eine | brauche eine | brauchen einen | brauche einen | wäre | am besten wäre |
        ich will | wir wollen | wünsche~ | wünschenswert | erinnere mich | stell | stelle | setze |
        buche | reservier~ | füge + hinzu | spiel | spiele | zeig~ mir | finde | lösch~ | schalte |
        führen sie | anbieten | einführen | nächstes mal | das nächste mal | gerne auch |
        wichtig wäre | auswahl | statt dessen | such~""",
        """bitte | gern | gerne | möchte~ | brauch~ | option | funktion | vorschlag | lieber |
        besser | könnte~ | sollte~ | würde~ | hätte~ | müsste~""",
    ),
    Kind.PROBLEM: (
        """funktioniert nicht | funktionieren nicht | funktionierte nicht | geht nicht |
        gehen nicht | ging nicht | läuft nicht | klappt nicht | klappte nicht |
        hat nicht geklappt | hält nicht | halten nicht | halten wieder nicht | ist kaputt |
        war kaputt | sind kaputt | waren kaputt | kaputtgegangen | kaputt gegangen |
        kam zerbrochen | kamen zerbrochen | zerbrochen | beschädigt | zweimal abgebucht |
        doppelt abgebucht | doppelt berechnet | falsch berechnet | zu viel berechnet |
        falsche lieferung | falsch geliefert | die falschen | das falsche | der falsche |
        die falsche | noch immer nicht | immer noch nicht | immer noch kein | bis heute nicht |
        bis heute kein | noch nicht angekommen | nicht angekommen | nie angekommen |
        nicht erhalten | nicht bekommen | warte ich immer | warte immer noch | warten immer noch |
        warte seit | warten seit | niemand ruft | ruft niemand | niemand hat uns | keiner hat uns |
        niemand meldet | meldet sich niemand | niemand geht ran | stürzt + ab | abgestürzt |
        fehlermeldung | sehr enttäuscht | bin enttäuscht | sind enttäuscht | unzufrieden |
        nicht zufrieden | reklamation | reklamier~ | beschwer~ | ärgerlich | unverschämt |
        eine frechheit | geht so nicht | komme nicht mehr in | kann mich nicht | nimmt + nicht an |
        führt ins leere | trotz termin | über eine stunde gewartet | schon wieder | es fehlen |
        es fehlt | fehlten | fehlte | schlimmer als""",
        """fehlen | fehlten | leider nicht | leider kein~ | leider | unfreundlich | unhöflich |
        zu spät | zu langsam | so langsam | zu laut | zu dunkel | zu kalt | war kalt |
        bleibt kalt | blieb kalt | kalt und | tropft | undicht | blättert | kratzer | defekt |
        fehlerhaft | verspätet | verspätung | gewartet | warten | ausgefallen | ausfällt | falsch |
        problem mit | probleme mit | ein problem | schwierigkeiten | enttäuscht | enttäuschend |
        schlecht | miserabel | katastrophe | nervt | peinlich | vergessen | verloren | unscharf |
        schmutzig | dreckig | nicht möglich | funktioniert | abgelaufen | abgelehnt | obwohl |
        dabei hatte | kein rückruf | keine antwort | nie zurück | nach dem update |
        seit dem update""",
        """nicht | kein~ | niemand | wieder | immer noch | trotz | kaputt | fehler | problem~ |
        langsam | nie | mangel~ | ärger~ | schade | abgebucht | statt | fehlt""",
    ),
    Kind.PRAISE: (
        """weiterempfehlen | weiter empfehlen | nur empfehlen | sehr zu empfehlen |
        rundum zufrieden | sehr zufrieden | super zufrieden | mehr als zufrieden |
        vollkommen zufrieden | hut ab | großes lob | ein lob | lob an | ein kompliment |
        kompliment an | begeistert | bin begeistert | geschwärmt | weiter so | gut gemacht |
        toll gemacht | super gemacht | danke für die tolle | danke für die schnelle |
        vielen dank für die tolle | vielen dank für die schnelle | herzlichen dank für |
        ganz herzlichen dank | bestens | das beste | der beste | die besten | jederzeit wieder |
        immer wieder gern | gerne wieder | beeindruckt | liebe ich | ich liebe | wir lieben |
        lieben die | viel einfacher | viel übersichtlicher | viel besser | ein traum |
        ein gedicht | ein genuss | wie angegossen | den tag gerettet | sehr geholfen |
        sehr gut gefallen | gut gefallen | noch schöner | top service | toller service |
        super service | fünf sterne | 5 sterne | endlich ein~""",
        """großartig | fantastisch | wunderbar | hervorragend | ausgezeichnet | wunderschön |
        perfekt | klasse | toll | tolle | toller | tolles | super | spitze | prima | lecker |
        köstlich | liebevoll | rührend | sauber | pünktlich | freundlich | sehr nett | so nett |
        zuverlässig | kompetent | gelungen | zufrieden | freuen uns sehr | hat spaß gemacht |
        noch nie so | so einen ehrlichen | dankbar | loben""",
        """gut | schön | danke | dank | nett | schnell | einfach | beste~ | freu~ | gern | ! |
        ehrlich""",
    ),
    Kind.QUESTION: (
        """gibt es bei ihnen | gibt es bei euch | gibt es + ? | haben sie + ? | habt ihr + ? |
        hast du + ? | liefern sie | liefert ihr | verkaufen sie | machen sie + ? | macht ihr + ? |
        bieten sie | bietet ihr | nehmen sie + ? | was kostet | was kosten | wie viel kostet |
        wieviel kostet | wie teuer | was ist der unterschied | worin besteht der unterschied |
        wie lange | wie oft | wie viele | wieviel | wie kann ich | wie kann man | wie bekomme ich |
        wie ändere ich | wo finde ich | wo kann ich | wo bekomme ich | wann ist + ? | wann kommt |
        wann sind | wann wird | wann kann | kann ich + ? | kann man + ? | können wir + ? |
        darf man | darf ich | dürfen wir | muss ich + ? | muss man + ? | müssen wir + ? |
        muss jemand | was passiert | welche größe | welcher | welches | an wen |
        wer ist + zuständig | warum ist | warum wird | warum habe | warum muss | ist es normal |
        ich wollte fragen | wollte nachfragen | wollte mal fragen | ich frage mich |
        wir fragen uns | eine frage | frage zu | kurze frage | mich würde interessieren |
        würde mich interessieren | ich wüsste gern | können sie mir sagen | könnten sie mir sagen |
        können sie bestätigen | sind sie + ? | seid ihr + ? | haben sie + geöffnet | ist die + ? |
        ist der + ? | ist das + ? | sind die + ?""",
        """^ wie | ^ was | ^ wo | ^ wann | ^ warum | ^ wer | ^ welche | ^ kann | ^ können |
        ^ gibt es | ^ ist | ^ sind | ^ hat | ^ haben | ^ habt | ^ wird | ^ gilt | ^ läuft |
        ^ darf | ^ muss | ^ geht | ^ brauch~ | ^ regnet | ^ soll | ob sie | ob ich | ob es |
        ob man | wissen ob""",
        """? | ob | wie | wann | wo | welche~""",
    ),
    Kind.LOSS: (
        """uns für einen anderen | uns für eine andere | uns anders entschieden | anderweitig |
        dagegen entschieden | haben uns gegen | habe mich gegen | habe mich für + anderen |
        anderen anbieter | andere firma | anderer anbieter | anderen lieferanten | zur konkurrenz |
        von der konkurrenz | bei der konkurrenz | die konkurrenz | mitbewerber | wettbewerber |
        zu teuer | war uns zu | ist uns zu | sind uns zu | waren uns zu | ist mir zu | war mir zu |
        doppelt so hoch | doppelt so teuer | günstigeres angebot | günstigeren | günstiger |
        kündige ich | kündigen wir | ich kündige | wir kündigen | kündigung | hiermit kündige |
        verlängern nicht | nicht verlängern | nicht mehr verlängern | trete aus | wir bleiben bei |
        bleiben vorerst | bleiben lieber | bleibe bei | bleiben beim | wechseln zu~ |
        wir wechseln | gewechselt | den auftrag bekommt | den auftrag erhält | auftrag vergeben |
        vergeben | absagen | sage ab | sagen ab | müssen wir absagen | nehmen abstand |
        abstand nehmen | kommt nicht in frage | kommt + nicht in frage | hat sich erledigt |
        sich das erledigt | auf eis | brauchen + nicht mehr | brauche + nicht mehr |
        nicht mehr benötigt | benötigen + nicht mehr | machen es selbst | machen es jetzt selbst |
        selbst gemacht | selber machen | selbst machen | woanders bestellt | woanders gekauft |
        woanders | gab den ausschlag | den ausschlag gegeben | kein budget | budget gestrichen |
        doch nicht | nutze es zu selten | nutzen es zu selten""",
        """entschieden | inzwischen + gekauft | lassen es | lassen wir es | deshalb müssen |
        daher haben | angebot lag | ihr angebot | die anderen haben | der andere | die andere |
        das andere | am ende | wird es nichts | wird nichts | preislich | konkurrenz | budget |
        auftrag | lieber das | lieber zu | zurück zu | zu meinem alten | wollte lieber |
        nicht genommen | nicht gekauft | abgelehnt | abgesagt | zu weit | zu lang | zu groß für |
        zu kompliziert | zu hoch | stattdessen | hätte ich + genommen""",
        """leider | weil | deshalb | daher | doch | jetzt | vertrag | angebot | preis | teuer |
        abo | nicht mehr""",
    ),
    NONE: (
        """können wir uns treffen | wollen wir uns | treffen wir uns | haben sie zeit |
        hast du zeit | passt ihnen | passt dir | passt es | rufen sie mich | ruf mich |
        können wir telefonieren | wann passt | bei fragen | bei rückfragen | haben sie fragen |
        bankverbindung | bestätige den termin | schönes wochenende | schönen tag | kein problem |
        bis bald | frohe ostern | mit freundlichen grüßen | viele grüße | beste grüße |
        liebe grüße | im anhang | anbei | vielen dank für ihre nachricht |
        danke für ihre nachricht | vielen dank für ihre mail | danke für die nachricht |
        danke für deine nachricht | guten morgen | guten tag | frohe weihnachten | frohes neues |
        alles gute zum | bis morgen | bis dann | bis donnerstag | bis montag""",
        """sehr geehrte~ | grüßen sie | passt mir | passt uns | habe ich überwiesen |
        habe + überwiesen | meine neue nummer | weitergegeben | weitergeleitet | zur kenntnis |
        bin ich da | sind wir da | laut | berichtet""",
        """^ hallo | ^ liebe | ^ lieber | grüße | gruß | herr | frau | die leute | man |
        sie haben | er""",
    ),
}

DUTCH: dict[Kind | None, tuple[str, str, str]] = {
    Kind.REQUEST: (
        """kunnen jullie | kunt u | kun je + ? | zouden jullie | zou u | zou het mogelijk zijn |
        is het mogelijk | het zou fijn zijn | zou fijn zijn | zou mooi zijn | zou handig zijn |
        zou prettig zijn | zou leuk zijn | zou helpen | zou graag | zouden graag | ik wil graag |
        we willen graag | wij willen graag | wat ik mis | ik mis | we missen | wij missen |
        mijn suggestie | een suggestie | mijn voorstel | ik stel voor | misschien kunnen jullie |
        jullie zouden | jullie moeten | willen jullie | wilt u | kan er een | mijn wens |
        hopelijk komt""",
        """graag | voortaan | in het vervolg | volgende keer | alsjeblieft | alstublieft | aub |
        we hebben + nodig | ik heb + nodig | liever | zet | stuur | voeg + toe | speel |
        herinner me | maak een | zoek | boek | ik wil | we willen | kunnen we | kan ik + krijgen |
        annuleer | verwijder | laat me""",
        """zou | zouden | wil | willen | nodig | optie | mogelijkheid | kunnen""",
    ),
    Kind.PROBLEM: (
        """werkt niet | werken niet | werkte niet | doet het niet | doen het niet | is kapot |
        was kapot | zijn kapot | waren kapot | kapot aan | kapot gegaan | beschadigd |
        twee keer afgeschreven | dubbel afgeschreven | dubbel gefactureerd | verkeerde |
        nog steeds niet | nog steeds geen | nog niet ontvangen | nooit ontvangen |
        nooit aangekomen | niet aangekomen | niet geleverd | niemand heeft | niemand belt |
        niemand neemt | geen antwoord | geen reactie | foutmelding | loopt vast | sluit + af |
        teleurgesteld | ontevreden | niet tevreden | klacht | niet acceptabel | schandalig |
        kan niet inloggen | ik kan niet | we kunnen niet | erger dan | alweer |
        voor de derde keer""",
        """helaas | te laat | te langzaam | traag | koud | lauw | vies | onvriendelijk |
        onbeleefd | brutaal | lekt | druppelt | gewacht | wachten | ontbreekt | ontbreken | mist |
        fout | probleem | problemen | vergeten | kwijt | jammer | slecht | verlopen | geweigerd |
        ondanks | sinds de update""",
        """niet | geen | niemand | nooit | weer | nog steeds | kapot | maar""",
    ),
    Kind.PRAISE: (
        """petje af | chapeau | complimenten | compliment voor | een aanrader | zeker aanraden |
        aan te raden | heel tevreden | zeer tevreden | erg tevreden | super tevreden |
        heel blij met | erg blij met | dol op | de beste | het beste | lekkerste | mooiste |
        zo lief | ga zo door | goed gedaan | onder de indruk | geweldige service | top service |
        hartelijk dank voor | vijf sterren | veel makkelijker | zoveel makkelijker | veel beter |
        mijn dag gered""",
        """geweldig | fantastisch | prachtig | heerlijk | uitstekend | perfect | super | toppie |
        top | tevreden | vriendelijk | behulpzaam | keurig | netjes | genoten | dankbaar |
        snel geholpen""",
        """goed | mooi | fijn | leuk | bedankt | blij | lekker | snel | makkelijk | !""",
    ),
    Kind.QUESTION: (
        """bezorgen jullie | leveren jullie | hebben jullie | heeft u | verkopen jullie |
        doen jullie | is er een + ? | zijn er + ? | wat kost | wat kosten | hoeveel kost |
        wat is het verschil | waar vind ik | waar kan ik | hoe kan ik | hoe kunnen we | hoe lang |
        hoelang | hoe vaak | hoeveel mensen | wanneer is | wanneer komt | wanneer zijn |
        kan ik + ? | kunnen we + ? | mag ik | mogen we | mogen + ? | mag je | moet ik | moeten we |
        welke maat | ik vroeg me af | ik vraag me af | een vraag | vraagje | kunt u mij vertellen |
        kun je me vertellen | waarom is | waarom wordt | is de + ? | is het + ? | zijn de + ?""",
        """^ wat | ^ waar | ^ hoe | ^ hoeveel | ^ wanneer | ^ waarom | ^ wie | ^ welke | ^ is |
        ^ zijn | ^ kan | ^ kunnen | ^ mag | ^ mogen | ^ heb | ^ hebben | ^ gaat | ^ wordt |
        ^ moet | ^ heeft | weten of""",
        """? | of het | hoe | welke | wanneer""",
    ),
    Kind.LOSS: (
        """voor een andere + gekozen | andere leverancier | een andere aanbieder | andere partij |
        ander bedrijf | te duur | goedkoper | goedkopere | zeg + op | zeggen + op | opzeggen |
        opzegging | stappen over | overgestapt | stap over | naar de concurrent | de concurrent |
        concurrentie | niet verlengen | verlengen niet | verleng niet | zien ervan af |
        afgezien van | gaan niet door | niet doorgaan | gaat niet door | toch zelf | zelf doen |
        zelf gedaan | zelf gemaakt | geen budget | blijven bij | twee keer zo hoog |
        twee keer zo duur | niet meer nodig | ergens anders | elders | besloten om niet |
        gebruik het te weinig | gebruiken het te weinig""",
        """gekozen | besloten | uiteindelijk | toch | de offerte | jullie offerte | dichterbij |
        de ander | abonnement op | budget | in plaats van | afgewezen | te lang | te ver |
        te groot voor | te ingewikkeld""",
        """helaas | omdat | daarom | prijs | contract | duur | liever""",
    ),
    NONE: (
        """kunnen we afspreken | zullen we afspreken | heb je tijd | heeft u tijd | past het |
        schikt het | bel me | kunt u mij bellen | bij vragen | heeft u vragen | heb je vragen |
        fijn weekend | fijne dag | geen probleem | tot gauw | rekeningnummer |
        met vriendelijke groet | hartelijke groet | groetjes | in de bijlage | bijgevoegd |
        bedankt voor uw | bedankt voor het bericht | bedankt voor je bericht | goedemorgen |
        goedemiddag | tot morgen | tot dan | tot donderdag | prettige feestdagen |
        gelukkig nieuwjaar""",
        """de groeten | heb + overgemaakt | heb + betaald | mijn nieuwe nummer | doorgestuurd |
        komt goed uit""",
        """^ hallo | ^ beste | ^ hoi | groet | hoop dat alles goed""",
    ),
}
