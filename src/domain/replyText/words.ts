/**
 * The words that mail clients put around a quote, folded as `foldLine` folds. Grown by language rather than by client:
 * clients come and go, but they all say 'wrote', 'from' and 'sent from my'.
 */

const words = (...lists: string[]): ReadonlySet<string> => new Set(lists.join('|').split('|'))

/** What stands at the end of an attribution: 'On …, Ana wrote:'. */
export const WROTE = words(
  'wrote|writes|sent|said|replied', // en
  'escribió|escribio|escribía|escribiu|escrito|escrigué|escriure', // es, gl, ca
  'écrit|ecrit|écrivait', // fr
  'geschrieben|schrieb|schreibt', // de
  'escreveu|escreveram|enviou', // pt
  'scritto|scrive|scrisse', // it
  'schreef|geschreven|schrijft', // nl
  'napisał|napisała|napisał(a)|napisał/a|napisal|napisal(a)|napisali|pisze', // pl
  'skrev|skriver|skrivit|skrevet', // sv, da, no
  'كتب|كتبت|كتبه', // ar
  'kirjoitti|kirjoittaa', // fi
  'napsal|napsala|napsal(a)|píše|napísal|napísal(a)|napísala', // cs, sk
  'написал|написала|написал(а)|написали|пишет|написав|написала|написав(ла)|пише|писал|писала|писал(а)', // ru, uk
  'έγραψε|γράφει', // el
  'scris', // ro
  'írta', // hu
  'yazdı|yazmış', // tr
  'viết', // vi
  'כתב|כתבה|כתב/ה', // he
)

/** The same in scripts that put no space before it. */
export const WROTE_ENDINGS = [
  '写道',
  '寫道',
  '來信',
  '来信',
  'のメール',
  'のメッセージ',
  '書きました',
  '작성',
  '썼습니다',
]

/** What stands between the day and the writer: 'Am … schrieb Ana:', 'Op … schreef Ana:', 'في … كتب آنا:'. */
export const WROTE_BEFORE_NAME = words(
  'schrieb|hat|schreef|heeft|skrev|كتب|كتبت|بواسطة|пользователь|користувач|от|użytkownik|odesílatel|odosielateľ|przez',
)

/** A writer who is one of the two who talk, or has no name: a person, not a client, says it: 'me escribió:'. */
export const PRONOUNS = words(
  'i|you|we|me|us|he|she|they|it|who|my|your|our|his|her|their|the',
  'yo|tú|tu|usted|ustedes|nosotros|él|el|la|ella|ellos|os|nos|le|les|lo|te|se|que|mi|su|sus|nuestro|nuestra|vuestro',
  'je|j|vous|il|elle|nous|on|m|t|l|lui|qui|mon|ma|votre|notre|son|sa|le|la',
  'ich|sie|du|ihr|er|wir|mir|uns|ihnen|dir|der|die|mein|meine|ihre|unser|unsere|sein|seine',
  'eu|você|vocês|ele|ela|nós|lhe|mim|o|meu|minha|seu|sua|nosso|nossa|vosso',
  'io|lei|lui|noi|voi|mi|ci|vi|gli|ti|il|mio|mia|suo|sua|vostro|vostra|nostro|nostra',
  'ik|jij|u|hij|zij|ze|wij|mij|uw|jouw|mijn|onze|ons|zijn|haar|de|het',
  'ja|pan|pani|państwo|mi|nam|mój|moja|wasz|wasza|państwa',
  'jag|ni|han|hon|vi|jeg|hun|min|mitt|din|ditt|er|ert|vår|deres',
)

/** First words of an attribution that gives the day first: 'On Monday …', 'El lunes …', 'Am Montag …'. */
export const DAY_OPENERS = words(
  'on|at|el|en|a|le|am|em|no|il|op|den|dnia|w|we|في|بتاريخ|dne|vào|în|la|στις|בתאריך|в|у|o|ai|på|el dia|2|在|于|i',
)

type Label = 'from' | 'date' | 'to' | 'copy' | 'subject'

