import type { pay as english } from '../en/pay.ts'

type Pay = typeof english

/** Spanish as written to someone addressed with «usted». */
export const pay: Pay = {
  title: (number) => `Pagar la factura ${number}`,
  to: (business) => `a ${business}`,
  close: 'Cerrar',
  test: 'Modo de prueba, no se mueve dinero',
  choice: 'Cuánto pagar',
  whole: 'El importe completo',
  part: 'Otro importe',
  change: 'Pagar otro importe',
  continue: 'Continuar',
  partLabel: 'Importe que paga ahora',
  partHint: (due) => `Hasta ${due}. El resto queda pendiente.`,
  partUnclear: (example) => `Escriba un importe como ${example}.`,
  partTooMuch: (due) => `Es más de lo pendiente: ${due}.`,
  opening: 'Abriendo el formulario de pago',
  submit: (amount) => `Pagar ${amount}`,
  paying: 'Pagando, no cierre esta página',
  safe: (business) => `Sus datos van directamente a Stripe. ${business} no los ve en ningún momento.`,
  declined: {
    title: 'El pago no se ha realizado',
    text: 'No se ha cobrado nada. Inténtelo de nuevo o elija otra forma de pago.',
  },
  formFailed: {
    title: 'El formulario de pago no se ha cargado',
    text: 'No se ha cobrado nada. Revise la conexión o el bloqueador de anuncios y vuelva a intentarlo.',
  },
  noConnection: {
    title: 'Sin conexión',
    text: 'No se ha cobrado nada: el pago no había empezado. Vuelva a intentarlo cuando tenga conexión.',
  },
  unavailable: 'Ahora mismo no se puede pagar aquí',
  tryAgain: 'Intentarlo de nuevo',
  paid: {
    title: 'Pagada. Gracias.',
    text: (amount, business) => `Pago de ${amount} a ${business}.`,
    whole: (business) => `${business} ha recibido el importe completo.`,
    receipt: (email) => `El recibo va de camino a ${email}.`,
    soon: 'La factura lo mostrará en un momento.',
    done: 'Listo',
  },
  partPaid: {
    title: (amount) => `Pago de ${amount} recibido. Gracias.`,
    titlePlain: 'Pago recibido. Gracias.',
    text: (due) => `De esta factura queda por pagar ${due}.`,
    rest: 'Pagar el resto',
  },
  processing: {
    title: 'Su banco lo está procesando',
    text: 'El pago está en marcha y no tiene que hacer nada más. Según el banco, tarda desde un minuto hasta unos días laborables; después la factura figurará como pagada.',
    once: 'No pague por segunda vez.',
  },
  lost: {
    title: 'Se ha perdido la conexión',
    text: 'Puede que el pago se haya realizado. No se ha perdido nada: compruébelo antes de volver a pagar.',
    still: 'Sigue sin haber conexión. Nada ha cambiado; vuelva a comprobarlo en un momento.',
    again: 'Comprobar de nuevo',
  },
  checking: 'Consultando con el banco',
  unfinished: {
    title: 'No se ha pagado nada',
    text: 'El pago no llegó a completarse y no se ha cobrado nada. Puede intentarlo de nuevo.',
  },
  settled: {
    title: 'No queda nada por pagar',
    text: 'Esta factura se ha saldado entretanto. No se ha hecho un segundo pago.',
  },
  signedOut: {
    title: 'Su sesión había caducado',
    text: 'Entre y volverá a esta factura, que muestra lo que se ha pagado.',
    signIn: 'Entrar',
  },
}

/** The same for a business on first-name terms with its clients. */
export const payFamiliar: Pay = {
  ...pay,
  partLabel: 'Importe que pagas ahora',
  partUnclear: (example) => `Escribe un importe como ${example}.`,
  paying: 'Pagando, no cierres esta página',
  safe: (business) => `Tus datos van directamente a Stripe. ${business} no los ve en ningún momento.`,
  declined: { ...pay.declined, text: 'No se ha cobrado nada. Inténtalo de nuevo o elige otra forma de pago.' },
  formFailed: {
    ...pay.formFailed,
    text: 'No se ha cobrado nada. Revisa la conexión o el bloqueador de anuncios y vuelve a intentarlo.',
  },
  noConnection: {
    ...pay.noConnection,
    text: 'No se ha cobrado nada: el pago no había empezado. Vuelve a intentarlo cuando tengas conexión.',
  },
  processing: {
    title: 'Tu banco lo está procesando',
    text: 'El pago está en marcha y no tienes que hacer nada más. Según el banco, tarda desde un minuto hasta unos días laborables; después la factura figurará como pagada.',
    once: 'No pagues por segunda vez.',
  },
  lost: {
    ...pay.lost,
    text: 'Puede que el pago se haya realizado. No se ha perdido nada: compruébalo antes de volver a pagar.',
    still: 'Sigue sin haber conexión. Nada ha cambiado; vuelve a comprobarlo en un momento.',
  },
  unfinished: {
    ...pay.unfinished,
    text: 'El pago no llegó a completarse y no se ha cobrado nada. Puedes intentarlo de nuevo.',
  },
  signedOut: {
    ...pay.signedOut,
    title: 'Tu sesión había caducado',
    text: 'Entra y volverás a esta factura, que muestra lo que se ha pagado.',
  },
}
