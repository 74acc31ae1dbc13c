"""Words that everybody says, in ten languages: they weigh little from the first day on.

The commonest words of a language (insight/heap/languages.py), and what people say around
whatever they want: asking, wanting, greeting, thanking. Written down by hand, and folded.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from feedbackdesk.insight.heap.languages import common_words
from feedbackdesk.insight.words import fold

_AROUND: Final = """
    someone somebody something anyone anybody anything everyone everything nothing nobody one ones
    thing things way ways lot lots bit let lets want wants wanted wanting need needs needed like
    likes liked get gets getting got give gives given gave make makes made making take takes took
    go goes going gone went come comes came coming see sees seen saw know knows knew think thinks
    thought say says said tell tells told ask asks asked asking use uses used using try tries
    tried trying look looks put may might must should shall able into onto over under about after
    before again also already always never ever only just even still then than too very much many
    more most less few other others another same such each every both own here why who whom whose
    which while because since until between through during without within its their them his her
    him us am being did does done having hello hi dear thanks thank regards best kind sincerely
    cheers morning afternoon evening today tomorrow yesterday now really quite maybe perhaps sure
    good great nice well back out up down off cannot cant wont didnt doesnt isnt im ive id youre
    whats thats theres lets wouldnt couldnt shouldnt havent hasnt wasnt werent

    möchte möchten hätte hätten wäre wären würde würden könnte könnten kannst können müssen muss
    soll sollte sollten wollen will wollte dürfen darf mal doch denn dann hier dort da so ja nein
    immer nie wieder gerne gern etwas alles nichts jemand niemand mehr weniger viel viele gibt
    geben machen gemacht gehen geht kommt kommen sehen sagen gesagt hallo guten tag morgen abend
    danke dank grüße gruß freundlichen viele liebe lieber sehr geehrte geehrter damen herren heute
    gestern jetzt einfach wirklich vielleicht ob dass weil damit dazu davon darüber unsere unser
    meine mein ihrem ihren sein seine diese dieser dieses jede jeder jedes wer wo warum welche
    welcher welches über unter zwischen durch ohne gegen bis seit vor

    voudrais voudrions aimerais aimerions pourriez pouvez peux peut pouvoir veux veut vouloir faut
    faire fait avoir avons avez ont aller va vont donner mettre prendre voir dire dit savoir chose
    choses quelque quelqu rien tout toute toutes tous aussi alors donc encore toujours jamais bien
    comment pourquoi quand leur leurs lui eux bonjour bonsoir merci cordialement salutations cher
    chère aujourd hui demain hier maintenant vraiment peut-être autre autres même après avant chez
    entre depuis sans sous vers

    quisiera quisiéramos gustaría podría podrían pueden puede poder quiero queremos quiere querer
    necesito necesitamos hacer hace tener tengo tenemos tiene ir va vamos dar ver decir dice saber
    algo alguien nada nadie todo toda todos todas también entonces otra otro otros siempre nunca
    bien cómo porque nuestro nuestra hola buenos buenas días tardes gracias saludos estimado
    estimada hoy mañana ayer ahora quizás mismo después antes entre hasta sobre

    vorrei vorremmo potrei potrebbe potreste può possono potere voglio vogliamo vuole volere serve
    servirebbe fare fatto avere abbiamo avete hanno andare va dare vedere dire sapere cosa cose
    qualcosa qualcuno niente nessuno tutto tutta tutti tutte anche allora ancora sempre mai bene
    perché quando loro buongiorno buonasera grazie saluti cordiali gentile caro cara oggi domani
    ieri adesso forse altro altra altri stesso dopo prima tra fra senza sotto

    gostaria gostaríamos poderia poderiam pode podem poder quero queremos quer querer preciso
    precisamos fazer faz feito ter tenho temos tem têm ir vai dar ver dizer diz saber coisa coisas
    algo alguém nada ninguém tudo todo toda todos todas também então ainda sempre nunca bem porque
    nosso nossa olá bom boa dia tarde noite obrigado obrigada cumprimentos prezado caro cara hoje
    amanhã ontem agora talvez outro outra outros mesmo depois antes entre até sobre

    graag willen wil wilt kunnen kunt kun zouden moeten moet mogen mag hebben heb heeft had maken
    maakt gaan gaat komen komt zien zeggen gezegd weten iets iemand niets niemand alles alle
    altijd nooit weer meer minder veel goed hoi hallo dag goedemorgen dank bedankt groet groeten
    beste geachte vandaag morgen gisteren nu echt misschien ander andere zelfde daarna voordat
    tussen zonder onder over onze deze dit die dat waarom welke wie

    chciałbym chciałabym chcielibyśmy mogę możemy może mogą można chcę chcemy trzeba potrzebuję
    potrzebujemy zrobić robić mieć mam mamy macie mają iść dać widzieć powiedzieć wiedzieć coś
    ktoś nic nikt wszystko wszyscy także też wtedy jeszcze zawsze nigdy dobrze dlaczego kiedy ich
    nasz nasza dzień dobry cześć dziękuję proszę pozdrawiam pozdrowienia szanowny szanowna dzisiaj
    dziś jutro wczoraj teraz może inny inna inne sam potem przed między bez pod nad

    في من على إلى عن مع هذا هذه ذلك التي الذي هل ما لا لم لن قد كان كانت يكون أن إن كل بعض شيء
    نريد أريد يمكن نحتاج أحتاج لو سمحت فضلك شكرا مرحبا السلام عليكم تحية اليوم غدا أمس الآن أيضا
    جدا هنا هناك كيف لماذا متى أين نحن أنا أنت أنتم هم هو هي

    です ます ません ました ください お願い ほしい たい こと もの よう
    ため それ これ あれ どれ ここ そこ
    ありがとう ございます こんにちは よろしく いつ どう なぜ とても もっと また
"""


@cache
def everyday() -> frozenset[str]:
    """Return the words that everybody says, folded as `insight.words` does."""
    return frozenset(re.findall(r"\w+", _folded(_AROUND))) | common_words()


def _folded(text: str) -> str:
    """Return a text folded, however long it is."""
    return "\n".join(fold(line) for line in text.splitlines())
