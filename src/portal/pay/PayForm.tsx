'use client'
import { Elements, PaymentElement, useElements, useStripe } from '@stripe/react-stripe-js'
import type { Stripe, StripeElementsOptionsClientSecret } from '@stripe/stripe-js'
import { useEffect, useId, useMemo, useRef, useState, type SubmitEvent } from 'react'

import { formatMoney } from '../../domain/money.ts'
import { Icon } from '../parts/Icon.tsx'
import { Money } from '../parts/Money.tsx'
import { loadStripeJs } from './loadStripeJs.ts'
import type { OpenPayment } from './payCalls.ts'
import type { PayHostProps } from './payHostProps.ts'
import { readConfirmation, type Confirmation } from './payScreen.ts'
import type { PayTarget } from './payTarget.ts'
import type { PayTexts } from './payTexts.ts'
import { stripeAppearance } from './stripeAppearance.ts'
import { useIsDark } from './useIsDark.ts'

interface PayFormProps extends Omit<PayHostProps, 'start'> {
  payment: OpenPayment
  target: PayTarget
  texts: PayTexts
  isPaying: boolean
  onPaying: (isPaying: boolean) => void
  /** Another amount is wanted. */
  onChoose: () => void
  onFailed: () => void
  onConfirmed: (confirmation: Confirmation) => void
  onEscape: () => void
}

const Form = (props: PayFormProps) => {
  const { payment, target, texts, isPaying, locale, businessName, allowParts, payer } = props
  const stripe = useStripe()
  const elements = useElements()
  const [isReady, setReady] = useState(false)
  const [declined, setDeclined] = useState<{ message: string | null } | null>(null)
  const noticeId = useId()
  const notice = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (declined) notice.current?.scrollIntoView({ block: 'nearest' })
  }, [declined])
  const amount = formatMoney(payment.amount, payment.currency, locale)

  const pay = async () => {
    if (!stripe || !elements) return
    setDeclined(null)
    props.onPaying(true)
    try {
      const confirmation = readConfirmation(
        await stripe.confirmPayment({
          elements,
          redirect: 'if_required',
          confirmParams: { return_url: new URL(`${target.page}?paid=1`, location.href).href },
        }),
      )
      if (confirmation.kind === 'declined') setDeclined(confirmation)
      else if (confirmation.kind !== 'incomplete') props.onConfirmed(confirmation)
    } catch {
      // Neither yes nor no.
      props.onConfirmed({ kind: 'lost' })
    } finally {
      props.onPaying(false)
    }
  }

  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (!isPaying) void pay()
  }

  return (
    <form className="pay-form" noValidate onSubmit={submit}>
      <div>
        <p className="pay-amount">
          <Money amount={payment.amount} currency={payment.currency} locale={locale} />
        </p>
        {allowParts ? (
          <button className="link-button pay-change" disabled={isPaying} onClick={props.onChoose} type="button">
            {texts.change}
          </button>
        ) : null}
      </div>
      <div className={`pay-element${isReady ? '' : ' pay-element-waiting'}`}>
        <PaymentElement
          onEscape={props.onEscape}
          onLoadError={props.onFailed}
          onReady={() => setReady(true)}
          options={{ layout: 'tabs', readOnly: isPaying, defaultValues: { billingDetails: payer } }}
        />
      </div>
      <div aria-live="assertive" id={noticeId} ref={notice}>
        {declined ? (
          <div className="pay-notice">
            <Icon name="alert" />
            <div>
              <p className="pay-notice-title">{texts.declined.title}</p>
              {declined.message ? <p>{declined.message}</p> : null}
              <p>{texts.declined.text}</p>
            </div>
          </div>
        ) : null}
      </div>
      <button
        aria-busy={isPaying}
        aria-describedby={declined ? noticeId : undefined}
        className="button button-primary button-wide"
        disabled={!isReady}
        type="submit"
      >
        {isPaying ? texts.paying : texts.submit(amount)}
      </button>
      <p className="pay-safe">
        <Icon name="lock" />
        {texts.safe(businessName)}
      </p>
      {payment.publishableKey.startsWith('pk_test_') ? <p className="pay-test">{texts.test}</p> : null}
    </form>
  )
}

/** The amount, Stripe's form in the portal's look, and the button. */
export const PayForm = (props: PayFormProps) => {
  const { payment, scriptUrl, locale, onFailed } = props
  const [stripe, setStripe] = useState<Stripe | null>(null)
  const [place, setPlace] = useState<HTMLElement | null>(null)
  const isDark = useIsDark()

  useEffect(() => {
    let isHere = true
    loadStripeJs(payment.publishableKey, scriptUrl, locale).then(
      (loaded) => isHere && setStripe(loaded),
      () => isHere && onFailed(),
    )
    return () => {
      isHere = false
    }
  }, [payment.publishableKey, scriptUrl, locale, onFailed])

  const { clientSecret, customerSessionClientSecret } = payment
  const options = useMemo<StripeElementsOptionsClientSecret | null>(
    () =>
      place && {
        clientSecret,
        ...(customerSessionClientSecret ? { customerSessionClientSecret } : {}),
        appearance: stripeAppearance(place, isDark),
        locale,
      },
    [place, isDark, locale, clientSecret, customerSessionClientSecret],
  )
  return (
    <div ref={setPlace}>
      {options ? (
        <Elements options={options} stripe={stripe}>
          <Form {...props} />
        </Elements>
      ) : null}
    </div>
  )
}
