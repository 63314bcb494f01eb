import type { MailTexts } from '../en/mail.ts'
import { withArticle } from './withArticle.ts'

const inBrackets = (client: string | null, document: string | null): string =>
  client || document ? ` (${[client, document].filter(Boolean).join(', ')})` : ''

const forInvoice = (invoice: string | null): string => (invoice ? ` per la fattura ${invoice}` : '')

const validOnce = (minutes: number): string =>
  minutes === 1 ? 'Vale una sola volta, per un minuto.' : `Vale una sola volta, per ${minutes} minuti.`

const notAskedFor = 'Non l’ha chiesto lei? Non faccia nulla: questa email non avrà alcun effetto.'
const itWasYou = 'L’accesso è suo? Allora non deve fare nulla.'

const texts: MailTexts = {
  greeting: (name) => `Buongiorno ${name},`,
  linkIntro: 'Se il pulsante non funziona, apra questo indirizzo:',
  linkSignsIn: 'Questo link dà accesso al suo account. Non lo inoltri.',
  questions: 'Domande? Basta rispondere a questa email.',
  noteFrom: (business) => `Un messaggio da ${business}`,
  taxId: (id) => `P. IVA/C.F. ${id}`,

  facts: {
    invoice: 'Fattura',
    creditNote: 'Nota di credito',
    quote: 'Preventivo',
    quotedFor: 'Cliente',
    issued: 'Data',
    billedTo: 'Intestata a',
    reference: 'Suo riferimento',
    corrects: 'A rettifica di',
    correctedInvoice: (number, day) => `Fattura ${number} ${withArticle('del', day)}`,
    reason: 'Motivo',
    when: 'Quando',
    browser: 'Browser',
  },

  invoice: {
    title: (number, business) => `Fattura ${number} di ${business}`,
    copyTitle: (number, business) => `Copia della fattura ${number} di ${business}`,
    subject: {
      due: (title, amount, day) => `${title}: ${amount}, scade ${withArticle('il', day)}`,
      undated: (title, amount) => `${title}: ${amount}`,
      overdue: (title, amount, day) => `${title}: ${amount}, scaduta ${withArticle('il', day)}`,
      paid: (title, amount) => `${title}: ${amount}, pagata`,
      nothing: (title) => `${title}: nulla da pagare`,
    },
    preheader: 'Si apre con un clic, senza password.',
    lead: (number, business) => `Ecco la fattura ${number} di ${business}.`,
    copyLead: (number, business) => `Le inviamo di nuovo la fattura ${number} di ${business}.`,
    amountDue: 'Importo da pagare',
    paid: 'Pagata',
    due: (day) => `Scade ${withArticle('il', day)}`,
    overdue: (day, days) => `Scaduta ${withArticle('il', day)}, ${days === 1 ? 'ieri' : `${days} giorni fa`}`,
    partly: (total) => `Su un totale di ${total}`,
    undated: 'Pagamento immediato',
    settled: 'Non resta nulla da pagare. Grazie.',
    nothing: 'Non deve pagare nulla.',
    button: 'Vedi la fattura',
  },

  creditNote: {
    title: (number, business) => `Nota di credito ${number} di ${business}`,
    copyTitle: (number, business) => `Copia della nota di credito ${number} di ${business}`,
    subject: (title, amount) => `${title}: ${amount}`,
    subjectFor: (title, amount, invoice) => `${title}: ${amount} in meno sulla fattura ${invoice}`,
    preheader: 'Non deve fare nulla. La conservi con le sue fatture.',
    lead: (number, business) => `Ecco la nota di credito ${number} di ${business}.`,
    copyLead: (number, business) => `Le inviamo di nuovo la nota di credito ${number} di ${business}.`,
    amount: 'Importo a credito',
    note: 'Non deve pagare nulla.',
    noteFor: (invoice) => `In detrazione dalla fattura ${invoice}`,
    button: 'Vedi la nota di credito',
  },

  quote: {
    title: (number, business) => `Preventivo ${number} di ${business}`,
    copyTitle: (number, business) => `Copia del preventivo ${number} di ${business}`,
    subject: {
      valid: (title, amount, day) => `${title}: ${amount}, valido fino ${withArticle('al', day)}`,
      over: (title, amount, day) => `${title}: ${amount}, scaduto ${withArticle('il', day)}`,
      undated: (title, amount) => `${title}: ${amount}`,
    },
    preheader: 'Si apre con un clic, senza password. Da lì può accettarlo o rifiutarlo.',
    lead: (number, business) => `Ecco il preventivo ${number} di ${business}.`,
    copyLead: (number, business) => `Le inviamo di nuovo il preventivo ${number} di ${business}.`,
    total: 'Totale',
    valid: (day) => `Valido fino ${withArticle('al', day)}`,
    over: (day) => `Scaduto ${withArticle('il', day)}`,
    undated: 'In attesa della sua risposta',
    button: 'Vedi il preventivo e rispondi',
  },

  quoteAccepted: {
    subject: (number, business, amount) => `Preventivo ${number} di ${business} accettato: ${amount}`,
    preheader: 'Conservi questa email: dice che cosa è stato accettato, da chi e quando.',
    lead: (number, business) => `Grazie. Ha accettato il preventivo ${number} di ${business}.`,
    total: 'Accettato',
    note: (name) => `Da ${name}`,
    by: 'Accettato da',
    hash: 'Impronta (SHA-256)',
    hint: 'L’impronta identifica la versione esatta che è stata accettata: qualsiasi modifica ne avrebbe prodotta un’altra.',
    button: 'Vedi il preventivo',
  },

  signIn: {
    subject: (business) => `Il suo link di accesso a ${business}`,
    preheader: validOnce,
    lead: (business) => `Prema il pulsante per vedere i suoi documenti di ${business}.`,
    expires: validOnce,
    hint: notAskedFor,
    button: 'Accedi',
  },

  newLink: {
    subject: (business) => `Il suo nuovo link da ${business}`,
    subjectAbout: (business, about) => `Il suo nuovo link da ${business}: ${about}`,
    preheader: 'Si apre con un clic, senza password.',
    lead: (business) => `Ecco il nuovo link richiesto per i suoi documenti di ${business}.`,
    leadAbout: (business, about) => `Ecco il nuovo link richiesto a ${business}: ${about}.`,
    expires: (days) => (days === 1 ? 'Vale per un giorno.' : `Vale per ${days} giorni.`),
    hint: notAskedFor,
    button: 'Vedi i documenti',
    buttonAbout: 'Vedi il documento',
  },

  documents: {
    of: {
      year: (year) => `del ${year}`,
      quarter: (quarter, year) => `del ${quarter}º trimestre ${year}`,
      between: (from, to) => `${withArticle('dal', from)} ${withArticle('al', to)}`,
      since: (day) => withArticle('dal', day),
      until: (day) => `fino ${withArticle('al', day)}`,
    },
    subject: (business, of) =>
      of ? `Tutti i suoi documenti ${of}, da ${business}` : `Tutti i suoi documenti da ${business}`,
    preheader: 'Si scaricano con un clic, senza password.',
    lead: (business, of) =>
      of
        ? `Ecco tutti i suoi documenti ${of}, da ${business}, in un unico download.`
        : `Ecco tutti i suoi documenti da ${business}, in un unico download.`,
    label: 'Documenti',
    total: (amounts) => `Totale: ${amounts}`,
    hint: 'È un file ZIP con tutti i PDF, una tabella per il foglio di calcolo e il suo estratto conto.',
    button: 'Scarica tutto',
  },

  newBrowser: {
    subject: (business) => `Nuovo accesso ai suoi documenti di ${business}`,
    preheader: itWasYou,
    lead: (business) => `I suoi documenti di ${business} sono stati aperti da un browser che non conoscevamo.`,
    ifYou: itWasYou,
    ifNotYou: 'Se l’accesso non è suo, lo chiuda subito.',
    linkPersonal: 'Questo link è riservato a lei. Non lo inoltri.',
    button: 'Chiudi quell’accesso',
  },

  payment: {
    paidOn: 'Data del pagamento',
    paidWith: 'Metodo di pagamento',
    total: 'Totale della fattura',
    begun: 'Avviato',
    from: 'Conto',
    bankSaid: 'Risposta della banca',
    leftToPay: 'Resta da pagare',
    methods: {
      stripe: 'Pagamento online',
      'bank-transfer': 'Bonifico bancario',
      cash: 'Contanti',
      credit: 'Credito',
      other: '',
    },
    stillDue: {
      by: (amount, day) => `Resta da pagare: ${amount}, entro ${withArticle('il', day)}`,
      late: (amount, day) => `Resta da pagare: ${amount}, scadeva ${withArticle('il', day)}`,
      undated: (amount) => `Resta da pagare: ${amount}`,
    },
    reasons: {
      insufficient_funds: 'Sul conto non c’erano fondi sufficienti.',
      account_closed: 'Il conto è stato chiuso.',
      no_account: 'La banca non trova nessun conto con quel numero.',
      account_number_invalid: 'La banca non trova nessun conto con quel numero.',
      bank_account_restricted: 'Il conto non ammette addebiti diretti.',
      bank_account_unusable: 'Il conto non ammette addebiti diretti.',
      payment_method_bank_account_blocked: 'Il conto non ammette addebiti diretti.',
      bank_ownership_changed: 'Il conto ha cambiato intestatario.',
      debit_not_authorized: 'La banca non ha l’autorizzazione per questo addebito.',
      incorrect_account_details: 'I dati del conto non corrispondono.',
      bank_cannot_process: 'La banca non ha potuto elaborarlo.',
      check_returned: 'L’assegno è stato restituito.',
      fraudulent: 'Il titolare della carta dice che il pagamento non è suo.',
      unrecognized: 'Il titolare della carta non riconosce il pagamento.',
      duplicate: 'Il cliente dice di aver ricevuto due addebiti.',
      product_not_received: 'Il cliente dice di non aver ricevuto ciò che ha pagato.',
      product_unacceptable: 'Il cliente dice che non era ciò che aveva ordinato.',
      credit_not_processed: 'Il cliente dice che un rimborso promesso non è arrivato.',
      subscription_canceled: 'Il cliente dice di aver dato disdetta prima.',
      noncompliant: 'La banca dice che non sono state rispettate le regole delle carte.',
      customer_initiated: 'Il cliente ha chiesto alla sua banca di riavere il denaro.',
      general: 'La banca non indica un motivo particolare.',
    },
  },

  receipt: {
    subject: (business, amount, invoice, rest) =>
      `Ricevuta di ${business}: ${amount}${forInvoice(invoice)}${rest ? `, ${rest}` : ''}`,
    full: 'pagata per intero',
    left: (amount) => `resta da pagare ${amount}`,
    lead: (invoice) => `Grazie. Abbiamo ricevuto il suo pagamento${forInvoice(invoice)}.`,
    creditLead: (invoice) => `Abbiamo usato il suo credito${forInvoice(invoice)}.`,
    paid: 'Pagato',
    settled: 'La fattura è pagata per intero.',
    credit: 'Resta a suo credito',
    notNeeded: 'Su quella fattura non restava nulla da pagare.',
    excess: (amount) => `Ricevuto in più: ${amount}. Resta a suo credito.`,
  },

  paymentFailed: {
    subject: (business, amount, invoice) =>
      `${business}: il suo pagamento di ${amount}${forInvoice(invoice)} non è riuscito`,
    preheader: 'Non le è stato addebitato nulla.',
    lead: (invoice) => `L’addebito sul suo conto${forInvoice(invoice)} non è riuscito.`,
    amount: 'Non pagato',
    nothingCharged: 'Non le è stato addebitato nulla.',
    hint: 'Può usare di nuovo lo stesso conto o pagare in un altro modo.',
    button: 'Paga ora',
  },

  refund: {
    subject: (business, amount, invoice) => `Rimborso da ${business}: ${amount}${forInvoice(invoice)}`,
    lead: (invoice) => `Abbiamo rimborsato il suo pagamento${forInvoice(invoice)}.`,
    partLead: (invoice) => `Abbiamo rimborsato una parte del suo pagamento${forInvoice(invoice)}.`,
    amount: 'Rimborsato',
    onItsWay: (where) => (where ? `In arrivo su ${where}` : 'In arrivo'),
    returned: 'Già restituito',
    partOf: (amount) => `Su un pagamento di ${amount}`,
    wait: 'Le banche impiegano da 5 a 10 giorni lavorativi per mostrare un rimborso.',
  },

  staffNotice: {
    about: {
      'payment-received': {
        label: 'Ricevuto',
        lead: (client, invoice) =>
          client
            ? `${client} ha effettuato un pagamento${forInvoice(invoice)}.`
            : `È arrivato un pagamento${forInvoice(invoice)}.`,
        subject: (amount, client, invoice) => `Pagamento ricevuto: ${amount}${inBrackets(client, invoice)}`,
      },
      'payment-failed': {
        label: 'Non pagato',
        lead: (client) => `Un pagamento${client ? ` di ${client}` : ''} che era in corso non è riuscito.`,
        subject: (amount, client, invoice) => `Pagamento non riuscito: ${amount}${inBrackets(client, invoice)}`,
      },
      'dispute-opened': {
        label: 'Contestato',
        lead: (client) =>
          `La banca di ${client ?? 'un cliente'} contesta un pagamento e per ora ha ritirato il denaro. Risponda in Stripe, con ciò che prova la sua versione.`,
        subject: (amount, client, invoice) => `Pagamento contestato: ${amount}${inBrackets(client, invoice)}`,
      },
      'dispute-won': {
        label: 'Recuperato',
        lead: () => 'La banca ha deciso la contestazione a suo favore.',
        subject: (amount, client, invoice) => `Contestazione vinta: ${amount}${inBrackets(client, invoice)}`,
      },
      'dispute-lost': {
        label: 'Perso',
        lead: (client) => `La banca ha deciso la contestazione a favore ${client ? `di ${client}` : 'del cliente'}.`,
        subject: (amount, client, invoice) => `Contestazione persa: ${amount}${inBrackets(client, invoice)}`,
      },
      excess: {
        label: 'In eccesso',
        lead: (client) =>
          `È arrivato più denaro${client ? ` da ${client}` : ''} di quanto fosse dovuto. Resta a credito del cliente: lo usi per un’altra fattura o lo restituisca.`,
        subject: (amount, client, invoice) => `Pagamento in eccesso: ${amount}${inBrackets(client, invoice)}`,
      },
      'stripe-mismatch': {
        label: 'In Stripe',
        lead: (client) =>
          `Ciò che Stripe riporta su un pagamento${client ? ` di ${client}` : ''} non coincide con la contabilità. Confronti i due.`,
        subject: (amount, client, invoice) =>
          `Stripe e contabilità non coincidono: ${amount}${inBrackets(client, invoice)}`,
      },
      'refund-failed': {
        label: 'Non rimborsato',
        lead: (client) =>
          `Non è stato possibile accreditare un rimborso a ${client ?? 'un cliente'}. Lo paghi in un altro modo.`,
        subject: (amount, client, invoice) => `Rimborso non riuscito: ${amount}${inBrackets(client, invoice)}`,
      },
      'quote-accepted': {
        label: 'Accettato',
        lead: (client, quote) =>
          `${client ?? 'Un cliente'} ha accettato ${quote ? `il preventivo ${quote}` : 'un preventivo'}.`,
        subject: (amount, client, quote) => `Preventivo accettato: ${amount}${inBrackets(client, quote)}`,
      },
      'quote-declined': {
        label: 'Rifiutato',
        lead: (client, quote) =>
          `${client ?? 'Un cliente'} ha rifiutato ${quote ? `il preventivo ${quote}` : 'un preventivo'}.`,
        subject: (amount, client, quote) => `Preventivo rifiutato: ${amount}${inBrackets(client, quote)}`,
      },
    },
    inquiry: {
      label: 'In verifica',
      lead: (client) =>
        `La banca di ${client ?? 'un cliente'} chiede informazioni su un pagamento. Il denaro non si è ancora mosso: con una buona risposta in Stripe può restare così.`,
      subject: (amount, client, invoice) => `La banca chiede informazioni: ${amount}${inBrackets(client, invoice)}`,
    },
    untilDay: (subject, day) => `${subject}, rispondere entro ${withArticle('il', day)}`,
    answerBy: (day) => `Rispondere entro ${withArticle('il', day)}`,
    answerSoon: 'Risponda presto: il tempo è poco.',
    settled: 'La fattura è pagata per intero.',
    noInvoice: 'Non corrisponde a nessuna fattura: è credito del cliente.',
    excess: (amount) => `Ricevuto in più: ${amount}. È credito del cliente.`,
    outOf: (amount) => `Su un pagamento di ${amount}`,
    notes: {
      'payment-failed': 'Non è stato addebitato nulla.',
      'dispute-won': 'Il pagamento resta valido.',
      'dispute-lost': 'Prelevato dal suo saldo Stripe',
      'stripe-mismatch': 'Da verificare',
      'refund-failed': 'Il denaro è di nuovo nel suo saldo Stripe.',
      'quote-accepted': 'Pronto per diventare una fattura',
      'quote-declined': 'Non è stato concordato nulla.',
    },
    client: 'Cliente',
    note: 'Nota',
    open: {
      payments: 'Apri il pagamento',
      invoices: 'Apri la fattura',
      quotes: 'Apri il preventivo',
      clients: 'Apri il cliente',
      dashboard: 'Apri il pannello',
    },
    linkNote: 'Si apre nel pannello di amministrazione; potrebbe essere necessario accedere.',
    why: 'Chi riceve avvisi come questo si decide nelle impostazioni aziendali, in «Email e portale».',
  },

  ticket: {
    subject: (topic) => `Re: ${topic}`,
    button: 'Vedi la conversazione',
    answer: 'Per replicare basta rispondere a questa email.',
    earlier: 'Messaggi precedenti',
    onlyFiles: 'I file sono in allegato.',
    files: {
      title: 'File',
      notes: {
        portal: 'Troppo grande per questa email: è nella conversazione, con il pulsante qui sotto.',
        lost: 'Non è stato possibile allegare questo file. Ce lo chieda, per favore.',
      },
    },
    heading: (name, when) => `${name}, ${when}`,
  },

  ticketNotice: {
    opened: {
      lead: (client) => `${client} ha aperto un ticket.`,
      subject: (client, topic) => `Nuovo ticket di ${client}: ${topic}`,
    },
    answered: {
      lead: (client) => `${client} ha risposto.`,
      subject: (client, topic) => `Risposta di ${client}: ${topic}`,
    },
    stranger: {
      lead: (client) => `Una persona sconosciuta ha scritto in un ticket di ${client}.`,
      subject: (client, topic) => `Mittente sconosciuto, ticket di ${client}: ${topic}`,
    },
    checkStranger:
      'L’indirizzo del mittente non è tra quelli del cliente. Prima di rispondere, verifichi di chi si tratta.',
    client: 'Cliente',
    about: 'Oggetto',
    reference: 'Ticket',
    button: 'Apri il ticket',
    answerThere: 'Risponda nel ticket: una risposta a questa email non arriva al cliente.',
    replyHere:
      'Risponda a questa email e il cliente riceverà la sua risposta. Non la inoltri: l’indirizzo di risposta è solo suo.',
    replyToClient:
      'Se risponde a questa email, la risposta va all’indirizzo del cliente, non a questo mittente. Non la inoltri: l’indirizzo di risposta è solo suo.',
  },

  test: {
    subject: (subject) => `Prova: ${subject}`,
    notice:
      'Questa è una prova. I suoi clienti ricevono questa email senza questo avviso; qui il pulsante non dà accesso a nessuno.',
  },
}

/** The words of every mail in Italian, which addresses its reader as Lei whatever the business chose. */
export const mail = (_formality: 'formal' | 'familiar'): MailTexts => texts
