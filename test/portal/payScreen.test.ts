import { describe, expect, it } from 'vitest'

import { afterOpening, afterSync, nothingKnown, readConfirmation } from '../../src/portal/pay/payScreen.ts'

const payment = {
  clientSecret: 'pi_1_secret_1',
  publishableKey: 'pk_test_12345678',
  amount: 5000,
  currency: 'EUR',
  customerSessionClientSecret: null,
}
const refused = (code: string) => ({ kind: 'refused' as const, code, message: `about ${code}` })
const state = (name: 'paid' | 'part-paid' | 'processing' | 'failed' | 'open', amountDue = 5000) => ({
  kind: 'answer' as const,
  answer: { state: name, amountDue },
})

describe('what Stripe.js answers', () => {
  it.each([
    [{ paymentIntent: { status: 'succeeded' } }, 'succeeded'],
    [{ paymentIntent: { status: 'processing' } }, 'processing'],
    [{ error: { type: 'card_error', code: 'card_declined', message: 'No.' } }, 'declined'],
    [
      {
        error: {
          type: 'invalid_request_error',
          code: 'payment_intent_authentication_failure',
          payment_intent: { status: 'requires_payment_method' },
        },
      },
      'declined',
    ],
    [{ error: { type: 'validation_error', message: 'Your card number is incomplete.' } }, 'incomplete'],
    [{ error: { type: 'api_connection_error' } }, 'lost'],
    [{ error: { type: 'api_error' } }, 'lost'],
    [{ paymentIntent: { status: 'requires_action' } }, 'unknown'],
    [{ error: { type: 'idempotency_error' } }, 'unknown'],
  ])('%j is %s', (result, kind) => {
    expect(readConfirmation(result).kind).toBe(kind)
  })

  it('is a success where another tab was faster, though Stripe calls it an error', () => {
    const error = { type: 'invalid_request_error', code: 'payment_intent_unexpected_state' }
    expect(readConfirmation({ error: { ...error, payment_intent: { status: 'succeeded' } } }).kind).toBe('succeeded')
    expect(readConfirmation({ error: { ...error, payment_intent: { status: 'canceled' } } }).kind).toBe('unknown')
  })
})

describe('opening a payment', () => {
  it('shows the form', () => {
    expect(afterOpening({ kind: 'answer', answer: payment }, false)).toEqual({ name: 'form', payment })
  })

  it.each([
    ['payment-processing', 'processing'],
    ['not-payable', 'settled'],
    ['not-signed-in', 'signed-out'],
    ['stripe-off', 'refused'],
    ['a-code-of-tomorrow', 'refused'],
  ])('refused with %s shows %s', (code, name) => {
    expect(afterOpening(refused(code), false).name).toBe(name)
  })

  it('offers to try again only where that can help', () => {
    expect(afterOpening(refused('stripe-unreachable'), false)).toMatchObject({ mayRetry: true })
    expect(afterOpening(refused('stripe-off'), false)).toMatchObject({ mayRetry: false })
  })

  it('says at the field what is wrong with a part', () => {
    const shown = { name: 'amount', problem: 'about exceeds-due' }
    expect(afterOpening(refused('exceeds-due'), true)).toEqual(shown)
    expect(afterOpening(refused('amount-too-small'), false).name).toBe('refused')
  })

  it('without a connection has charged nothing', () => {
    expect(afterOpening({ kind: 'lost' }, false).name).toBe('no-connection')
  })
})

describe('after a payment', () => {
  const succeeded = { confirmation: { kind: 'succeeded' as const }, amount: 5000, due: 5000 }
  const part = { ...succeeded, amount: 2000 }
  const broken = { confirmation: { kind: 'lost' as const }, amount: 2000, due: 5000 }

  it('is paid when our server says so', () => {
    expect(afterSync(state('paid', 0), succeeded)).toEqual({ name: 'paid', amount: 5000, isSoon: false })
    expect(afterSync(state('paid', 0), nothingKnown)).toEqual({ name: 'paid', amount: null, isSoon: false })
  })

  it('is paid when Stripe says so and our server cannot be asked or has not heard of it', () => {
    for (const answer of [{ kind: 'lost' as const }, state('open'), refused('stripe-unreachable')]) {
      expect(afterSync(answer, succeeded)).toEqual({ name: 'paid', amount: 5000, isSoon: true })
    }
    expect(afterSync({ kind: 'lost' }, part)).toEqual({ name: 'part-paid', amount: 2000, due: 3000 })
  })

  it('is a part when less is due than before', () => {
    expect(afterSync(state('part-paid', 3000), part)).toEqual({ name: 'part-paid', amount: 2000, due: 3000 })
    expect(afterSync(state('part-paid', 3000), broken)).toMatchObject({ name: 'part-paid' })
  })

  it('does not take an earlier part for this one', () => {
    expect(afterSync(state('part-paid', 5000), broken).name).toBe('unfinished')
  })

  it('never offers a second payment while a bank takes its time', () => {
    const processing = { ...succeeded, confirmation: { kind: 'processing' as const } }
    for (const answer of [state('processing'), state('open'), { kind: 'lost' as const }]) {
      expect(afterSync(answer, processing).name).toBe('processing')
    }
  })

  it('stays unknown until somebody has answered', () => {
    for (const answer of [{ kind: 'lost' as const }, refused('stripe-unreachable'), refused('too-many-requests')]) {
      expect(afterSync(answer, broken)).toEqual({ name: 'lost', wasChecked: true })
      expect(afterSync(answer, nothingKnown).name).toBe('lost')
    }
    expect(afterSync(refused('not-signed-in'), broken).name).toBe('signed-out')
  })

  it('may be tried again once it is known that nothing was paid', () => {
    expect(afterSync(state('open'), broken)).toEqual({ name: 'unfinished', reason: null })
    expect(afterSync(state('failed'), nothingKnown)).toEqual({ name: 'unfinished', reason: null })
  })
})
