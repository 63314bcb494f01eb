import type { MailTexts } from '../en/mail.ts'

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
      issued: 'Emitida',
      billedTo: 'A nombre de',
      reference: usted ? 'Su referencia' : 'Tu referencia',
      corrects: 'Rectifica',
      correctedInvoice: (number, day) => `Factura ${number}, ${day}`,
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

    test: {
      subject: (subject) => `Prueba: ${subject}`,
      notice: usted
        ? 'Esto es una prueba. Sus clientes reciben este correo sin este aviso; aquí el botón no da acceso a nadie.'
        : 'Esto es una prueba. Tus clientes reciben este correo sin este aviso; aquí el botón no da acceso a nadie.',
    },
  }
}