const labels: Record<Label, string> = {
  from:
    'from|de|von|da|van|od|från|fra|lähettäjä|от|від|от кого|发件人|寄件者|寄件人|差出人|送信者|보낸 사람|보낸사람|من|' +
    'kimden|gönderen|feladó|de la|odesílatel|από|מאת|remitente|expéditeur|absender|remetente|mittente|afzender|nadawca|' +
    'avsändare|afsender|avsender|المرسل|từ|message du',
  date:
    'sent|date|date sent|sent at|enviado|enviado el|enviado em|enviada|enviada em|fecha|fecha de envío|envoyé|' +
    "envoyé le|date d'envoi|gesendet|gesendet am|datum|inviato|inviato il|data|verzonden|verzonden op|wysłano|wysłane|" +
    'skickat|skickades|sendt|dato|lähetetty|päivämäärä|päiväys|pvm|отправлено|дата|надіслано|дата отправки|发送时间|' +
    '日期|发送日期|寄件日期|傳送時間|送信日時|日付|日時|送信日|보낸 날짜|보낸날짜|날짜|تاريخ الإرسال|التاريخ|تاريخ|أرسلت|تم الإرسال|' +
    'gönderildi|gönderilme tarihi|gönderme tarihi|tarih|elküldve|dátum|dată|trimis|odesláno|εστάλη|ημερομηνία|' +
    "נשלח|תאריך|enviat|data d'enviament|ngày|đã gửi",
  to:
    'to|para|a|à|an|aan|naar|do|till|til|vastaanottaja|кому|收件人|收件者|宛先|받는 사람|받는사람|إلى|الى|المستلم|kime|alıcı|címzett|' +
    'către|komu|pro|προς|אל|per a|per|destinatario|destinataire|empfänger|destinatário|geadresseerde|adresat|mottagare|' +
    'modtager|mottaker|đến|tới',
  copy:
    'cc|bcc|copie à|copia|kopie|kopie (cc)|dw|kopia|kopi|kopio|копия|копія|抄送|副本|참조|نسخة|نسخة إلى|bilgi|másolat|cco|' +
    'cci|reply-to|responder a|responder para|répondre à|antwort an|rispondi a|antwoord aan|odpowiedź do|organization',
  subject:
    'subject|asunto|objet|betreff|assunto|oggetto|onderwerp|temat|ämne|emne|aihe|тема|主题|主旨|主題|件名|제목|' +
    'الموضوع|موضوع|konu|tárgy|subiect|předmět|predmet|θέμα|נושא|assumpte|re|sujet|chủ đề|importance|importancia|' +
    'wichtigkeit|priority|prioridad|priorité|importanza|urgentie|attachments|anlagen|adjuntos|datos adjuntos|' +
    'pièces jointes|anexos|allegati|bijlagen|załączniki',
}

/** What a header line of a quoted mail calls itself. */
export const HEADER_LABELS: ReadonlyMap<string, Label> = new Map(
  (Object.entries(labels) as [Label, string][]).flatMap(([label, names]) =>
    names.split('|').map((name): [string, Label] => [name, label]),
  ),
)

export type HeaderLabel = Label

/** Between dashes: '-----Original Message-----'. What follows was quoted. */
export const ORIGINAL = words(
  "original message|original email|original mail|original e-mail|reply message|message original|message d'origine",
  "courriel d'origine|mail original|mensaje original|correo original|missatge original|mensaxe orixinal",
  'ursprüngliche nachricht|originalnachricht|original-nachricht|ursprüngliche mail|originalmail|ursprungsnachricht',
  'mensagem original|messaggio originale|messaggio originario|oorspronkelijk bericht|oorspronkelijke bericht',
  'origineel bericht|wiadomość oryginalna|oryginalna wiadomość|wiadomość pierwotna|ursprungligt meddelande',
  'originalmeddelande|ursprungligt mejl|oprindelig meddelelse|original meddelelse|oprindelig besked|opprinnelig melding',
  'original melding|alkuperäinen viesti|původní zpráva|původní e-mail|pôvodná správa|исходное сообщение',
  'пересланное сообщение от|оригинальное сообщение|первоначальное сообщение|вихідне повідомлення|原始邮件|原始郵件|原邮件',
  '原始信息|原文|元のメッセージ|オリジナル メッセージ|원본 메시지|원본 메일|الرسالة الأصلية|رسالة أصلية|الرسالة الاصلية',
  'orijinal mesaj|özgün ileti|eredeti üzenet|mesaj original|mesajul original|αρχικό μήνυμα|ההודעה המקורית|thư gốc',
)

/** Alone on a line, with or without dashes: what follows is passed on on purpose. */
export const FORWARDED = words(
  'forwarded message|forwarded mail|forwarded email|forwarded by|begin forwarded message|start of forwarded message',
  'mensaje reenviado|inicio del mensaje reenviado|comienzo del mensaje reenviado|message transféré|mail transféré',
  'début du message transféré|début du message réexpédié|message réexpédié|weitergeleitete nachricht',
  'anfang der weitergeleiteten nachricht|anfang der weitergeleiteten e-mail|weitergeleitete mail',
  'mensagem encaminhada|mensagem reencaminhada|início da mensagem encaminhada|início da mensagem reencaminhada',
  'messaggio inoltrato|inizio messaggio inoltrato|inizio del messaggio inoltrato|doorgestuurd bericht',
  'begin doorgestuurd bericht|begin van doorgestuurd bericht|wiadomość przekazana dalej|przekazana wiadomość',
  'początek przekazywanej wiadomości|początek przekazanej wiadomości|vidarebefordrat meddelande',
  'vidarebefordrat brev|vidarebefordrat mejl|börja vidarebefordrat meddelande|videresendt meddelelse|videresendt besked',
  'videresendt melding|start på videresendt besked|starten på videresendt melding|edelleenlähetetty viesti',
  'välitetty viesti|välitetty viesti alkaa|přeposlaná zpráva|začátek přeposílané zprávy|preposlaná správa',
  'пересылаемое сообщение|пересланное сообщение|начало переадресованного сообщения|перенаправлене повідомлення',
  '转发邮件|转发的邮件|轉寄郵件|轉寄的郵件|开始转发的邮件|轉寄訊息|転送されたメッセージ|転送メッセージ|転送された メッセージ',
  '전달된 메시지|رسالة محولة|رسالة معاد توجيهها|الرسالة المحولة|رسالة موجهة|بداية الرسالة المعاد توجيهها|بداية الرسالة المحولة',
  'yönlendirilen ileti|iletilen mesaj|továbbított üzenet|mesaj redirecționat|προωθημένο μήνυμα|הודעה שהועברה|missatge reenviat',
)
