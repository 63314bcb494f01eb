/**
 * How the subjects of out-of-office replies begin in the languages we speak, as Exchange, Gmail, Apple and the usual
 * help desks write them. A person's answer to one begins with `Re:`, and is none.
 */
const absent = [
  // English
  'automatic reply',
  'auto reply',
  'auto-reply',
  'autoreply',
  'auto response',
  'auto-response',
  'automated reply',
  'automated response',
  'out of office',
  'out of the office',
  'out-of-office',
  'out of office autoreply',
  'out of office reply',
  'vacation reply',
  // Spanish
  'respuesta automática',
  'respuesta automatica',
  'contestación automática',
  'contestador automático',
  'autorrespuesta',
  'fuera de la oficina',
  'fuera de oficina',
  'ausente de la oficina',
  'mensaje automático',
  // German
  'automatische antwort',
  'abwesenheitsnotiz',
  'abwesenheitsmeldung',
  'abwesenheitsnachricht',
  'abwesenheitsassistent',
  'abwesend',
  'autoantwort',
  'außer haus',
  'nicht im büro',
  // French
  'réponse automatique',
  'reponse automatique',
  "message d'absence",
  'message d’absence',
  'absent du bureau',
  'absence du bureau',
  "notification d'absence",
  // Portuguese
  'resposta automática',
  'resposta automatica',
  'fora do escritório',
  'fora do escritorio',
  'ausência temporária',
  'ausente do escritório',
  // Italian
  'risposta automatica',
  'fuori sede',
  'fuori ufficio',
  "assente dall'ufficio",
  'assenza dall’ufficio',
  'risposta non al computer',
  // Dutch
  'automatisch antwoord',
  'automatische reactie',
  'afwezigheidsbericht',
  'afwezigheidsmelding',
  'afwezigheidsassistent',
  'niet op kantoor',
  'buiten kantoor',
  // Polish
  'automatyczna odpowiedź',
  'automatyczna odpowiedz',
  'odpowiedź automatyczna',
  'autoodpowiedź',
  'autoresponder',
  'poza biurem',
  'nieobecność w biurze',
  // Swedish, and its neighbours, whom Swedish businesses write to
  'autosvar',
  'automatiskt svar',
  'automatisk svar',
  'frånvaromeddelande',
  'frånvaro',
  'ej på kontoret',
  // Arabic
  'رد تلقائي',
  'الرد التلقائي',
  'رد آلي',
  'خارج المكتب',
]

/** How the subjects of bounces begin. Each by itself could be a person's question about one: a second sign is asked for. */
const undelivered = [
  'undelivered mail returned to sender',
  'undelivered mail',
  'undeliverable',
  'undeliverable mail',
  'delivery status notification',
  'delivery failure',
  'delivery has failed',
  'delivery delayed',
  'delayed mail',
  'warning: could not send message',
  'warning: message',
  'mail delivery failed',
  'mail delivery failure',
  'mail delivery system',
  'mail system error',
  'message delivery failure',
  'failed mail',
  'failure notice',
  'failure delivery',
  'returned mail',
  'returned to sender',
  'rejected:',
  'address not found',
  'message blocked',
  'non recapitabile',
  'recapito non riuscito',
  'impossibile recapitare',
  'notifica di mancato recapito',
  'no se puede entregar',
  'no se pudo entregar',
  'correo devuelto',
  'mensaje no entregado',
  'notificación de estado de entrega',
  'unzustellbar',
  'nicht zustellbar',
  'zustellung fehlgeschlagen',
  'benachrichtigung zum übermittlungsstatus',
  'non remis',
  'non distribuable',
  'échec de la remise',
  'échec de remise',
  "notification d'état de remise",
  'não é possível entregar',
  'não entregue',
  'falha na entrega',
  'onbestelbaar',
  'niet bezorgd',
  'niedostarczalne',
  'nie można dostarczyć',
  'zwrot wiadomości',
  'det går inte att leverera',
  'olevererbart',
  'inte levererat',
  'تعذر التسليم',
  'غير قابل للتسليم',
]

/** What may follow: nothing, or the subject that is answered. 'Out of office furniture' goes on otherwise. */
const ENDS_HERE = /^(?:\s*[.!]*\s*$|\s*[:：([{]|\s+[-–—]|\s+re:)/iu

const plain = (subject: string): string => subject.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()

/** Whether a subject is that of an out-of-office reply. */
export const isAbsenceSubject = (subject: string): boolean => {
  const text = plain(subject)
  return (
    /^auto ?:/.test(text) ||
    absent.some((phrase) => text.startsWith(phrase) && ENDS_HERE.test(text.slice(phrase.length)))
  )
}

/** Whether a subject is that of a bounce; no proof by itself. */
export const isBounceSubject = (subject: string): boolean => {
  const text = plain(subject)
  return undelivered.some((phrase) => text.startsWith(phrase))
}
