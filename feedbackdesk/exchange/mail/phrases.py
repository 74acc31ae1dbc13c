"""What mail programs write themselves, in ten languages.

English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Arabic and Japanese, as
Outlook, Apple Mail, Gmail, Thunderbird, Yahoo and telephones have it. Everything is compared in
small letters, without marks of direction, and with plain spaces.
"""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SPACES = re.compile(r"\s+")


def plain(line: str) -> str:
    """Return a line as the phrases are compared: one kind of space, quote and small letter."""
    if line.isascii():
        return " ".join(line.split()).lower()
    bare = _SPACES.sub(" ", _MARKS.sub("", unicodedata.normalize("NFKC", line))).strip()
    return bare.replace("’", "'").replace("‘", "'").lower()


def _phrases(*lines: str) -> frozenset[str]:
    return frozenset(phrase.strip() for line in lines for phrase in line.split("|"))


HEADERS: dict[str, frozenset[str]] = {
    "from": _phrases(
        "from | von | de | da | van | od | nadawca | expéditeur | mittente | remitente",
        "من | المرسل | 差出人 | 送信者",
    ),
    "date": _phrases(
        "sent | date | gesendet | datum | envoyé | envoyé le | enviado | enviado el",
        "enviada | enviada em | enviado em | enviada a | fecha | inviato | data",
        "verzonden | wysłano | wysłane | data wysłania | data wiadomości | التاريخ",
        "تم الإرسال | تاريخ الإرسال | أرسلت | 送信日時 | 日付 | 日時 | 送信日",
    ),
    "to": _phrases(
        "to | an | à | para | a | aan | do | pour | destinataire | إلى | الى | 宛先 | cc",
        "kopie | copie à | copie | con copia | ccn | dw | udw | نسخة | bcc | reply-to",
        "antwort an | répondre à | responder a | rispondi a | responder para",
        "antwoord aan | odpowiedź do | الرد إلى | 返信先 | adresat | do wiadomości | empfänger",
        "destinatario | destinatário | geadresseerde",
    ),
    "subject": _phrases(
        "subject | betreff | objet | asunto | oggetto | assunto | onderwerp | temat",
        "sujet | الموضوع | 件名 | 題名",
    ),
    "other": _phrases(
        "importance | priority | attachments | anlagen | wichtigkeit | priorität",
        "pièces jointes | importancia | datos adjuntos | importanza | allegati | anexos",
        "prioridade | bijlagen | urgentie | załączniki | ważność | مرفقات | 添付ファイル | 重要度",
        "organization | organisation",
    ),
}
"""The labels of a header block, such as stands above what is answered in Outlook."""

LABELS = {label: kind for kind, labels in HEADERS.items() for label in labels}

WROTE = re.compile(
    r"\b(?:wrote|writes|schrieb|schreibt|geschrieben|a écrit|escribió|ha scritto|scrisse|escreveu"
    r"|schreef|geschreven|napisał(?:a|\(a\))?|napisano|pisze|napisana przez)\b"
    r"|كتب|كتبت|كتابة ما يلي|さんは書きました|さんが書きました"
    r"|のメール|からのメッセージ|は書きました"
)
"""The word that makes a line the one above a quote: “On … wrote:”."""

NAMES_QUOTED = re.compile(
    r"(?:on \D{2,6}\d{1,2} [^:]{0,20}\d:\d\d.{2,40}|(?!as )[^\s,:]{2,30}(?: [^\s,:]{1,30}){0,3}) "
    rf"(?:{WROTE.pattern}|said|mentioned|sagte|a dit|dijo)\s?:"
)
"""A line that stands right above a quote and says whose it is, in another form than programs do."""

BEGINS = re.compile(
    r"(?:on|at|am|le|el|il|em|no dia|op|den|dnia|w dniu|wiadomość napisana|quoting|en"
    r"|(?:pon|wt|śr|czw|pt|sob|niedz|ndz|nd)\.?,?|في|بتاريخ)\s"
    r"|(?:\d{4}年|\d{4}[/.-]\d{1,2}[/.-]\d{1,2})"
)
"""How such a line begins, where it does not begin with who wrote."""

