"""How the usual programs put an answer above what it answers, in ten languages.

Each is written as the program writes it, from its own mails. What stands below holds nothing
of the writer's; `QUOTED` is in every one of them.
"""

from __future__ import annotations

QUOTED = "What do you need from us?"

_MARKED = f"> {QUOTED}\n>\n> > Older words.\n"
_BARE = f"{QUOTED}\n\nYours, the shop\n"

WROTE: dict[str, str] = {
    "en Gmail": "On Fri, Nov 20, 2026 at 9:00 AM Shop <shop@example.com> wrote:",
    "en Gmail, broken": "On Fri, Nov 20, 2026 at 9:00 AM The Shop At The Corner <\nshop@example.com> wrote:",
    "en Apple": "On 20 Nov 2026, at 09:00, Shop <shop@example.com> wrote:",
    "en Thunderbird": "On 20/11/2026 09:00, Shop wrote:",
    "en Yahoo": "On Friday, November 20, 2026 at 09:00:00 AM GMT+1, Shop <shop@example.com> wrote:",
    "en Proton": "On Friday, 20 November 2026 at 09:00, Shop <shop@example.com> wrote:",
    "en mutt": "Shop <shop@example.com> writes:",
    "de Gmail": "Am Fr., 20. Nov. 2026 um 09:00 Uhr schrieb Shop <shop@example.com>:",
    "de Apple": "Am 20.11.2026 um 09:00 schrieb Shop <shop@example.com>:",
    "de Thunderbird": "Am 20.11.26 um 09:00 schrieb Shop:",
    "fr Gmail": "Le ven. 20 nov. 2026 à 09:00, Shop <shop@example.com> a écrit\u00a0:",
    "fr Apple": "Le 20 nov. 2026 à 09:00, Shop <shop@example.com> a écrit :",
    "fr Thunderbird": "Le 20/11/2026 à 09:00, Shop a écrit\u202f:",
    "es Gmail": "El vie, 20 nov 2026 a las 9:00, Shop (<shop@example.com>) escribió:",
    "es Apple": "El 20 nov 2026, a las 9:00, Shop <shop@example.com> escribió:",
    "es Thunderbird": "El 20/11/2026 a las 9:00, Shop escribió:",
    "es Yahoo": "En viernes, 20 de noviembre de 2026, 09:00:00 CET, Shop <shop@example.com> escribió:",
    "it Gmail": "Il giorno ven 20 nov 2026 alle ore 09:00 Shop <shop@example.com> ha scritto:",
    "it Apple": "Il giorno 20 nov 2026, alle ore 09:00, Shop <shop@example.com> ha scritto:",
    "it Thunderbird": "Il 20/11/2026 09:00, Shop ha scritto:",
    "pt Gmail, Brazil": "Em sex., 20 de nov. de 2026 às 09:00, Shop <shop@example.com> escreveu:",
    "pt Gmail": "Shop <shop@example.com> escreveu (sexta, 20/11/2026 à(s) 09:00):",
    "pt Apple": "No dia 20/11/2026, às 09:00, Shop <shop@example.com> escreveu:",
    "pt Thunderbird": "Em 20/11/2026 09:00, Shop escreveu:",
    "nl Gmail": "Op vr 20 nov 2026 om 09:00 schreef Shop <shop@example.com>:",
    "nl Apple": "Op 20 nov 2026, om 09:00 heeft Shop <shop@example.com> het volgende geschreven:",
    "nl Thunderbird": "Op 20-11-2026 om 09:00 schreef Shop:",
    "pl Gmail": "pt., 20 lis 2026 o 09:00 Shop <shop@example.com> napisał(a):",
    "pl Apple": "Wiadomość napisana przez Shop <shop@example.com> w dniu 20 lis 2026, o godz. 09:00:",
    "pl Thunderbird": "W dniu 20.11.2026 o 09:00, Shop pisze:",
    "pl Onet": "Dnia 20 listopada 2026 09:00 Shop <shop@example.com> napisał(a):",
    "ar Gmail": "في الجمعة، 20 نوفمبر 2026 في 9:00 ص تمت كتابة ما يلي بواسطة Shop <shop@example.com>:",
    "ar Apple": "في ٢٠\u200f/١١\u200f/٢٠٢٦، الساعة ٩:٠٠ ص، كتب Shop <shop@example.com>:",
    "ar Thunderbird": "في 20/11/2026 9:00، كتب Shop:",
    "ja Gmail": "2026年11月20日(金) 9:00 Shop <shop@example.com>:",
    "ja Apple": "2026/11/20 9:00、Shop <shop@example.com>のメール：",
    "ja Thunderbird": "2026/11/20 9:00、Shop さんは書きました:",
}
"""The line above a quote, by language and program."""

