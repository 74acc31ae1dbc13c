"""Which of the ten languages a text is likely in: by its script, and by its commonest words."""

from __future__ import annotations

import re
from enum import StrEnum

from feedbackdesk.domain.folding import fold


class Language(StrEnum):
    """The languages that are read by cues, as ISO 639-1 names them."""

    ENGLISH = "en"
    GERMAN = "de"
    FRENCH = "fr"
    SPANISH = "es"
    ITALIAN = "it"
    PORTUGUESE = "pt"
    DUTCH = "nl"
    POLISH = "pl"
    ARABIC = "ar"
    JAPANESE = "ja"


JOINED = frozenset((Language.ARABIC, Language.JAPANESE))
"""Those that join to one word what others write apart."""

_COMMON = {
    Language.ENGLISH: """the and to of is in it you that we for on with are was have be this my
        your our i not at me can do does how what where when there please
        would could will so but as or from if an it's don't they he she has
        been by no any all were""",
    Language.GERMAN: """der die das und ist ich nicht ein eine einen sie wir mit auf für zu
        den im es von dem bei war uns mir mich auch noch nach wie aus wird
        haben hat kann bitte aber wenn als man ihr ihre ihnen sind oder was
        nur schon sehr zum zur vom""",
    Language.DUTCH: """de het een en van ik niet is op te dat we voor zijn met aan er jullie
        ons mijn bij ook nog naar uit wordt heeft kan maar als deze wat hoe
        waar om dan wij je u zo geen onze was hebben zou""",
    Language.FRENCH: """le la les de des et est un une je nous vous pas pour dans que qui sur
        avec il elle ce cette du au aux mon ma mes votre vos notre nos en ne
        plus était sont mais être ou où l d j n qu c s très tout""",
    Language.SPANISH: """el la los las de y que en un una es no por con para se me mi su lo del
        al nos le les está muy pero más como hay cuando qué yo sus este esta
        ha he son era o ya si desde""",
    Language.ITALIAN: """il lo la i gli le di e che è un una per non in con si mi ci del della
        dei delle al alla nel sono ho ha più ma come anche questo questa mio
        mia vostro vostra da dal l c molto se""",
    Language.PORTUGUESE: """o a os as de e que em um uma é não por com para se me meu minha do da
        dos das no na nos nas ao à está muito mas mais como há quando eu seu
        sua foi ou já se este esta são vosso vossa""",
    Language.POLISH: """i w na z nie się że do to jest jak o za co po dla od czy są ale tak
        przez być ma mi mnie nam nas już tylko bardzo jestem był była było u
        ze pan pani państwo ten ta""",
}
_BY_WORD: dict[str, list[Language]] = {}
for _language, _words in _COMMON.items():
    for _word in dict.fromkeys(re.findall(r"\w+", fold(_words))):
        _BY_WORD.setdefault(_word, []).append(_language)

_WORD = re.compile(r"[^\W\d_]+")


def common_words() -> frozenset[str]:
    """Return the commonest words of all languages of Latin letters, folded."""
    return frozenset(_BY_WORD)


_KANA = re.compile("[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9d]|[\u4e00-\u9fff]")
_ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3]")
_OTHER = re.compile("[\u0370-\u05ff\u0900-\u1fff\uac00-\ud7af]")
_READ = 600
_ENOUGH = 2.0
"""So many common words tell a language; fewer may be of any."""
_AT_MOST = 3
_LATIN = tuple(_COMMON)


def languages(text: str) -> tuple[Language, ...]:
    """Return the languages that a text is likely in, at most three; all of Latin letters where
    that is unclear.

    >>> languages("Könnten Sie das bitte ändern?"), languages("Can you do that, please?")
    ((<Language.GERMAN: 'de'>,), (<Language.ENGLISH: 'en'>,))
    """
    cut = text[:_READ]
    if not cut.isascii():
        letters = max(1, len(_WORD.findall(cut)))
        if len(_KANA.findall(cut)) * 2 > letters:
            return (Language.JAPANESE,)
        if len(_ARABIC.findall(cut)) > letters:
            return (Language.ARABIC,)
        if len(_OTHER.findall(cut)) > letters:
            return ()
    votes = dict.fromkeys(_LATIN, 0.0)
    words = _WORD.findall(fold(cut))
    for word in words:
        for language in (found := _BY_WORD.get(word, ())):
            votes[language] += 1 / len(found)
    most = max(votes.values())
    if most < _ENOUGH:
        return _LATIN
    near = [language for language in _LATIN if votes[language] > most - max(1.0, most * 0.35)]
    return tuple(sorted(near, key=lambda language: -votes[language])[:_AT_MOST])