FORWARDED = _phrases(
    "forwarded message | begin forwarded message | fwd | weitergeleitete nachricht",
    "anfang der weitergeleiteten nachricht | anfang der weitergeleiteten e-mail",
    "message transféré | message transmis | début du message transféré",
    "début du message réexpédié | mensaje reenviado | inicio del mensaje reenviado",
    "messaggio inoltrato | inizio messaggio inoltrato | messaggio inoltrato da",
    "mensagem encaminhada | mensagem reencaminhada | início da mensagem encaminhada",
    "início da mensagem reencaminhada | doorgestuurd bericht | begin doorgestuurd bericht",
    "wiadomość przekazana dalej | przekazana wiadomość | treść przekazanej wiadomości",
    "początek przekazywanej wiadomości | początek przekazanej wiadomości",
    "wiadomość oryginalna przekazana | رسالة معاد توجيهها | رسالة مُعاد توجيهها",
    "بدء الرسالة المعاد توجيهها | بداية الرسالة المعاد توجيهها | رسالة محولة | 転送メッセージ",
    "転送されたメッセージ | 転送されたメール | forwarded mail",
)
"""What a line says above a mail that was passed on."""

FORWARDED_BY = ("forwarded by ", "weitergeleitet von ")

ORIGINAL = _phrases(
    "original message | original appointment | original-nachricht | original nachricht",
    "ursprüngliche nachricht | originalnachricht | ursprünglicher termin",
    "message d'origine | message original | message initial | mensaje original",
    "messaggio originale | messaggio iniziale | mensagem original",
    "oorspronkelijk bericht | origineel bericht | wiadomość oryginalna",
    "oryginalna wiadomość | pierwotna wiadomość | الرسالة الأصلية | رسالة أصلية | 元のメッセージ",
    "original mail",
)
"""What a line says above what is answered."""

REPLY_PREFIX = re.compile(
    r"(?:re|aw|antw|antwort|sv|vs|rif|ris|res|odp|rép|ref|رد|الرد|返信|回复|答复)"
    r"\s*(?:\[\d+\]|\(\d+\))?\s*[:：]\s*",
    re.IGNORECASE,
)
FORWARD_PREFIX = re.compile(
    r"(?:fwd?|wg|wtr|tr|rv|reenv|i|enc|inoltro|doorst|fs|pd|przek|إعادة توجيه|転送|转发)"
    r"\s*(?:\[\d+\]|\(\d+\))?\s*[:：]\s*",
    re.IGNORECASE,
)

_DEVICE = (
    r"(?:iphone|ipad|ipod|handy|smartphone|telefon|téléphone|teléfono|telefono|telefone|mobile"
    r"|móvil|celular|cellulare|mobiltelefon|android|galaxy|samsung|huawei|xiaomi|pixel|blackberry"
    r"|windows|outlook|yahoo|gmx|web\.de|proton|gmail|mail|phone|tablet|t-online|orange|sony"
    r"|nokia|motorola|oneplus|hotmail|aol|aquamail|fairemail|k-9|thunderbird|هاتف|الهاتف|جهاز)"
)
SENDING = re.compile(
    r"sen[dt]\b|gesendet|envoyé|enviado|inviato|verstuurd|verzonden|wysłan|رسل|الإرسال|送信|outlook"
)
"""A word that is in each of the lines that `PHONE` knows."""
PHONE = re.compile(
    rf"(?:(?:sent|send) (?:from|with|via|using|by)\b.*{_DEVICE}.*"
    rf"|(?:von|mit|über|diese nachricht wurde von) .*{_DEVICE}.*\bgesendet\.?"
    rf"|gesendet (?:von|mit|über|aus) .*{_DEVICE}.*"
    rf"|envoyé (?:de|depuis|à partir|avec|via|par|d')\s?.*{_DEVICE}.*"
    rf"|enviado (?:desde|con|do|da|de|a partir|por|pelo|via)\b.*{_DEVICE}.*"
    rf"|inviato (?:da|dal|con|tramite)\b.*{_DEVICE}.*"
    rf"|(?:verstuurd|verzonden) (?:vanaf|met|vanuit|via)\b.*{_DEVICE}.*"
    rf"|wysłan[eoay] (?:z|ze|przez|za pomocą)\b.*{_DEVICE}.*"
    rf"|(?:أُ?رسلت?|مرسل|مرسلة|تم الإرسال) (?:من|بواسطة|عبر)\s?.*{_DEVICE}.*"
    rf"|.*{_DEVICE}.{{0,20}}から送信(?:されました)?"
    r"|(?:get|download) outlook for .*|outlook für .* (?:beziehen|herunterladen).*"
    r"|(?:télécharge[rz]|obtenez|obtenir) outlook pour .*|(?:obtener|obtenga) outlook para .*"
    r"|(?:scarica|ottieni) outlook per .*|(?:obter|obtenha|baixar) (?:o )?outlook para .*"
    r"|(?:download|verkrijg) outlook voor .*|outlook voor .* (?:downloaden|ophalen).*"
    r"|pobierz .*outlook .*|(?:احصل على|تنزيل|الحصول على) outlook .*|outlook for .* を入手.*)"
    r"(?: ?<[^<>]*>)?"
)
"""What a telephone, or a program, adds about itself: a line of its own."""