HEADS: dict[str, str] = {
    "en Outlook": "From: Shop <shop@example.com>\nSent: Friday, November 20, 2026 9:00 AM\n"
    "To: Ann Lee <ann@example.com>\nSubject: Your order",
    "en Outlook, plainly": "From: Shop\nSent: 20 November 2026 09:00\nTo: Ann Lee\nCc: Bo Ek\nSubject:",
    "en Outlook, bold": "*From:* Shop <shop@example.com>\n*Sent:* Friday, November 20, 2026 9:00 AM\n"
    "*To:* Ann Lee <ann@example.com>; Bo Ek <bo@example.com>; Cara Dun\n<cara@example.com>\n"
    "*Subject:* Your order",
    "en Outlook, on the web": f"{'_' * 32}\nFrom: Shop <shop@example.com>\n"
    "Sent: 20 November 2026 09:00\nTo: Ann Lee <ann@example.com>\nSubject: Your order",
    "en Outlook, old": "-----Original Message-----\nFrom: Shop [mailto:shop@example.com]\n"
    "Sent: Friday, November 20, 2026 9:00 AM\nTo: Ann Lee\nSubject: Your order",
    "en Samsung": "-------- Original message --------\nFrom: Shop <shop@example.com>\n"
    "Date: 20/11/2026 09:00 (GMT+01:00)\nTo: Ann Lee <ann@example.com>\nSubject: Your order",
    "en Outlook, its paragraphs apart": "From: Shop <shop@example.com>\n\nSent: Friday\n\nTo: Ann\n\n"
    "Subject: Your order",
    "de Outlook": "Von: Shop <shop@example.com>\nGesendet: Freitag, 20. November 2026 09:00\n"
    "An: Ann Lee <ann@example.com>\nBetreff: Ihre Bestellung",
    "de Outlook, old": "-----Ursprüngliche Nachricht-----\nVon: Shop\nGesendet: Freitag\nAn: Ann\n"
    "Betreff: Ihre Bestellung",
    "de GMX": "Gesendet: Freitag, 20. November 2026 um 09:00 Uhr\nVon: Shop <shop@example.com>\n"
    "An: ann@example.com\nBetreff: Ihre Bestellung",
    "fr Outlook": "De : Shop <shop@example.com>\nEnvoyé : vendredi 20 novembre 2026 09:00\n"
    "À : Ann Lee <ann@example.com>\nObjet : Votre commande",
    "fr Outlook, old": "-----Message d’origine-----\nDe\u00a0: Shop\nEnvoyé\u00a0: vendredi\n"
    "À\u00a0: Ann Lee\nObjet\u00a0: Votre commande",
    "es Outlook": "De: Shop <shop@example.com>\nEnviado el: viernes, 20 de noviembre de 2026 9:00\n"
    "Para: Ann Lee <ann@example.com>\nAsunto: Su pedido",
    "it Outlook": "Da: Shop <shop@example.com>\nInviato: venerdì 20 novembre 2026 09:00\n"
    "A: Ann Lee <ann@example.com>\nOggetto: Il suo ordine",
    "pt Outlook": "De: Shop <shop@example.com>\nEnviada em: sexta-feira, 20 de novembro de 2026 09:00\n"
    "Para: Ann Lee <ann@example.com>\nAssunto: O seu pedido",
    "nl Outlook": "Van: Shop <shop@example.com>\nVerzonden: vrijdag 20 november 2026 09:00\n"
    "Aan: Ann Lee <ann@example.com>\nOnderwerp: Uw bestelling",
    "pl Outlook": "Od: Shop <shop@example.com>\nWysłano: piątek, 20 listopada 2026 09:00\n"
    "Do: Ann Lee <ann@example.com>\nTemat: Zamówienie",
    "ar Outlook": "من: Shop <shop@example.com>\nتم الإرسال: الجمعة، 20 نوفمبر 2026 09:00 ص\n"
    "إلى: Ann Lee <ann@example.com>\nالموضوع: طلبك",
    "ja Outlook": "差出人: Shop <shop@example.com>\n送信日時: 2026年11月20日 9:00\n"
    "宛先: Ann Lee <ann@example.com>\n件名: ご注文",
}
"""The block above what is answered, where it is not marked as a quote."""

BELOW: dict[str, str] = {
    **{name: f"{line}\n\n{_MARKED}" for name, line in WROTE.items()},
    **{f"{name}, unmarked": f"{line}\n\n{_BARE}" for name, line in WROTE.items()},
    **{name: f"{head}\n\n{_BARE}" for name, head in HEADS.items()},
}
"""All that may stand below an answer."""

