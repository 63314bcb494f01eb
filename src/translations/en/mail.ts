const fromFor = (client: string | null, invoice: string | null): string =>
  `${client ? ` from ${client}` : ''}${invoice ? ` for ${invoice}` : ''}`

/** What a notice to staff says; client and invoice may be unknown. */
interface NoticeWords {
  label: string
  lead: (client: string | null, invoice: string | null) => string
  subject: (amount: string, client: string | null, invoice: string | null) => string
}

const notice = (words: NoticeWords): NoticeWords => words

/** The words of every mail. Amounts and days arrive formatted. */
export const mail = {
  greeting: (name: string) => `Hello ${name},`,
  linkIntro: 'If the button does not work, open this address:',
  linkSignsIn: 'This link signs you in. Don’t forward it.',
  questions: 'Questions? Just reply to this mail.',
  noteFrom: (business: string) => `A note from ${business}`,
  taxId: (id: string) => `Tax ID ${id}`,

  facts: {
    invoice: 'Invoice',
    creditNote: 'Credit note',
    quote: 'Quote',
    quotedFor: 'For',
    issued: 'Issued',
    billedTo: 'Billed to',
    reference: 'Your reference',
    corrects: 'Corrects',
    correctedInvoice: (number: string, day: string) => `Invoice ${number} of ${day}`,
    reason: 'Reason',
    when: 'When',
    browser: 'Browser',
  },

  invoice: {
    title: (number: string, business: string) => `Invoice ${number} from ${business}`,
    copyTitle: (number: string, business: string) => `Copy of invoice ${number} from ${business}`,
    subject: {
      due: (title: string, amount: string, day: string) => `${title}: ${amount}, due ${day}`,
      undated: (title: string, amount: string) => `${title}: ${amount}`,
      overdue: (title: string, amount: string, day: string) => `${title}: ${amount}, was due ${day}`,
      paid: (title: string, amount: string) => `${title}: ${amount}, paid`,
      nothing: (title: string) => `${title}: nothing to pay`,
    },
    preheader: 'One click opens it, without a password.',
    lead: (number: string, business: string) => `Here is your invoice ${number} from ${business}.`,
    copyLead: (number: string, business: string) => `Here is your invoice ${number} from ${business} again.`,
    amountDue: 'Amount due',
    paid: 'Paid',
    due: (day: string) => `Due ${day}`,
    overdue: (day: string, days: number) => `Was due ${day}, ${days === 1 ? '1 day' : `${days} days`} ago`,
    partly: (total: string) => `Out of a total of ${total}`,
    undated: 'Payable now',
    settled: 'Nothing left to pay. Thank you.',
    nothing: 'You have nothing to pay.',
    button: 'View invoice',
  },

  creditNote: {
    title: (number: string, business: string) => `Credit note ${number} from ${business}`,
    copyTitle: (number: string, business: string) => `Copy of credit note ${number} from ${business}`,
    subject: (title: string, amount: string) => `${title}: ${amount}`,
    subjectFor: (title: string, amount: string, invoice: string) => `${title}: ${amount} off invoice ${invoice}`,
    preheader: 'You have nothing to do. Keep it with your invoices.',
    lead: (number: string, business: string) => `Here is your credit note ${number} from ${business}.`,
    copyLead: (number: string, business: string) => `Here is your credit note ${number} from ${business} again.`,
    amount: 'Credited',
    note: 'You have nothing to pay for it.',
    noteFor: (invoice: string) => `Taken off invoice ${invoice}`,
    button: 'View credit note',
  },

  quote: {
    title: (number: string, business: string) => `Quote ${number} from ${business}`,
    copyTitle: (number: string, business: string) => `Copy of quote ${number} from ${business}`,
    subject: {
      valid: (title: string, amount: string, day: string) => `${title}: ${amount}, valid until ${day}`,
      over: (title: string, amount: string, day: string) => `${title}: ${amount}, was valid until ${day}`,
      undated: (title: string, amount: string) => `${title}: ${amount}`,
    },
    preheader: 'One click opens it, without a password. Accept or decline it there.',
    lead: (number: string, business: string) => `Here is your quote ${number} from ${business}.`,
    copyLead: (number: string, business: string) => `Here is your quote ${number} from ${business} again.`,
    total: 'Total',
    valid: (day: string) => `Valid until ${day}`,
    over: (day: string) => `Was valid until ${day}`,
    undated: 'Waiting for your answer',
    button: 'View and answer quote',
  },

  quoteAccepted: {
    subject: (number: string, business: string, amount: string) =>
      `You accepted quote ${number} from ${business}: ${amount}`,
    preheader: 'Keep this mail: it says what was accepted, by whom and when.',
    lead: (number: string, business: string) => `Thank you. You have accepted quote ${number} from ${business}.`,
    total: 'Accepted',
    note: (name: string) => `By ${name}`,
    by: 'Accepted by',
    hash: 'Fingerprint (SHA-256)',
    hint: 'The fingerprint names the exact version that was accepted: any change to it would have given another one.',
    button: 'View quote',
  },

  signIn: {
    subject: (business: string) => `Your sign-in link for ${business}`,
    preheader: (minutes: number) => `It works once, within ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
    lead: (business: string) => `Press the button to see your documents at ${business}.`,
    expires: (minutes: number) => `It works once, within ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
    hint: 'Didn’t ask for this? Ignore this mail and nothing will happen.',
    button: 'Sign in',
  },

  newLink: {
    subject: (business: string) => `Your new link from ${business}`,
    subjectAbout: (business: string, about: string) => `Your new link from ${business}: ${about}`,
    preheader: 'One click opens it, without a password.',
    lead: (business: string) => `Here is the new link you asked for, to your documents at ${business}.`,
    leadAbout: (business: string, about: string) => `Here is the new link you asked for, from ${business}: ${about}.`,
    expires: (days: number) => `It works for ${days === 1 ? 'one day' : `${days} days`}.`,
    hint: 'Didn’t ask for this? Ignore this mail and nothing will happen.',
    button: 'View documents',
    buttonAbout: 'View document',
  },

  /** A link that downloads documents by itself. */
  documents: {
    /** Which ones, as a part of the sentences below. */
    of: {
      year: (year: string) => `of ${year}`,
      quarter: (quarter: number, year: string) =>
        `of the ${['1st', '2nd', '3rd', '4th'][quarter - 1] ?? ''} quarter of ${year}`,
      between: (from: string, to: string) => `between ${from} and ${to}`,
      since: (day: string) => `since ${day}`,
      until: (day: string) => `up to ${day}`,
    },
    subject: (business: string, of: string | null) => `All your documents${of ? ` ${of}` : ''} from ${business}`,
    preheader: 'One click downloads them, without a password.',
    lead: (business: string, of: string | null) =>
      `Here are all your documents${of ? ` ${of}` : ''} from ${business}, in one download.`,
    label: 'Documents',
    total: (amounts: string) => `Total: ${amounts}`,
    hint: 'It is a ZIP file: every PDF, a list for your spreadsheet, and your statement of account.',
    button: 'Download all',
  },

  newBrowser: {
    subject: (business: string) => `New sign-in to your documents at ${business}`,
    preheader: 'Was it you? Then there is nothing to do.',
    lead: (business: string) => `Your documents at ${business} were opened in a browser we had not seen before.`,
    ifYou: 'Was it you? Then there is nothing to do.',
    ifNotYou: 'If it was not you, end that access now.',
    linkPersonal: 'This link is meant for you alone. Don’t forward it.',
    button: 'End that access',
  },

  /** What all mails about a payment share. */
  payment: {
    paidOn: 'Paid on',
    paidWith: 'Paid with',
    total: 'Invoice total',
    begun: 'Started',
    from: 'From',
    bankSaid: 'Bank’s answer',
    leftToPay: 'Left to pay',
    /** Empty where the name would say nothing. */
    methods: {
      stripe: 'Online payment',
      'bank-transfer': 'Bank transfer',
      cash: 'Cash',
      credit: 'Credit',
      other: '',
    },
    stillDue: {
      by: (amount: string, day: string) => `Still due: ${amount}, by ${day}`,
      late: (amount: string, day: string) => `Still due: ${amount}, was due ${day}`,
      undated: (amount: string) => `Still due: ${amount}`,
    },
    /** By Stripe's codes for failed debits and for disputes. */
    reasons: {
      insufficient_funds: 'There was not enough money in the account.',
      account_closed: 'The account has been closed.',
      no_account: 'The bank found no account under that number.',
      account_number_invalid: 'The bank found no account under that number.',
      bank_account_restricted: 'The account does not allow direct debits.',
      bank_account_unusable: 'The account does not allow direct debits.',
      payment_method_bank_account_blocked: 'The account does not allow direct debits.',
      bank_ownership_changed: 'The account now has another owner.',
      debit_not_authorized: 'The bank has no permission for this debit.',
      incorrect_account_details: 'The account’s details do not match.',
      bank_cannot_process: 'The bank could not process it.',
      check_returned: 'The cheque came back.',
      fraudulent: 'The cardholder says the payment is not theirs.',
      unrecognized: 'The cardholder does not recognise the payment.',
      duplicate: 'The client says they were charged twice.',
      product_not_received: 'The client says they did not receive what they paid for.',
      product_unacceptable: 'The client says it was not what they ordered.',
      credit_not_processed: 'The client says a refund they were promised did not come.',
      subscription_canceled: 'The client says they had cancelled before.',
      noncompliant: 'The bank says card rules were not kept.',
      customer_initiated: 'The client asked their bank for the money back.',
      general: 'The bank gives no particular reason.',
    },
  },

  receipt: {
    subject: (business: string, amount: string, invoice: string | null, rest: string | null) =>
      `Receipt from ${business}: ${amount}${invoice ? ` for invoice ${invoice}` : ''}${rest ? `, ${rest}` : ''}`,
    full: 'paid in full',
    left: (amount: string) => `${amount} still due`,
    lead: (invoice: string | null) =>
      invoice ? `Thank you. Your payment for invoice ${invoice} has arrived.` : 'Thank you. Your payment has arrived.',
    creditLead: (invoice: string | null) =>
      invoice ? `We have applied your credit to invoice ${invoice}.` : 'We have applied your credit.',
    paid: 'Paid',
    settled: 'The invoice is paid in full.',
    credit: 'Kept as your credit',
    notNeeded: 'Nothing was left to pay on that invoice.',
    excess: (amount: string) => `${amount} more than was due; we keep it as your credit.`,
  },

  paymentFailed: {
    subject: (business: string, amount: string, invoice: string | null) =>
      `${business}: your payment of ${amount}${invoice ? ` for invoice ${invoice}` : ''} did not go through`,
    preheader: 'Nothing was charged.',
    lead: (invoice: string | null) => `Your bank debit${invoice ? ` for invoice ${invoice}` : ''} did not go through.`,
    amount: 'Not paid',
    nothingCharged: 'Nothing was charged.',
    hint: 'You can use the same account again, or another way to pay.',
    button: 'Pay now',
  },

  refund: {
    subject: (business: string, amount: string, invoice: string | null) =>
      `Refund from ${business}: ${amount}${invoice ? ` for invoice ${invoice}` : ''}`,
    lead: (invoice: string | null) => `We have refunded your payment${invoice ? ` for invoice ${invoice}` : ''}.`,
    partLead: (invoice: string | null) =>
      `We have refunded part of your payment${invoice ? ` for invoice ${invoice}` : ''}.`,
    amount: 'Refunded',
    onItsWay: (where: string | null) => (where ? `On its way to ${where}` : 'On its way to you'),
    returned: 'Sent back to you',
    partOf: (amount: string) => `Out of a payment of ${amount}`,
    wait: 'Banks take 5 to 10 working days to show a refund.',
  },

  /** To the business's own people. */
  staffNotice: {
    about: {
      'payment-received': notice({
        label: 'Received',
        lead: (client, invoice) =>
          client
            ? `${client} has made a payment${invoice ? ` for invoice ${invoice}` : ''}.`
            : `A payment${invoice ? ` for invoice ${invoice}` : ''} has arrived.`,
        subject: (amount, client, invoice) => `${amount} received${fromFor(client, invoice)}`,
      }),
      'payment-failed': notice({
        label: 'Not paid',
        lead: (client) => `A payment${client ? ` from ${client}` : ''} that was on its way did not go through.`,
        subject: (amount, client, invoice) => `${amount}${fromFor(client, invoice)} did not go through`,
      }),
      'dispute-opened': notice({
        label: 'Disputed',
        lead: (client) =>
          `The bank of ${client ?? 'a client'} disputes a payment and has taken the money back for now. Answer in Stripe, with whatever proves your side.`,
        subject: (amount, client, invoice) => `Dispute over ${amount}${fromFor(client, invoice)}`,
      }),
      'dispute-won': notice({
        label: 'Back with you',
        lead: () => 'The bank has decided the dispute in your favour.',
        subject: (amount, client, invoice) => `Dispute won: ${amount}${fromFor(client, invoice)}`,
      }),
      'dispute-lost': notice({
        label: 'Lost',
        lead: (client) => `The bank has decided the dispute in favour of ${client ?? 'the client'}.`,
        subject: (amount, client, invoice) => `Dispute lost: ${amount}${fromFor(client, invoice)}`,
      }),
      excess: notice({
        label: 'Too much',
        lead: (client) =>
          `More money has arrived${client ? ` from ${client}` : ''} than was due. It is kept as credit: use it for another invoice or send it back.`,
        subject: (amount, client, invoice) => `${amount} too much received${fromFor(client, invoice)}`,
      }),
      'stripe-mismatch': notice({
        label: 'At Stripe',
        lead: (client) =>
          `What Stripe says about a payment${client ? ` from ${client}` : ''} does not match the books. Compare the two.`,
        subject: (amount, client, invoice) => `Stripe and the books differ: ${amount}${fromFor(client, invoice)}`,
      }),
      'refund-failed': notice({
        label: 'Not refunded',
        lead: (client) => `A refund to ${client ?? 'a client'} could not be paid out. Pay it back in another way.`,
        subject: (amount, client, invoice) =>
          `Refund failed: ${amount}${client ? ` to ${client}` : ''}${invoice ? ` for ${invoice}` : ''}`,
      }),
      'quote-accepted': notice({
        label: 'Accepted',
        lead: (client, quote) => `${client ?? 'A client'} has accepted ${quote ? `quote ${quote}` : 'a quote'}.`,
        subject: (amount, client, quote) =>
          `Quote accepted: ${amount}${client ? ` from ${client}` : ''}${quote ? ` (${quote})` : ''}`,
      }),
      'quote-declined': notice({
        label: 'Declined',
        lead: (client, quote) => `${client ?? 'A client'} has declined ${quote ? `quote ${quote}` : 'a quote'}.`,
        subject: (amount, client, quote) =>
          `Quote declined: ${amount}${client ? ` from ${client}` : ''}${quote ? ` (${quote})` : ''}`,
      }),
    },
    /** In the place of `dispute-opened` while the bank only asks. */
    inquiry: notice({
      label: 'In question',
      lead: (client) =>
        `The bank of ${client ?? 'a client'} asks about a payment. No money has moved yet: a good answer in Stripe may keep it that way.`,
      subject: (amount, client, invoice) => `Bank asks about ${amount}${fromFor(client, invoice)}`,
    }),
    untilDay: (subject: string, day: string) => `${subject}: answer by ${day}`,
    answerBy: (day: string) => `Answer by ${day}`,
    answerSoon: 'Answer soon: time is short.',
    settled: 'The invoice is paid in full.',
    noInvoice: 'No invoice needs it: it is the client’s credit.',
    excess: (amount: string) => `${amount} more than was due: the client’s credit.`,
    outOf: (amount: string) => `Out of a payment of ${amount}`,
    notes: {
      'payment-failed': 'Nothing was charged.',
      'dispute-won': 'The payment stands.',
      'dispute-lost': 'Taken from your Stripe balance',
      'stripe-mismatch': 'Needs a look',
      'refund-failed': 'The money is back in your Stripe balance.',
      'quote-accepted': 'Ready to become an invoice',
      'quote-declined': 'Nothing was agreed.',
    },
    client: 'Client',
    note: 'Note',
    open: {
      payments: 'Open payment',
      invoices: 'Open invoice',
      quotes: 'Open quote',
      clients: 'Open client',
      dashboard: 'Open the admin',
    },
    linkNote: 'It opens in the admin, where you may have to sign in.',
    why: 'Who gets notices like this one is set in the business settings, under Mail and portal.',
  },

  /** The business's answer in a conversation. */
  ticket: {
    subject: (topic: string) => `Re: ${topic}`,
    button: 'View the conversation',
    answer: 'To answer, just reply to this mail.',
    earlier: 'Earlier in this conversation',
    onlyFiles: 'The files are attached.',
    files: {
      title: 'Files',
      notes: {
        portal: 'Too large for this mail: it is in the conversation, behind the button below.',
        lost: 'This file could not be attached. Please ask us for it.',
      },
    },
    heading: (name: string, when: string) => `${name}, ${when}`,
  },

  /** To the business's own people. */
  ticketNotice: {
    opened: {
      lead: (client: string) => `${client} has opened a ticket.`,
      subject: (client: string, topic: string) => `New ticket from ${client}: ${topic}`,
    },
    answered: {
      lead: (client: string) => `${client} has answered.`,
      subject: (client: string, topic: string) => `Answer from ${client}: ${topic}`,
    },
    stranger: {
      lead: (client: string) => `Somebody you don’t know has written in a ticket of ${client}.`,
      subject: (client: string, topic: string) => `Unknown sender, ticket of ${client}: ${topic}`,
    },
    checkStranger: 'The sender’s address is not among the client’s addresses. Find out who it is before you answer.',
    client: 'Client',
    about: 'Subject',
    reference: 'Ticket',
    button: 'Open ticket',
    answerThere: 'Answer in the ticket: a reply to this mail does not reach the client.',
    replyHere:
      'Reply to this mail, and the client gets your answer. Don’t forward it: its reply address is yours alone.',
    replyToClient:
      'A reply to this mail goes to the client’s own address, not to this sender. Don’t forward it: its reply address is yours alone.',
  },

  test: {
    subject: (subject: string) => `Test: ${subject}`,
    notice: 'This is a test. Your clients see this mail without this notice; the button here signs nobody in.',
  },
}

export type MailTexts = typeof mail
