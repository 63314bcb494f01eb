/** What the stand-in says to people, in the languages that the portal is tested in. */
const en = {
  card: 'Card',
  sepa_debit: 'SEPA Direct Debit',
  ideal: 'iDEAL',
  bancontact: 'Bancontact',
  method: 'Payment method',
  number: 'Card number',
  expiry: 'Expiration date',
  expiryHint: 'MM / YY',
  cvc: 'Security code',
  cvcHint: 'CVC',
  country: 'Country',
  postalCode: 'Postal code',
  iban: 'IBAN',
  name: 'Full name',
  email: 'Email',
  save: 'Save my information for faster checkout',
  newCard: 'New card',
  ending: 'ending in',
  redirect: 'After submission, you will be redirected to complete the next steps.',
  incomplete_number: 'Your card number is incomplete.',
  invalid_number: 'Your card number is invalid.',
  incomplete_expiry: "Your card's expiration date is incomplete.",
  invalid_expiry_month_past: "Your card's expiration date is in the past.",
  invalid_expiry_month: "Your card's expiration date is invalid.",
  incomplete_cvc: "Your card's security code is incomplete.",
  incomplete_zip: 'Your postal code is incomplete.',
  incomplete_iban: 'The IBAN you entered is incomplete.',
  incomplete_name: 'Please provide your full name.',
  incomplete_email: 'Please provide your email address.',
  bank: 'Test bank',
  bankAsks: 'This page stands in for the bank of a test payment. No money moves.',
  complete: 'Complete',
  fail: 'Fail',
  authorise: 'Authorize test payment',
  refuse: 'Fail test payment',
  goBack: 'You may go back.',
  dialog: 'Confirmation with your bank',
}

const es: Record<keyof typeof en, string> = {
  card: 'Tarjeta',
  sepa_debit: 'Adeudo SEPA',
  ideal: 'iDEAL',
  bancontact: 'Bancontact',
  method: 'Método de pago',
  number: 'Número de tarjeta',
  expiry: 'Fecha de caducidad',
  expiryHint: 'MM / AA',
  cvc: 'Código de seguridad',
  cvcHint: 'CVC',
  country: 'País',
  postalCode: 'Código postal',
  iban: 'IBAN',
  name: 'Nombre completo',
  email: 'Correo electrónico',
  save: 'Guardar mis datos para pagar más rápido',
  newCard: 'Otra tarjeta',
  ending: 'terminada en',
  redirect: 'Después de enviar, se le redirigirá para completar los siguientes pasos.',
  incomplete_number: 'El número de tarjeta está incompleto.',
  invalid_number: 'El número de tarjeta no es válido.',
  incomplete_expiry: 'La fecha de caducidad está incompleta.',
  invalid_expiry_month_past: 'La fecha de caducidad ya ha pasado.',
  invalid_expiry_month: 'La fecha de caducidad no es válida.',
  incomplete_cvc: 'El código de seguridad está incompleto.',
  incomplete_zip: 'El código postal está incompleto.',
  incomplete_iban: 'El IBAN está incompleto.',
  incomplete_name: 'Indique su nombre completo.',
  incomplete_email: 'Indique su correo electrónico.',
  bank: 'Banco de prueba',
  bankAsks: 'Esta página hace de banco en un pago de prueba. No se mueve dinero.',
  complete: 'Completar',
  fail: 'Fallar',
  authorise: 'Autorizar el pago de prueba',
  refuse: 'Rechazar el pago de prueba',
  goBack: 'Puede volver.',
  dialog: 'Confirmación con su banco',
}

export type Texts = typeof en
export type TextKey = keyof Texts

/** The texts of a locale such as `es`, `es-MX` or `auto`. */
export const textsFor = (locale: string): Texts => (locale.toLowerCase().startsWith('es') ? es : en)

/** Which of Stripe's sentences a locale has for a refused card; others stay in English, as the API gives them. */
export const declinedIn = (locale: string, code: string | undefined, english: string): string => {
  if (!locale.toLowerCase().startsWith('es')) return english
  const known: Record<string, string> = {
    insufficient_funds: 'Su tarjeta no tiene fondos suficientes.',
    generic_decline: 'Su tarjeta ha sido rechazada.',
    card_declined: 'Su tarjeta ha sido rechazada.',
    expired_card: 'Su tarjeta ha caducado.',
    incorrect_cvc: 'El código de seguridad de su tarjeta es incorrecto.',
    incorrect_number: 'El número de tarjeta es incorrecto.',
    processing_error: 'Se produjo un error al procesar su tarjeta. Inténtelo de nuevo en unos momentos.',
    payment_intent_authentication_failure:
      'No podemos autenticar su método de pago. Elija otro método de pago e inténtelo de nuevo.',
  }
  return known[code ?? ''] ?? english
}
