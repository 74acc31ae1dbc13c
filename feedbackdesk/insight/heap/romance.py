"""The same in French, Spanish, Italian, Portuguese: as it stands in english.py."""

from __future__ import annotations

from feedbackdesk.domain.words import Kind

NONE = None

FRENCH: dict[Kind | None, tuple[str, str, str]] = {
    Kind.REQUEST: (
        """serait-il possible | est-il possible de | il serait possible | ce serait bien |
        ça serait bien | ce serait formidable | ce serait super | ce serait génial | serait utile |
        serait pratique | j'aimerais | nous aimerions | on aimerait | je voudrais |
        nous voudrions | je souhaite | je souhaiterais | nous souhaitons | nous souhaiterions |
        il faudrait | vous devriez | vous pourriez | pourriez-vous | pouvez-vous |
        pourquoi ne pas | merci de ne plus | merci de bien vouloir | il manque | il nous manque |
        il me manque | je suggère | ma suggestion | une suggestion | je propose |
        nous aurions besoin | j'aurais besoin | y aurait-il moyen | y a-t-il moyen |
        serait-ce possible | auriez-vous la possibilité | pensez à | remettez | si seulement""",
        """s'il vous plaît | svp | merci de | veuillez | nous avons besoin | j'ai besoin |
        à l'avenir | la prochaine fois | de préférence | je préfère | je préférerais | ajoutez |
        ajouter | envoyez | laissez | mettez | aidez | réservez | annulez | rappelez |
        plutôt que""",
        """aimerait | besoin | option | possibilité | pourrait | pourriez | serait | voudrait |
        souhait~""",
    ),
    Kind.PROBLEM: (
        """ne fonctionne pas | ne fonctionne plus | ne marche pas | ne marche plus |
        fonctionne mal | est cassé | est cassée | arrivée cassée | arrivé cassé | arrivés cassés |
        sont cassés | cassé~ | abîmé~ | endommagé~ | débité deux fois | facturé deux fois |
        facturée deux fois | erreur | toujours pas reçu | pas encore reçu | n'ai pas reçu |
        n'avons pas reçu | jamais reçu | jamais arrivé | j'attends toujours |
        nous attendons toujours | on attend toujours | personne ne | personne n'a |
        aucune réponse | sans réponse | pas de réponse | très déçu | très déçue | je suis déçu |
        nous sommes déçus | déçu | insatisfait | mécontent | inadmissible | inacceptable |
        réclamation | se ferme toute seule | plante | bloque | message d'erreur | impossible de |
        je n'arrive pas | nous n'arrivons pas | n'arrive plus | pire qu'avant | encore une fois |
        pour la troisième fois""",
        """en panne | en retard | trop tard | trop lent | trop de bruit | trop bruyant | froid |
        froide | sale | désagréable | impoli | fuit | fuite | attendu | attendre | il manquait |
        manquait | mauvais | mauvaise | problème | souci avec | oublié | perdu | refusé | expiré |
        depuis la mise à jour | malgré | dommage | remboursement""",
        """pas | plus | jamais | personne | aucun~ | toujours | encore | malheureusement | mais""",
    ),
    Kind.PRAISE: (
        """chapeau | bravo | félicitations | je recommande | nous recommandons |
        je vous recommande | à recommander | très satisfait | très satisfaite | très satisfaits |
        entièrement satisfait | sommes ravis | suis ravi | suis ravie | ravis de | ravie de |
        enchanté | enchantée | le meilleur | la meilleure | les meilleurs | un grand merci |
        mille mercis | merci infiniment | merci pour votre | continuez | un régal | un délice |
        un plaisir | adore | j'ai adoré | nous avons adoré | adorons | impressionné |
        sans hésiter | cinq étoiles | m'a sauvé | plus simple | beaucoup mieux | au top""",
        """excellent | excellente | parfait | parfaite | génial | formidable | magnifique |
        superbe | délicieux | délicieuse | impeccable | remarquable | très gentil | très gentille |
        aimable | accueillant | chaleureux | rapide et | professionnel | propre | content |
        contente | contents""",
        """bon | bonne | bien | beau | belle | merci | gentil~ | facile | rapide | super | !""",
    ),
    Kind.QUESTION: (
        """est-ce que | livrez-vous | avez-vous | faites-vous | vendez-vous | proposez-vous |
        acceptez-vous | y a-t-il | combien coûte | combien coûtent | combien de | quel est le |
        quelle est la | quels sont | quelles sont | quelle taille | quelle est la différence |
        où puis-je | où trouver | où se trouve | comment puis-je | comment faire |
        comment changer | comment peut-on | comment | quand sera | quand est-ce | puis-je |
        peut-on | pouvons-nous | dois-je | faut-il | devons-nous | qu'est-ce que |
        que se passe-t-il | pourquoi | à qui | je me demande | je me demandais | une question |
        ma question | pouvez-vous me dire | pourriez-vous me dire | j'aimerais savoir |
        je voudrais savoir | est-il | est-elle | sont-ils | sont-elles""",
        """^ où | ^ quand | ^ combien | ^ quel | ^ quelle | ^ que | ^ qui | ^ les | ^ le |
        savoir si | si vous""",
        """? | si | quel~""",
    ),
    Kind.LOSS: (
        """autre prestataire | autre fournisseur | autre société | autre entreprise |
        un concurrent | la concurrence | concurrent | trop cher | trop chère | moins cher |
        hors budget | hors de notre budget | ne donnerons pas suite | ne donnerai pas suite |
        pas donner suite | je résilie | nous résilions | résilier | résiliation |
        ne renouvelons pas | ne renouvellerons pas | pas renouveler | fait nous-mêmes |
        faire nous-mêmes | faire nous même | moi-même | avons choisi un autre | avons choisi |
        avons opté | ai choisi | avons décidé de ne pas | décidé de ne pas | nous renonçons |
        je renonce | renoncer | nous quittons | nous passons chez | avons signé avec |
        restons avec | deux fois plus cher | presque le double | le double | pas le budget |
        pas voté | abandonné | n'en avons plus besoin | n'ai plus besoin | plus besoin | ailleurs |
        je ne m'en sers | je me désabonne""",
        """finalement | choisi | décidé | votre devis | votre offre | tant pis | trop long |
        trop loin | trop compliqué | abonnement | budget | l'autre | plutôt | au lieu de |
        contrat | annul~""",
        """parce que | car | donc | prix | cher | dommage | malheureusement""",
    ),
    NONE: (
        """pouvons-nous nous voir | on se voit | êtes-vous disponible | es-tu disponible |
        êtes-vous libre | ça vous convient | cela vous convient | rappelez-moi | appelez-moi |
        des questions | pour toute question | bon week-end | pas de souci | pas de problème |
        à très vite | votre rib | cordialement | bonne journée | bonne soirée | ci-joint |
        en pièce jointe | merci pour votre message | merci pour votre mail |
        merci pour votre réponse | joyeux noël | bonne année | à demain | à bientôt""",
        """j'espère que vous allez bien | j'ai réglé | mon nouveau numéro | à jeudi |
        nous serons là | par virement""",
        """^ bonjour | ^ bonsoir | ^ cher | ^ chère | ^ salut | selon""",
    ),
}

