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
    issued: 'Issued',
    billedTo: 'Billed to',
    reference: 'Your reference',
    corrects: 'Corrects',
    correctedInvoice: (number: string, day: string) => `Invoice ${number}, ${day}`,
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

  signIn: {
    subject: (business: string) => `Your sign-in link for ${business}`,
    preheader: (minutes: number) => `It works once, within ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
    lead: (business: string) => `Press the button to see your documents at ${business}.`,
    expires: (minutes: number) => `It works once, within ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
    hint: 'You did not ask for it? Leave this mail alone and nothing happens.',
    button: 'Sign in',
  },

  newLink: {
    subject: (business: string) => `Your new link from ${business}`,
    subjectAbout: (business: string, about: string) => `Your new link from ${business}: ${about}`,
    preheader: 'One click opens it, without a password.',
    lead: (business: string) => `Here is the new link you asked for, to your documents at ${business}.`,
    leadAbout: (business: string, about: string) => `Here is the new link you asked for, from ${business}: ${about}.`,
    expires: (days: number) => `It works for ${days === 1 ? 'one day' : `${days} days`}.`,
    hint: 'You did not ask for it? Leave this mail alone and nothing happens.',
    button: 'View documents',
    buttonAbout: 'View document',
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

  test: {
    subject: (subject: string) => `Test: ${subject}`,
    notice: 'This is a test. Your clients see this mail without this notice; the button here signs nobody in.',
  },
}

export type MailTexts = typeof mail
