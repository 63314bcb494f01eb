import type { MailTexts } from '../en/mail.ts'

const dePor = (client: string | null, invoice: string | null): string =>
  `${client ? ` de ${client}` : ''}${invoice ? ` por ${invoice}` : ''}`

/** The words of every mail in Spanish, for a reader addressed as usted (`formal`) or tú (`familiar`). */
export const mail = (formality: 'formal' | 'familiar'): MailTexts => {
  const usted = formality === 'formal'
  const su = usted ? 'su' : 'tu'
  const Su = usted ? 'Su' : 'Tu'
  const sus = usted ? 'sus' : 'tus'
  const leEnviamos = usted ? 'Le enviamos' : 'Te enviamos'
  const noLoHaPedido = usted
    ? '¿No lo ha pedido? No haga nada: este correo no tendrá ningún efecto.'
    : '¿No lo has pedido? No hagas nada: este correo no tendrá ningún efecto.'
  const noHaceFalta = usted
    ? '¿Ha sido usted? Entonces no tiene que hacer nada.'
    : '¿Has sido tú? Entonces no tienes que hacer nada.'
  const unaVez = (minutes: number) =>
    minutes === 1 ? 'Sirve una sola vez, durante un minuto.' : `Sirve una sola vez, durante ${minutes} minutos.`

  return {
    greeting: (name) => `Hola, ${name}:`,
    linkIntro: usted
      ? 'Si el botón no funciona, abra esta dirección:'
      : 'Si el botón no funciona, abre esta dirección:',
    linkSignsIn: usted
      ? 'Este enlace da acceso a su cuenta. No lo reenvíe.'
      : 'Este enlace da acceso a tu cuenta. No lo reenvíes.',
    questions: '¿Alguna pregunta? Basta con responder a este correo.',
    noteFrom: (business) => `Nota de ${business}`,
    taxId: (id) => `NIF ${id}`,

    facts: {
      invoice: 'Factura',
      creditNote: 'Factura rectificativa',
      quote: 'Presupuesto',
      quotedFor: 'Para',
      issued: 'Fecha de emisión',
      billedTo: 'A nombre de',
      reference: usted ? 'Su referencia' : 'Tu referencia',
      corrects: 'Rectifica',
      correctedInvoice: (number, day) => `Factura ${number} del ${day}`,
      reason: 'Motivo',
      when: 'Cuándo',
      browser: 'Navegador',
    },

    invoice: {
      title: (number, business) => `Factura ${number} de ${business}`,
      copyTitle: (number, business) => `Copia de la factura ${number} de ${business}`,
      subject: {
        due: (title, amount, day) => `${title}: ${amount}, vence el ${day}`,
        undated: (title, amount) => `${title}: ${amount}`,
        overdue: (title, amount, day) => `${title}: ${amount}, venció el ${day}`,
        paid: (title, amount) => `${title}: ${amount}, pagada`,
        nothing: (title) => `${title}: nada que pagar`,
      },
      preheader: 'Se abre con un clic, sin contraseña.',
      lead: (number, business) => `${leEnviamos} la factura ${number} de ${business}.`,
      copyLead: (number, business) => `${leEnviamos} de nuevo la factura ${number} de ${business}.`,
      amountDue: 'Importe pendiente',
      paid: 'Pagada',
      due: (day) => `Vence el ${day}`,
      overdue: (day, days) => `Venció el ${day}, hace ${days === 1 ? '1 día' : `${days} días`}`,
      partly: (total) => `De un total de ${total}`,
      undated: 'Pago al recibirla',
      settled: 'No queda nada por pagar. Gracias.',
      nothing: usted ? 'No tiene que pagar nada.' : 'No tienes que pagar nada.',
      button: 'Ver la factura',
    },

    creditNote: {
      title: (number, business) => `Factura rectificativa ${number} de ${business}`,
      copyTitle: (number, business) => `Copia de la factura rectificativa ${number} de ${business}`,
      subject: (title, amount) => `${title}: ${amount}`,
      subjectFor: (title, amount, invoice) => `${title}: ${amount} menos en la factura ${invoice}`,
      preheader: usted
        ? 'No tiene que hacer nada. Guárdela con sus facturas.'
        : 'No tienes que hacer nada. Guárdala con tus facturas.',
      lead: (number, business) => `${leEnviamos} la factura rectificativa ${number} de ${business}.`,
      copyLead: (number, business) => `${leEnviamos} de nuevo la factura rectificativa ${number} de ${business}.`,
      amount: 'Importe abonado',
      note: usted ? 'No tiene que pagar nada por ella.' : 'No tienes que pagar nada por ella.',
      noteFor: (invoice) => `Se descuenta de la factura ${invoice}`,
      button: 'Ver la factura rectificativa',
    },

    quote: {
      title: (number, business) => `Presupuesto ${number} de ${business}`,
      copyTitle: (number, business) => `Copia del presupuesto ${number} de ${business}`,
      subject: {
        valid: (title, amount, day) => `${title}: ${amount}, válido hasta el ${day}`,
        over: (title, amount, day) => `${title}: ${amount}, válido hasta el ${day} (caducado)`,
        undated: (title, amount) => `${title}: ${amount}`,
      },
      preheader: usted
        ? 'Se abre con un clic, sin contraseña. Ahí puede aceptarlo o rechazarlo.'
        : 'Se abre con un clic, sin contraseña. Ahí puedes aceptarlo o rechazarlo.',
      lead: (number, business) => `${leEnviamos} el presupuesto ${number} de ${business}.`,
      copyLead: (number, business) => `${leEnviamos} de nuevo el presupuesto ${number} de ${business}.`,
      total: 'Total',
      valid: (day) => `Válido hasta el ${day}`,
      over: (day) => `Fue válido hasta el ${day}`,
      undated: `Pendiente de ${su} respuesta`,
      button: 'Ver el presupuesto y responder',
    },

    quoteAccepted: {
      subject: (number, business, amount) =>
        `${usted ? 'Ha' : 'Has'} aceptado el presupuesto ${number} de ${business}: ${amount}`,
      preheader: usted
        ? 'Guarde este correo: dice qué se aceptó, quién y cuándo.'
        : 'Guarda este correo: dice qué se aceptó, quién y cuándo.',
      lead: (number, business) => `Gracias. ${usted ? 'Ha' : 'Has'} aceptado el presupuesto ${number} de ${business}.`,
      total: 'Aceptado',
      note: (name) => `Por ${name}`,
      by: 'Aceptado por',
      hash: 'Huella (SHA-256)',
      hint: 'La huella identifica la versión exacta que se aceptó: cualquier cambio habría dado otra distinta.',
      button: 'Ver el presupuesto',
    },

    signIn: {
      subject: (business) => `${Su} enlace para entrar en ${business}`,
      preheader: unaVez,
      lead: (business) =>
        usted
          ? `Pulse el botón para ver sus documentos de ${business}.`
          : `Pulsa el botón para ver tus documentos de ${business}.`,
      expires: unaVez,
      hint: noLoHaPedido,
      button: 'Entrar',
    },

    newLink: {
      subject: (business) => `${Su} enlace nuevo de ${business}`,
      subjectAbout: (business, about) => `${Su} enlace nuevo de ${business}: ${about}`,
      preheader: 'Se abre con un clic, sin contraseña.',
      lead: (business) => `Este es el enlace nuevo a ${sus} documentos de ${business}.`,
      leadAbout: (business, about) => `Este es ${su} enlace nuevo de ${business}: ${about}.`,
      expires: (days) => (days === 1 ? 'Sirve durante un día.' : `Sirve durante ${days} días.`),
      hint: noLoHaPedido,
      button: 'Ver los documentos',
      buttonAbout: 'Ver el documento',
    },

    documents: {
      of: {
        year: (year) => `de ${year}`,
        quarter: (quarter, year) => `del ${quarter}.º trimestre de ${year}`,
        between: (from, to) => `del ${from} al ${to}`,
        since: (day) => `desde el ${day}`,
        until: (day) => `hasta el ${day}`,
      },
      subject: (business, of) =>
        of ? `Todos ${sus} documentos ${of}, de ${business}` : `Todos ${sus} documentos de ${business}`,
      preheader: 'Se descargan con un clic, sin contraseña.',
      lead: (business, of) =>
        of
          ? `Aquí tiene${usted ? '' : 's'} todos ${sus} documentos ${of}, de ${business}, en una sola descarga.`
          : `Aquí tiene${usted ? '' : 's'} todos ${sus} documentos de ${business}, en una sola descarga.`,
      label: 'Documentos',
      total: (amounts) => `Total: ${amounts}`,
      hint: `Es un archivo ZIP con todos los PDF, una tabla para hojas de cálculo y ${su} extracto de cuenta.`,
      button: 'Descargar todo',
    },

    newBrowser: {
      subject: (business) => `Nuevo acceso a ${sus} documentos de ${business}`,
      preheader: noHaceFalta,
      lead: (business) => `Se han abierto ${sus} documentos de ${business} en un navegador que no conocíamos.`,
      ifYou: noHaceFalta,
      ifNotYou: usted ? 'Si no ha sido usted, cierre ese acceso ahora.' : 'Si no has sido tú, cierra ese acceso ahora.',
      linkPersonal: usted
        ? 'Este enlace es solo para usted. No lo reenvíe.'
        : 'Este enlace es solo para ti. No lo reenvíes.',
      button: 'Cerrar ese acceso',
    },

    payment: {
      paidOn: 'Fecha del pago',
      paidWith: 'Medio de pago',
      total: 'Total de la factura',
      begun: 'Iniciado',
      from: 'Cuenta',
      bankSaid: 'Respuesta del banco',
      leftToPay: 'Queda por pagar',
      methods: {
        stripe: 'Pago en línea',
        'bank-transfer': 'Transferencia bancaria',
        cash: 'Efectivo',
        credit: 'Saldo a favor',
        other: '',
      },
      stillDue: {
        by: (amount, day) => `Queda por pagar: ${amount}, vence el ${day}`,
        late: (amount, day) => `Queda por pagar: ${amount}, venció el ${day}`,
        undated: (amount) => `Queda por pagar: ${amount}`,
      },
      reasons: {
        insufficient_funds: 'No había saldo suficiente en la cuenta.',
        account_closed: 'La cuenta está cancelada.',
        no_account: 'El banco no encuentra ninguna cuenta con ese número.',
        account_number_invalid: 'El banco no encuentra ninguna cuenta con ese número.',
        bank_account_restricted: 'La cuenta no admite adeudos domiciliados.',
        bank_account_unusable: 'La cuenta no admite adeudos domiciliados.',
        payment_method_bank_account_blocked: 'La cuenta no admite adeudos domiciliados.',
        bank_ownership_changed: 'La cuenta ha cambiado de titular.',
        debit_not_authorized: 'El banco no tiene autorización para este adeudo.',
        incorrect_account_details: 'Los datos de la cuenta no coinciden.',
        bank_cannot_process: 'El banco no ha podido tramitarlo.',
        check_returned: 'El cheque ha sido devuelto.',
        fraudulent: 'El titular de la tarjeta dice que el pago no es suyo.',
        unrecognized: 'El titular de la tarjeta no reconoce el pago.',
        duplicate: 'El cliente dice que se le cobró dos veces.',
        product_not_received: 'El cliente dice que no recibió lo que pagó.',
        product_unacceptable: 'El cliente dice que no era lo que había encargado.',
        credit_not_processed: 'El cliente dice que no le llegó una devolución prometida.',
        subscription_canceled: 'El cliente dice que lo había cancelado antes.',
        noncompliant: 'El banco dice que no se cumplieron las normas de la tarjeta.',
        customer_initiated: 'El cliente ha pedido a su banco que le devuelva el dinero.',
        general: 'El banco no da un motivo concreto.',
      },
    },

    receipt: {
      subject: (business, amount, invoice, rest) =>
        `Recibo de ${business}: ${amount}${invoice ? ` por la factura ${invoice}` : ''}${rest ? `, ${rest}` : ''}`,
      full: 'pagada por completo',
      left: (amount) => `quedan ${amount} por pagar`,
      lead: (invoice) =>
        invoice
          ? `Gracias. Hemos recibido ${su} pago de la factura ${invoice}.`
          : `Gracias. Hemos recibido ${su} pago.`,
      creditLead: (invoice) =>
        invoice ? `Hemos aplicado ${su} saldo a favor a la factura ${invoice}.` : `Hemos aplicado ${su} saldo a favor.`,
      paid: 'Pagado',
      settled: 'La factura está pagada por completo.',
      credit: `Queda como ${su} saldo a favor`,
      notNeeded: 'En esa factura ya no quedaba nada por pagar.',
      excess: (amount) => `Importe de más: ${amount}. Queda como ${su} saldo a favor.`,
    },

    paymentFailed: {
      subject: (business, amount, invoice) =>
        `${business}: no se ha completado ${su} pago de ${amount}${invoice ? ` de la factura ${invoice}` : ''}`,
      preheader: usted ? 'No se le ha cobrado nada.' : 'No se te ha cobrado nada.',
      lead: (invoice) =>
        `El adeudo en ${su} cuenta${invoice ? ` por la factura ${invoice}` : ''} no se ha podido completar.`,
      amount: 'Sin pagar',
      nothingCharged: usted ? 'No se le ha cobrado nada.' : 'No se te ha cobrado nada.',
      hint: usted
        ? 'Puede usar la misma cuenta otra vez o pagar de otra forma.'
        : 'Puedes usar la misma cuenta otra vez o pagar de otra forma.',
      button: 'Pagar ahora',
    },

    refund: {
      subject: (business, amount, invoice) =>
        `Devolución de ${business}: ${amount}${invoice ? ` de la factura ${invoice}` : ''}`,
      lead: (invoice) =>
        `${usted ? 'Le' : 'Te'} hemos devuelto ${su} pago${invoice ? ` de la factura ${invoice}` : ''}.`,
      partLead: (invoice) =>
        `${usted ? 'Le' : 'Te'} hemos devuelto una parte de ${su} pago${invoice ? ` de la factura ${invoice}` : ''}.`,
      amount: 'Devuelto',
      onItsWay: (where) => (where ? `En camino a ${where}` : 'En camino'),
      returned: usted ? 'Ya se le ha enviado' : 'Ya se te ha enviado',
      partOf: (amount) => `De un pago de ${amount}`,
      wait: 'Los bancos tardan entre 5 y 10 días laborables en mostrar una devolución.',
    },

    staffNotice: {
      about: {
        'payment-received': {
          label: 'Recibido',
          lead: (client, invoice) =>
            client
              ? `${client} ha hecho un pago${invoice ? ` de la factura ${invoice}` : ''}.`
              : `Ha llegado un pago${invoice ? ` de la factura ${invoice}` : ''}.`,
          subject: (amount, client, invoice) => `Pago recibido: ${amount}${dePor(client, invoice)}`,
        },
        'payment-failed': {
          label: 'Sin pagar',
          lead: (client) => `Un pago${client ? ` de ${client}` : ''} que estaba en camino no se ha completado.`,
          subject: (amount, client, invoice) => `Pago fallido: ${amount}${dePor(client, invoice)}`,
        },
        'dispute-opened': {
          label: 'En disputa',
          lead: (client) =>
            `El banco de ${client ?? 'un cliente'} disputa un pago y, por ahora, ha retirado el dinero. ${usted ? 'Responda' : 'Responde'} en Stripe con lo que demuestre ${su} versión.`,
          subject: (amount, client, invoice) => `Pago en disputa: ${amount}${dePor(client, invoice)}`,
        },
        'dispute-won': {
          label: 'Recuperado',
          lead: () => `El banco ha resuelto la disputa a ${su} favor.`,
          subject: (amount, client, invoice) => `Disputa ganada: ${amount}${dePor(client, invoice)}`,
        },
        'dispute-lost': {
          label: 'Perdido',
          lead: (client) => `El banco ha resuelto la disputa a favor ${client ? `de ${client}` : 'del cliente'}.`,
          subject: (amount, client, invoice) => `Disputa perdida: ${amount}${dePor(client, invoice)}`,
        },
        excess: {
          label: 'De más',
          lead: (client) =>
            `Ha llegado más dinero${client ? ` de ${client}` : ''} del que se debía. Queda como saldo a favor: ${
              usted ? 'aplíquelo a otra factura o devuélvalo' : 'aplícalo a otra factura o devuélvelo'
            }.`,
          subject: (amount, client, invoice) => `Pago de más: ${amount}${dePor(client, invoice)}`,
        },
        'stripe-mismatch': {
          label: 'En Stripe',
          lead: (client) =>
            `Lo que Stripe dice de un pago${client ? ` de ${client}` : ''} no coincide con los libros. ${usted ? 'Compare' : 'Compara'} ambos.`,
          subject: (amount, client, invoice) => `Stripe y los libros no coinciden: ${amount}${dePor(client, invoice)}`,
        },
        'refund-failed': {
          label: 'Sin devolver',
          lead: (client) =>
            `No se ha podido entregar una devolución${client ? ` a ${client}` : ''}. ${usted ? 'Páguela' : 'Págala'} de otra forma.`,
          subject: (amount, client, invoice) =>
            `Devolución fallida: ${amount}${client ? ` a ${client}` : ''}${invoice ? ` por ${invoice}` : ''}`,
        },
        'quote-accepted': {
          label: 'Aceptado',
          lead: (client, quote) =>
            `${client ?? 'Un cliente'} ha aceptado ${quote ? `el presupuesto ${quote}` : 'un presupuesto'}.`,
          subject: (amount, client, quote) =>
            `Presupuesto aceptado: ${amount}${client ? ` de ${client}` : ''}${quote ? ` (${quote})` : ''}`,
        },
        'quote-declined': {
          label: 'Rechazado',
          lead: (client, quote) =>
            `${client ?? 'Un cliente'} ha rechazado ${quote ? `el presupuesto ${quote}` : 'un presupuesto'}.`,
          subject: (amount, client, quote) =>
            `Presupuesto rechazado: ${amount}${client ? ` de ${client}` : ''}${quote ? ` (${quote})` : ''}`,
        },
      },
      inquiry: {
        label: 'En consulta',
        lead: (client) =>
          `El banco de ${client ?? 'un cliente'} pregunta por un pago. El dinero no se ha movido: una buena respuesta en Stripe puede evitarlo.`,
        subject: (amount, client, invoice) => `El banco pregunta por ${amount}${dePor(client, invoice)}`,
      },
      untilDay: (subject, day) => `${subject}, plazo hasta el ${day}`,
      answerBy: (day) => `Plazo para responder: ${day}`,
      answerSoon: 'El plazo para responder es corto.',
      settled: 'La factura está pagada por completo.',
      noInvoice: 'No corresponde a ninguna factura: es saldo a favor del cliente.',
      excess: (amount) => `Importe de más: ${amount}. Queda como saldo a favor del cliente.`,
      outOf: (amount) => `De un pago de ${amount}`,
      notes: {
        'payment-failed': 'No se ha cobrado nada.',
        'dispute-won': 'El pago queda firme.',
        'dispute-lost': `Retirado de ${su} saldo de Stripe`,
        'stripe-mismatch': 'Hay que revisarlo',
        'refund-failed': `El dinero vuelve a estar en ${su} saldo de Stripe.`,
        'quote-accepted': 'Listo para convertirse en factura',
        'quote-declined': 'No se ha acordado nada.',
      },
      client: 'Cliente',
      note: 'Nota',
      open: {
        payments: 'Abrir el pago',
        invoices: 'Abrir la factura',
        quotes: 'Abrir el presupuesto',
        clients: 'Abrir el cliente',
        dashboard: 'Abrir el panel',
      },
      linkNote: usted
        ? 'Se abre en el panel; puede que tenga que iniciar sesión.'
        : 'Se abre en el panel; puede que tengas que iniciar sesión.',
      why: 'Quién recibe avisos como este se decide en los datos del negocio, en «Correo y portal».',
    },

    ticket: {
      subject: (topic) => `Re: ${topic}`,
      button: 'Ver la conversación',
      answer: usted ? 'Para contestar, responda a este correo.' : 'Para contestar, responde a este correo.',
      earlier: 'Mensajes anteriores',
      onlyFiles: 'Los archivos van adjuntos.',
      files: {
        title: 'Archivos',
        notes: {
          portal: 'Demasiado grande para este correo: está en la conversación, con el botón de abajo.',
          lost: usted
            ? 'No hemos podido adjuntar este archivo. Pídanoslo, por favor.'
            : 'No hemos podido adjuntar este archivo. Pídenoslo, por favor.',
        },
      },
      heading: (name, when) => `${name}, ${when}`,
    },

    ticketNotice: {
      opened: {
        lead: (client) => `${client} ha abierto un ticket.`,
        subject: (client, topic) => `Nuevo ticket de ${client}: ${topic}`,
      },
      answered: {
        lead: (client) => `${client} ha contestado.`,
        subject: (client, topic) => `Respuesta de ${client}: ${topic}`,
      },
      stranger: {
        lead: (client) => `Alguien con una dirección desconocida ha escrito en un ticket de ${client}.`,
        subject: (client, topic) => `Remitente desconocido, ticket de ${client}: ${topic}`,
      },
      checkStranger: usted
        ? 'La dirección del remitente no figura en la ficha del cliente. Compruebe quién es antes de contestar.'
        : 'La dirección del remitente no figura en la ficha del cliente. Comprueba quién es antes de contestar.',
      client: 'Cliente',
      about: 'Asunto',
      reference: 'Ticket',
      button: 'Abrir el ticket',
      answerThere: usted
        ? 'Conteste en el ticket: si responde a este correo, el cliente no recibirá nada.'
        : 'Contesta en el ticket: si respondes a este correo, el cliente no recibirá nada.',
      replyHere: usted
        ? 'Responda a este correo y el cliente recibirá su respuesta. No lo reenvíe: la dirección de respuesta es solo de usted.'
        : 'Responde a este correo y el cliente recibirá tu respuesta. No lo reenvíes: la dirección de respuesta es solo tuya.',
      replyToClient: usted
        ? 'Si responde a este correo, la respuesta va a la dirección del cliente, no a este remitente. No lo reenvíe: la dirección de respuesta es solo de usted.'
        : 'Si respondes a este correo, la respuesta va a la dirección del cliente, no a este remitente. No lo reenvíes: la dirección de respuesta es solo tuya.',
    },

    test: {
      subject: (subject) => `Prueba: ${subject}`,
      notice: usted
        ? 'Esto es una prueba. Sus clientes reciben este correo sin este aviso; aquí el botón no da acceso a nadie.'
        : 'Esto es una prueba. Tus clientes reciben este correo sin este aviso; aquí el botón no da acceso a nadie.',
    },
  }
}
