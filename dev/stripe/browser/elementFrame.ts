import { confirmIntent, retrieveIntent } from './apiCalls.ts'
import { applyAppearance } from './appearance.ts'
import { readFields, type Fields } from './fields.ts'
import type { ElementsOptions, FromFrame, PaymentElementOptions, PaymentIntentSeen, ToFrame } from './messages.ts'
import { textsFor } from './texts.ts'

/** The frame's half of the Payment Element: the form itself, and the only place that sees a card's number. */
const origin = location.origin
let parentOrigin = '*'
let key = ''
let elements: ElementsOptions = {}
let payment: PaymentElementOptions = {}
let fields: Fields | null = null
let drawnFor = ''

const tell = (message: FromFrame): void => {
  window.parent.postMessage(message, parentOrigin)
}

const localeOf = (): string => (!elements.locale || elements.locale === 'auto' ? navigator.language : elements.locale)

const load = async (): Promise<string[] | null> => {
  if (!elements.clientSecret) return ['card']
  const { paymentIntent, error } = await retrieveIntent(origin, key, elements.clientSecret)
  if (error) {
    tell({ kind: 'loaderror', error })
    return null
  }
  return (paymentIntent as PaymentIntentSeen & { payment_method_types: string[] }).payment_method_types
}

const draw = async (isForced = false): Promise<void> => {
  const locale = localeOf()
  document.documentElement.lang = locale.slice(0, 2)
  applyAppearance(elements.appearance ?? {})
  const wanted = JSON.stringify([elements.clientSecret, locale, payment.fields, key])
  if (wanted === drawnFor && !isForced) return
  drawnFor = wanted
  const types = await load()
  if (!types) return
  fields = readFields({
    types,
    texts: textsFor(locale),
    locale,
    payment,
    canSave: elements.customerSessionClientSecret !== undefined,
    onChange: (change) => tell({ kind: 'change', ...change }),
  })
  document.querySelector('main')?.replaceChildren(fields.form)
  tell({ kind: 'ready' })
}

const answer = async (message: ToFrame): Promise<void> => {
  switch (message.kind) {
    case 'options':
      ;({ key, elements, payment } = message)
      return draw()
    case 'refresh':
      await draw(true)
      tell({ kind: 'answer', id: message.id, result: {} })
      return
    case 'submit':
    case 'confirm': {
      const error = fields?.validate()
      if (error || !fields) {
        const failure = error ?? { type: 'validation_error', message: 'The form is not ready.' }
        tell({ kind: 'answer', id: message.id, result: { error: failure } })
        return
      }
      if (message.kind === 'submit') {
        tell({ kind: 'answer', id: message.id, result: { selectedPaymentMethod: fields.type() } })
        return
      }
      const given = fields.data()
      const billing = { ...given.billing_details, ...message.params.payment_method_data?.billing_details }
      const result = await confirmIntent(origin, key, message.clientSecret, {
        ...message.params,
        ...(fields.shouldSave() ? { setup_future_usage: 'off_session' } : {}),
        payment_method_data: { ...given, billing_details: billing },
        use_stripe_sdk: true,
      })
      tell({ kind: 'answer', id: message.id, result })
      return
    }
    case 'focus': {
      fields?.focus()
      return
    }
    case 'blur':
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      return
    case 'clear': {
      fields?.form.reset()
      return
    }
    case 'collapse':
      return
  }
}

window.addEventListener('message', (event: MessageEvent<ToFrame>) => {
  if (event.source !== window.parent) return
  parentOrigin = event.origin
  void answer(event.data)
})
window.addEventListener('focusin', () => tell({ kind: 'focus' }))
window.addEventListener('focusout', () => tell({ kind: 'blur' }))
window.addEventListener('keydown', ({ key: pressed }) => {
  if (pressed === 'Escape') tell({ kind: 'escape' })
})
new ResizeObserver(() =>
  tell({ kind: 'height', height: Math.ceil(document.body.getBoundingClientRect().height) }),
).observe(document.body)
tell({ kind: 'started' })
