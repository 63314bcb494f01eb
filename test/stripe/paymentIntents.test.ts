import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { newIntent, paidIntent, refusal, startStripePeer, type StripePeer } from './stripePeer.ts'

let peer: StripePeer
beforeAll(async () => {
  peer = await startStripePeer()
})
beforeEach(() => peer.control('POST', 'reset'))
afterAll(() => peer.stop())

const typesOf = async () => (await peer.stripe.events.list({ limit: 100 })).data.map(({ type }) => type).reverse()

describe('a payment', () => {
  it('begins without a payment method and without money', async () => {
    const intent = await newIntent(peer.stripe, { metadata: { invoice: '7' }, description: 'Invoice 7' })
    expect(intent).toMatchObject({
      object: 'payment_intent',
      status: 'requires_payment_method',
      amount: 1000,
      amount_received: 0,
      currency: 'eur',
      livemode: false,
      latest_charge: null,
      metadata: { invoice: '7' },
    })
    expect(intent.id).toMatch(/^pi_3\w{23}$/)
    expect(intent.client_secret).toMatch(new RegExp(`^${intent.id}_secret_\\w{25}$`))
    expect(intent.payment_method_types).toEqual(['card', 'sepa_debit'])
  })

  it('succeeds with a good card, and the charge says so', async () => {
    const intent = await newIntent(peer.stripe)
    const paid = await peer.stripe.paymentIntents.confirm(intent.id, {
      payment_method: 'pm_card_visa',
      expand: ['latest_charge'],
    })
    expect(paid).toMatchObject({ status: 'succeeded', amount_received: 1000 })
    expect(paid.latest_charge).toMatchObject({
      object: 'charge',
      paid: true,
      captured: true,
      refunded: false,
      disputed: false,
      amount_refunded: 0,
      status: 'succeeded',
      payment_intent: intent.id,
      payment_method_details: { type: 'card', card: { last4: '4242', brand: 'visa' } },
    })
    expect(await typesOf()).toEqual(['payment_intent.created', 'charge.succeeded', 'payment_intent.succeeded'])
  })

  it.each([
    ['pm_card_visa_chargeDeclined', 'card_declined', 'generic_decline'],
    ['pm_card_visa_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card', 'expired_card'],
    ['pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc', 'incorrect_cvc'],
    ['pm_card_chargeDeclinedProcessingError', 'processing_error', 'processing_error'],
  ])('is declined with %s, and can be tried again', async (method, code, declineCode) => {
    const intent = await newIntent(peer.stripe)
    const error = await refusal(peer.stripe.paymentIntents.confirm(intent.id, { payment_method: method }))
    expect(error).toMatchObject({ type: 'StripeCardError', statusCode: 402, code, decline_code: declineCode })
    expect(error.payment_intent).toMatchObject({ id: intent.id, status: 'requires_payment_method' })
    const after = await peer.stripe.paymentIntents.retrieve(intent.id, { expand: ['latest_charge'] })
    expect(after).toMatchObject({
      status: 'requires_payment_method',
      payment_method: null,
      amount_received: 0,
      last_payment_error: { type: 'card_error', code, decline_code: declineCode },
      latest_charge: { status: 'failed', paid: false, failure_code: code },
    })
    expect(await typesOf()).toEqual(['payment_intent.created', 'charge.failed', 'payment_intent.payment_failed'])
    const paid = await peer.stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_visa' })
    expect(paid).toMatchObject({ status: 'succeeded', last_payment_error: null })
  })

  it.each([
    ['succeed', 'succeeded', 'payment_intent.succeeded'],
    ['fail', 'requires_payment_method', 'payment_intent.payment_failed'],
  ])('waits for its bank where that asks who pays (%s)', async (outcome, status, last) => {
    const intent = await newIntent(peer.stripe)
    const asked = await peer.stripe.paymentIntents.confirm(intent.id, {
      payment_method: 'pm_card_authenticationRequired',
      return_url: 'http://localhost/back',
    })
    expect(asked).toMatchObject({
      status: 'requires_action',
      next_action: { type: 'redirect_to_url' },
      amount_received: 0,
    })
    await peer.control('POST', `payment_intents/${intent.id}/${outcome}`)
    expect(await peer.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ status, next_action: null })
    const types = await typesOf()
    expect(types).toContain('payment_intent.requires_action')
    expect(types.at(-1)).toBe(last)
  })

  it('is never authenticated with the card that always fails', async () => {
    const intent = await newIntent(peer.stripe)
    await peer.stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_sim_card_authenticationFails' })
    await peer.control('POST', `payment_intents/${intent.id}/succeed`)
    expect(await peer.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'payment_intent_authentication_failure' },
    })
  })

  it('is refused at once where its owner is away and the bank asks', async () => {
    const error = await refusal(
      newIntent(peer.stripe, { payment_method: 'pm_card_authenticationRequired', confirm: true, off_session: true }),
    )
    expect(error).toMatchObject({ code: 'authentication_required', statusCode: 402 })
  })

  it.each([
    ['succeed', 'succeeded', 1000, ['charge.succeeded', 'payment_intent.succeeded']],
    ['fail', 'requires_payment_method', 0, ['charge.failed', 'payment_intent.payment_failed']],
  ])('of a slow bank is processing until it will %s', async (outcome, status, received, last) => {
    const paying = await paidIntent(peer.stripe, 'pm_sim_sepaDebit_waits')
    expect(paying).toMatchObject({ status: 'processing', amount_received: 0 })
    const error = await refusal(peer.stripe.paymentIntents.cancel(paying.id))
    expect(error.code).toBe('payment_intent_unexpected_state')
    await peer.control('POST', `payment_intents/${paying.id}/${outcome}`)
    expect(await peer.stripe.paymentIntents.retrieve(paying.id)).toMatchObject({ status, amount_received: received })
    expect((await typesOf()).slice(-2)).toEqual(last)
  })

  it('ends by itself where the pace says so', async () => {
    await peer.control('POST', 'pace', { processingMs: 20 })
    const paying = await paidIntent(peer.stripe, 'pm_sim_card_processingSucceeds')
    await expect.poll(async () => (await peer.stripe.paymentIntents.retrieve(paying.id)).status).toBe('succeeded')
    await peer.control('POST', 'pace', { processingMs: null })
  })

  it('keeps the card where the client wants it kept, and charges it again', async () => {
    const customer = await peer.stripe.customers.create({ email: 'ana@cliente.test' })
    const first = await newIntent(peer.stripe, {
      customer: customer.id,
      setup_future_usage: 'off_session',
      payment_method: 'pm_card_visa',
      confirm: true,
    })
    const [kept] = (await peer.stripe.customers.listPaymentMethods(customer.id)).data
    expect(kept?.id).toBe(first.payment_method)
    const again = { customer: customer.id, payment_method: kept!.id, confirm: true, off_session: true }
    expect((await newIntent(peer.stripe, again)).status).toBe('succeeded')
    const withoutCustomer = await refusal(newIntent(peer.stripe, { payment_method: kept!.id, confirm: true }))
    expect(withoutCustomer.message).toContain('belongs to the Customer')
  })

  it('refuses a card that was used up', async () => {
    const paid = await paidIntent(peer.stripe)
    const error = await refusal(paidIntent(peer.stripe, paid.payment_method as string))
    expect(error.message).toContain('It may not be used again')
  })
})