PHONES = (
    "Sent from my iPhone",
    "Sent from my Galaxy",
    "Sent from Yahoo Mail on Android",
    "Sent from Mail for Windows",
    "Get Outlook for iOS <https://aka.ms/o0ukef>",
    "Von meinem iPhone gesendet",
    "Gesendet mit der GMX Mail App",
    "Diese Nachricht wurde von meinem Android-Gerät mit GMX Mail gesendet.",
    "Outlook für Android beziehen",
    "Envoyé de mon iPhone",
    "Envoyé depuis mon téléphone Orange",
    "Télécharger Outlook pour iOS",
    "Enviado desde mi iPhone",
    "Obtener Outlook para Android",
    "Inviato da iPhone",
    "Scarica Outlook per iOS",
    "Enviado do meu iPhone",
    "Obter o Outlook para iOS",
    "Verstuurd vanaf mijn iPhone",
    "Verzonden vanaf Outlook voor Android",
    "Wysłane z iPhone’a",
    "Wysłano z telefonu Samsung",
    "أُرسلت من الـ iPhone",
    "مرسل من هاتف Samsung",
    "iPhoneから送信",
)
"""What telephones and programs add about themselves."""

PASSED_ON: dict[str, str] = {
    "en Gmail": "---------- Forwarded message ---------\nFrom: Cara Dun <cara@example.com>\n"
    "Date: Fri, Nov 20, 2026 at 9:00 AM\nSubject: Cups\nTo: <ann@example.com>",
    "en Apple": "Begin forwarded message:\n\nFrom: Cara Dun <cara@example.com>\nSubject: Cups\n"
    "Date: 20 November 2026 at 09:00:00 CET\nTo: Ann Lee <ann@example.com>",
    "en Thunderbird": "-------- Forwarded Message --------\nSubject: \tCups\n"
    "Date: \tFri, 20 Nov 2026 09:00:00 +0100\nFrom: \tCara Dun <cara@example.com>\n"
    "To: \tann@example.com",
    "de Gmail": "---------- Forwarded message ---------\nVon: Cara Dun <cara@example.com>\n"
    "Date: Fr., 20. Nov. 2026 um 09:00 Uhr\nSubject: Cups\nTo: <ann@example.com>",
    "de Apple": "Anfang der weitergeleiteten Nachricht:\n\nVon: Cara Dun <cara@example.com>\n"
    "Betreff: Cups\nDatum: 20. November 2026 um 09:00:00 MEZ\nAn: ann@example.com",
    "de Thunderbird": "-------- Weitergeleitete Nachricht --------\nBetreff: \tCups\n"
    "Datum: \tFri, 20 Nov 2026 09:00:00 +0100\nVon: \tCara Dun <cara@example.com>\nAn: \tAnn",
    "fr Apple": "Début du message transféré :\n\nDe: Cara Dun <cara@example.com>\nObjet: Cups\n"
    "Date: 20 novembre 2026 à 09:00:00 UTC+1\nÀ: ann@example.com",
    "fr Thunderbird": "-------- Message transféré --------\nSujet : \tCups\n"
    "Date : \tFri, 20 Nov 2026 09:00:00 +0100\nDe : \tCara Dun <cara@example.com>\nPour : \tAnn",
    "es Thunderbird": "-------- Mensaje reenviado --------\nAsunto: \tCups\n"
    "Fecha: \tFri, 20 Nov 2026 09:00:00 +0100\nDe: \tCara Dun <cara@example.com>\nPara: \tAnn",
    "it Apple": "Inizio messaggio inoltrato:\n\nDa: Cara Dun <cara@example.com>\nOggetto: Cups\n"
    "Data: 20 novembre 2026 alle ore 09:00:00 CET\nA: ann@example.com",
    "pt Thunderbird": "-------- Mensagem encaminhada --------\nAssunto: \tCups\n"
    "Data: \t20 de novembro de 2026 09:00\nDe: \tCara Dun <cara@example.com>\nPara: \tAnn",
    "nl Apple": "Begin doorgestuurd bericht:\n\nVan: Cara Dun <cara@example.com>\nOnderwerp: Cups\n"
    "Datum: 20 november 2026 om 09:00:00 CET\nAan: ann@example.com",
    "pl Thunderbird": "-------- Treść przekazanej wiadomości --------\nTemat: \tCups\n"
    "Data: \t20 listopada 2026 09:00\nNadawca: \tCara Dun <cara@example.com>\nAdresat: \tAnn",
    "ar Gmail": "---------- رسالة معاد توجيهها ---------\nمن: Cara Dun <cara@example.com>\n"
    "التاريخ: الجمعة، ٢٠ نوفمبر ٢٠٢٦\nالموضوع: Cups\nإلى: ann@example.com",
    "ja Thunderbird": "-------- 転送メッセージ --------\n件名: \tCups\n"
    "日付: \t2026年11月20日 9:00\n差出人: \tCara Dun <cara@example.com>\n宛先: \tann@example.com",
}
"""What stands above a mail that was passed on; each is by Cara Dun, on 20 November 2026."""

FORWARD_SUBJECTS = (
    "Fwd: Cups",
    "FW: Cups",
    "WG: Cups",
    "TR : Cups",
    "RV: Cups",
    "I: Cups",
    "ENC: Cups",
    "Doorst: Cups",
    "PD: Cups",
    "إعادة توجيه: Cups",
    "転送: Cups",
)
"""What Outlook puts before the subject of a mail that it passes on, above a block of headers."""
