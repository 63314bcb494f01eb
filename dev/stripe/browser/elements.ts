import type { ElementsOptions, PaymentElementOptions, StripeJsError } from './messages.ts'
import { integrationError, PaymentElement } from './paymentElement.ts'

/** `stripe.elements(…)`: one Payment Element and what it is about. */
export class Elements {
  private payment: PaymentElement | null = null
  private readonly origin: string
  private readonly key: string
  options: ElementsOptions

  constructor(origin: string, key: string, options: ElementsOptions) {
    if (options.clientSecret !== undefined && !/^pi_\w+_secret_\w+$/.test(options.clientSecret)) {
      throw integrationError(
        'Invalid value for elements(): clientSecret should be a client secret of the form ${id}_secret_${secret}.',
      )
    }
    this.origin = origin
    this.key = key
    this.options = options
  }

  create(type: string, options: PaymentElementOptions = {}): PaymentElement {
    if (type !== 'payment') throw integrationError(`The Stripe stand-in has no Element of type ${type}, only payment.`)
    if (this.payment) throw integrationError('Can only create one Element of type payment through elements().')
    if (!this.options.clientSecret && !this.options.mode) {
      throw integrationError(
        'In order to create a payment element, you must pass a clientSecret or mode when calling elements().',
      )
    }
    const made = new PaymentElement(this.origin, this.key, this.options, options)
    const destroy = made.destroy.bind(made)
    made.destroy = () => {
      this.payment = null
      destroy()
    }
    this.payment = made
    return made
  }

  getElement(type: string | { __elementType?: string }): PaymentElement | null {
    return type === 'payment' || (typeof type !== 'string' && type.__elementType === 'payment') ? this.payment : null
  }

  update(options: ElementsOptions): void {
    this.options = { ...this.options, ...options }
    if (!this.payment) return
    this.payment.elementsOptions = this.options
    this.payment.sendOptions()
  }

  async submit(): Promise<{ error?: StripeJsError; selectedPaymentMethod?: string }> {
    const { error, selectedPaymentMethod } = await this.mounted().ask({ kind: 'submit' })
    return error ? { error } : { selectedPaymentMethod: selectedPaymentMethod ?? 'card' }
  }

  async fetchUpdates(): Promise<{ error?: StripeJsError }> {
    if (!this.payment?.isMounted) return {}
    const { error } = await this.payment.ask({ kind: 'refresh' })
    return error ? { error } : {}
  }

  mounted(): PaymentElement {
    if (this.payment?.isMounted) return this.payment
    throw integrationError(
      'Invalid value for stripe.confirmPayment(): elements should have a mounted Payment Element or Express Checkout Element.',
    )
  }
}
