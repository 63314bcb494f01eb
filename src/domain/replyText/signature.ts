import { hasAddress } from './attribution.ts'
import { stripEnds } from './foldLine.ts'

const words = (...lists: string[]): ReadonlySet<string> => new Set(lists.join('|').split('|'))

const SENT = words(
  'sent|written|typed|posted|enviado|enviada|enviat|envoyé|envoyée|expédié|provenance|gesendet|geschickt|verschickt',
  'geschrieben|inviato|inviata|spedito|verzonden|verstuurd|gestuurd|wysłane|wysłano|wysłana|wiadomość|skickat|skickad',
  'skickades|sendt|lähetetty|odesláno|odoslané|отправлено|отослано|надіслано|gönderildi|elküldve|trimis|εστάλη|στάλθηκε',
  'أرسلت|ارسلت|مرسل|مرسلة|أرسل|تم|الإرسال|אני|נשלח',
)

const BY = words(
  'from|via|with|using|by|on|through|desde|con|de|do|da|des|a|por|em|através|depuis|avec|à|du|par|von|vom|mit|aus|über',
  'der|dal|dalla|dallo|dall|tramite|vanaf|via|met|vanuit|z|ze|za|przez|przy|från|via|med|fra|puhelimesta|из|с|со|через|от|з|зі',
  'من|عبر|باستخدام|الإرسال|din|από|amb|iš|w',
)

const MINE = words(
  'my|mi|mis|mon|ma|mes|meinem|meiner|mein|meu|minha|mio|mia|mijn|mojego|mojej|moim|min|mitt|mit|моего|моей|мого|meg|meva',
)

const DEVICE = words(
  'iphone|ipad|ipod|ios|android|mobile|cell|cellphone|phone|smartphone|blackberry|samsung|galaxy|huawei|xiaomi|redmi|oppo',
  'nokia|htc|lg|motorola|moto|pixel|oneplus|sony|xperia|fairphone|wiko|alcatel|zte|honor|realme|device|handheld|tablet',
  'pda|móvil|movil|celular|teléfono|telefono|dispositivo|portable|téléphone|appareil|handy|mobilgerät|mobiltelefon',
  'mobil|mobilen|gerät|telemóvel|cellulare|dispositivo|telefoon|toestel|gsm|telefon|telefonu|telefonem|komórki|komórkowego',
  'telefonen|mobilen|mobiltelefonen|puhelin|puhelimesta|телефона|смартфона|планшета|هاتفي|الهاتف|هاتف|جوالي|الجوال|جهاز|جهازي',
  'آيفون|الآيفون|ايفون|أندرويد|outlook|yahoo|yahoo!|gmail|proton|protonmail|tutanota|tuta|k-9|thunderbird',
  'airmail|spark|mailbox|windows|aol|gmx|web.de|superhuman|bluemail|mymail|typeapp|zoho|fastmail|icloud|mailspring|mailapp',
  'acompli|sparrow|t-mobile|verizon|at&t|telstra|wanadoo|tiscali',
)

/** What a person has to be sorry for, who types on glass. */
const APOLOGY =
  /excus|typo|brev|brief|sorry|pardon|forgive|apolog|thumb|autocorr|disculp|perdon|errat|errores|faute|désol|entschuld|tippfehler|kürze|desculp|erros|scus|errori|excuus|typfout|kort|błęd|przepras|ursäkta|undskyld|beklager/

const GET = words(
  'get|download|obtener|obtén|obtenga|descargar|descarga|consigue|obtenez|télécharger|téléchargez|obtenir|holen|hol|laden|lade',
  'beziehen|herunterladen|abrufen|obter|obtenha|baixar|transferir|descarregar|scarica|ottieni|scaricare|downloaden|download',
  'haal|ophalen|pobierz|uzyskaj|hämta|skaffa|hent|få|skaff|hanki|lataa|získat|získejte|stáhnout|získať|скачать|получить|установить',
  'завантажити|отримати|获取|下载|取得|下載|入手|다운로드|الحصول|احصل|تنزيل|obteniu|edinin|indirin|alın|ladda',
)

/** What a scanner of viruses signs with: '<https://www.avast.com/sig-email?…>', 'Libre de virus. www.avast.com'. */
const VIRUS_FREE = /\b(?:avast|avg)\.com(?:\/[\w./-]*(?:sig-email|email-signature)|[>)\]\s]*$)/

const PLACES = words(
  'by|at|on|to|for|in|with|the|a|and|because|address|account|home|house|office|old|new|por|para|en|con|y|porque|casa',
  'oficina|cuenta|dirección|pour|chez|bureau|compte|adresse|maison|für|zu|und|büro|konto|casa|ufficio|indirizzo|huis|kantoor',
)

/** Names of apps that are also words. With one of these the line says no more than 'Sent from Mail'. */
const APP = words(
  'mail|correo|courrier|posta|poczta|почта|почты|orange|free|libero|sfr|hey|edison|newton|canary|nine|uc|qq|vodafone|telekom',
)

