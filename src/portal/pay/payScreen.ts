import type { Answer, InvoiceState, OpenPayment } from './payCalls.ts'

/** What the payment window shows. One screen at a time, and every way out of it is safe. */
export type PayScreen =
  | { name: 'opening' }
  | { name: 'form'; payment: OpenPayment }
  /** Choosing how much, and why an amount was not taken. */
  | { name: 'amount'; problem: string | null }
  /** Asking what became of a payment. */
  | { name: 'checking' }
  | { name: 'paid'; amount: number | null; isSoon: boolean }
  | { name: 'part-paid'; amount: number | null; due: number }
  | { name: 'processing' }
  /** Whether it was paid is not known: nothing may be paid again before somebody has looked. */
  | { name: 'lost'; wasChecked: boolean }
  /** It is known that nothing was paid. */
  | { name: 'unfinished'; reason: string | null }
  | { name: 'settled' }
  | { name: 'signed-out' }
  | { name: 'no-connection' }
  | { name: 'form-failed' }
  | { name: 'refused'; message: string; mayRetry: boolean }

/** What the browser learned from Stripe.js. */
export type Confirmation =
  | { kind: 'succeeded' }
  | { kind: 'processing' }
  /** Nothing was charged and the form may be used again; Stripe's sentence, where it has one for people. */
  | { kind: 'declined'; message: string | null }
  /** The form says what is missing, at its fields. */
  | { kind: 'incomplete' }
  /** The connection broke: it may have been charged. */
  | { kind: 'lost' }
  /** Stripe's servers know more than this browser. */
  | { kind: 'unknown'; message: string | null }

/** The part of what `confirmPayment` answers that is read here. */
export interface ConfirmResult {
  error?: { type: string; code?: string; message?: string; payment_intent?: { status: string } }
  paymentIntent?: { status: string }
}

const ofStatus = (status: string | undefined, message: string | null): Confirmation => {
  if (status === 'succeeded' || status === 'processing') return { kind: status }
  if (status === 'requires_payment_method') return { kind: 'declined', message }
  return { kind: 'unknown', message }
}

/** Reads Stripe's answer with suspicion: only what certainly charged nothing counts as declined. */
export const readConfirmation = ({ error, paymentIntent }: ConfirmResult): Confirmation => {
  if (!error) return ofStatus(paymentIntent?.status, null)
  const message = error.message ?? null
  if (error.type === 'validation_error') return { kind: 'incomplete' }
  if (error.type === 'api_connection_error' || error.type === 'api_error') return { kind: 'lost' }
  // A second tab was faster, or a first answer got lost: the error tells how the payment stands.
  if (error.payment_intent && error.payment_intent.status !== 'requires_payment_method') {
    return ofStatus(error.payment_intent.status, message)
  }
  const isDeclined = error.type === 'card_error' || error.code === 'payment_intent_authentication_failure'
  return isDeclined ? { kind: 'declined', message } : { kind: 'unknown', message }
}

const RETRY = ['stripe-unreachable', 'too-many-requests', 'busy', 'stripe-refused']

const ofRefusal = (code: string, message: string): PayScreen => {
  if (code === 'payment-processing') return { name: 'processing' }
  if (code === 'not-payable') return { name: 'settled' }
  if (code === 'not-signed-in') return { name: 'signed-out' }
  return { name: 'refused', message, mayRetry: RETRY.includes(code) }
}

const ABOUT_AMOUNT = ['bad-amount', 'exceeds-due', 'part-not-allowed', 'amount-too-small', 'amount-not-payable']

/** After asking for a payment to be opened: nothing can have been charged yet. */
export const afterOpening = (answer: Answer<OpenPayment>, isPart: boolean): PayScreen => {
  if (answer.kind === 'lost') return { name: 'no-connection' }
  if (answer.kind === 'refused') {
    return isPart && ABOUT_AMOUNT.includes(answer.code)
      ? { name: 'amount', problem: answer.message }
      : ofRefusal(answer.code, answer.message)
  }
  return { name: 'form', payment: answer.answer }
}

/** What is known before the invoice's state is read. */
export interface Before {
  /** Null where the person comes back from a bank, or the connection broke. */
  confirmation: Confirmation | null
  /** What was being paid; null where this page was not there. */
  amount: number | null
  /** What was due before, in the minor unit; null where this page was not there. */
  due: number | null
}

/** Nothing is known: somebody comes back from a bank. */
export const nothingKnown: Before = { confirmation: null, amount: null, due: null }

/** After asking how the invoice stands. What Stripe told this browser as a fact holds, whatever our server has heard. */
export const afterSync = (answer: Answer<InvoiceState>, { confirmation, amount, due }: Before): PayScreen => {
  const told = confirmation?.kind ?? null
  if (answer.kind === 'answer') {
    const { state, amountDue } = answer.answer
    if (state === 'paid') return { name: 'paid', amount, isSoon: false }
    if (state === 'processing') return { name: 'processing' }
    // An earlier part is no proof of this one: less must be due than before.
    if (state === 'part-paid' && (told === 'succeeded' || due === null || amountDue < due)) {
      return { name: 'part-paid', amount, due: amountDue }
    }
  }
  if (told === 'succeeded') {
    return amount !== null && due !== null && amount < due
      ? { name: 'part-paid', amount, due: due - amount }
      : { name: 'paid', amount, isSoon: true }
  }
  if (told === 'processing') return { name: 'processing' }
  if (answer.kind === 'answer') {
    return { name: 'unfinished', reason: confirmation?.kind === 'unknown' ? confirmation.message : null }
  }
  if (answer.kind === 'refused' && answer.code === 'not-signed-in') return { name: 'signed-out' }
  if (answer.kind === 'refused' && answer.code === 'payment-processing') return { name: 'processing' }
  // Not answered, or refused, which is no answer either: the payment may still have gone through.
  return { name: 'lost', wasChecked: true }
}
