import type { UIFieldServerProps } from 'payload'

import { getPortalOptions } from '../../context.ts'
import { absoluteUrl } from '../../operations/absoluteUrl.ts'
import { watchedEvents } from '../../operations/reconcilePayments.ts'
import { wordsOf } from '../words.ts'
import { CopyText } from './CopyText.tsx'

import '../admin.css'

/** Where Stripe is to send its events, and which: what a person types into Stripe's dashboard. */
export const StripeWebhook = ({ req, i18n }: UIFieldServerProps) => {
  const texts = wordsOf(i18n).ui.stripe
  return (
    <div className="field-type cp-stripe">
      <span className="field-label">{texts.webhook}</span>
      <CopyText text={absoluteUrl(req, getPortalOptions(req.payload).api.stripeWebhook())} label={texts.webhook} />
      <p className="cp-hint">{texts.webhookHint}</p>
      <details className="cp-stripe__events">
        <summary>{texts.events}</summary>
        <CopyText text={watchedEvents.join('\n')} label={texts.events} />
      </details>
    </div>
  )
}
