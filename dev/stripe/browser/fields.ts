import type { BillingDetails, PaymentElementOptions, StripeJsError } from './messages.ts'
import type { TextKey, Texts } from './texts.ts'

interface FieldsOptions {
  types: string[]
  texts: Texts
  locale: string
  payment: PaymentElementOptions
  canSave: boolean
  onChange: (change: { empty: boolean; complete: boolean; type: string }) => void
}

interface MethodData {
  type: string
  billing_details: BillingDetails
  [name: string]: unknown
}

export interface Fields {
  form: HTMLFormElement
  type: () => string
  data: () => MethodData
  validate: () => StripeJsError | null
  shouldSave: () => boolean
  focus: () => void
}

type Name = 'number' | 'expiry' | 'cvc' | 'postalCode' | 'iban' | 'name' | 'email'
type Problem = TextKey | null

const countries = ['ES', 'US', 'GB', 'DE', 'FR', 'IT', 'PT', 'NL', 'BE', 'MX', 'AR', 'CO', 'CL', 'IE', 'AT', 'CH']

const isLuhn = (digits: string): boolean => {
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, index) => {
      const doubled = Number(digit) * (index % 2 === 0 ? 1 : 2)
      return total + (doubled > 9 ? doubled - 9 : doubled)
    }, 0)
  return sum % 10 === 0
}

const digitsOf = (text: string): string => text.replace(/\D/g, '')

const problems: Record<Name, (text: string) => Problem> = {
  number: (text) => {
    const digits = digitsOf(text)
    if (digits.length < (/^3[47]/.test(digits) ? 15 : 16)) return 'incomplete_number'
    return isLuhn(digits) ? null : 'invalid_number'
  },
  expiry: (text) => {
    const digits = digitsOf(text)
    if (digits.length < 4) return 'incomplete_expiry'
    const month = Number(digits.slice(0, 2))
    if (month < 1 || month > 12) return 'invalid_expiry_month'
    const now = new Date()
    const isPast = (2000 + Number(digits.slice(2, 4))) * 12 + month - 1 < now.getFullYear() * 12 + now.getMonth()
    return isPast ? 'invalid_expiry_month_past' : null
  },
  cvc: (text) => (/^\d{3,4}$/.test(text.trim()) ? null : 'incomplete_cvc'),
  postalCode: (text) => (text.trim().length >= 3 ? null : 'incomplete_zip'),
  iban: (text) => (text.replace(/\s/g, '').length >= 15 ? null : 'incomplete_iban'),
  name: (text) => (text.trim() ? null : 'incomplete_name'),
  email: (text) => (/^\S+@\S+\.\S+$/.test(text.trim()) ? null : 'incomplete_email'),
}

const formatted: Partial<Record<Name, (text: string) => string>> = {
  number: (text) =>
    digitsOf(text)
      .slice(0, 16)
      .replace(/(\d{4})(?=\d)/g, '$1 '),
  expiry: (text) =>
    digitsOf(text)
      .slice(0, 4)
      .replace(/^(\d\d)(\d)/, '$1 / $2'),
  cvc: (text) => digitsOf(text).slice(0, 4),
}

const make = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
  ...inside: (Node | string)[]
) => {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
  node.append(...inside)
  return node
}