SPANISH: dict[Kind | None, tuple[str, str, str]] = {
    Kind.REQUEST: (
        """sería posible | es posible | sería genial | sería bueno | sería estupendo |
        sería de gran ayuda | sería útil | sería mejor | estaría bien | estaría genial |
        me gustaría | nos gustaría | quisiera | quisiéramos | podrían | podría usted | podríais |
        pueden ustedes | podéis | deberían | deberíais | echo de menos | echamos de menos |
        falta una opción | falta un | hace falta | haría falta | sugiero | sugerencia |
        mi sugerencia | propongo | ojalá | necesitaríamos | por qué no ofrecen | por qué no |
        habría alguna posibilidad | hay alguna posibilidad | hay manera de | vuelvan a""",
        """por favor | necesitamos | necesito | en el futuro | la próxima vez | prefiero |
        preferiría | preferimos | pongan | poned | envíen | mándenme | añadan | añadir | quiero |
        queremos | dejen | reserv~ | recuérdame | cancel~ la""",
        """gustaría | necesit~ | opción | posibilidad | ojalá | mejor | poder""",
    ),
    Kind.PROBLEM: (
        """no funciona | no funcionan | no funcionaba | dejó de funcionar | está roto | está rota |
        llegó rota | llegó roto | llegaron rotos | llegaron rotas | dañado | dañada | estropeado |
        cobrado dos veces | cobraron dos veces | me cobraron | nos cobraron | me han cobrado |
        todavía no | aún no he recibido | no he recibido | no hemos recibido | sigo esperando |
        seguimos esperando | nunca llegó | no llegó | no ha llegado | nadie nos | nadie me |
        nadie contesta | sin respuesta | decepcionado | decepcionada | decepcionante |
        insatisfecho | inaceptable | queja | reclamación | reclamar | se cierra sola | se bloquea |
        mensaje de error | no puedo | no podemos | no me deja | imposible | peor que | otra vez |
        llevamos una hora | llevo esperando | vergüenza""",
        """tarde | lento | lenta | frío | fría | sucio | sucia | ruido | maleducado | grosero |
        gotea | fuga | esperando | esperado | faltaba | faltaban | faltan | equivocado |
        equivocada | error | problema | problemas | mal | mala | fatal | perdido | caducado |
        rechazado | desde la actualización | a pesar de | reembolso | avería""",
        """no | nadie | nunca | todavía | aún | sigue | pero | lamentablemente |
        desgraciadamente""",
    ),
    Kind.PRAISE: (
        """enhorabuena | no puedo estar más | no podemos estar más | no podría estar más |
        felicidades por | felicitaciones | bravo | recomiendo | lo recomiendo | recomendable |
        recomendamos | muy satisfecho | muy satisfechos | muy contentos | muy contenta |
        muy contento | encantado con | encantada con | encantados | está encantada | nos encanta |
        me encanta | encantó | el mejor | la mejor | los mejores | un diez | cinco estrellas |
        muchísimas gracias por | mil gracias | qué amable | qué bien | sigan así | seguid así |
        un placer | una maravilla | una delicia | mucho más fácil | mucho mejor | sin duda |
        más contenta | más contento | impresionado""",
        """excelente | perfecto | perfecta | fantástico | fantástica | maravilloso | estupendo |
        genial | increíble | precioso | preciosa | delicioso | buenísimo | impecable | amable |
        amables | atento | profesional | limpio | rápido y | satisfech~""",
        """bien | bueno | buena | gracias por | fácil | rápido | bonito | contento | !""",
    ),
    Kind.QUESTION: (
        """hacen envíos | envían | tienen | tenéis | venden | ofrecen | aceptan | reparan |
        hay algún | hay alguna | cuánto cuesta | cuánto cuestan | cuánto vale | cuánto | cuántas |
        cuántos | cuál es la diferencia | cuál es | cuáles son | dónde puedo | dónde encuentro |
        dónde está | cómo puedo | cómo se | cómo cambio | cuándo | a qué hora | qué pasa si |
        qué talla | se puede | puedo | podemos | tengo que | hay que | es necesario | por qué |
        a quién | quería saber | quisiera saber | me gustaría saber | me pregunto | una pregunta |
        una consulta | duda sobre | podrían decirme | me pueden decir""",
        """^ qué | ^ es | ^ son | ^ hay | ^ está | ^ están | ^ se | ^ quién | saber si""",
        """? | si""",
    ),
    Kind.LOSS: (
        """otra empresa | otro proveedor | otra compañía | la competencia | competidor |
        demasiado caro | demasiado cara | muy caro | más barata | más barato |
        fuera de presupuesto | no vamos a renovar | no renovamos | no renovaremos | no renovar |
        me doy de baja | nos damos de baja | darme de baja | dar de baja | baja porque |
        cancelar mi | cancelo mi | cancelamos | no vamos a seguir | no seguiremos |
        no seguir adelante | hacerlo nosotros | hacemos nosotros | nosotros mismos | yo mismo |
        hemos decidido | hemos elegido | hemos optado | nos hemos quedado con | nos quedamos con |
        nos fuimos | nos vamos a | cambiamos a | hemos cambiado a | el doble | casi el doble |
        sin presupuesto | no hay presupuesto | ya no necesitamos | ya no lo necesito |
        en otro sitio | contrato con otro""",
        """al final | decidido | elegido | su presupuesto | su oferta | el otro | la otra |
        lo usamos poco | lo uso poco | presupuesto | contrato | renovar | demasiado largo |
        demasiado lejos | en lugar de | preferimos""",
        """porque | por eso | caro | cara | precio | lamentablemente""",
    ),
    NONE: (
        """podemos vernos | nos vemos el | quedamos el | está disponible | estás libre |
        le viene bien | te viene bien | llámame | llámeme | me puede llamar | alguna pregunta |
        si tiene preguntas | buen fin de semana | no hay problema | no pasa nada |
        número de cuenta | un saludo | saludos cordiales | atentamente | adjunto |
        en el archivo adjunto | gracias por su mensaje | gracias por su correo | feliz navidad |
        feliz año | hasta mañana | hasta luego | nos vemos""",
        """espero que estén bien | espero que esté bien | he pagado | mi nuevo número |
        recuerdos a | por transferencia""",
        """^ hola | ^ estimado | ^ estimada | ^ buenos días | ^ buenas tardes | según""",
    ),
}