describe('illegal moves', () => {
  it('are refused in every state that does not know them', async () => {
    const paid = await paidIntent(peer.stripe)
    const { stripe } = peer
    for (const move of [
      () => stripe.paymentIntents.confirm(paid.id, { payment_method: 'pm_card_visa' }),
      () => stripe.paymentIntents.cancel(paid.id),
      () => stripe.paymentIntents.update(paid.id, { amount: 2000 }),
    ]) {
      const error = await refusal(move())
      expect(error).toMatchObject({ statusCode: 400, code: 'payment_intent_unexpected_state' })
      expect(error.payment_intent).toMatchObject({ id: paid.id, status: 'succeeded' })
    }
    expect((await stripe.paymentIntents.update(paid.id, { metadata: { a: '1' } })).metadata).toEqual({ a: '1' })

    const gone = await newIntent(stripe)
    expect(await stripe.paymentIntents.cancel(gone.id, { cancellation_reason: 'abandoned' })).toMatchObject({
      status: 'canceled',
      cancellation_reason: 'abandoned',
    })
    const late = await refusal(stripe.paymentIntents.confirm(gone.id, { payment_method: 'pm_card_visa' }))
    expect(late.code).toBe('payment_intent_unexpected_state')
    expect((await refusal(stripe.paymentIntents.cancel(gone.id))).code).toBe('payment_intent_unexpected_state')
  })

  it('include a confirmation without a payment method, or with one of another kind', async () => {
    const intent = await newIntent(peer.stripe, { currency: 'usd' })
    expect((await refusal(peer.stripe.paymentIntents.confirm(intent.id))).message).toContain('missing a payment method')
    const other = await refusal(
      peer.stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_sim_sepaDebit_succeeds' }),
    )
    expect(other.message).toContain('is not allowed for this PaymentIntent')
  })

  it('include leaving the page without saying where to come back to', async () => {
    const error = await refusal(
      peer.stripe.paymentIntents.create({
        amount: 1000,
        currency: 'eur',
        payment_method: 'pm_card_visa',
        confirm: true,
      }),
    )
    expect(error.message).toContain('you must provide a `return_url`')
  })

  it('of 50 confirmations at once, one succeeds and one charge is made', async () => {
    const intent = await newIntent(peer.stripe)
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, () =>
        peer.stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_visa' }),
      ),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const reasons = outcomes.flatMap((each) =>
      each.status === 'rejected' ? [(each.reason as { code: string }).code] : [],
    )
    expect(new Set(reasons)).toEqual(new Set(['payment_intent_unexpected_state']))
    expect((await peer.stripe.charges.list({ payment_intent: intent.id })).data).toHaveLength(1)
  })
})

