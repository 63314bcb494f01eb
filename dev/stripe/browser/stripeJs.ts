import { confirmIntent, retrieveIntent } from './apiCalls.ts'
import { openBankDialog } from './bankDialog.ts'
import { Elements } from './elements.ts'
import type { ConfirmParams, ConfirmResult, ElementsOptions } from './messages.ts'
import { integrationError } from './paymentElement.ts'
import { declinedIn } from './texts.ts'

const script = document.currentScript
const origin = new URL(script instanceof HTMLScriptElement ? script.src : location.href).origin

interface StripeOptions {
  locale?: string
  [name: string]: unknown
}

interface ConfirmPayment {
  elements?: Elements
  clientSecret?: string
  confirmParams?: ConfirmParams
  redirect?: 'always' | 'if_required'
}

/** Resolves never: the page is being left. */
const leaveFor = (address: string): Promise<never> => {
  location.assign(address)
  return new Promise(() => undefined)
}

const returnAddress = (returnUrl: string, clientSecret: string): string => {
  const address = new URL(returnUrl)
  address.searchParams.set('payment_intent', clientSecret.split('_secret_')[0] ?? '')
  address.searchParams.set('payment_intent_client_secret', clientSecret)
  address.searchParams.set('redirect_status', 'succeeded')
  return address.href
}

const checkParams = (options: ConfirmPayment, missing: string[]): void => {
  const { confirmParams = {}, redirect = 'always' } = options
  if (redirect === 'always' && !confirmParams.return_url) {
    throw integrationError('stripe.confirmPayment(): the confirmParams.return_url argument is required.')
  }
  if (confirmParams.return_url && !URL.canParse(confirmParams.return_url)) {
    throw integrationError('Invalid value for stripe.confirmPayment(): return_url should be an absolute URL.')
  }
  const billing = confirmParams.payment_method_data?.billing_details
  for (const name of missing) {
    const [first = '', second] = name.split('.')
    const found: unknown = second
      ? billing?.address?.[second]
      : Object.entries(billing ?? {}).find(([key]) => key === first)?.[1]
    if (found === undefined) {
      throw integrationError(
        `You specified "never" for fields.billing_details.${name} when creating the payment Element, but did not pass ` +
          `confirmParams.payment_method_data.billing_details.${name} when calling stripe.confirmPayment().`,
      )
    }
  }
}

const makeStripe = (key: string, stripeOptions: StripeOptions = {}) => {
  const localeOf = (elements?: Elements): string => {
    const wanted = elements?.options.locale ?? stripeOptions.locale ?? 'auto'
    return wanted === 'auto' ? navigator.language : wanted
  }

  /** Does what the intent asks of its customer, and tells how it stands then. */
  const follow = async (result: ConfirmResult, locale: string): Promise<ConfirmResult> => {
    const { paymentIntent, error } = result
    if (error)
      return { error: { ...error, message: declinedIn(locale, error.decline_code ?? error.code, error.message) } }
    const action = paymentIntent?.next_action
    if (paymentIntent?.status !== 'requires_action' || !action) return result
    if (action.redirect_to_url) return leaveFor(action.redirect_to_url.url)
    if (!action.use_stripe_sdk) return result
    await openBankDialog(origin, action.use_stripe_sdk.stripe_js, locale)
    const after = await retrieveIntent(origin, key, paymentIntent.client_secret)
    const failure = after.paymentIntent?.last_payment_error
    if (after.paymentIntent?.status !== 'requires_payment_method' || !failure) return after
    const message = declinedIn(locale, failure.decline_code ?? failure.code, failure.message)
    return { error: { ...failure, message, payment_intent: after.paymentIntent } }
  }

  const finish = (
    result: ConfirmResult,
    options: ConfirmPayment,
    clientSecret: string,
  ): ConfirmResult | Promise<never> => {
    const returnUrl = options.confirmParams?.return_url
    const isDone = result.paymentIntent && ['succeeded', 'processing'].includes(result.paymentIntent.status)
    if (isDone && options.redirect !== 'if_required' && returnUrl)
      return leaveFor(returnAddress(returnUrl, clientSecret))
    return result
  }

  const confirmPayment = async (options: ConfirmPayment): Promise<ConfirmResult> => {
    const { elements, confirmParams = {} } = options
    const clientSecret = options.clientSecret ?? elements?.options.clientSecret
    if (!clientSecret) {
      throw integrationError(
        'stripe.confirmPayment(): pass elements that were created with a clientSecret, or a clientSecret.',
      )
    }
    const element = elements?.mounted()
    checkParams(options, element?.collectsNot() ?? [])
    const confirmed = element
      ? await element.ask({ kind: 'confirm', clientSecret, params: confirmParams })
      : await confirmIntent(origin, key, clientSecret, { ...confirmParams, use_stripe_sdk: true })
    return finish(await follow(confirmed, localeOf(elements)), options, clientSecret)
  }

  const handleNextAction = async ({ clientSecret }: { clientSecret: string }): Promise<ConfirmResult> =>
    follow(await retrieveIntent(origin, key, clientSecret), localeOf())

  const notHere = (name: string) => () =>
    Promise.reject(integrationError(`The Stripe stand-in has no stripe.${name}(): use the Payment Element.`))

  return {
    elements: (options: ElementsOptions = {}) =>
      new Elements(origin, key, { locale: stripeOptions.locale ?? 'auto', ...options }),
    confirmPayment,
    handleNextAction,
    handleCardAction: (clientSecret: string) => handleNextAction({ clientSecret }),
    retrievePaymentIntent: (clientSecret: string) => retrieveIntent(origin, key, clientSecret),
    createToken: notHere('createToken'),
    createPaymentMethod: notHere('createPaymentMethod'),
    confirmCardPayment: notHere('confirmCardPayment'),
    confirmSetup: notHere('confirmSetup'),
    registerAppInfo: () => undefined,
    _registerWrapper: () => undefined,
  }
}

/** What `window.Stripe` is. */
const StripeStandIn = (key: unknown, options?: StripeOptions) => {
  if (typeof key !== 'string' || !key)
    throw integrationError('Please call Stripe() with your publishable key. You used an empty string.')
  if (/^(sk|rk)_/.test(key))
    throw integrationError(
      'You should not use your secret key with Stripe.js.\n        Please pass a publishable key instead.',
    )
  return makeStripe(key, options)
}

declare const RELEASE_TRAIN: string

Object.assign(window, { Stripe: Object.assign(StripeStandIn, { version: RELEASE_TRAIN, isStandIn: true }) })