ITALIAN: dict[Kind | None, tuple[str, str, str]] = {
    Kind.REQUEST: (
        """sarebbe possibile | è possibile | sarebbe bello | sarebbe utile | sarebbe comodo |
        sarebbe meglio | sarebbe ottimo | mi piacerebbe | ci piacerebbe | vorrei | vorremmo |
        potreste | potrebbe | potete | dovreste | ci servirebbe | mi servirebbe | ci vorrebbe |
        avremmo bisogno | avrei bisogno | manca solo | mi manca | ci manca | suggerisco |
        suggerimento | il mio suggerimento | propongo | proposta | perché non fate | perché non |
        magari | c'è modo di | c'è la possibilità | tornate a""",
        """per favore | per cortesia | per piacere | abbiamo bisogno | ho bisogno | ci serve |
        mi serve | in futuro | la prossima volta | preferirei | preferisco | preferiamo |
        aggiungete | aggiungi | mandate | mandatemi | mettete | togliete | lasciate | voglio |
        vogliamo | prenota | ricordami | cancella | imposta | riproduci | trova""",
        """piacerebbe | bisogno | opzione | possibilità | serve | meglio | poter""",
    ),
    Kind.PROBLEM: (
        """non funziona | non funzionano | non funzionava | non va | ha smesso di | è rotto |
        è rotta | arrivata rotta | arrivato rotto | arrivati rotti | danneggiato | danneggiata |
        addebitato due volte | addebitata due volte | due volte lo stesso | fatturato due volte |
        sto ancora aspettando | stiamo ancora aspettando | non ho ancora | non abbiamo ancora |
        non ho ricevuto | non abbiamo ricevuto | mai arrivato | non è arrivato | non è arrivata |
        nessuno ci | nessuno mi | nessuno risponde | nessuna risposta | deluso | delusa | delusi |
        deludente | insoddisfatto | inaccettabile | reclamo | si chiude da sola | si blocca |
        messaggio di errore | non riesco | non riusciamo | impossibile | peggio di | di nuovo |
        per la terza volta | vergogna""",
        """in ritardo | troppo tardi | lento | lenta | freddo | fredda | sporco | sporca | rumore |
        scortese | maleducato | perde | perdita | gocciola | aspettato | aspettare | mancava |
        mancavano | mancano | sbagliato | sbagliata | errore | problema | problemi | pessimo |
        pessima | male | perso | scaduto | rifiutato | dopo l'aggiornamento | nonostante |
        rimborso | guasto""",
        """non | nessuno | mai | ancora | ma | purtroppo""",
    ),
    Kind.PRAISE: (
        """complimenti | congratulazioni | bravi | bravissimi | consiglio vivamente |
        lo consiglio | consigliatissimo | da consigliare | molto soddisfatto | molto soddisfatti |
        davvero soddisfatti | soddisfatti | entusiasta | entusiasti | il miglior | il migliore |
        la migliore | i migliori | grazie mille per | grazie di cuore | che gentilezza |
        un angelo | continuate così | una meraviglia | una delizia | un piacere | cinque stelle |
        molto più semplice | molto meglio | adoro | adoriamo | ci piace molto | mi piace molto |
        ancora più bella | ancora più bello | colpito""",
        """eccellente | ottimo | ottima | perfetto | perfetta | fantastico | fantastica |
        meraviglioso | splendido | bellissimo | bellissima | buonissimo | squisito | impeccabile |
        gentile | gentilissimi | cordiale | professionale | pulito | contento | contenta |
        contenti""",
        """bene | bello | bella | buono | grazie per | facile | veloce | !""",
    ),
    Kind.QUESTION: (
        """spedite | consegnate | avete | vendete | fate | offrite | accettate | riparate |
        c'è un | c'è una | ci sono + ? | quanto costa | quanto costano | quanti | quante | quanto |
        qual è la differenza | qual è | quali sono | dove trovo | dove posso | dov'è | come posso |
        come si | come faccio | come cambio | quando | a che ora | cosa succede | che taglia |
        si può | posso | possiamo | devo | dobbiamo | bisogna | perché la | perché il | a chi |
        volevo sapere | vorrei sapere | mi chiedo | mi chiedevo | una domanda | potete dirmi |
        può dirmi""",
        """^ è | ^ sono | ^ cosa | ^ che | ^ chi | ^ come | ^ dove | ^ il | ^ la | ^ i | ^ gli |
        sapere se""",
        """? | se""",
    ),
    Kind.LOSS: (
        """altro fornitore | un'altra ditta | un'altra azienda | altra azienda | la concorrenza |
        concorrente | troppo caro | troppo cara | troppo costoso | più economico | costa meno |
        fuori budget | non rinnoviamo | non rinnoveremo | non rinnovo | non rinnovare | disdico |
        disdire | disdetta | recesso | annullo l'abbonamento | abbiamo scelto | abbiamo deciso |
        ho deciso di non | ho scelto un altro | abbiamo optato | da soli | noi stessi | da solo |
        non procediamo | non procederemo | non andiamo avanti | rinunciamo | rinuncio |
        passiamo a | siamo passati | restiamo con | il doppio | quasi il doppio | niente budget |
        non serve più | non ci serve più | altrove | lo uso troppo poco""",
        """alla fine | deciso | scelto | il vostro preventivo | la vostra offerta | l'altro |
        l'altra | preventivo | contratto | budget | troppo lungo | troppo lontano |
        troppo complicato | invece | abbonamento perché""",
        """perché | quindi | caro | prezzo | purtroppo | mi dispiace""",
    ),
    NONE: (
        """possiamo vederci | ci vediamo il | è disponibile | sei libero | le va bene |
        ti va bene | mi chiami | può chiamarmi | per qualsiasi domanda | avete domande |
        buon fine settimana | nessun problema | a prestissimo | il vostro iban | cordiali saluti |
        distinti saluti | un saluto | in allegato | allego | grazie per il messaggio |
        grazie per la mail | buon natale | buon anno | a domani | a presto | a giovedì""",
        """spero che stiate | spero tutto bene | ho pagato | il mio nuovo numero | con bonifico |
        ci vediamo""",
        """^ buongiorno | ^ salve | ^ ciao | ^ gentile | secondo""",
    ),
}

