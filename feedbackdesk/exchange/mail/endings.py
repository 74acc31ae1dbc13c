"""What stands below somebody's words in a mail: the greeting with its block, and others' lines.

For talk that is read in heaps: what a firm's server, a list or a program added below counts for
nothing there, and neither does a name with its address. In the ten languages.
"""

from __future__ import annotations

import re

from feedbackdesk.exchange.mail.phrases import plain

_BLOCK_LINES = 14
_BLOCK_LINE = 90
_GREETING = 60
_FOOT_LINES = 30
_NOTICE = 8_000
_PARAGRAPHS = 4

_CLOSED = re.compile(
    r"(?:(?:with |my )?(?:best|kind|kindest|warm|warmest|many)?(?: and)? ?(?:regards|wishes)"
    r"|yours (?:sincerely|faithfully|truly)|(?:very )?(?:sincerely|truly|respectfully)(?: yours)?"
    r"|all the best|cheers|best|thx|(?:many )?thanks(?: again| in advance| and regards)?"
    r"|thank you(?: in advance| very much)?|br|kr|take care"
    r"|(?:mit )?(?:besten?|freundlich(?:en?|em)|viel(?:en?)|lieben?|herzlich(?:en?|em)"
    r"|schönen?|sonnigen?)(?: grü(?:ß|ss)en?| gru(?:ß|ss))|gru(?:ß|ss)|grü(?:ß|ss)e|mfg|lg|vg"
    r"|hochachtungsvoll|(?:vielen |besten )?dank(?: im voraus)?(?: und (?:viele |beste )?grüße)?"
    r"|(?:bien )?cordialement|bien à vous|(?:meilleures |sincères |cordiales )?salutations"
    r"|amicalement|cdt|cdlt|bonne (?:journée|soirée)|merci d'avance"
    r"|(?:un )?(?:cordial )?saludos?(?: cordial(?:es)?)?|atentamente|cordialmente|un abrazo"
    r"|(?:cordiali |distinti |tanti )?saluti|un (?:caro )?saluto|cordialmente|a presto"
    r"|atenciosamente|(?:com os )?(?:melhores )?cumprimentos|(?:um )?abraços?|saudações|att"
    r"|(?:met )?(?:vriendelijke |hartelijke )?groet(?:en|jes)?|mvg|hoogachtend"
    r"|(?:serdecznie )?pozdrawiam(?: serdecznie)?|z poważaniem|pozdrowienia|z wyrazami szacunku"
    r"|(?:مع )?(?:أطيب |خالص )?(?:التحيات|التحية|تحياتي)|وتفضلوا بقبول فائق الاحترام"
    r"|敬具|以上|(?:どうぞ)?(?:宜|よろ)しくお願い(?:いた|致)?します)"
)
_FORMAL = ("veuillez agréer", "je vous prie d'agréer", "nous vous prions d'agréer")
_GREETS = re.compile(rf"{_CLOSED.pattern}(?: (?:aus|from|de|da|uit|z|von|und) [^.!?]{{1,30}})?")
_NOTICES = re.compile(
    r"intended (?:only|solely|exclusively) for|(?:not|than) the intended (?:recipient|addressee)"
    r"|(?:this|the) (?:e-?mail|message|communication|transmission)[^.]{0,60}"
    r"(?:is|are|be|contains?) (?:strictly )?(?:confidential|privileged)"
    r"|(?:may|might) contain (?:confidential|privileged)|consider the environment before"
    r"|diese (?:e-?mail|nachricht)[^.]{0,80}(?:vertraulich|rechtlich geschützt|ausschließlich für)"
    r"|nicht der (?:richtige|beabsichtigte|vorgesehene) (?:adressat|empfänger)"
    r"|ce (?:message|courriel|mail)[^.]{0,80}(?:confidentiel|exclusi|destin)"
    r"|este (?:mensaje|correo)[^.]{0,80}(?:confidencial|exclusiv)"
    r"|(?:questo messaggio|questa e-?mail|il presente messaggio)[^.]{0,80}(?:riservat|confidenzial)"
    r"|esta (?:mensagem|e-?mail)[^.]{0,80}(?:confidencia|exclusiv)"
    r"|(?:dit bericht|deze e-?mail)[^.]{0,80}(?:vertrouwelijk|uitsluitend bestemd)"
    r"|(?:ta wiadomość|niniejsza wiadomość)[^.]{0,80}(?:poufn|przeznaczon)"
    r"|هذه الرسالة[^.]{0,80}سرية|このメール(?:には|は)[^。]{0,60}(?:機密|秘密)"
    r"|(?:virus-free|virenfrei|sans virus)\b.{0,30}(?:www|avast|avg|$)"
)
_RULE = re.compile(r"[\s>]*[-_=*~]{18,}.{0,80}")
_LIST_FOOT = re.compile(
    r"mailing list|mailing-list|/mailman/|listinfo|unsubscri|sponsored by|sponsor -"
    r"|yahoo! groups|groups\.google|groups\.io|mailingliste|liste de diffusion|list maintainer"
)
_PARAGRAPH_FOOT = re.compile(
    r"(?:to unsubscribe from this (?:group|list)|you received this message because you are sub)",
    re.IGNORECASE,
)
_LINE_FOOT = re.compile(r"\s*(?:https?://\S*/mailman/listinfo/\S*|to unsubscribe\b.*)\s*", re.I)


def without_ending(words: str) -> str:
    """Return words without the greeting's block, notices and a list's lines below them.

    Words that are nothing else are left as they are.
    """
    lines = words.split("\n")
    end = _without_foot(lines, len(lines))
    end = _without_notice(lines, end)
    end = _without_greeting(lines, end)
    kept = "\n".join(lines[:end]).strip()
    return kept or words


def _without_foot(lines: list[str], end: int) -> int:
    """Return where what a mailing list adds begins: below a ruled line, or one of its links."""
    for at in range(max(0, end - _FOOT_LINES), end):
        if _PARAGRAPH_FOOT.match(lines[at]):
            return at
        if _RULE.fullmatch(lines[at][:200]):
            below = " ".join(lines[at : min(end, at + 6)])[:2_000].lower()
            if _LIST_FOOT.search(below):
                return at
    while end and (not lines[end - 1].strip() or _LINE_FOOT.fullmatch(lines[end - 1][:300])):
        end -= 1
    return end


def _without_notice(lines: list[str], end: int) -> int:
    """Return where the paragraph begins that tells who must not read it."""
    begun, below, paragraphs, size = end, end, 0, 0
    for at in range(end - 1, -2, -1):
        if at >= 0 and lines[at].strip():
            begun, size = at, size + len(lines[at])
        elif begun < below:
            if _NOTICES.search(plain(" ".join(lines[begun:below])[:_NOTICE])):
                end = begun
            below, paragraphs = begun, paragraphs + 1
            if paragraphs == _PARAGRAPHS or size > _NOTICE:
                break
    return end


def _without_greeting(lines: list[str], end: int) -> int:
    """Return where the greeting at the end begins, with whoever stands below it."""
    block = 0
    for at in range(end - 1, -1, -1):
        line = lines[at].strip()
        if not line:
            continue
        if len(line) <= _GREETING or line[:30].lower().startswith(_FORMAL):
            said = plain(line).strip(" ,.!;:-–—。،*_")
            if (_GREETS.fullmatch(said) or said.startswith(_FORMAL)) and at:
                return at
        block += 1
        if block > _BLOCK_LINES or len(line) > _BLOCK_LINE or line.endswith(("?", "？", "؟")):
            break
        if plain(line[:6]).startswith(("ps", "p.s", "nb:")):
            break
    return end
