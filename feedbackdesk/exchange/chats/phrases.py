"""What WhatsApp itself writes into an export, in ten languages.

On a telephone of Apple all of it begins with a mark that nobody types; elsewhere it is known by
these words alone.
"""

from __future__ import annotations

DELETED = frozenset(
    """
this message was deleted
you deleted this message
diese nachricht wurde gelöscht
du hast diese nachricht gelöscht
ce message a été supprimé
vous avez supprimé ce message
se eliminó este mensaje
este mensaje fue eliminado
eliminaste este mensaje
questo messaggio è stato eliminato
hai eliminato questo messaggio
mensagem apagada
essa mensagem foi apagada
esta mensagem foi apagada
você apagou esta mensagem
você apagou essa mensagem
apagou esta mensagem
dit bericht is verwijderd
dit bericht werd verwijderd
je hebt dit bericht verwijderd
u hebt dit bericht verwijderd
ta wiadomość została usunięta
usunięto tę wiadomość
usunąłeś tę wiadomość
تم حذف هذه الرسالة
لقد حذفت هذه الرسالة
حذفت هذه الرسالة
このメッセージは削除されました
このメッセージを削除しました
メッセージを削除しました
""".strip().split("\n")
)
"""A message that its writer took back; a whole one, without its stop."""

BEGINNINGS = tuple(
    """
messages and calls are end-to-end encrypted
messages to this chat and calls are now secured
nachrichten und anrufe sind ende-zu-ende-verschlüsselt
nachrichten in diesem chat sowie anrufe sind jetzt mit ende-zu-ende
les messages et les appels sont chiffrés de bout en bout
les messages et appels sont chiffrés de bout en bout
los mensajes y las llamadas están cifrados de extremo a extremo
i messaggi e le chiamate sono crittografati end-to-end
as mensagens e ligações são protegidas com a criptografia de ponta a ponta
as mensagens e as chamadas são encriptadas ponto a ponto
as mensagens e chamadas são protegidas com a criptografia
berichten en gesprekken worden end-to-end versleuteld
berichten en oproepen zijn end-to-end versleuteld
wiadomości i połączenia są w pełni szyfrowane
الرسائل والمكالمات مشفرة تمامًا
メッセージと通話はエンドツーエンド
waiting for this message
missed voice call
missed video call
missed group voice call
missed group video call
verpasster sprachanruf
verpasster videoanruf
appel vocal manqué
appel vidéo manqué
llamada perdida
videollamada perdida
llamada de voz perdida
chiamata vocale persa
videochiamata persa
chamada de voz perdida
chamada de vídeo perdida
ligação de voz perdida
ligação de vídeo perdida
gemiste spraakoproep
gemiste video-oproep
gemiste videogesprek
nieodebrane połączenie
مكالمة صوتية فائتة
مكالمة فيديو فائتة
不在着信
""".strip().split("\n")
)
"""How a line of the program's own begins that is set down as somebody's message."""

OMITTED = frozenset(
    """
media omitted|image omitted|video omitted|audio omitted|sticker omitted|document omitted|gif omitted
contact card omitted|video note omitted
medien ausgeschlossen|medien weggelassen|bild weggelassen|video weggelassen|audio weggelassen
sticker weggelassen|dokument weggelassen|gif weggelassen|kontaktkarte ausgelassen
médias omis|fichier omis|image absente|vidéo absente|audio omis|sticker omis|document manquant
gif retiré|fiche contact omise
multimedia omitido|archivo omitido|imagen omitida|video omitido|audio omitido|sticker omitido
documento omitido|gif omitido|tarjeta de contacto omitida
media omessi|media omesso|immagine omessa|video omesso|audio omesso|sticker non incluso
documento omesso|gif esclusa|scheda contatto omessa
mídia oculta|arquivo de mídia oculto|mídia omitida|ficheiro não revelado|imagem ocultada
vídeo omitido|áudio ocultado|figurinha omitida|cartão do contato omitido
imagem omitida|áudio omitido|multimédia omitida
media weggelaten|afbeelding weggelaten|video weggelaten|audio weggelaten|sticker weggelaten
document weggelaten|gif weggelaten|contactkaart weggelaten
pominięto multimedia|multimedia pominięte|pominięto obraz|obraz pominięty|pominięto film
film pominięty|pominięto dźwięk|pominięto dokument|pominięto naklejkę|pominięto plik gif
تم استبعاد الوسائط|تم حذف الوسائط|الوسائط غير مدرجة|تم استبعاد الصورة|تم استبعاد الفيديو
تم استبعاد الصوت|تم استبعاد الملصق|تم استبعاد المستند
メディアは含まれていません|メディアなし|メディアを除外|画像は含まれていません|動画は含まれていません
音声は含まれていません|ステッカーは含まれていません|書類は含まれていません
画像が省略されました|動画が省略されました
""".strip()
    .replace("\n", "|")
    .split("|")
)
"""What stands in the place of a picture or a file that was not exported; a whole message."""

ATTACHED = frozenset(
    """
file attached
datei angehängt
fichier joint
archivo adjunto
file allegato
allegato
arquivo anexado
ficheiro anexado
bestand bijgevoegd
plik załączony
załączono plik
dołączono plik
plik dołączony
الملف مرفق
ملف مرفق
添付ファイル
ファイル添付
""".strip().split("\n")
)
"""What stands in brackets behind the name of a file on Android."""

CHAT_WITH = (
    "WhatsApp Chat with ",
    "WhatsApp Chat - ",
    "WhatsApp Chat mit ",
    "WhatsApp-Chat mit ",
    "WhatsApp Chat",
    "Discussion WhatsApp avec ",
    "Chat de WhatsApp con ",
    "Chat WhatsApp con ",
    "Conversa do WhatsApp com ",
    "Conversa WhatsApp com ",
    "WhatsApp-chat met ",
    "WhatsApp chat met ",
    "Czat WhatsApp z ",
    "Rozmowa WhatsApp z ",
    "محادثة واتساب مع ",
    "دردشة واتساب مع ",
)
"""How the name of an exported chat begins, before who it is with."""
CHAT_BEHIND = ("とのWhatsAppチャット", "とのトーク")