ROBOT = re.compile(
    r"(?:no|do-?not|dont|never)[._-]?(?:reply|replay|respond|answer).*|.*[._-]no-?reply"
    r"|(?:nicht|keine)[._-]?antwort.*|ne-?pas-?repondre|no-?responder|no-?contestar|non-?rispondere"
    r"|nao-?responda|niet-?beantwoorden|nie-?odpowiadaj|mailer-daemon|postmaster|bounces?(?:[+=-].*)?"
    r"|notifications?|notify|mailer|wordpress|www-data|apache|nobody|root|daemon|robot|bot"
    r"|(?:web-?)?forms?|(?:web|contact|kontakt)-?form(?:ular)?(?:[._-].*)?|form-submissions?"
    r"|submissions?|auto(?:mat(?:ed|ic))?(?:[._-].*)?|system|webmaster|website"
)
"""The beginning of an address that no person writes from."""

FORM_NAME = _phrases(
    "name | your name | full name | ihr name | vor- und nachname | vorname und nachname",
    "nom | votre nom | nom complet | nom et prénom | nombre | su nombre | nombre completo",
    "nombre y apellidos | nome | il tuo nome | nome e cognome | nome completo | seu nome",
    "naam | uw naam | volledige naam | imię | imię i nazwisko | الاسم | الاسم الكامل | 名前",
    "お名前 | 氏名 | ご氏名",
)
FORM_MAIL = _phrases(
    "e-mail | email | mail | your email | your e-mail | email address | e-mail address",
    "e-mail-adresse | ihre e-mail | ihre e-mail-adresse | adresse e-mail | adresse mail",
    "courriel | votre e-mail | votre email | correo | correo electrónico | su correo",
    "indirizzo e-mail | indirizzo email | posta elettronica | endereço de e-mail",
    "seu e-mail | e-mailadres | uw e-mailadres | adres e-mail | twój e-mail",
    "البريد الإلكتروني | メール | メールアドレス | eメール",
)
"""How a form on a page calls its two fields that say who filled it in."""

MONTHS: dict[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "january januar jänner janvier enero gennaio janeiro januari styczeń stycznia يناير",
            "february februar février febrero febbraio fevereiro februari luty lutego فبراير",
            "march märz mrz mars marzo março maart mrt marzec marca مارس",
            "april avril abril aprile kwiecień kwietnia أبريل ابريل",
            "may mai mayo maggio maio mei maj maja مايو",
            "june juni juin junio giugno junho czerwiec czerwca يونيو",
            "july juli juillet julio luglio julho lipiec lipca يوليو",
            "august août aout agosto augustus sierpień sierpnia أغسطس",
            "september septembre septiembre setiembre settembre setembro wrzesień września سبتمبر",
            "october oktober octobre octubre ottobre outubro październik października أكتوبر",
            "november novembre noviembre novembro listopad listopada نوفمبر",
            "december dezember décembre diciembre dicembre dezembro grudzień grudnia ديسمبر",
        ),
        1,
    )
    for word in words.split()
}


def month(word: str) -> int | None:
    """Return the number of a month by its name or the beginning of it, in the ten languages.

    >>> month("Nov"), month("märz"), month("lis"), month("x")
    (11, 3, 11, None)
    """
    said = word.lower().rstrip(".")
    if said in MONTHS:
        return MONTHS[said]
    if len(said) < 3:
        return None
    found = {number for name, number in MONTHS.items() if name.startswith(said)}
    return found.pop() if len(found) == 1 else None