describe('an amount', () => {
  it.each([
    ['eur', 49, 'amount_too_small'],
    ['eur', 100_000_000, 'amount_too_large'],
    ['eur', 0, 'parameter_invalid_integer'],
    ['eur', -5, 'parameter_invalid_integer'],
    ['eur', 10.5, 'parameter_invalid_integer'],
    ['huf', 17_499, 'amount_too_small'],
    ['jpy', 49, 'amount_too_small'],
    ['kwd', 1234, 'parameter_invalid_integer'],
    ['isk', 1050, 'invalid_charge_amount_no_decimal_compatible'],
    ['ugx', 150, 'invalid_charge_amount_no_decimal_compatible'],
    ['xyz', 1000, undefined],
  ])('in %s of %d is refused', async (currency, amount, code) => {
    const error = await refusal(newIntent(peer.stripe, { currency, amount }))
    expect(error).toMatchObject({ statusCode: 400, type: 'StripeInvalidRequestError' })
    expect(error.code).toBe(code)
  })

  it.each([
    ['eur', 50],
    ['EUR', 99_999_999],
    ['jpy', 50],
    ['jpy', 9_999_999_999],
    ['kwd', 1230],
    ['isk', 1000],
    ['ugx', 500],
    ['huf', 17_550],
    ['twd', 1050],
    ['usd', 50],
  ])('in %s of %d is taken', async (currency, amount) => {
    const intent = await newIntent(peer.stripe, { currency, amount })
    expect(intent).toMatchObject({ currency: currency.toLowerCase(), amount })
  })
})
