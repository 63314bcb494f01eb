import type { Stripe, StripeConstructor } from '@stripe/stripe-js'
import { loadStripe } from '@stripe/stripe-js/pure'

import type { Locale } from '../../records.ts'

/** A stand-in's script; for tests and the demo, which have no Stripe. */
const loadStandIn = (scriptUrl: string): Promise<StripeConstructor> =>
  new Promise((resolve, reject) => {
    const known = (window as { Stripe?: StripeConstructor }).Stripe
    if (known) {
      resolve(known)
      return
    }
    const script = document.createElement('script')
    script.src = scriptUrl
    script.onload = () => {
      const loaded = (window as { Stripe?: StripeConstructor }).Stripe
      if (loaded) resolve(loaded)
      else reject(new Error(`${scriptUrl} is no Stripe.js.`))
    }
    script.onerror = () => {
      script.remove()
      reject(new Error(`${scriptUrl} did not load.`))
    }
    document.head.append(script)
  })

const made = new Map<string, Promise<Stripe>>()

const make = async (publishableKey: string, scriptUrl: string | null, locale: Locale): Promise<Stripe> => {
  const stripe = scriptUrl
    ? (await loadStandIn(scriptUrl))(publishableKey, { locale })
    : await loadStripe(publishableKey, { locale })
  if (!stripe) throw new Error('Stripe.js is not available.')
  return stripe
}

/**
 * Stripe.js for a key: one object per page, loaded when the first window opens and not before. A failure is forgotten,
 * so that trying again tries again.
 */
export const loadStripeJs = (publishableKey: string, scriptUrl: string | null, locale: Locale): Promise<Stripe> => {
  const key = `${publishableKey} ${locale}`
  const known = made.get(key)
  if (known) return known
  const loading = make(publishableKey, scriptUrl, locale)
  made.set(key, loading)
  loading.catch(() => made.delete(key))
  return loading
}
