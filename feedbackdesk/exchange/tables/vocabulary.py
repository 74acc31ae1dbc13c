"""The words of tables in ten languages: what columns are called, and what stands in them.

English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Arabic and Japanese. They
are compared folded, without spaces and punctuation (`sheet.squeezed`).
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import TypeVar

from feedbackdesk.domain.folding import fold
from feedbackdesk.domain.words import (
    Channel,
    Feeling,
    Importance,
    ItemStage,
    Kind,
    Outcome,
    PersonStage,
    ToldBy,
)
from feedbackdesk.language.say import later


class Field(StrEnum):
    """What a column of a table is."""

    WORDS = "words"
    TITLE = "title"
    WHO = "who"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    ORGANISATION = "organisation"
    EMAIL = "email"
    PHONE = "phone"
    STAGE = "stage"
    KIND = "kind"
    CHANNEL = "channel"
    DAY = "day"
    THEMES = "themes"
    FEELING = "feeling"
    IMPORTANCE = "importance"
    VOTES = "votes"
    ITEM_STAGE = "item_stage"
    REASON = "reason"
    ALSO = "also"
    OUTCOME = "outcome"
    COMPETITOR = "competitor"
    VALUE = "value"
    TOLD_BY = "told_by"
    ALTERNATIVE = "alternative"
    STAGE_REACHED = "stage_reached"
    LOOK_AGAIN = "look_again"
    NOTES = "notes"
    LINK = "link"
    ID = "id"
    LEAVE_OUT = ""


FIELD_LABELS = {
    Field.WORDS: later("Their words"),
    Field.TITLE: later("Title"),
    Field.WHO: later("Who"),
    Field.FIRST_NAME: later("First name"),
    Field.LAST_NAME: later("Last name"),
    Field.ORGANISATION: later("Organisation"),
    Field.EMAIL: later("E-mail"),
    Field.PHONE: later("Phone"),
    Field.STAGE: later("Stage of a person"),
    Field.KIND: later("Kind"),
    Field.CHANNEL: later("Channel"),
    Field.DAY: later("Day"),
    Field.THEMES: later("Themes"),
    Field.FEELING: later("Feeling or rating"),
    Field.IMPORTANCE: later("Importance"),
    Field.VOTES: later("Votes"),
    Field.ITEM_STAGE: later("Stage of an item"),
    Field.REASON: later("Reason of a loss"),
    Field.ALSO: later("Further reasons"),
    Field.OUTCOME: later("Outcome"),
    Field.COMPETITOR: later("Competitor"),
    Field.VALUE: later("Value"),
    Field.TOLD_BY: later("Told by"),
    Field.ALTERNATIVE: later("What they use instead"),
    Field.STAGE_REACHED: later("Stage of a sale"),
    Field.LOOK_AGAIN: later("Look again"),
    Field.NOTES: later("Notes"),
    Field.LINK: later("Link"),
    Field.ID: later("Number in the source"),
    Field.LEAVE_OUT: later("Leave out"),
}


class RowIs(StrEnum):
    """What one row of a table is."""

    FEEDBACK = "feedback"
    PERSON = "person"
    LOSS = "loss"
    ITEM = "item"


ROW_LABELS = {
    RowIs.FEEDBACK: later("one row a feedback"),
    RowIs.PERSON: later("one row a person"),
    RowIs.LOSS: later("one row a lost sale"),
    RowIs.ITEM: later("one row an item of a board"),
}

_HEADERS = {
    # Those first that others are part of: a first name is no name.
    Field.WORDS: "words, their words, what they said, what was said, said, feedback, comment, comments, remark, "
    "remarks, message, text, content, body, review, review text, quote, verbatim, answer, response, "
    "suggestion, request, complaint, description, details, transcript, utterance, summary, call notes, "
    "kommentar, kommentare, bemerkung, bemerkungen, nachricht, rückmeldung, wortlaut, anmerkung, inhalt, "
    "was gesagt wurde, beschreibung, bewertungstext, antwort, anliegen, rezension, wunsch, beschwerde, "
    "commentaire, commentaires, remarque, remarques, avis, texte, contenu, message client, réclamation, "
    "comentario, comentarios, opinión, mensaje, texto, contenido, descripción, sugerencia, reseña, queja, "
    "commento, commenti, messaggio, testo, osservazioni, recensione, contenuto, descrizione, suggerimento, "
    "comentário, comentários, mensagem, opinião, descrição, conteúdo, sugestão, avaliação, reclamação, "
    "opmerking, opmerkingen, bericht, reactie, tekst, inhoud, omschrijving, beoordeling, klacht, "
    "komentarz, komentarze, wiadomość, opinia, treść, uwagi, opis, tekst opinii, "
    "تعليق, التعليق, تعليقات, الرسالة, النص, الملاحظات, ملاحظات العميل, الرأي, الوصف, "
    "コメント, ご意見, 意見, 内容, 本文, メッセージ, 感想, レビュー, 説明, 要望, お問い合わせ内容",
    Field.FIRST_NAME: "first name, first, given name, forename, vorname, prénom, nombre de pila, primer nombre, nome próprio, "
    "primeiro nome, voornaam, imię, الاسم الأول, 名",
    Field.LAST_NAME: "last name, last, surname, family name, nachname, familienname, nom de famille, apellido, apellidos, "
    "cognome, sobrenome, apelido, achternaam, nazwisko, اسم العائلة, 姓",
    Field.WHO: "who, name, full name, customer, customer name, client, client name, contact, contact name, person, author, "
    "reviewer, respondent, speaker, caller, requester, submitter, guest, from, user, prospect, lead, interessent, associated contact, your name, author name, kunde, kundin, "
    "kundenname, ansprechpartner, kontakt, wer, absender, verfasser, autor, melder, gast, client nom, nom, "
    "nom complet, auteur, contact client, qui, nombre, nombre completo, cliente, contacto, quién, autora, "
    "nome, nome completo, contatto, chi, autore, contato, quem, naam, klant, klantnaam, contactpersoon, wie, "
    "imię i nazwisko, klient, nazwa klienta, kto, osoba kontaktowa, الاسم, العميل, اسم العميل, الزبون, "
    "名前, 氏名, お名前, 顧客名, お客様, 担当者, 顧客, 投稿者",
    Field.ORGANISATION: "organisation, organization, organization name, company, company name, firm, business, account, account name, employer, "
    "associated company, firma, unternehmen, betrieb, organisation name, firmenname, société, entreprise, "
    "raison sociale, empresa, compañía, organización, azienda, società, ditta, organizzazione, companhia, "
    "organização, bedrijf, bedrijfsnaam, organisatie, przedsiębiorstwo, nazwa firmy, organizacja, الشركة, "
    "المؤسسة, اسم الشركة, 会社, 会社名, 企業名, 組織, 法人名",
    Field.TITLE: "title, subject, headline, ticket name, task name, idea name, feature name, post title, item, idea, feature, name, nombre, nom, nome, naam, 名前, betreff, titel, überschrift, titre, sujet, objet, "
    "título, asunto, titolo, oggetto, assunto, onderwerp, tytuł, temat, العنوان, الموضوع, タイトル, 件名, 題名",
    Field.EMAIL: "email, email address, e-mail, mail, mail address, author email, customer email, voter email, mailadresse, "
    "e-mail-adresse, courriel, adresse e-mail, adresse mail, correo, correo electrónico, posta elettronica, "
    "indirizzo email, endereço de e-mail, correio eletrónico, e-mailadres, adres e-mail, البريد الإلكتروني, "
    "بريد إلكتروني, メール, メールアドレス, eメール",
    Field.PHONE: "phone, phone number, telephone, tel, mobile, mobile phone, cell, contact phone number, telefon, telefonnummer, handy, "
    "rufnummer, mobil, téléphone, portable, numéro de téléphone, teléfono, móvil, celular, telefono, "
    "cellulare, telefone, telemóvel, telefoon, telefoonnummer, mobiel, numer telefonu, komórka, الهاتف, "
    "رقم الهاتف, الجوال, 電話, 電話番号, 携帯",
    Field.STAGE: "status, state, stage, statut, état, estado, stato, situação, stan, الحالة, 状態, customer stage, person stage, lifecycle, lifecycle stage, customer status, relationship, kundenstatus, "
    "statut client, estado del cliente, stato cliente, status do cliente, klantstatus, status klienta, حالة العميل, 顧客区分",
    Field.KIND: "kind, type, feedback type, sort, nature, art, typ, anlass, art der rückmeldung, genre, tipo, clase, tipo di feedback, "
    "soort, rodzaj, النوع, نوع, 種類, 種別, 区分",
    Field.CHANNEL: "channel, source, medium, via, origin, source type, kanal, quelle, weg, canal, origine, fuente, origen, canale, "
    "fonte, origem, kanaal, bron, kanał, źródło, القناة, المصدر, 経路, チャネル, 媒体",
    Field.DAY: "day, date, on, when, created, created at, created on, create date, timestamp, time, submitted, submitted at, "
    "received, received on, date of call, call date, date created, submit date (utc), close date, datum, tag, zeitstempel, "
    "erstellt, erstellt am, eingang, eingegangen am, wann, zeitpunkt, jour, horodateur, créé le, "
    "date de création, quand, reçu le, fecha, día, marca temporal, creado, fecha de creación, cuándo, data, "
    "giorno, creato il, informazioni cronologiche, quando, dia, carimbo de data/hora, criado em, dag, "
    "tijdstempel, aangemaakt, aangemaakt op, wanneer, dzień, data utworzenia, sygnatura czasowa, kiedy, "
    "utworzono, التاريخ, تاريخ, اليوم, طابع زمني, تاريخ الإنشاء, 日付, 日時, 作成日, 受付日, タイムスタンプ, 登録日",
    Field.THEMES: "theme, themes, topic, topics, tags, tag, labels, label, category, categories, area, board, thema, themen, kategorie, "
    "kategorien, schlagwort, schlagwörter, bereich, thème, thèmes, catégorie, sujet principal, étiquettes, "
    "tema, temas, categoría, etiquetas, temi, categoria, etichette, argomento, categorias, onderwerpen, "
    "categorie, labels naam, kategoria, kategorie tematyczne, tagi, etykiety, الفئة, التصنيف, الوسوم, "
    "カテゴリ, カテゴリー, タグ, テーマ, 分類",
    Field.FEELING: "feeling, mood, sentiment, rating, stars, score, satisfaction, nps, csat, star rating, review rating, stimmung, gefühl, "
    "bewertung, sterne, zufriedenheit, note, humeur, étoiles, sentiment client, valoración, puntuación, "
    "estrellas, satisfacción, sentimiento, valutazione, punteggio, stelle, soddisfazione, classificação, "
    "pontuação, estrelas, satisfação, nota, stemming, sterren, tevredenheid, score klant, ocena, gwiazdki, "
    "nastrój, zadowolenie, التقييم, النجوم, الرضا, الشعور, 評価, 満足度, 星, 気持ち, 点数",
    Field.IMPORTANCE: "importance, priority, urgency, severity, impact, wichtigkeit, priorität, dringlichkeit, schweregrad, priorité, "
    "urgence, gravité, prioridad, urgencia, importancia, priorità, urgenza, importanza, prioridade, "
    "urgência, importância, prioriteit, urgentie, belang, priorytet, pilność, ważność, الأولوية, الأهمية, "
    "優先度, 重要度, 緊急度",
    Field.VOTES: "votes, vote count, votes count, upvotes, number of votes, voters count, stimmen, anzahl stimmen, nombre de votes, votos, "
    "número de votos, voti, numero di voti, stemmen, aantal stemmen, głosy, liczba głosów, الأصوات, "
    "عدد الأصوات, 投票数, 票数",
    Field.ITEM_STAGE: "status, state, item stage, roadmap status, post status, statut, état, estado, stato, "
    "situação, stan, الحالة, 状態, ステータス, 進捗",
    Field.ALSO: "also, further reasons, other reasons, secondary reason, weitere gründe, autres raisons, otros motivos, altri motivi, "
    "outros motivos, andere redenen, inne powody, أسباب أخرى, その他の理由",
    Field.REASON: "reason, loss reason, lost reason, closed lost reason, why lost, reason lost, reason for loss, lost because, grund, "
    "verlustgrund, absagegrund, ablehnungsgrund, raison, motif, raison de la perte, motif de perte, motivo, "
    "razón, motivo de pérdida, motivo della perdita, ragione, motivo da perda, razão, reden, reden verlies, "
    "verliesreden, powód, powód utraty, przyczyna, السبب, سبب الخسارة, 理由, 失注理由",
    Field.OUTCOME: "outcome, result, ausgang, ergebnis, résultat, resultado, esito, risultato, uitkomst, resultaat, wynik, النتيجة, 結果",
    Field.COMPETITOR: "competitor, lost to, rival, primary competitor, wettbewerber, konkurrent, mitbewerber, konkurrenz, concurrent, "
    "competidor, competencia, concorrente, concurrente, konkurent, konkurencja, المنافس, 競合, 競合他社",
    Field.VALUE: "value, amount, deal value, deal amount, revenue, annual value, price, sum, wert, betrag, auftragswert, umsatz, summe, "
    "jahreswert, montant, valeur, chiffre d'affaires, importe, valor, monto, ingresos, importo, valore, "
    "fatturato, montante, receita, bedrag, waarde, omzet, wartość, kwota, przychód, القيمة, المبلغ, 金額, "
    "売上, 価格, 年額",
    Field.TOLD_BY: "told by, who told, reason told by, gesagt von, dit par, dicho por, detto da, dito por, verteld door, powiedział, قاله, 情報元",
    Field.ALTERNATIVE: "alternative, instead, uses instead, stattdessen, alternativa, à la place, en su lugar, invece, em vez disso, alternatief, "
    "in plaats daarvan, zamiast tego, البديل, 代替, 代替手段",
    Field.STAGE_REACHED: "stage reached, deal stage, sales stage, pipeline stage, opportunity stage, verkaufsphase, vertriebsphase, "
    "étape de vente, phase de la transaction, etapa del negocio, etapa de venta, fase di vendita, etapa do negócio, "
    "verkoopfase, dealfase, etap sprzedaży, مرحلة البيع, 商談ステージ, フェーズ",
    Field.LOOK_AGAIN: "look again, revisit, follow up, follow up date, revisit on, wiedervorlage, relance, à relancer, "
    "volver a contactar, ricontattare, rever em, opnieuw bekijken, wrócić do tematu, المتابعة, 再確認日, 再アプローチ",
    Field.NOTES: "notes, note, internal notes, internal note, notiz, notizen, notas, appunti, notities, notatki, ملاحظات, メモ, 備考",
    Field.LINK: "link, url, web, website, permalink, post url, webadresse, lien, enlace, collegamento, ligação, adres url, odnośnik, الرابط, "
    "リンク",
    Field.ID: "id, ref, reference, number, no, nr, key, ticket, ticket id, ticket number, case number, record id, source id, "
    "respondent id, response id, external id, uuid, nummer, kennung, vorgang, vorgangsnummer, aktenzeichen, numéro, n°, "
    "référence, número, referencia, identificador, numero, riferimento, referência, kenmerk, volgnummer, "
    "numer, identyfikator, lp, المعرف, رقم, الرقم, 番号, 管理番号, 受付番号",
}  # fmt: skip

_VALUES: dict[StrEnum, str] = {
    Kind.REQUEST: "request, wish, feature request, feature, suggestion, idea, improvement, enhancement, need, wunsch, anfrage, "
    "vorschlag, idee, verbesserung, demande, souhait, suggestion client, amélioration, idée, petición, solicitud, "
    "sugerencia, deseo, mejora, richiesta, desiderio, suggerimento, miglioramento, pedido, sugestão, desejo, "
    "melhoria, solicitação, verzoek, wens, suggestie, idee klant, verbetering, prośba, życzenie, sugestia, "
    "pomysł, طلب, اقتراح, رغبة, 要望, 提案, リクエスト, 希望, 改善",
    Kind.PROBLEM: "problem, complaint, bug, issue, defect, error, incident, fault, beschwerde, fehler, reklamation, störung, mangel, "
    "problème, plainte, réclamation, erreur, bogue, panne, problema, queja, reclamación, reclamo, fallo, "
    "reclamo cliente, lamentela, guasto, errore, reclamação, queixa, defeito, erro, falha, probleem, klacht, fout, "
    "storing, skarga, reklamacja, błąd, usterka, مشكلة, شكوى, خطأ, 問題, 苦情, クレーム, 不具合, バグ",
    Kind.PRAISE: "praise, compliment, thanks, thank you, kudos, positive feedback, lob, dank, kompliment, éloge, remerciement, "
    "merci, félicitations, elogio, agradecimiento, felicitación, gracias, complimento, ringraziamento, grazie, "
    "agradecimento, obrigado, lof, bedankt, pluim, pochwała, podziękowanie, مدح, شكر, ثناء, 称賛, お礼, 感謝, 賛辞",
    Kind.QUESTION: "question, inquiry, enquiry, query, help, support, how to, frage, rückfrage, nachfrage, question client, pregunta, "
    "consulta, duda, domanda, pergunta, dúvida, vraag, pytanie, zapytanie, سؤال, استفسار, 質問, 問い合わせ",
    Kind.LOSS: "loss, lost sale, lost, lost deal, closed lost, churn, verlust, verloren, absage, perte, perdu, vente perdue, "
    "pérdida, perdido, venta perdida, perdita, perso, vendita persa, perda, venda perdida, verlies, utrata, "
    "stracona sprzedaż, خسارة, 失注",
    Channel.CALL: "call, phone, phone call, telephone, anruf, telefon, telefonat, appel, téléphone, llamada, teléfono, chiamata, "
    "telefonata, telefono, chamada, ligação, telefonema, telefone, telefoon, gesprek, rozmowa, مكالمة, هاتف, 電話",
    Channel.MEETING: "meeting, in person, treffen, besprechung, termin, réunion, rendez-vous, reunión, riunione, incontro, reunião, "
    "vergadering, afspraak, spotkanie, اجتماع, 会議, 打ち合わせ, 面談",
    Channel.VISIT: "visit, shop, store, counter, walk in, besuch, laden, visite, magasin, visita, tienda, negozio, loja, bezoek, winkel, "
    "wizyta, sklep, زيارة, 訪問, 来店",
    Channel.EMAIL: "email, mail, e-mail, courriel, correo, correo electrónico, posta, letter, brief, بريد, بريد إلكتروني, メール",
    Channel.CHAT: "chat, whatsapp, telegram, messenger, sms, live chat, slack, intercom, دردشة, チャット, line",
    Channel.SOCIAL: "social, social media, facebook, instagram, twitter, x, linkedin, reddit, tiktok, youtube, mastodon, soziale medien, réseaux sociaux, "
    "redes sociales, redes sociais, تواصل اجتماعي, sns",
    Channel.REVIEW: "review, google, google review, google maps, trustpilot, app store, play store, tripadvisor, yelp, g2, capterra, bewertung, "
    "rezension, avis, reseña, recensione, avaliação, opinia, recenzja, تقييم, レビュー, 口コミ",
    Channel.SURVEY: "survey, form, questionnaire, nps, typeform, surveymonkey, umfrage, fragebogen, formular, sondage, enquête, formulaire, "
    "encuesta, formulario, sondaggio, modulo, inquérito, pesquisa, formulário, ankieta, استبيان, アンケート",
    Channel.OTHER: "other, sonstige, sonstiges, andere, autre, otro, altro, outro, overig, inne, أخرى, その他",
    Feeling.HAPPY: "happy, positive, satisfied, good, great, very good, excellent, promoter, delighted, very satisfied, glücklich, positiv, zufrieden, sehr "
    "zufrieden, gut, sehr gut, content, satisfait, très satisfait, positif, bien, très bien, feliz, satisfecho, positivo, "
    "bueno, muy bueno, felice, soddisfatto, buono, ottimo, satisfeito, bom, ótimo, blij, tevreden, positief, goed, "
    "zadowolony, szczęśliwy, pozytywny, dobry, dobrze, سعيد, راض, إيجابي, جيد, ممتاز, 満足, 良い, 嬉しい, ポジティブ",
    Feeling.NEUTRAL: "neutral, ok, okay, so so, mixed, passive, average, gemischt, mittel, neutre, moyen, regular, neutro, medio, neutraal, "
    "neutralny, محايد, متوسط, 普通, 中立",
    Feeling.UNHAPPY: "unhappy, negative, dissatisfied, bad, poor, very bad, angry, detractor, terrible, unzufrieden, sehr unzufrieden, negativ, "
    "schlecht, sehr schlecht, verärgert, mécontent, insatisfait, négatif, mauvais, infeliz, insatisfecho, negativo, malo, "
    "enfadado, infelice, insoddisfatto, cattivo, pessimo, insatisfeito, mau, ruim, péssimo, ontevreden, negatief, slecht, "
    "boos, niezadowolony, negatywny, zły, źle, غير راض, سلبي, سيئ, غاضب, 不満, 悪い, ネガティブ",
    Importance.NICE: "nice, nice to have, low, minor, trivial, p3, p4, niedrig, gering, faible, basse, baja, bajo, bassa, basso, baixa, baixo, "
    "laag, niski, niska, منخفض, منخفضة, 低, 低い",
    Importance.IMPORTANT: "important, medium, normal, moderate, major, should have, p2, wichtig, mittel, moyenne, importante, media, medio, média, "
    "belangrijk, gemiddeld, ważny, ważne, średni, średnia, متوسط, متوسطة, مهم, 中, 重要",
    Importance.CRITICAL: "critical, high, urgent, blocker, highest, must have, must, p0, p1, hoch, kritisch, dringend, haute, élevée, critique, alta, "
    "alto, urgente, crítico, crítica, critico, critica, hoog, kritiek, dringend nodig, wysoki, wysoka, krytyczny, pilne, عالي, عالية, حرج, "
    "عاجل, 高, 高い, 緊急, 最重要",
    PersonStage.PROSPECT: "prospect, lead, subscriber, marketing qualified lead, sales qualified lead, opportunity, interessent, interessentin, "
    "prospecto, cliente potencial, potenziale cliente, potencial cliente, potentiële klant, potencjalny klient, "
    "عميل محتمل, 見込み客, リード",
    PersonStage.CUSTOMER: "customer, client, active, paying, evangelist, customers, clients, kunde, kundin, kunden, bestandskunde, cliente, clientes, clienti, klant, klanten, klient, "
    "klientka, عميل, زبون, 顧客, お客様, 既存顧客",
    PersonStage.LOST: "lost, closed lost, verloren, perdu, perdido, perso, verloren klant, utracony, مفقود, 失注",
    PersonStage.FORMER: "former, former customer, churned, cancelled, canceled, inactive, ehemalig, ehemaliger, ehemalige, ehemaliger kunde, ehemalige kundin, inaktiv, exkunde, ex customer, ex client, past customer, gekündigt, ancien, ancien client, "
    "antiguo, antiguo cliente, ex cliente, ex-cliente, voormalig, oud-klant, były, były klient, عميل سابق, 元顧客, 解約",
    ItemStage.IDEA: "idea, ideas, open, new, under review, under consideration, reviewing, inbox, requested, gathering feedback, offen, neu, idee, ideen, in prüfung, ouvert, nouveau, "
    "idée, idées, abierto, nuevo, aperto, nuovo, aberto, novo, otwarty, nowy, مفتوح, جديد, فكرة, 未対応, 新規, アイデア",
    ItemStage.LATER: "later, planned, backlog, future, someday, accepted, später, geplant, prévu, planifié, plus tard, planificado, después, "
    "pianificato, più tardi, planejado, planeado, mais tarde, gepland, zaplanowane, później, لاحقا, مخطط, 予定, 計画中",
    ItemStage.NEXT: "next, up next, to do, todo, ready, als nächstes, nächste, à faire, suivant, siguiente, por hacer, prossimo, da fare, próximo, "
    "a fazer, volgende, te doen, następne, do zrobienia, التالي, 次, 次に",
    ItemStage.NOW: "now, started, in progress, doing, in development, building, wip, active, in arbeit, begonnen, jetzt, en cours, maintenant, "
    "en curso, en progreso, ahora, in corso, adesso, em andamento, em curso, agora, mee bezig, nu, in uitvoering, w toku, teraz, "
    "قيد التنفيذ, الآن, 対応中, 進行中, 開発中",
    ItemStage.SHIPPED: "shipped, done, completed, complete, released, live, launched, implemented, closed, resolved, erledigt, fertig, umgesetzt, "
    "veröffentlicht, abgeschlossen, terminé, fait, livré, hecho, completado, terminado, fatto, completato, rilasciato, "
    "feito, concluído, lançado, klaar, gedaan, afgerond, zrobione, ukończone, wydane, تم, مكتمل, 完了, 済, リリース済み",
    ItemStage.DECLINED: "declined, rejected, wont do, won't do, wontfix, not planned, cancelled, canceled, abgelehnt, verworfen, refusé, rejeté, "
    "abandonné, rechazado, descartado, rifiutato, respinto, recusado, rejeitado, afgewezen, geweigerd, odrzucone, odrzucony, "
    "مرفوض, 却下, 見送り",
    Outcome.COMPETITOR: "competitor, chose a competitor, lost to competitor, went elsewhere, wettbewerber, konkurrenz, concurrent, competidor, "
    "concorrente, konkurent, منافس, 競合",
    Outcome.NONE: "none, no decision, nothing, did nothing, keine entscheidung, nichts, aucune décision, ninguna decisión, nessuna "
    "decisione, nenhuma decisão, geen beslissing, brak decyzji, لا قرار, 見送り, 決定なし",
    Outcome.STAYED: "stayed, stayed as is, kept what they have, status quo, geblieben, resté, se quedó, rimasto, ficou, gebleven, został, بقي, 現状維持",
    Outcome.BUILT: "built, built it themselves, in house, selbst gebaut, fait maison, lo hicieron ellos, fatto in casa, fizeram eles, zelf "
    "gebouwd, zbudowali sami, بنوه بأنفسهم, 内製, 自社開発",
    Outcome.UNKNOWN: "unknown, unbekannt, inconnu, desconocido, sconosciuto, desconhecido, onbekend, nieznany, غير معروف, 不明",
    ToldBy.THEM: "them, they, customer, prospect, theirs, sie, kunde, eux, client, ellos, cliente, loro, eles, zij, klant, oni, klient, العميل, 顧客, 先方",
    ToldBy.US: "us, we, ours, sales, guess, wir, vertrieb, vermutung, nous, nosotros, noi, nós, wij, my, نحن, 自社, 当社, 推測",
}  # fmt: skip

_LOST = (
    "closed lost, lost, closedlost, deal lost, verloren, geschlossen und verloren, perdu, perdue, fermé perdu, "
    "perdido, perdida, cierre perdido, perso, persa, chiuso perso, fechado perdido, gesloten verloren, "
    "przegrana, stracona, utracona, خسارة, مغلق خاسر, 失注"
)  # fmt: skip
_TOTALS = (
    "sum, total, totals, grand total, subtotal, average, count, summe, gesamt, gesamtsumme, insgesamt, zwischensumme, durchschnitt, "
    "anzahl, total général, somme, moyenne, suma, total general, promedio, somma, totale, media, soma, totais, média, totaal, som, "
    "gemiddelde, razem, łącznie, średnia, المجموع, الإجمالي, 合計, 総計, 小計, 平均"
)  # fmt: skip
_HALF_HEADERS = (
    "response, open-ended response, other (please specify), antwort, offene antwort, réponse, réponse ouverte, "
    "respuesta, respuesta abierta, risposta, risposta aperta, resposta, resposta aberta, antwoord, odpowiedź, "
    "إجابة, 回答, 自由回答"
)  # fmt: skip
_MONTHS = (
    "january januar janvier enero gennaio janeiro januari styczen stycznia jan janv ene gen sty يناير",
    "february februar fevrier febrero febbraio fevereiro februari luty lutego feb fevr fev lut فبراير",
    "march marz mars marzo marco maart marzec marca mar mrz mrt مارس",
    "april avril abril aprile kwiecien kwietnia apr avr abr kwi ابريل",
    "may mai mayo maggio maio mei maj maja mag مايو",
    "june juni juin junio giugno junho czerwiec czerwca jun giu cze يونيو",
    "july juli juillet julio luglio julho lipiec lipca jul juil lug lip يوليو",
    "august aout agosto augustus sierpien sierpnia aug ago sie اغسطس",
    "september septembre septiembre settembre setembro wrzesien wrzesnia sep sept set wrz سبتمبر",
    "october oktober octobre octubre ottobre outubro pazdziernik pazdziernika oct okt ott out paz اكتوبر",
    "november novembre noviembre novembro listopad listopada nov lis نوفمبر",
    "december dezember decembre diciembre dicembre dezembro grudzien grudnia dec dez dic gru ديسمبر",
)  # fmt: skip


def squeezed(name: str) -> str:
    """Return a name or a word without case, accents, spaces and punctuation.

    >>> squeezed("E-mail 1 - Value"), squeezed("suggestion.title")
    ('email1value', 'suggestiontitle')
    """
    return "".join(char for char in fold(name) if char.isalnum())


def _set(words: str) -> frozenset[str]:
    return frozenset(squeezed(one) for one in words.split(","))


TOTALS = _set(_TOTALS)
NAME_ALONE = _set("name, nom, nombre, nome, naam, imię")
"""Parts of a column's name that do not say whose name it is."""
HALF_HEADERS = _set(_HALF_HEADERS)
LOST = _set(_LOST)
MONTHS = {fold(name): at for at, line in enumerate(_MONTHS, start=1) for name in line.split()}


@cache
def headers() -> dict[str, tuple[Field, ...]]:
    """Return which fields a column may be by its name, squeezed: the likeliest first."""
    found: dict[str, tuple[Field, ...]] = {}
    for which, words in _HEADERS.items():
        for one in dict.fromkeys(map(squeezed, words.split(","))):
            found[one] = (*found.get(one, ()), which)
    return found


Meant = TypeVar("Meant", bound=StrEnum)


@cache
def _values_of(words: type[StrEnum]) -> dict[str, StrEnum]:
    return {
        squeezed(one): value
        for value, said in reversed(_VALUES.items())
        if isinstance(value, words)
        for one in (*said.split(","), value.value)
    }


def meant(words: type[Meant], cell: str) -> Meant | None:
    """Return the word of ours that a cell says in any language: “Beschwerde” is a problem."""
    found = _values_of(words).get(squeezed(cell))
    return found if isinstance(found, words) else None