PORTUGUESE: dict[Kind | None, tuple[str, str, str]] = {
    Kind.REQUEST: (
        """seria possível | é possível | seria bom | seria ótimo | seria óptimo | seria útil |
        seria melhor | era bom que | era ótimo | gostaria | gostaríamos | gostava de |
        gostávamos de | queria poder | poderiam | podiam | podem por favor | podiam também |
        deviam | deveriam | falta uma opção | falta um | falta uma | sinto falta | sentimos falta |
        faz falta | sugiro | sugestão | a minha sugestão | proponho | precisávamos |
        precisaríamos | porque não | por que não | há alguma possibilidade | há forma de |
        tem como | tomara que | voltem a""",
        """por favor | se faz favor | precisamos | preciso | no futuro | da próxima vez | prefiro |
        preferia | preferimos | ponham | coloquem | enviem | mandem | acrescentem | adicion~ |
        deixem de | quero | queremos""",
        """gostaria | precis~ | opção | possibilidade | melhor | poder""",
    ),
    Kind.PROBLEM: (
        """não funciona | não funcionam | não funcionava | deixou de funcionar | está partido |
        está partida | está quebrado | chegou partida | chegou partido | chegou quebrado |
        chegaram partidos | danificado | danificada | estragado | cobrado duas vezes |
        cobrada duas vezes | cobraram duas vezes | duas vezes pela | ainda não recebi |
        ainda não recebemos | não recebi | não recebemos | ainda estou à espera |
        continuo à espera | à espera do | nunca chegou | não chegou | ninguém nos | ninguém me |
        ninguém atende | sem resposta | desiludido | desiludida | decepcionado | dececionado |
        insatisfeito | inaceitável | reclamação | reclamar | fecha sozinha | bloqueia | trava |
        mensagem de erro | não consigo | não conseguimos | impossível | pior do que | outra vez |
        pela terceira vez | uma vergonha""",
        """atraso | atrasado | tarde demais | lento | lenta | frio | fria | sujo | suja | barulho |
        mal-educado | grosseiro | pinga | fuga | esperámos | esperamos | esperei | faltava |
        faltavam | faltam | errado | errada | erro | problema | problemas | péssimo | péssima |
        mau | má | perdido | expirado | recusado | depois da atualização | apesar de | reembolso |
        avaria""",
        """não | ninguém | nunca | ainda | mas | infelizmente""",
    ),
    Kind.PRAISE: (
        """parabéns | recomendo | recomendamos | recomendável | muito satisfeito |
        muito satisfeita | muito satisfeitos | muito contentes | muito feliz com | adora | adoro |
        adorei | adoramos | adorámos | encantado | encantada | o melhor | a melhor | os melhores |
        muito obrigado por | muito obrigada por | um grande obrigado | um amor | continuem assim |
        um prazer | uma maravilha | uma delícia | cinco estrelas | muito mais fácil |
        muito melhor | ainda mais bonito | ainda mais bonita | impressionado""",
        """excelente | ótimo | óptimo | ótima | perfeito | perfeita | fantástico | fantástica |
        maravilhoso | incrível | lindo | linda | delicioso | impecável | simpático | simpática |
        atencioso | profissional | limpo | satisfeit~ | contente""",
        """bom | boa | bem | obrigado por | obrigada | fácil | rápido | bonito | !""",
    ),
    Kind.QUESTION: (
        """fazem entregas | entregam | enviam | têm | vocês têm | vendem | oferecem | aceitam |
        reparam | há algum | há alguma | quanto custa | quanto custam | quanto é | quantas |
        quantos | quanto | qual é a diferença | qual é | qual a | quais são | onde encontro |
        onde posso | onde fica | onde está | como posso | como faço | como se | como altero |
        quando | a que horas | o que acontece | que tamanho | pode-se | posso | podemos |
        tenho de | tenho que | é preciso | é necessário | porque é que | por que | a quem |
        queria saber | gostaria de saber | gostava de saber | pergunto-me | uma pergunta |
        uma dúvida | podem dizer-me | podem me dizer""",
        """^ o | ^ os | ^ a | ^ é | ^ são | ^ há | ^ quem | ^ está | ^ vai | saber se""",
        """? | se""",
    ),
    Kind.LOSS: (
        """outra empresa | outro fornecedor | a concorrência | concorrente | demasiado caro |
        muito caro | caro demais | mais barata | mais barato | fora do orçamento |
        não vamos avançar | não avançar | não vamos renovar | não renovamos | não renovar |
        vou cancelar | cancelar a assinatura | cancelar o contrato | cancelamos | rescindir |
        rescisão | desisto | desistimos | decidimos | decidimos não | acabámos por escolher |
        acabamos por escolher | escolhemos | optámos | optamos | fazer nós mesmos | nós mesmos |
        nós próprios | eu mesmo | mudámos para | mudamos para | vamos ficar com | o dobro |
        quase o dobro | sem orçamento | não há orçamento | já não precisamos | já não preciso |
        não precisamos mais | noutro lado | em outro lugar | quase não uso""",
        """no fim | afinal | acabámos | escolher | o vosso orçamento | a vossa proposta |
        do outro | a outra | orçamento | contrato | demasiado longo | demasiado longe |
        demasiado complicado | em vez de""",
        """porque | por isso | caro | preço | infelizmente""",
    ),
    NONE: (
        """podemos encontrar-nos | podemos nos encontrar | vemo-nos | está disponível |
        estás livre | dá-lhe jeito | dá jeito | ligue-me | pode ligar-me | alguma dúvida |
        tem dúvidas | bom fim de semana | não há problema | sem problema | até breve |
        o vosso iban | com os melhores cumprimentos | cumprimentos | atenciosamente | em anexo |
        segue em anexo | obrigado pela mensagem | obrigada pela mensagem | obrigado pelo email |
        feliz natal | bom ano | até amanhã | até logo | até quinta""",
        """espero que esteja tudo bem | espero que esteja bem | paguei | o meu novo número |
        por transferência""",
        """^ olá | ^ bom dia | ^ boa tarde | ^ caro | ^ cara | segundo""",
    ),
}
