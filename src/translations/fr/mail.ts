import type { MailTexts } from '../en/mail.ts'
import { de } from './elision.ts'

const pour = (invoice: string | null): string => (invoice ? ` pour la facture ${invoice}` : '')

const deClient = (client: string | null): string => (client ? ` ${de(client)}` : '')

const deEtNumero = (client: string | null, number: string | null): string =>
  `${deClient(client)}${number ? ` (${number})` : ''}`

const pasDemande = 'Vous n’avez rien demandé\u202f? Ignorez cet e-mail, il n’aura aucun effet.'
const cetaitVous = 'C’était vous\u202f? Alors vous n’avez rien à faire.'

const uneFois = (minutes: number): string =>
  minutes < 2 ? 'Valable une seule fois, pendant une minute.' : `Valable une seule fois, pendant ${minutes} minutes.`

/** The words of every mail in French, which says vous to everybody. */
export const mail = (_formality: 'formal' | 'familiar'): MailTexts => ({
  greeting: (name) => `Bonjour ${name},`,
  linkIntro: 'Si le bouton ne fonctionne pas, ouvrez cette adresse\u202f:',
  linkSignsIn: 'Ce lien donne accès à votre compte. Ne le transférez pas.',
  questions: 'Une question\u202f? Répondez simplement à cet e-mail.',
  noteFrom: (business) => `Un mot ${de(business)}`,
  taxId: (id) => `N° de TVA ${id}`,

  facts: {
    invoice: 'Facture',
    creditNote: 'Avoir',
    quote: 'Devis',
    quotedFor: 'Établi pour',
    issued: 'Date d’émission',
    billedTo: 'Facturé à',
    reference: 'Votre référence',
    corrects: 'Facture d’origine',
    correctedInvoice: (number, day) => `${number} du ${day}`,
    reason: 'Motif',
    when: 'Quand',
    browser: 'Navigateur',
  },

  invoice: {
    title: (number, business) => `Facture ${number} ${de(business)}`,
    copyTitle: (number, business) => `Copie de la facture ${number} ${de(business)}`,
    subject: {
      due: (title, amount, day) => `${title}\u202f: ${amount}, échéance le ${day}`,
      undated: (title, amount) => `${title}\u202f: ${amount}`,
      overdue: (title, amount, day) => `${title}\u202f: ${amount}, échue le ${day}`,
      paid: (title, amount) => `${title}\u202f: ${amount}, payée`,
      nothing: (title) => `${title}\u202f: rien à payer`,
    },
    preheader: 'Elle s’ouvre en un clic, sans mot de passe.',
    lead: (number, business) => `Voici votre facture ${number} ${de(business)}.`,
    copyLead: (number, business) => `Voici à nouveau votre facture ${number} ${de(business)}.`,
    amountDue: 'Reste à payer',
    paid: 'Payée',
    due: (day) => `Échéance le ${day}`,
    overdue: (day, days) => `Échue le ${day}, il y a ${days < 2 ? `${days} jour` : `${days} jours`}`,
    partly: (total) => `Sur un total de ${total}`,
    undated: 'Payable à réception',
    settled: 'Il ne reste rien à payer. Merci.',
    nothing: 'Vous n’avez rien à payer.',
    button: 'Voir la facture',
  },

  creditNote: {
    title: (number, business) => `Avoir ${number} ${de(business)}`,
    copyTitle: (number, business) => `Copie de l’avoir ${number} ${de(business)}`,
    subject: (title, amount) => `${title}\u202f: ${amount}`,
    subjectFor: (title, amount, invoice) => `${title}\u202f: ${amount} en moins sur la facture ${invoice}`,
    preheader: 'Vous n’avez rien à faire. Conservez-le avec vos factures.',
    lead: (number, business) => `Voici votre avoir ${number} ${de(business)}.`,
    copyLead: (number, business) => `Voici à nouveau votre avoir ${number} ${de(business)}.`,
    amount: 'Montant de l’avoir',
    note: 'Vous n’avez rien à payer.',
    noteFor: (invoice) => `Déduit de la facture ${invoice}`,
    button: 'Voir l’avoir',
  },

  quote: {
    title: (number, business) => `Devis ${number} ${de(business)}`,
    copyTitle: (number, business) => `Copie du devis ${number} ${de(business)}`,
    subject: {
      valid: (title, amount, day) => `${title}\u202f: ${amount}, valable jusqu’au ${day}`,
      over: (title, amount, day) => `${title}\u202f: ${amount}, valable jusqu’au ${day} (expiré)`,
      undated: (title, amount) => `${title}\u202f: ${amount}`,
    },
    preheader: 'Il s’ouvre en un clic, sans mot de passe. Vous pourrez l’accepter ou le refuser.',
    lead: (number, business) => `Voici votre devis ${number} ${de(business)}.`,
    copyLead: (number, business) => `Voici à nouveau votre devis ${number} ${de(business)}.`,
    total: 'Total',
    valid: (day) => `Valable jusqu’au ${day}`,
    over: (day) => `Était valable jusqu’au ${day}`,
    undated: 'En attente de votre réponse',
    button: 'Voir le devis et y répondre',
  },

  quoteAccepted: {
    subject: (number, business, amount) => `Vous avez accepté le devis ${number} ${de(business)}\u202f: ${amount}`,
    preheader: 'Conservez cet e-mail\u202f: il dit ce qui a été accepté, par qui et quand.',
    lead: (number, business) => `Merci. Vous avez accepté le devis ${number} ${de(business)}.`,
    total: 'Accepté',
    note: (name) => `Par ${name}`,
    by: 'Accepté par',
    hash: 'Empreinte (SHA-256)',
    hint: 'L’empreinte désigne la version exacte qui a été acceptée\u202f: la moindre modification en aurait donné une autre.',
    button: 'Voir le devis',
  },

  signIn: {
    subject: (business) => `Votre lien de connexion à l’espace client ${de(business)}`,
    preheader: uneFois,
    lead: (business) => `Cliquez sur le bouton pour voir vos documents chez ${business}.`,
    expires: uneFois,
    hint: pasDemande,
    button: 'Se connecter',
  },

  newLink: {
    subject: (business) => `Votre nouveau lien ${de(business)}`,
    subjectAbout: (business, about) => `Votre nouveau lien ${de(business)}\u202f: ${about}`,
    preheader: 'Il s’ouvre en un clic, sans mot de passe.',
    lead: (business) => `Voici le nouveau lien que vous avez demandé, vers vos documents chez ${business}.`,
    leadAbout: (business, about) => `Voici le nouveau lien que vous avez demandé à ${business}\u202f: ${about}.`,
    expires: (days) => (days < 2 ? 'Il est valable un jour.' : `Il est valable ${days} jours.`),
    hint: pasDemande,
    button: 'Voir les documents',
    buttonAbout: 'Voir le document',
  },

  documents: {
    of: {
      year: (year) => `de ${year}`,
      quarter: (quarter, year) => `du ${quarter === 1 ? '1er' : `${quarter}e`} trimestre ${year}`,
      between: (from, to) => `du ${from} au ${to}`,
      since: (day) => `depuis le ${day}`,
      until: (day) => `jusqu’au ${day}`,
    },
    subject: (business, of) => `Tous vos documents${of ? ` ${of}` : ''} chez ${business}`,
    preheader: 'Ils se téléchargent en un clic, sans mot de passe.',
    lead: (business, of) =>
      `Voici tous vos documents${of ? ` ${of}` : ''} chez ${business}, en un seul téléchargement.`,
    label: 'Documents',
    total: (amounts) => `Total\u202f: ${amounts}`,
    hint: 'C’est un fichier ZIP\u202f: tous les PDF, un tableau pour votre tableur et votre relevé de compte.',
    button: 'Tout télécharger',
  },

  newBrowser: {
    subject: (business) => `Nouvelle connexion à vos documents chez ${business}`,
    preheader: cetaitVous,
    lead: (business) =>
      `Vos documents chez ${business} ont été ouverts dans un navigateur que nous ne connaissions pas encore.`,
    ifYou: cetaitVous,
    ifNotYou: 'Si ce n’était pas vous, mettez fin à cet accès dès maintenant.',
    linkPersonal: 'Ce lien vous est réservé. Ne le transférez pas.',
    button: 'Mettre fin à cet accès',
  },

  payment: {
    paidOn: 'Date du paiement',
    paidWith: 'Mode de paiement',
    total: 'Total de la facture',
    begun: 'Lancé le',
    from: 'Compte',
    bankSaid: 'Réponse de la banque',
    leftToPay: 'Reste à payer',
    methods: {
      stripe: 'Paiement en ligne',
      'bank-transfer': 'Virement bancaire',
      cash: 'Espèces',
      credit: 'Solde créditeur',
      other: '',
    },
    stillDue: {
      by: (amount, day) => `Reste à payer\u202f: ${amount}, échéance le ${day}`,
      late: (amount, day) => `Reste à payer\u202f: ${amount}, échéance dépassée (${day})`,
      undated: (amount) => `Reste à payer\u202f: ${amount}`,
    },
    reasons: {
      insufficient_funds: 'Le compte n’était pas suffisamment approvisionné.',
      account_closed: 'Le compte est clôturé.',
      no_account: 'La banque ne trouve aucun compte à ce numéro.',
      account_number_invalid: 'La banque ne trouve aucun compte à ce numéro.',
      bank_account_restricted: 'Le compte n’accepte pas les prélèvements.',
      bank_account_unusable: 'Le compte n’accepte pas les prélèvements.',
      payment_method_bank_account_blocked: 'Le compte n’accepte pas les prélèvements.',
      bank_ownership_changed: 'Le compte a changé de titulaire.',
      debit_not_authorized: 'La banque n’a pas d’autorisation pour ce prélèvement.',
      incorrect_account_details: 'Les coordonnées du compte ne correspondent pas.',
      bank_cannot_process: 'La banque n’a pas pu traiter l’opération.',
      check_returned: 'Le chèque est revenu impayé.',
      fraudulent: 'Le titulaire de la carte dit ne pas être à l’origine du paiement.',
      unrecognized: 'Le titulaire de la carte ne reconnaît pas le paiement.',
      duplicate: 'Le client dit avoir été débité deux fois.',
      product_not_received: 'Le client dit ne pas avoir reçu ce qu’il a payé.',
      product_unacceptable: 'Le client dit que ce n’était pas conforme à sa commande.',
      credit_not_processed: 'Le client dit ne pas avoir reçu un remboursement promis.',
      subscription_canceled: 'Le client dit avoir résilié auparavant.',
      noncompliant: 'La banque dit que les règles des réseaux de cartes n’ont pas été respectées.',
      customer_initiated: 'Le client a demandé à sa banque de récupérer l’argent.',
      general: 'La banque ne donne pas de motif précis.',
    },
  },

  receipt: {
    subject: (business, amount, invoice, rest) =>
      `${business}\u202f: reçu de ${amount}${pour(invoice)}${rest ? `, ${rest}` : ''}`,
    full: 'payée en totalité',
    left: (amount) => `reste ${amount} à payer`,
    lead: (invoice) => `Merci. Nous avons bien reçu votre paiement${pour(invoice)}.`,
    creditLead: (invoice) =>
      invoice
        ? `Nous avons imputé votre solde créditeur sur la facture ${invoice}.`
        : 'Nous avons utilisé votre solde créditeur.',
    paid: 'Payé',
    settled: 'La facture est payée en totalité.',
    credit: 'Porté à votre solde créditeur',
    notNeeded: 'Il ne restait rien à payer sur cette facture.',
    excess: (amount) => `${amount} de plus que le montant dû, portés à votre solde créditeur.`,
  },

  paymentFailed: {
    subject: (business, amount, invoice) =>
      `${business}\u202f: votre paiement de ${amount}${pour(invoice)} n’a pas abouti`,
    preheader: 'Rien n’a été débité.',
    lead: (invoice) => `Le prélèvement sur votre compte${pour(invoice)} n’a pas abouti.`,
    amount: 'Non payé',
    nothingCharged: 'Rien n’a été débité.',
    hint: 'Vous pouvez réessayer avec le même compte ou choisir un autre moyen de paiement.',
    button: 'Payer maintenant',
  },

  refund: {
    subject: (business, amount, invoice) => `${business}\u202f: remboursement de ${amount}${pour(invoice)}`,
    lead: (invoice) => `Nous avons remboursé votre paiement${pour(invoice)}.`,
    partLead: (invoice) => `Nous avons remboursé une partie de votre paiement${pour(invoice)}.`,
    amount: 'Remboursé',
    onItsWay: (where) => (where ? `En route vers ${where}` : 'En route vers votre compte'),
    returned: 'Déjà renvoyé',
    partOf: (amount) => `Sur un paiement de ${amount}`,
    wait: 'Un remboursement met 5 à 10 jours ouvrés à apparaître sur un compte.',
  },

  staffNotice: {
    about: {
      'payment-received': {
        label: 'Reçu',
        lead: (client, invoice) =>
          client ? `${client} a effectué un paiement${pour(invoice)}.` : `Un paiement${pour(invoice)} est arrivé.`,
        subject: (amount, client, invoice) => `Paiement reçu\u202f: ${amount}${deEtNumero(client, invoice)}`,
      },
      'payment-failed': {
        label: 'Non payé',
        lead: (client) => `Un paiement${deClient(client)} qui était en cours n’a pas abouti.`,
        subject: (amount, client, invoice) => `Paiement échoué\u202f: ${amount}${deEtNumero(client, invoice)}`,
      },
      'dispute-opened': {
        label: 'En litige',
        lead: (client) =>
          `La banque ${client ? de(client) : 'd’un client'} conteste un paiement et a repris l’argent pour le moment. Répondez dans Stripe, justificatifs à l’appui.`,
        subject: (amount, client, invoice) => `Litige\u202f: ${amount}${deEtNumero(client, invoice)}`,
      },
      'dispute-won': {
        label: 'Récupéré',
        lead: () => 'La banque a tranché le litige en votre faveur.',
        subject: (amount, client, invoice) => `Litige gagné\u202f: ${amount}${deEtNumero(client, invoice)}`,
      },
      'dispute-lost': {
        label: 'Perdu',
        lead: (client) => `La banque a tranché le litige en faveur ${client ? de(client) : 'du client'}.`,
        subject: (amount, client, invoice) => `Litige perdu\u202f: ${amount}${deEtNumero(client, invoice)}`,
      },
      excess: {
        label: 'Trop-perçu',
        lead: (client) =>
          `Le paiement reçu${deClient(client)} dépasse le montant dû. La différence est portée au solde créditeur du client\u202f: imputez-la sur une autre facture ou remboursez-la.`,
        subject: (amount, client, invoice) => `Trop-perçu\u202f: ${amount}${deEtNumero(client, invoice)}`,
      },
      'stripe-mismatch': {
        label: 'Chez Stripe',
        lead: (client) =>
          `Ce que Stripe indique d’un paiement${deClient(client)} ne correspond pas à vos comptes. Comparez les deux.`,
        subject: (amount, client, invoice) =>
          `Écart entre Stripe et vos comptes\u202f: ${amount}${deEtNumero(client, invoice)}`,
      },
      'refund-failed': {
        label: 'Non remboursé',
        lead: (client) =>
          `Un remboursement à ${client ?? 'un client'} n’a pas pu être versé. Remboursez-le d’une autre manière.`,
        subject: (amount, client, invoice) =>
          `Remboursement échoué\u202f: ${amount}${client ? ` à ${client}` : ''}${invoice ? ` (${invoice})` : ''}`,
      },
      'quote-accepted': {
        label: 'Accepté',
        lead: (client, quote) => `${client ?? 'Un client'} a accepté ${quote ? `le devis ${quote}` : 'un devis'}.`,
        subject: (amount, client, quote) => `Devis accepté\u202f: ${amount}${deEtNumero(client, quote)}`,
      },
      'quote-declined': {
        label: 'Refusé',
        lead: (client, quote) => `${client ?? 'Un client'} a refusé ${quote ? `le devis ${quote}` : 'un devis'}.`,
        subject: (amount, client, quote) => `Devis refusé\u202f: ${amount}${deEtNumero(client, quote)}`,
      },
    },
    inquiry: {
      label: 'À éclaircir',
      lead: (client) =>
        `La banque ${client ? de(client) : 'd’un client'} demande des précisions sur un paiement. L’argent n’a pas bougé\u202f: une bonne réponse dans Stripe peut éviter un litige.`,
      subject: (amount, client, invoice) => `Demande de la banque\u202f: ${amount}${deEtNumero(client, invoice)}`,
    },
    untilDay: (subject, day) => `${subject}, réponse au plus tard le ${day}`,
    answerBy: (day) => `Réponse attendue au plus tard le ${day}`,
    answerSoon: 'Répondez sans tarder\u202f: le délai est court.',
    settled: 'La facture est payée en totalité.',
    noInvoice: 'Aucune facture correspondante\u202f: porté au solde créditeur du client.',
    excess: (amount) => `${amount} de plus que le montant dû, portés au solde créditeur du client.`,
    outOf: (amount) => `Sur un paiement de ${amount}`,
    notes: {
      'payment-failed': 'Rien n’a été débité.',
      'dispute-won': 'Le paiement vous est acquis.',
      'dispute-lost': 'Débité de votre solde Stripe',
      'stripe-mismatch': 'À vérifier',
      'refund-failed': 'L’argent est de retour sur votre solde Stripe.',
      'quote-accepted': 'Prêt à être facturé',
      'quote-declined': 'Rien n’a été convenu.',
    },
    client: 'Client',
    note: 'Note',
    open: {
      payments: 'Ouvrir le paiement',
      invoices: 'Ouvrir la facture',
      quotes: 'Ouvrir le devis',
      clients: 'Ouvrir la fiche client',
      dashboard: 'Ouvrir l’administration',
    },
    linkNote: 'S’ouvre dans l’administration, où il faudra peut-être vous connecter.',
    why: 'Les destinataires de ces avis se choisissent dans les paramètres de l’entreprise, sous «\u202fE-mails et espace client\u202f».',
  },

  ticket: {
    subject: (topic) => `Re: ${topic}`,
    button: 'Voir la conversation',
    answer: 'Pour répondre, répondez simplement à cet e-mail.',
    earlier: 'Plus tôt dans cette conversation',
    onlyFiles: 'Les fichiers sont en pièce jointe.',
    files: {
      title: 'Fichiers',
      notes: {
        portal: 'Trop volumineux pour cet e-mail\u202f: il se trouve dans la conversation, via le bouton ci-dessous.',
        lost: 'Ce fichier n’a pas pu être joint. Demandez-le-nous.',
      },
    },
    heading: (name, when) => `${name}, ${when}`,
  },

  ticketNotice: {
    opened: {
      lead: (client) => `${client} a ouvert un ticket.`,
      subject: (client, topic) => `Nouveau ticket ${de(client)}\u202f: ${topic}`,
    },
    answered: {
      lead: (client) => `${client} a répondu.`,
      subject: (client, topic) => `Réponse ${de(client)}\u202f: ${topic}`,
    },
    stranger: {
      lead: (client) => `Un expéditeur inconnu a écrit dans un ticket ${de(client)}.`,
      subject: (client, topic) => `Expéditeur inconnu, ticket ${de(client)}\u202f: ${topic}`,
    },
    checkStranger:
      'L’adresse de l’expéditeur ne figure pas parmi celles du client. Vérifiez de qui il s’agit avant de répondre.',
    client: 'Client',
    about: 'Objet',
    reference: 'Ticket',
    button: 'Ouvrir le ticket',
    answerThere: 'Répondez dans le ticket\u202f: une réponse à cet e-mail n’arrive pas au client.',
    replyHere:
      'Répondez à cet e-mail et le client recevra votre réponse. Ne le transférez pas\u202f: son adresse de réponse vous est personnelle.',
    replyToClient:
      'Une réponse à cet e-mail va à l’adresse du client, pas à cet expéditeur. Ne le transférez pas\u202f: son adresse de réponse vous est personnelle.',
  },

  test: {
    subject: (subject) => `Test\u202f: ${subject}`,
    notice:
      'Ceci est un test. Vos clients reçoivent cet e-mail sans cet avis\u202f; ici, le bouton ne connecte personne.',
  },
})
