import type { MailTexts } from '../en/mail.ts'

const daFatura = (invoice: string | null): string => (invoice ? ` da fatura ${invoice}` : '')

const deCliente = (client: string | null): string => (client ? ` de ${client}` : '')

const deENumero = (client: string | null, number: string | null): string =>
  `${deCliente(client)}${number ? ` (${number})` : ''}`

const semPedido = 'Não fez este pedido? Ignore este e-mail e nada acontece.'
const semMais = 'O acesso foi seu? Então não é preciso fazer nada.'

const umaVez = (minutes: number): string =>
  `Funciona uma única vez, durante ${minutes === 1 ? 'um minuto' : `${minutes} minutos`}.`

/** The words of every mail in Portuguese, which addresses everybody in one courteous form. */
export const mail = (_formality: 'formal' | 'familiar'): MailTexts => ({
  greeting: (name) => `Olá, ${name},`,
  linkIntro: 'Se o botão não funcionar, abra este endereço:',
  linkSignsIn: 'Este link dá acesso à sua conta. Não o encaminhe.',
  questions: 'Alguma dúvida? Basta responder a este e-mail.',
  noteFrom: (business) => `Nota de ${business}`,
  taxId: (id) => `NIF ${id}`,

  facts: {
    invoice: 'Fatura',
    creditNote: 'Nota de crédito',
    quote: 'Orçamento',
    quotedFor: 'Cliente',
    issued: 'Data de emissão',
    billedTo: 'Cliente',
    reference: 'A sua referência',
    corrects: 'Retifica',
    correctedInvoice: (number, day) => `Fatura ${number} de ${day}`,
    reason: 'Motivo',
    when: 'Quando',
    browser: 'Navegador',
  },

  invoice: {
    title: (number, business) => `Fatura ${number} de ${business}`,
    copyTitle: (number, business) => `Cópia da fatura ${number} de ${business}`,
    subject: {
      due: (title, amount, day) => `${title}: ${amount}, vence em ${day}`,
      undated: (title, amount) => `${title}: ${amount}`,
      overdue: (title, amount, day) => `${title}: ${amount}, venceu em ${day}`,
      paid: (title, amount) => `${title}: ${amount}, paga`,
      nothing: (title) => `${title}: nada a pagar`,
    },
    preheader: 'Abre-se com um clique, sem palavra-passe.',
    lead: (number, business) => `Aqui está a sua fatura ${number} de ${business}.`,
    copyLead: (number, business) => `Aqui está, de novo, a sua fatura ${number} de ${business}.`,
    amountDue: 'Valor a pagar',
    paid: 'Paga',
    due: (day) => `Vence em ${day}`,
    overdue: (day, days) => `Venceu em ${day}, há ${days === 1 ? '1 dia' : `${days} dias`}`,
    partly: (total) => `De um total de ${total}`,
    undated: 'Pagamento imediato',
    settled: 'Não há mais nada a pagar. Obrigado.',
    nothing: 'Não tem nada a pagar.',
    button: 'Ver a fatura',
  },

  creditNote: {
    title: (number, business) => `Nota de crédito ${number} de ${business}`,
    copyTitle: (number, business) => `Cópia da nota de crédito ${number} de ${business}`,
    subject: (title, amount) => `${title}: ${amount}`,
    subjectFor: (title, amount, invoice) => `${title}: menos ${amount} na fatura ${invoice}`,
    preheader: 'Não é preciso fazer nada. Guarde-a com as suas faturas.',
    lead: (number, business) => `Aqui está a sua nota de crédito ${number} de ${business}.`,
    copyLead: (number, business) => `Aqui está, de novo, a sua nota de crédito ${number} de ${business}.`,
    amount: 'Valor creditado',
    note: 'Não tem nada a pagar por ela.',
    noteFor: (invoice) => `Deduzido da fatura ${invoice}`,
    button: 'Ver a nota de crédito',
  },

  quote: {
    title: (number, business) => `Orçamento ${number} de ${business}`,
    copyTitle: (number, business) => `Cópia do orçamento ${number} de ${business}`,
    subject: {
      valid: (title, amount, day) => `${title}: ${amount}, válido até ${day}`,
      over: (title, amount, day) => `${title}: ${amount}, válido até ${day} (expirado)`,
      undated: (title, amount) => `${title}: ${amount}`,
    },
    preheader: 'Abre-se com um clique, sem palavra-passe. Aí pode aceitá-lo ou recusá-lo.',
    lead: (number, business) => `Aqui está o seu orçamento ${number} de ${business}.`,
    copyLead: (number, business) => `Aqui está, de novo, o seu orçamento ${number} de ${business}.`,
    total: 'Total',
    valid: (day) => `Válido até ${day}`,
    over: (day) => `Foi válido até ${day}`,
    undated: 'À espera da sua resposta',
    button: 'Ver o orçamento e responder',
  },

  quoteAccepted: {
    subject: (number, business, amount) => `Orçamento ${number} de ${business} aceite: ${amount}`,
    preheader: 'Guarde este e-mail: diz o que foi aceite, por quem e quando.',
    lead: (number, business) => `Obrigado. O orçamento ${number} de ${business} está aceite.`,
    total: 'Aceite',
    note: (name) => `Por ${name}`,
    by: 'Aceite por',
    hash: 'Impressão digital (SHA-256)',
    hint: 'A impressão digital identifica a versão exata que foi aceite: qualquer alteração daria outra diferente.',
    button: 'Ver o orçamento',
  },

  signIn: {
    subject: (business) => `O seu link de acesso a ${business}`,
    preheader: umaVez,
    lead: (business) => `Clique no botão para ver os seus documentos de ${business}.`,
    expires: umaVez,
    hint: semPedido,
    button: 'Entrar',
  },

  newLink: {
    subject: (business) => `O seu novo link de ${business}`,
    subjectAbout: (business, about) => `O seu novo link de ${business}: ${about}`,
    preheader: 'Abre-se com um clique, sem palavra-passe.',
    lead: (business) => `Aqui está o novo link que pediu para os seus documentos de ${business}.`,
    leadAbout: (business, about) => `Aqui está o novo link que pediu a ${business}: ${about}.`,
    expires: (days) => `É válido por ${days === 1 ? 'um dia' : `${days} dias`}.`,
    hint: semPedido,
    button: 'Ver os documentos',
    buttonAbout: 'Ver o documento',
  },

  documents: {
    of: {
      year: (year) => `de ${year}`,
      quarter: (quarter, year) => `do ${quarter}.º trimestre de ${year}`,
      between: (from, to) => `de ${from} a ${to}`,
      since: (day) => `desde ${day}`,
      until: (day) => `até ${day}`,
    },
    subject: (business, of) =>
      of ? `Todos os seus documentos ${of}, de ${business}` : `Todos os seus documentos de ${business}`,
    preheader: 'Descarregam-se com um clique, sem palavra-passe.',
    lead: (business, of) =>
      of
        ? `Aqui estão todos os seus documentos ${of}, de ${business}, num único download.`
        : `Aqui estão todos os seus documentos de ${business}, num único download.`,
    label: 'Documentos',
    total: (amounts) => `Total: ${amounts}`,
    hint: 'É um ficheiro ZIP com todos os PDF, uma lista para a folha de cálculo e o seu extrato de conta.',
    button: 'Descarregar tudo',
  },

  newBrowser: {
    subject: (business) => `Novo acesso aos seus documentos de ${business}`,
    preheader: semMais,
    lead: (business) => `Os seus documentos de ${business} foram abertos num navegador que ainda não conhecíamos.`,
    ifYou: semMais,
    ifNotYou: 'Se o acesso não foi seu, termine-o já.',
    linkPersonal: 'Este link é só para si. Não o encaminhe.',
    button: 'Terminar esse acesso',
  },

  payment: {
    paidOn: 'Data do pagamento',
    paidWith: 'Meio de pagamento',
    total: 'Total da fatura',
    begun: 'Iniciado em',
    from: 'Conta',
    bankSaid: 'Resposta do banco',
    leftToPay: 'Falta pagar',
    methods: {
      stripe: 'Pagamento online',
      'bank-transfer': 'Transferência bancária',
      cash: 'Dinheiro',
      credit: 'Crédito',
      other: '',
    },
    stillDue: {
      by: (amount, day) => `Falta pagar: ${amount}, até ${day}`,
      late: (amount, day) => `Falta pagar: ${amount}, venceu em ${day}`,
      undated: (amount) => `Falta pagar: ${amount}`,
    },
    reasons: {
      insufficient_funds: 'A conta não tinha saldo suficiente.',
      account_closed: 'A conta está encerrada.',
      no_account: 'O banco não encontrou nenhuma conta com esse número.',
      account_number_invalid: 'O banco não encontrou nenhuma conta com esse número.',
      bank_account_restricted: 'A conta não aceita débitos diretos.',
      bank_account_unusable: 'A conta não aceita débitos diretos.',
      payment_method_bank_account_blocked: 'A conta não aceita débitos diretos.',
      bank_ownership_changed: 'A conta mudou de titular.',
      debit_not_authorized: 'O banco não tem autorização para este débito.',
      incorrect_account_details: 'Os dados da conta não coincidem.',
      bank_cannot_process: 'O banco não conseguiu processar a operação.',
      check_returned: 'O cheque foi devolvido.',
      fraudulent: 'O titular do cartão diz que o pagamento não é seu.',
      unrecognized: 'O titular do cartão não reconhece o pagamento.',
      duplicate: 'O cliente diz que foi cobrado duas vezes.',
      product_not_received: 'O cliente diz que não recebeu o que pagou.',
      product_unacceptable: 'O cliente diz que não era o que tinha encomendado.',
      credit_not_processed: 'O cliente diz que não recebeu um reembolso prometido.',
      subscription_canceled: 'O cliente diz que já tinha cancelado.',
      noncompliant: 'O banco diz que não foram cumpridas as regras dos cartões.',
      customer_initiated: 'O cliente pediu ao banco a devolução do dinheiro.',
      general: 'O banco não indica um motivo concreto.',
    },
  },

  receipt: {
    subject: (business, amount, invoice, rest) =>
      `Recibo de ${business}: ${amount}${daFatura(invoice)}${rest ? `, ${rest}` : ''}`,
    full: 'paga na totalidade',
    left: (amount) => `falta pagar ${amount}`,
    lead: (invoice) => `Obrigado. Recebemos o seu pagamento${daFatura(invoice)}.`,
    creditLead: (invoice) => (invoice ? `Usámos o seu crédito na fatura ${invoice}.` : 'Usámos o seu crédito.'),
    paid: 'Pago',
    settled: 'A fatura está paga na totalidade.',
    credit: 'Fica como crédito a seu favor',
    notNeeded: 'Nessa fatura já não havia nada a pagar.',
    excess: (amount) => `Recebemos mais ${amount} do que era devido; a diferença fica como crédito a seu favor.`,
  },

  paymentFailed: {
    subject: (business, amount, invoice) =>
      `${business}: o seu pagamento de ${amount}${daFatura(invoice)} não foi concluído`,
    preheader: 'Nada foi cobrado.',
    lead: (invoice) => `O débito na sua conta${invoice ? ` para a fatura ${invoice}` : ''} não foi concluído.`,
    amount: 'Não pago',
    nothingCharged: 'Nada foi cobrado.',
    hint: 'Pode usar de novo a mesma conta ou escolher outro meio de pagamento.',
    button: 'Pagar agora',
  },

  refund: {
    subject: (business, amount, invoice) => `Reembolso de ${business}: ${amount}${daFatura(invoice)}`,
    lead: (invoice) => `Reembolsámos o seu pagamento${daFatura(invoice)}.`,
    partLead: (invoice) => `Reembolsámos uma parte do seu pagamento${daFatura(invoice)}.`,
    amount: 'Reembolsado',
    onItsWay: (where) => (where ? `A caminho: ${where}` : 'A caminho da sua conta'),
    returned: 'Já devolvido',
    partOf: (amount) => `De um pagamento de ${amount}`,
    wait: 'Os bancos demoram 5 a 10 dias úteis a mostrar um reembolso.',
  },

  staffNotice: {
    about: {
      'payment-received': {
        label: 'Recebido',
        lead: (client, invoice) =>
          client ? `${client} fez um pagamento${daFatura(invoice)}.` : `Chegou um pagamento${daFatura(invoice)}.`,
        subject: (amount, client, invoice) => `Pagamento recebido: ${amount}${deENumero(client, invoice)}`,
      },
      'payment-failed': {
        label: 'Não pago',
        lead: (client) => `Um pagamento${deCliente(client)} que estava a caminho não foi concluído.`,
        subject: (amount, client, invoice) => `Pagamento não concluído: ${amount}${deENumero(client, invoice)}`,
      },
      'dispute-opened': {
        label: 'Contestado',
        lead: (client) =>
          `O banco de ${client ?? 'um cliente'} contesta um pagamento e, por agora, retirou o dinheiro. Responda na Stripe com o que comprove a sua versão.`,
        subject: (amount, client, invoice) => `Pagamento contestado: ${amount}${deENumero(client, invoice)}`,
      },
      'dispute-won': {
        label: 'Recuperado',
        lead: () => 'O banco decidiu a contestação a seu favor.',
        subject: (amount, client, invoice) => `Contestação ganha: ${amount}${deENumero(client, invoice)}`,
      },
      'dispute-lost': {
        label: 'Perdido',
        lead: (client) => `O banco decidiu a contestação a favor ${client ? `de ${client}` : 'do cliente'}.`,
        subject: (amount, client, invoice) => `Contestação perdida: ${amount}${deENumero(client, invoice)}`,
      },
      excess: {
        label: 'A mais',
        lead: (client) =>
          `Chegou mais dinheiro${deCliente(client)} do que era devido. Fica como crédito: aplique-o a outra fatura ou devolva-o.`,
        subject: (amount, client, invoice) => `Pagamento a mais: ${amount}${deENumero(client, invoice)}`,
      },
      'stripe-mismatch': {
        label: 'Na Stripe',
        lead: (client) =>
          `O que a Stripe indica sobre um pagamento${deCliente(client)} não coincide com os registos. Compare os dois.`,
        subject: (amount, client, invoice) => `A Stripe e os registos diferem: ${amount}${deENumero(client, invoice)}`,
      },
      'refund-failed': {
        label: 'Não reembolsado',
        lead: (client) =>
          `Não foi possível entregar um reembolso a ${client ?? 'um cliente'}. Devolva o dinheiro de outra forma.`,
        subject: (amount, client, invoice) =>
          `Reembolso não concluído: ${amount}${client ? ` a ${client}` : ''}${invoice ? ` (${invoice})` : ''}`,
      },
      'quote-accepted': {
        label: 'Aceite',
        lead: (client, quote) =>
          `${client ?? 'Um cliente'} aceitou ${quote ? `o orçamento ${quote}` : 'um orçamento'}.`,
        subject: (amount, client, quote) => `Orçamento aceite: ${amount}${deENumero(client, quote)}`,
      },
      'quote-declined': {
        label: 'Recusado',
        lead: (client, quote) =>
          `${client ?? 'Um cliente'} recusou ${quote ? `o orçamento ${quote}` : 'um orçamento'}.`,
        subject: (amount, client, quote) => `Orçamento recusado: ${amount}${deENumero(client, quote)}`,
      },
    },
    inquiry: {
      label: 'Em consulta',
      lead: (client) =>
        `O banco de ${client ?? 'um cliente'} pede esclarecimentos sobre um pagamento. O dinheiro não se moveu: uma boa resposta na Stripe pode evitar uma contestação.`,
      subject: (amount, client, invoice) => `Consulta do banco: ${amount}${deENumero(client, invoice)}`,
    },
    untilDay: (subject, day) => `${subject}, responder até ${day}`,
    answerBy: (day) => `Responder até ${day}`,
    answerSoon: 'Responda em breve: o prazo é curto.',
    settled: 'A fatura está paga na totalidade.',
    noInvoice: 'Não corresponde a nenhuma fatura: fica como crédito do cliente.',
    excess: (amount) => `Recebido a mais: ${amount}. Fica como crédito do cliente.`,
    outOf: (amount) => `De um pagamento de ${amount}`,
    notes: {
      'payment-failed': 'Nada foi cobrado.',
      'dispute-won': 'O pagamento mantém-se.',
      'dispute-lost': 'Retirado do seu saldo na Stripe',
      'stripe-mismatch': 'A verificar',
      'refund-failed': 'O dinheiro voltou ao seu saldo na Stripe.',
      'quote-accepted': 'Pronto para faturar',
      'quote-declined': 'Nada ficou acordado.',
    },
    client: 'Cliente',
    note: 'Nota',
    open: {
      payments: 'Abrir o pagamento',
      invoices: 'Abrir a fatura',
      quotes: 'Abrir o orçamento',
      clients: 'Abrir o cliente',
      dashboard: 'Abrir o painel',
    },
    linkNote: 'Abre-se no painel de administração, onde pode ser preciso entrar.',
    why: 'Quem recebe avisos como este define-se nos dados da empresa, em «E-mail e portal».',
  },

  ticket: {
    subject: (topic) => `Re: ${topic}`,
    button: 'Ver a conversa',
    answer: 'Para responder, basta responder a este e-mail.',
    earlier: 'Mensagens anteriores',
    onlyFiles: 'Os ficheiros seguem em anexo.',
    files: {
      title: 'Ficheiros',
      notes: {
        portal: 'Demasiado grande para este e-mail: está na conversa, através do botão abaixo.',
        lost: 'Não foi possível anexar este ficheiro. Se precisar dele, fale connosco.',
      },
    },
    heading: (name, when) => `${name}, ${when}`,
  },

  ticketNotice: {
    opened: {
      lead: (client) => `${client} abriu um ticket.`,
      subject: (client, topic) => `Novo ticket de ${client}: ${topic}`,
    },
    answered: {
      lead: (client) => `${client} respondeu.`,
      subject: (client, topic) => `Resposta de ${client}: ${topic}`,
    },
    stranger: {
      lead: (client) => `Alguém com um endereço desconhecido escreveu num ticket de ${client}.`,
      subject: (client, topic) => `Remetente desconhecido, ticket de ${client}: ${topic}`,
    },
    checkStranger:
      'O endereço do remetente não está entre os endereços do cliente. Confirme quem é antes de responder.',
    client: 'Cliente',
    about: 'Assunto',
    reference: 'Ticket',
    button: 'Abrir o ticket',
    answerThere: 'Responda no ticket: uma resposta a este e-mail não chega ao cliente.',
    replyHere:
      'Responda a este e-mail e o cliente recebe a sua resposta. Não o encaminhe: o endereço de resposta é só seu.',
    replyToClient:
      'Uma resposta a este e-mail vai para o endereço do cliente, não para este remetente. Não o encaminhe: o endereço de resposta é só seu.',
  },

  test: {
    subject: (subject) => `Teste: ${subject}`,
    notice:
      'Isto é um teste. Os seus clientes recebem este e-mail sem este aviso; aqui o botão não dá acesso a ninguém.',
  },
})