/** Draws the form of the offered payment methods, and reads it. */
export const readFields = ({ types, texts, locale, payment, canSave, onChange }: FieldsOptions): Fields => {
  const inputs = new Map<Name, HTMLInputElement>()
  const errors = new Map<Name, HTMLElement>()
  const defaults = payment.defaultValues?.billingDetails
  const given = payment.fields?.billingDetails
  const address = typeof given === 'object' ? given.address : given
  const asksFor = (part: string): boolean =>
    address !== 'never' && (typeof address !== 'object' || address[part] !== 'never')
  let type = types[0] ?? 'card'

  const show = (name: Name): Problem => {
    const input = inputs.get(name)
    const problem = input ? problems[name](input.value) : null
    input?.setAttribute('aria-invalid', String(problem !== null))
    const error = errors.get(name)
    if (error) error.textContent = problem ? texts[problem] : ''
    return problem
  }

  const text = (name: Name, attributes: Record<string, string>, value = ''): HTMLElement => {
    const input = make('input', {
      id: name,
      name,
      'aria-describedby': `${name}-error`,
      'aria-required': 'true',
      ...attributes,
    })
    input.value = value
    input.readOnly = payment.readOnly === true
    input.addEventListener('input', () => {
      input.value = formatted[name]?.(input.value) ?? input.value
      if (input.getAttribute('aria-invalid') === 'true') show(name)
      changed()
    })
    input.addEventListener('blur', () => {
      if (input.value) show(name)
    })
    const error = make('p', { id: `${name}-error`, class: 'error', role: 'alert' })
    inputs.set(name, input)
    errors.set(name, error)
    return make('div', { class: `field ${name}` }, make('label', { for: name }, texts[name]), input, error)
  }

  const countryNames = new Intl.DisplayNames([locale.slice(0, 2)], { type: 'region' })
  const country = make('select', { id: 'country', autocomplete: 'billing country' })
  country.append(...countries.map((code) => make('option', { value: code }, countryNames.of(code) ?? code)))
  country.value = defaults?.address?.country ?? (locale.startsWith('es') ? 'ES' : 'US')

  const save = make('input', { type: 'checkbox', id: 'save' })
  const body = make('div')
  const drawType = (): void => {
    inputs.clear()
    errors.clear()
    if (type === 'card') {
      body.replaceChildren(
        text('number', { inputmode: 'numeric', autocomplete: 'cc-number', placeholder: '1234 1234 1234 1234' }),
        make(
          'div',
          { class: 'row' },
          text('expiry', { inputmode: 'numeric', autocomplete: 'cc-exp', placeholder: texts.expiryHint }),
          text('cvc', { inputmode: 'numeric', autocomplete: 'cc-csc', placeholder: texts.cvcHint }),
        ),
        make(
          'div',
          { class: 'row' },
          ...(asksFor('country')
            ? [make('div', { class: 'field' }, make('label', { for: 'country' }, texts.country), country)]
            : []),
          ...(asksFor('postalCode')
            ? [text('postalCode', { autocomplete: 'billing postal-code' }, defaults?.address?.postal_code)]
            : []),
        ),
        ...(canSave ? [make('div', { class: 'check' }, save, make('label', { for: 'save' }, texts.save))] : []),
      )
    } else if (type === 'sepa_debit') {
      body.replaceChildren(
        text('iban', { autocomplete: 'off' }),
        text('name', { autocomplete: 'name' }, defaults?.name),
        text('email', { type: 'email', autocomplete: 'email' }, defaults?.email),
      )
    } else body.replaceChildren(make('p', {}, texts.redirect))
    changed()
  }

  const choice = make('fieldset', { class: 'types' }, make('legend', {}, texts.method))
  for (const each of types) {
    const radio = make('input', { type: 'radio', name: 'type', id: `type-${each}`, value: each })
    radio.checked = each === type
    radio.addEventListener('change', () => {
      type = each
      drawType()
    })
    const label = each in texts ? texts[each as TextKey] : each
    choice.append(make('span', {}, radio, make('label', { for: `type-${each}` }, label)))
  }
  const form = make('form', { novalidate: '' }, ...(types.length > 1 ? [choice] : []), body)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
  })

  function changed(): void {
    const all = [...inputs.entries()]
    onChange({
      type,
      empty: all.every(([, input]) => !input.value),
      complete: all.every(([name, input]) => problems[name](input.value) === null),
    })
  }

  drawType()
  const value = (name: Name): string => inputs.get(name)?.value.trim() ?? ''
  return {
    form,
    type: () => type,
    shouldSave: () => canSave && save.checked,
    focus: () => {
      form.querySelector<HTMLElement>('input, select')?.focus()
    },
    validate: () => {
      const found = [...inputs.keys()].map((name) => [name, show(name)] as const).find(([, problem]) => problem)
      if (!found?.[1]) return null
      inputs.get(found[0])?.focus()
      return { type: 'validation_error', code: found[1], message: texts[found[1]] }
    },
    data: () => {
      const collected = {
        ...(type === 'card' && asksFor('country') ? { country: country.value } : {}),
        ...(value('postalCode') ? { postal_code: value('postalCode') } : {}),
      }
      const billing: BillingDetails = {
        ...defaults,
        ...(value('name') ? { name: value('name') } : {}),
        ...(value('email') ? { email: value('email') } : {}),
        address: collected,
      }
      if (type === 'sepa_debit')
        return { type, sepa_debit: { iban: value('iban').replace(/\s/g, '') }, billing_details: billing }
      if (type !== 'card') return { type, billing_details: billing }
      const expiry = digitsOf(value('expiry'))
      const card = {
        number: digitsOf(value('number')),
        exp_month: Number(expiry.slice(0, 2)),
        exp_year: Number(expiry.slice(2)),
        cvc: value('cvc'),
      }
      return { type, card, billing_details: billing }
    },
  }
}
