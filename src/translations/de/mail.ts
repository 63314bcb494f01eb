import type { MailTexts } from '../en/mail.ts'

const vonFuer = (client: string | null, invoice: string | null): string =>
  `${client ? ` von ${client}` : ''}${invoice ? ` für ${invoice}` : ''}`

const angebotVon = (client: string | null, quote: string | null): string =>
  `${client ? ` von ${client}` : ''}${quote ? ` (${quote})` : ''}`

const zurRechnung = (invoice: string | null): string => (invoice ? ` zur Rechnung ${invoice}` : '')

const nichtAngefordert =
  'Sie haben keinen Link angefordert? Dann ignorieren Sie diese E-Mail einfach; es passiert nichts.'

const warenSieEs = 'Waren Sie das? Dann brauchen Sie nichts zu tun.'

const einmalig = (minutes: number): string =>
  `Er gilt einmal und nur ${minutes === 1 ? 'eine Minute' : `${minutes} Minuten`} lang.`

const texts: MailTexts = {
  /** Without a comma: what follows begins with a capital, as it does where no name is known. */
  greeting: (name) => `Guten Tag ${name}`,
  linkIntro: 'Falls die Schaltfläche nicht funktioniert, öffnen Sie diese Adresse:',
  linkSignsIn: 'Dieser Link meldet Sie an. Bitte leiten Sie ihn nicht weiter.',
  questions: 'Fragen? Antworten Sie einfach auf diese E-Mail.',
  noteFrom: (business) => `Nachricht von ${business}`,
  taxId: (id) => `${/^\s*[a-z]{2}/i.test(id) ? 'USt-IdNr.' : 'Steuernummer'} ${id}`,

  facts: {
    invoice: 'Rechnung',
    creditNote: 'Rechnungskorrektur',
    quote: 'Angebot',
    quotedFor: 'Für',
    issued: 'Datum',
    billedTo: 'Empfänger',
    reference: 'Ihre Referenz',
    corrects: 'Berichtigt',
    correctedInvoice: (number, day) => `Rechnung ${number} vom ${day}`,
    reason: 'Grund',
    when: 'Wann',
    browser: 'Browser',
  },

  invoice: {
    title: (number, business) => `Rechnung ${number} von ${business}`,
    copyTitle: (number, business) => `Kopie der Rechnung ${number} von ${business}`,
    subject: {
      due: (title, amount, day) => `${title}: ${amount}, fällig am ${day}`,
      undated: (title, amount) => `${title}: ${amount}`,
      overdue: (title, amount, day) => `${title}: ${amount}, war fällig am ${day}`,
      paid: (title, amount) => `${title}: ${amount}, bezahlt`,
      nothing: (title) => `${title}: nichts zu zahlen`,
    },
    preheader: 'Öffnet sich mit einem Klick, ohne Passwort.',
    lead: (number, business) => `Hier ist Ihre Rechnung ${number} von ${business}.`,
    copyLead: (number, business) => `Hier ist noch einmal Ihre Rechnung ${number} von ${business}.`,
    amountDue: 'Offener Betrag',
    paid: 'Bezahlt',
    due: (day) => `Fällig am ${day}`,
    overdue: (day, days) => `War fällig am ${day}, vor ${days === 1 ? 'einem Tag' : `${days} Tagen`}`,
    partly: (total) => `Von insgesamt ${total}`,
    undated: 'Sofort zahlbar',
    settled: 'Es ist alles bezahlt. Vielen Dank.',
    nothing: 'Sie haben nichts zu zahlen.',
    button: 'Rechnung ansehen',
  },

  creditNote: {
    title: (number, business) => `Rechnungskorrektur ${number} von ${business}`,
    copyTitle: (number, business) => `Kopie der Rechnungskorrektur ${number} von ${business}`,
    subject: (title, amount) => `${title}: ${amount}`,
    subjectFor: (title, amount, invoice) => `${title}: ${amount} weniger auf Rechnung ${invoice}`,
    preheader: 'Sie brauchen nichts zu tun. Bewahren Sie sie bei Ihren Rechnungen auf.',
    lead: (number, business) => `Hier ist Ihre Rechnungskorrektur ${number} von ${business}.`,
    copyLead: (number, business) => `Hier ist noch einmal Ihre Rechnungskorrektur ${number} von ${business}.`,
    amount: 'Korrekturbetrag',
    note: 'Dafür haben Sie nichts zu zahlen.',
    noteFor: (invoice) => `Von Rechnung ${invoice} abgezogen`,
    button: 'Rechnungskorrektur ansehen',
  },

  quote: {
    title: (number, business) => `Angebot ${number} von ${business}`,
    copyTitle: (number, business) => `Kopie des Angebots ${number} von ${business}`,
    subject: {
      valid: (title, amount, day) => `${title}: ${amount}, gültig bis ${day}`,
      over: (title, amount, day) => `${title}: ${amount}, war gültig bis ${day}`,
      undated: (title, amount) => `${title}: ${amount}`,
    },
    preheader: 'Öffnet sich mit einem Klick, ohne Passwort. Dort können Sie es annehmen oder ablehnen.',
    lead: (number, business) => `Hier ist Ihr Angebot ${number} von ${business}.`,
    copyLead: (number, business) => `Hier ist noch einmal Ihr Angebot ${number} von ${business}.`,
    total: 'Gesamtbetrag',
    valid: (day) => `Gültig bis ${day}`,
    over: (day) => `War gültig bis ${day}`,
    undated: 'Wartet auf Ihre Antwort',
    button: 'Angebot ansehen und beantworten',
  },

  quoteAccepted: {
    subject: (number, business, amount) => `Sie haben das Angebot ${number} von ${business} angenommen: ${amount}`,
    preheader: 'Bewahren Sie diese E-Mail auf: Sie hält fest, was wann von wem angenommen wurde.',
    lead: (number, business) => `Vielen Dank. Sie haben das Angebot ${number} von ${business} angenommen.`,
    total: 'Angenommen',
    note: (name) => `Von ${name}`,
    by: 'Angenommen von',
    hash: 'Prüfsumme (SHA-256)',
    hint: 'Die Prüfsumme gehört zu genau der Fassung, die angenommen wurde: Jede Änderung daran hätte eine andere ergeben.',
    button: 'Angebot ansehen',
  },

  signIn: {
    subject: (business) => `Ihr Anmeldelink für ${business}`,
    preheader: einmalig,
    lead: (business) => `Über die Schaltfläche kommen Sie zu Ihren Dokumenten von ${business}.`,
    expires: (minutes) => `Der Link gilt einmal und nur ${minutes === 1 ? 'eine Minute' : `${minutes} Minuten`} lang.`,
    hint: nichtAngefordert,
    button: 'Anmelden',
  },

  newLink: {
    subject: (business) => `Ihr neuer Link von ${business}`,
    subjectAbout: (business, about) => `Ihr neuer Link von ${business}: ${about}`,
    preheader: 'Öffnet sich mit einem Klick, ohne Passwort.',
    lead: (business) => `Hier ist der gewünschte neue Link zu Ihren Dokumenten von ${business}.`,
    leadAbout: (business, about) => `Hier ist der gewünschte neue Link von ${business}: ${about}.`,
    expires: (days) => `Er gilt ${days === 1 ? 'einen Tag' : `${days} Tage`} lang.`,
    hint: nichtAngefordert,
    button: 'Dokumente ansehen',
    buttonAbout: 'Dokument ansehen',
  },

  documents: {
    of: {
      year: (year) => `aus dem Jahr ${year}`,
      quarter: (quarter, year) => `aus dem ${quarter}. Quartal ${year}`,
      between: (from, to) => `vom ${from} bis ${to}`,
      since: (day) => `seit dem ${day}`,
      until: (day) => `bis zum ${day}`,
    },
    subject: (business, of) => `Alle Ihre Dokumente${of ? ` ${of}` : ''} von ${business}`,
    preheader: 'Ein Klick lädt sie herunter, ohne Passwort.',
    lead: (business, of) => `Hier sind alle Ihre Dokumente${of ? ` ${of}` : ''} von ${business}, in einem Download.`,
    label: 'Dokumente',
    total: (amounts) => `Summe: ${amounts}`,
    hint: 'Es ist eine ZIP-Datei mit allen PDFs, einer Tabelle und Ihrem Kontoauszug.',
    button: 'Alle herunterladen',
  },

  newBrowser: {
    subject: (business) => `Neue Anmeldung zu Ihren Dokumenten von ${business}`,
    preheader: warenSieEs,
    lead: (business) => `Ihre Dokumente von ${business} wurden in einem Browser geöffnet, den wir noch nicht kannten.`,
    ifYou: warenSieEs,
    ifNotYou: 'Falls nicht, beenden Sie diesen Zugang jetzt.',
    linkPersonal: 'Dieser Link ist nur für Sie bestimmt. Bitte leiten Sie ihn nicht weiter.',
    button: 'Zugang beenden',
  },

  payment: {
    paidOn: 'Bezahlt am',
    paidWith: 'Zahlungsart',
    total: 'Rechnungsbetrag',
    begun: 'Begonnen am',
    from: 'Konto',
    bankSaid: 'Antwort der Bank',
    leftToPay: 'Noch offen',
    methods: {
      stripe: 'Onlinezahlung',
      'bank-transfer': 'Überweisung',
      cash: 'Barzahlung',
      credit: 'Guthaben',
      other: '',
    },
    stillDue: {
      by: (amount, day) => `Noch offen: ${amount}, fällig am ${day}`,
      late: (amount, day) => `Noch offen: ${amount}, war fällig am ${day}`,
      undated: (amount) => `Noch offen: ${amount}`,
    },
    reasons: {
      insufficient_funds: 'Das Konto war nicht ausreichend gedeckt.',
      account_closed: 'Das Konto ist aufgelöst.',
      no_account: 'Die Bank findet kein Konto mit dieser Nummer.',
      account_number_invalid: 'Die Bank findet kein Konto mit dieser Nummer.',
      bank_account_restricted: 'Von diesem Konto sind keine Lastschriften möglich.',
      bank_account_unusable: 'Von diesem Konto sind keine Lastschriften möglich.',
      payment_method_bank_account_blocked: 'Von diesem Konto sind keine Lastschriften möglich.',
      bank_ownership_changed: 'Das Konto hat inzwischen einen anderen Inhaber.',
      debit_not_authorized: 'Der Bank fehlt das Mandat für diese Lastschrift.',
      incorrect_account_details: 'Die Kontodaten stimmen nicht überein.',
      bank_cannot_process: 'Die Bank konnte den Vorgang nicht ausführen.',
      check_returned: 'Der Scheck kam zurück.',
      fraudulent: 'Laut Karteninhaber stammt die Zahlung nicht von ihm.',
      unrecognized: 'Der Karteninhaber erkennt die Zahlung nicht wieder.',
      duplicate: 'Laut Kunde wurde zweimal abgebucht.',
      product_not_received: 'Laut Kunde ist das Bezahlte nicht angekommen.',
      product_unacceptable: 'Laut Kunde war es nicht das Bestellte.',
      credit_not_processed: 'Laut Kunde blieb eine zugesagte Erstattung aus.',
      subscription_canceled: 'Laut Kunde war vorher gekündigt.',
      noncompliant: 'Laut Bank wurden die Kartenregeln nicht eingehalten.',
      customer_initiated: 'Der Kunde hat das Geld bei seiner Bank zurückverlangt.',
      general: 'Die Bank nennt keinen bestimmten Grund.',
    },
  },

  receipt: {
    subject: (business, amount, invoice, rest) =>
      `Zahlungsbestätigung von ${business}: ${amount}${invoice ? ` für Rechnung ${invoice}` : ''}${rest ? `, ${rest}` : ''}`,
    full: 'vollständig bezahlt',
    left: (amount) => `noch ${amount} offen`,
    lead: (invoice) => `Vielen Dank. Ihre Zahlung${zurRechnung(invoice)} ist eingegangen.`,
    creditLead: (invoice) =>
      invoice ? `Wir haben Ihr Guthaben mit der Rechnung ${invoice} verrechnet.` : 'Wir haben Ihr Guthaben verrechnet.',
    paid: 'Bezahlt',
    settled: 'Die Rechnung ist vollständig bezahlt.',
    credit: 'Bleibt Ihnen als Guthaben',
    notNeeded: 'Auf dieser Rechnung war nichts mehr offen.',
    excess: (amount) => `${amount} mehr, als offen war; der Mehrbetrag bleibt Ihnen als Guthaben.`,
  },

  paymentFailed: {
    subject: (business, amount, invoice) =>
      `${business}: Ihre Zahlung über ${amount}${zurRechnung(invoice)} ist fehlgeschlagen`,
    preheader: 'Es wurde nichts abgebucht.',
    lead: (invoice) => `Die Lastschrift${zurRechnung(invoice)} konnte nicht ausgeführt werden.`,
    amount: 'Nicht bezahlt',
    nothingCharged: 'Es wurde nichts abgebucht.',
    hint: 'Sie können dasselbe Konto noch einmal verwenden oder anders bezahlen.',
    button: 'Jetzt bezahlen',
  },

  refund: {
    subject: (business, amount, invoice) => `Erstattung von ${business}: ${amount}${zurRechnung(invoice)}`,
    lead: (invoice) => `Wir haben Ihre Zahlung${zurRechnung(invoice)} erstattet.`,
    partLead: (invoice) => `Wir haben einen Teil Ihrer Zahlung${zurRechnung(invoice)} erstattet.`,
    amount: 'Erstattet',
    onItsWay: (where) => (where ? `Unterwegs an ${where}` : 'Unterwegs zu Ihnen'),
    returned: 'An Sie zurückgezahlt',
    partOf: (amount) => `Von einer Zahlung über ${amount}`,
    wait: 'Bis eine Erstattung auf dem Konto erscheint, vergehen 5 bis 10 Bankarbeitstage.',
  },

  staffNotice: {
    about: {
      'payment-received': {
        label: 'Eingegangen',
        lead: (client, invoice) =>
          client
            ? `${client} hat eine Zahlung${zurRechnung(invoice)} geleistet.`
            : `Eine Zahlung${zurRechnung(invoice)} ist eingegangen.`,
        subject: (amount, client, invoice) => `Zahlungseingang: ${amount}${vonFuer(client, invoice)}`,
      },
      'payment-failed': {
        label: 'Nicht bezahlt',
        lead: (client) => `Eine Zahlung${client ? ` von ${client}` : ''}, die unterwegs war, ist fehlgeschlagen.`,
        subject: (amount, client, invoice) => `Zahlung fehlgeschlagen: ${amount}${vonFuer(client, invoice)}`,
      },
      'dispute-opened': {
        label: 'Angefochten',
        lead: (client) =>
          `Die Bank ${client ? `von ${client}` : 'eines Kunden'} ficht eine Zahlung an und hat das Geld vorerst zurückgeholt. Antworten Sie in Stripe und legen Sie bei, was Ihre Sicht belegt.`,
        subject: (amount, client, invoice) => `Zahlung angefochten: ${amount}${vonFuer(client, invoice)}`,
      },
      'dispute-won': {
        label: 'Wieder bei Ihnen',
        lead: () => 'Die Bank hat die Anfechtung zu Ihren Gunsten entschieden.',
        subject: (amount, client, invoice) => `Anfechtung gewonnen: ${amount}${vonFuer(client, invoice)}`,
      },
      'dispute-lost': {
        label: 'Verloren',
        lead: (client) =>
          `Die Bank hat die Anfechtung zugunsten ${client ? `von ${client}` : 'des Kunden'} entschieden.`,
        subject: (amount, client, invoice) => `Anfechtung verloren: ${amount}${vonFuer(client, invoice)}`,
      },
      excess: {
        label: 'Zu viel',
        lead: (client) =>
          `Es ist mehr Geld${client ? ` von ${client}` : ''} eingegangen, als offen war. Es bleibt als Guthaben stehen: Verrechnen Sie es mit einer anderen Rechnung oder erstatten Sie es.`,
        subject: (amount, client, invoice) => `Überzahlung: ${amount}${vonFuer(client, invoice)}`,
      },
      'stripe-mismatch': {
        label: 'Bei Stripe',
        lead: (client) =>
          `Die Angaben von Stripe zu einer Zahlung${client ? ` von ${client}` : ''} stimmen nicht mit den Büchern überein. Vergleichen Sie beides.`,
        subject: (amount, client, invoice) => `Stripe und Bücher weichen ab: ${amount}${vonFuer(client, invoice)}`,
      },
      'refund-failed': {
        label: 'Nicht erstattet',
        lead: (client) =>
          `Eine Erstattung an ${client ?? 'einen Kunden'} konnte nicht ausgezahlt werden. Zahlen Sie sie auf anderem Weg zurück.`,
        subject: (amount, client, invoice) =>
          `Erstattung fehlgeschlagen: ${amount}${client ? ` an ${client}` : ''}${invoice ? ` für ${invoice}` : ''}`,
      },
      'quote-accepted': {
        label: 'Angenommen',
        lead: (client, quote) =>
          `${client ?? 'Ein Kunde'} hat ${quote ? `das Angebot ${quote}` : 'ein Angebot'} angenommen.`,
        subject: (amount, client, quote) => `Angebot angenommen: ${amount}${angebotVon(client, quote)}`,
      },
      'quote-declined': {
        label: 'Abgelehnt',
        lead: (client, quote) =>
          `${client ?? 'Ein Kunde'} hat ${quote ? `das Angebot ${quote}` : 'ein Angebot'} abgelehnt.`,
        subject: (amount, client, quote) => `Angebot abgelehnt: ${amount}${angebotVon(client, quote)}`,
      },
    },
    inquiry: {
      label: 'Rückfrage',
      lead: (client) =>
        `Die Bank ${client ? `von ${client}` : 'eines Kunden'} fragt nach einer Zahlung. Noch ist kein Geld geflossen: Eine gute Antwort in Stripe kann dafür sorgen, dass es so bleibt.`,
      subject: (amount, client, invoice) => `Rückfrage der Bank: ${amount}${vonFuer(client, invoice)}`,
    },
    untilDay: (subject, day) => `${subject}, Frist bis ${day}`,
    answerBy: (day) => `Antworten bis ${day}`,
    answerSoon: 'Antworten Sie bald: Die Frist ist kurz.',
    settled: 'Die Rechnung ist vollständig bezahlt.',
    noInvoice: 'Gehört zu keiner Rechnung: Guthaben des Kunden.',
    excess: (amount) => `${amount} mehr als offen: Guthaben des Kunden.`,
    outOf: (amount) => `Von einer Zahlung über ${amount}`,
    notes: {
      'payment-failed': 'Es wurde nichts abgebucht.',
      'dispute-won': 'Die Zahlung bleibt bestehen.',
      'dispute-lost': 'Von Ihrem Stripe-Guthaben abgezogen',
      'stripe-mismatch': 'Bitte prüfen',
      'refund-failed': 'Das Geld ist wieder in Ihrem Stripe-Guthaben.',
      'quote-accepted': 'Kann zur Rechnung werden',
      'quote-declined': 'Es wurde nichts vereinbart.',
    },
    client: 'Kunde',
    note: 'Anmerkung',
    open: {
      payments: 'Zahlung öffnen',
      invoices: 'Rechnung öffnen',
      quotes: 'Angebot öffnen',
      clients: 'Kundenprofil öffnen',
      dashboard: 'Adminbereich öffnen',
    },
    linkNote: 'Der Link führt in den Adminbereich; dort müssen Sie sich vielleicht anmelden.',
    why: 'Wer solche Hinweise bekommt, steht in den Unternehmensdaten unter „E-Mail und Portal“.',
  },

  ticket: {
    subject: (topic) => `Re: ${topic}`,
    button: 'Unterhaltung ansehen',
    answer: 'Zum Antworten genügt eine Antwort auf diese E-Mail.',
    earlier: 'Bisherige Nachrichten',
    onlyFiles: 'Die Dateien sind angehängt.',
    files: {
      title: 'Dateien',
      notes: {
        portal: 'Zu groß für diese E-Mail: Sie finden die Datei in der Unterhaltung, über die Schaltfläche unten.',
        lost: 'Diese Datei ließ sich nicht anhängen. Bitte fragen Sie uns danach.',
      },
    },
    heading: (name, when) => `${name}, ${when}`,
  },

  ticketNotice: {
    opened: {
      lead: (client) => `${client} hat ein Ticket eröffnet.`,
      subject: (client, topic) => `Neues Ticket von ${client}: ${topic}`,
    },
    answered: {
      lead: (client) => `${client} hat geantwortet.`,
      subject: (client, topic) => `Antwort von ${client}: ${topic}`,
    },
    stranger: {
      lead: (client) => `In einem Ticket von ${client} hat jemand mit unbekannter Adresse geschrieben.`,
      subject: (client, topic) => `Unbekannter Absender, Ticket von ${client}: ${topic}`,
    },
    checkStranger:
      'Die Absenderadresse ist beim Kunden nicht hinterlegt. Klären Sie, wer dahintersteckt, bevor Sie antworten.',
    client: 'Kunde',
    about: 'Betreff',
    reference: 'Ticket',
    button: 'Ticket öffnen',
    answerThere: 'Antworten Sie im Ticket: Eine Antwort auf diese E-Mail erreicht den Kunden nicht.',
    replyHere:
      'Antworten Sie auf diese E-Mail, und der Kunde erhält Ihre Antwort. Bitte nicht weiterleiten: Die Antwortadresse gehört Ihnen allein.',
    replyToClient:
      'Eine Antwort auf diese E-Mail geht an die Adresse des Kunden, nicht an diesen Absender. Bitte nicht weiterleiten: Die Antwortadresse gehört Ihnen allein.',
  },

  test: {
    subject: (subject) => `Test: ${subject}`,
    notice:
      'Das ist ein Test. Ihre Kunden erhalten diese E-Mail ohne diesen Hinweis; die Schaltfläche meldet hier niemanden an.',
  },
}

/** The words of every mail in German, always as *Sie*, whatever form of address the business chose. */
export const mail = (_formality: 'formal' | 'familiar'): MailTexts => texts
