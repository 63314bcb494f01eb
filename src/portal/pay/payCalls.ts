/** The window's calls to our own endpoints. Never throw: a lost connection is an answer like others. */

/** A payment that Stripe waits for; `amount` in our minor unit. */
export interface OpenPayment {
  clientSecret: string
  publishableKey: string
  amount: number
  currency: string
  customerSessionClientSecret: string | null
}

/** How the invoice stands, by Stripe's own word. */
export interface InvoiceState {
  state: 'paid' | 'part-paid' | 'processing' | 'failed' | 'open'
  amountDue: number
}

export type Answer<T> =
  | { kind: 'answer'; answer: T }
  /** The server said no, in the person's language. */
  | { kind: 'refused'; code: string; message: string }
  /** Nobody answered, or nobody we know: what became of the request is unknown. */
  | { kind: 'lost' }

const firstProblem = (body: unknown): { code: string; message: string } | null => {
  const problem = (body as { errors?: { code?: unknown; message?: unknown }[] } | null)?.errors?.[0]
  return typeof problem?.code === 'string' && typeof problem.message === 'string'
    ? { code: problem.code, message: problem.message }
    : null
}

const TIMEOUT_MS = 30_000

const post = async <T>(url: string, locale: string, body: object): Promise<Answer<T>> => {
  try {
    const response = await fetch(url, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'Accept-Language': locale },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const parsed: unknown = await response.json()
    if (response.ok) return { kind: 'answer', answer: parsed as T }
    const problem = firstProblem(parsed)
    return problem ? { kind: 'refused', ...problem } : { kind: 'lost' }
  } catch {
    return { kind: 'lost' }
  }
}

/** Opens a payment of the whole due amount, or of a part of it. Moves no money. */
export const openPayment = (url: string, locale: string, amount: number | null): Promise<Answer<OpenPayment>> =>
  post(url, locale, amount === null ? {} : { amount })

/** Has the server ask Stripe what became of the payment, and settle. Safe at any time. */
export const syncInvoice = (url: string, locale: string): Promise<Answer<InvoiceState>> => post(url, locale, {})
