import type { ConfirmResult, PaymentIntentSeen, StripeJsError } from './messages.ts'

/** `{ a: { b: 1 } }` → `a[b]=1`. */
const formOf = (value: unknown, name = '', form = new URLSearchParams()): URLSearchParams => {
  if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value)) formOf(each, name ? `${name}[${key}]` : key, form)
  } else if (value !== undefined && value !== null && value !== '') {
    form.append(name, typeof value === 'string' ? value : JSON.stringify(value))
  }
  return form
}

const noConnection: StripeJsError = {
  type: 'api_connection_error',
  message:
    'We are experiencing issues connecting to our payments provider. Please check your internet connection and try again.',
}

const call = async (address: string, init: RequestInit): Promise<ConfirmResult> => {
  try {
    const answer = await fetch(address, init)
    const body = (await answer.json()) as PaymentIntentSeen & { error?: StripeJsError }
    return body.error ? { error: body.error } : { paymentIntent: body }
  } catch {
    return { error: noConnection }
  }
}

export const intentIdOf = (clientSecret: string): string => clientSecret.split('_secret_')[0] ?? ''

/** Asks for an intent as a browser may. */
export const retrieveIntent = (origin: string, key: string, clientSecret: string): Promise<ConfirmResult> =>
  call(`${origin}/v1/payment_intents/${intentIdOf(clientSecret)}?client_secret=${encodeURIComponent(clientSecret)}`, {
    headers: { Authorization: `Bearer ${key}` },
  })

/** Confirms an intent as a browser may. */
export const confirmIntent = (
  origin: string,
  key: string,
  clientSecret: string,
  params: object,
): Promise<ConfirmResult> =>
  call(`${origin}/v1/payment_intents/${intentIdOf(clientSecret)}/confirm`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: formOf({ ...params, client_secret: clientSecret }),
  })
