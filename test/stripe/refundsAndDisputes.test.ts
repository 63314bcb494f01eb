import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { paidIntent, refusal, startStripePeer, type StripePeer } from './stripePeer.ts'

let peer: StripePeer
beforeAll(async () => {
  peer = await startStripePeer()
})
beforeEach(() => peer.control('POST', 'reset'))
afterAll(() => peer.stop())

const typesOf = async () => (await peer.stripe.events.list({ limit: 100 })).data.map(({ type }) => type).reverse()
const chargeOf = async (intent: string) => {
  const { data } = await peer.stripe.charges.list({ payment_intent: intent, expand: ['data.refunds'] })
  return data[0]!
}

describe('a refund', () => {
  it('comes in parts until nothing is left', async () => {
    const { id } = await paidIntent(peer.stripe)
    await peer.stripe.refunds.create({ payment_intent: id, amount: 300 })
    expect(await chargeOf(id)).toMatchObject({ amount_refunded: 300, refunded: false })
    const tooMuch = await refusal(peer.stripe.refunds.create({ payment_intent: id, amount: 701 }))
    expect(tooMuch.message).toBe('Refund amount (€7.01) is greater than unrefunded amount on charge (€7.00)')
    await peer.stripe.refunds.create({ payment_intent: id })
    const charge = await chargeOf(id)
    expect(charge).toMatchObject({ amount_refunded: 1000, refunded: true })
    expect(charge.refunds?.data.map(({ amount }) => amount)).toEqual([700, 300])
    expect((await refusal(peer.stripe.refunds.create({ payment_intent: id }))).code).toBe('charge_already_refunded')
    expect((await typesOf()).slice(-2)).toEqual(['charge.refunded', 'refund.created'])
  })

  it('may fail later, and then the money was never given back', async () => {
    const { id } = await paidIntent(peer.stripe, 'pm_card_refundFail')
    const refund = await peer.stripe.refunds.create({ payment_intent: id })
    expect(refund.status).toBe('succeeded')
    await peer.control('POST', `refunds/${refund.id}/fail`)
    expect(await peer.stripe.refunds.retrieve(refund.id)).toMatchObject({ status: 'failed' })
    expect(await chargeOf(id)).toMatchObject({ amount_refunded: 0, refunded: false })
    expect((await typesOf()).slice(-3)).toEqual(['charge.refund.updated', 'refund.updated', 'refund.failed'])
  })
})

describe('a dispute', () => {
  it.each([
    ['win', 'won', 'charge.dispute.funds_reinstated'],
    ['lose', 'lost', 'charge.dispute.closed'],
  ])('takes the money, and the bank decides (%s)', async (outcome, status, last) => {
    const { id } = await paidIntent(peer.stripe)
    const dispute = await peer.control<{ id: string }>('POST', `charges/${id}/dispute`)
    expect(await chargeOf(id)).toMatchObject({ disputed: true })
    expect((await typesOf()).slice(-2)).toEqual(['charge.dispute.created', 'charge.dispute.funds_withdrawn'])
    expect((await refusal(peer.stripe.refunds.create({ payment_intent: id }))).code).toBe('charge_disputed')
    await peer.control('POST', `disputes/${dispute.id}/${outcome}`)
    expect(await peer.stripe.disputes.retrieve(dispute.id)).toMatchObject({ status, amount: 1000, payment_intent: id })
    expect((await typesOf()).at(-1)).toBe(last)
  })
})