const LINK = /\[([^[\]]{0,80})\]\([^()\s]{0,200}\)|[<([]?\b(?:https?:|www\.)[^\s>)\]]*[>)\]]?|<[^<>]{0,200}>/g
const EDGE = ' <>()[]*_"\'.!~–—-'
/** 'iPhone', '从我的 iPhone 发送', 'iPhoneから送信': no spaces part these words. */
const UNSPACED =
  /^(?:发自|寄自|从我的|來自我的|来自我的|從我的|由我的|我的).{0,30}|^.{0,30}(?:から送信|から送信されました|より送信|에서 보냄|에서 전송|에서 보낸 메일|传送|傳送|发送)$/

const isDevice = (word: string): boolean => {
  const bare = stripEnds(word, `("'[)].`)
  return DEVICE.has(bare) || /phone|ipad|android|outlook|blackberry/.test(bare)
}

/** 'Get Outlook for iOS', 'Outlook für Android herunterladen'. */
const isGetOutlook = (list: readonly string[]): boolean =>
  list.length <= 9 &&
  list.some((word) => word.includes('outlook')) &&
  (list.length <= 3 || list.some((word) => /ios|android|iphone|windows|mac/.test(word))) &&
  list.some((word) => GET.has(word))

const FIRST_WORD = /[^\s<>()[\]*_"'.!~–—:-]+/
const THIS = words('diese|this|este|esta|ce|questo|dit|deze|provenance')

/** Few lines begin as a device's signature does; the others need no closer look. */
const mayBeSigned = (line: string): boolean => {
  const first = FIRST_WORD.exec(line)?.[0] ?? ''
  const known = SENT.has(first) || GET.has(first) || BY.has(first) || THIS.has(first) || isDevice(first)
  return known || (line.length <= 80 && /[^\x20-\x7e]/.test(line))
}

/** 'Sent from my iPhone' and its sisters: a folded line that a phone or an app added. */
export const isPhoneSignature = (line: string): boolean => {
  if (line.length > 240 || line.length < 6) return false
  if (VIRUS_FREE.test(line)) return true
  if (!mayBeSigned(line)) return false
  const unlinked = line.replace(LINK, ' $1 ').replace(/https?:\S*/g, ' ')
  const text = stripEnds(unlinked, EDGE)
    .replace(/\s+/g, ' ')
    .replace(/^provenance ?:/, 'sent from')
    .replace(/^yahoo mail:/, 'sent from yahoo:')
  if (text.length > 140 || text === '') return false
  const list = text.split(' ')
  if (isGetOutlook(list)) return true
  if (UNSPACED.test(text) && list.length <= 6 && list.some(isDevice)) return true
  const stop = /[,;:!]|\.\s/.exec(text)
  const phrase = (stop ? text.slice(0, stop.index) : text).split(' ')
  const rest = stop ? text.slice(stop.index + 1).trim() : ''
  return isSentFrom(phrase) && (rest === '' || isExcuse(rest) || isAdvertised(text, rest))
}

const ADVERTISED = /yahoo|outlook|aol|proton|tuta|gmx/

/** 'Sent via the Samsung Galaxy, an AT&T 4G LTE smartphone', 'Sent from Yahoo Mail. Get the app'. */
const isAdvertised = (text: string, rest: string): boolean => {
  const list = rest.split(' ')
  return list.length <= 8 && (ADVERTISED.test(text) || (list.length <= 6 && isDevice(list.at(-1) ?? '')))
}

const isExcuse = (rest: string): boolean => APOLOGY.test(rest) && rest.split(' ').length <= 12 && !/[:?]$/.test(rest)

/** 'sent from my iphone', 'von meinem iphone gesendet', 'diese nachricht wurde von meinem handy gesendet'. */
const isSentFrom = (phrase: readonly string[]): boolean => {
  if (phrase.length > 10) return false
  const [first = '', second = ''] = phrase
  const known = phrase.some(isDevice)
  if (SENT.has(first) && (BY.has(second.split("'", 1)[0] ?? '') || isDevice(second))) {
    const mine = phrase.slice(1, 4).findIndex((word) => MINE.has(word))
    // A device of a name unknown here: 'my Alcatel Flash2', but not 'my old address by mistake'.
    const isUnknown = mine >= 0 && phrase.length <= 7 && !phrase.slice(mine + 2).some((word) => PLACES.has(word))
    const isApp = APP.has(phrase.at(-1) ?? '') && (phrase.length <= 3 || phrase.some((word) => word.includes('app')))
    return known || isUnknown || isApp
  }
  if (first === 'from') return MINE.has(second) && known
  if (!known) return false
  if (SENT.has(phrase.at(-1) ?? '') && BY.has(first)) return true
  return THIS.has(first) && phrase.some((word) => SENT.has(word))
}

const CLOSING = words(
  'regards|best|best regards|kind regards|warm regards|warmest regards|many thanks and regards|thanks and regards|cheers',
  'thanks & regards|best wishes|sincerely|yours sincerely|yours faithfully|yours truly|respectfully|all the best|br|kr|rgds',
  'saludos|un saludo|saludos cordiales|cordialmente|atentamente|atte|cordiales saludos|un cordial saludo|reciba un cordial saludo',
  'cordialement|bien cordialement|bien à vous|salutations|meilleures salutations|sincères salutations',
  'mit freundlichen grüßen|mit freundlichem gruß|freundliche grüße|viele grüße|beste grüße|liebe grüße|mfg|gruß|grüße',
  'atenciosamente|cumprimentos|melhores cumprimentos|com os melhores cumprimentos|abraços|att',
  'cordiali saluti|distinti saluti|saluti|un cordiale saluto|cordialmente',
  'met vriendelijke groet|met vriendelijke groeten|vriendelijke groet|vriendelijke groeten|groet|groeten|mvg|hartelijke groet',
  'pozdrawiam|z poważaniem|pozdrowienia|serdecznie pozdrawiam|med vänlig hälsning|med vänliga hälsningar|vänliga hälsningar',
  'hälsningar|mvh|vänligen|med venlig hilsen|venlig hilsen|hilsen|med vennlig hilsen|vennlig hilsen|hälsning',
  'مع تحياتي|تحياتي|مع أطيب التحيات|أطيب التحيات|مع التحية|وتفضلوا بقبول فائق الاحترام|с уважением|s pozdravem',
)

const TITLE =
  /(?:^|[\s,|/-])(?:ceo|cto|cfo|coo|cmo|owner|founder|co-founder|manager|director|directora|head of|president|engineer|developer|designer|consultant|accountant|assistant|officer|partner|sales|gerente|jefe|jefa|responsable|directeur|directrice|gérant|gérante|chef|président|geschäftsführer|geschäftsführerin|leiter|leiterin|diretor|diretora|sócio|direttore|direttrice|titolare|amministratore|directeur|eigenaar|hoofd|dyrektor|prezes|kierownik|właściciel|chef|vd|مدير|المدير|директор)(?:$|[\s,|/@.-])/

/** Words that end a mail without being a card's. */
const FAREWELL = words(
  'thanks|thank you|thanks again|many thanks|thanks in advance|thx|gracias|muchas gracias|gracias de antemano|merci',
  "merci beaucoup|merci d'avance|danke|vielen dank|danke im voraus|obrigado|obrigada|muito obrigado|muito obrigada",
  'grazie|grazie mille|bedankt|dank je wel|alvast bedankt|dziękuję|z góry dziękuję|dzięki|tack|tack så mycket|شكرا|شكرا لكم',
)

/** 'Regards,', 'Thanks, Ana': the line that ends a mail. */
export const isClosing = (line: string): boolean => {
  if (line.length > 60) return false
  const [phrase = '', name = ''] = line.split(/[,.!،]+\s*/)
  return (CLOSING.has(phrase) || FAREWELL.has(phrase)) && isName(name)
}

const isName = (line: string): boolean => line.length <= 40 && !/[\d:@?!]/.test(line) && line.split(' ').length <= 5
const isTitle = (line: string): boolean =>
  line.length <= 80 && line.split(' ').length <= 10 && TITLE.test(line) && !line.endsWith('?') && !hasAddress(line)

/**
 * Where a business card without its '-- ' begins: a closing, a name and a title, with nothing below. A closing with a
 * name is a person's own words and stays, and so do an address or a telephone number: they may be what was asked for.
 */
export const cardStart = (lines: readonly string[]): number | null => {
  const filled = lines.flatMap((line, index) => (line === '' ? [] : [index]))
  for (const count of [5, 4, 3]) {
    const at = filled.at(-count)
    if (at === undefined || filled.length <= count) continue
    const [closing = '', name = '', ...titles] = filled.slice(-count).map((index) => lines[index] ?? '')
    if (!CLOSING.has(closing.replace(/[,.!]+$/, '')) || !isName(name)) continue
    if (titles.some(isTitle) && titles.every((line) => isTitle(line) || isName(line))) return at
  }
  return null
}

const LIST_WORDS =
  /mailing[- ]?list|unsubscribe|list ?info|google groups|cancelar (?:la )?suscripci|darse de baja|désabonn|désinscri|abmelden|abbestellen|cancelar (?:a )?(?:inscrição|subscrição)|annulla(?:re)? l'iscrizione|afmelden|uitschrijven|wypisa|avsluta|avregistrera/
const LONGEST_FOOTER = 8

/** Where a mailing list's footer begins: a long stroke, and a few lines with an address that speak of the list. */
export const footerStart = (lines: readonly string[]): number | null => {
  const at = lines.findLastIndex((line) => /^[_-]{20,}$/.test(line))
  if (at < 1) return null
  const below = lines.slice(at + 1).filter((line) => line !== '')
  if (below.length === 0 || below.length > LONGEST_FOOTER) return null
  const isList = below.some((line) => LIST_WORDS.test(line)) && below.some((line) => /https?:|@/.test(line))
  return isList && lines.slice(0, at).some((line) => line !== '') ? at : null
}

export const isSignatureMark = (line: string): boolean => line === '--' || line === '—'
