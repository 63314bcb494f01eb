import type Stripe from 'stripe'

import { invalidRequest } from '../http/apiError.ts'
import { mergeMetadata } from '../rules/metadata.ts'
import { newId } from '../state/identifier.ts'
import type { StoredCharge, StoredDispute } from '../state/objects.ts'
import type { World } from '../state/world.ts'
import { moveBalance } from './balanceTransactions.ts'

const noEvidence: Stripe.Dispute.Evidence = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
}

const isInquiry = (dispute: StoredDispute): boolean => dispute.status.startsWith('warning_')

const move = (world: World, dispute: StoredDispute, amount: number, fee: number, description: string): void => {
  const moved = moveBalance(world, {
    type: 'adjustment',
    amount,
    currency: dispute.currency,
    source: dispute.id,
    fee,
    description,
  })
  dispute.balance_transactions.push(moved)
}

/** The customer's bank takes a payment back, or asks about it (`inquiry`: no money moves). */
export const openDispute = (
  world: World,
  charge: StoredCharge,
  reason: 'fraudulent' | 'product_not_received' | 'inquiry' = 'fraudulent',
  amount?: number,
): StoredDispute => {
  if (charge.status !== 'succeeded')
    throw invalidRequest(`Charge ${charge.id} has not succeeded: nobody can dispute it.`)
  if (charge.disputed) throw invalidRequest(`Charge ${charge.id} is disputed already.`)
  const disputed = amount ?? charge.amount - charge.amount_refunded
  if (disputed < 1 || disputed > charge.amount) throw invalidRequest(`Invalid amount: ${disputed}`, { param: 'amount' })
  const dispute: StoredDispute = {
    id: newId('du'),
    object: 'dispute',
    amount: disputed,
    balance_transactions: [],
    charge: charge.id,
    created: world.now(),
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: { ...noEvidence },
    evidence_details: {
      due_by: world.now() + 9 * 24 * 3600,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: reason === 'inquiry',
    livemode: false,
    metadata: {},
    network_reason_code: '83',
    payment_intent: charge.payment_intent,
    reason: reason === 'inquiry' ? 'general' : reason,
    status: reason === 'inquiry' ? 'warning_needs_response' : 'needs_response',
  }
  world.tables.disputes.set(dispute.id, dispute)
  charge.disputed = true
  if (reason === 'inquiry') {
    world.emit('charge.dispute.created', dispute)
    return dispute
  }
  move(world, dispute, -disputed, 2000, `Chargeback withdrawal for ${charge.id}`)
  world.emit('charge.dispute.created', dispute)
  world.emit('charge.dispute.funds_withdrawn', dispute)
  return dispute
}

const checkOpen = (dispute: StoredDispute): void => {
  if (['won', 'lost', 'warning_closed'].includes(dispute.status)) {
    throw invalidRequest(`This dispute is already closed: it has a status of ${dispute.status}.`)
  }
}

/** The bank decides. Winning gives the money back; an inquiry ends without either. */
export const closeDispute = (world: World, dispute: StoredDispute, isWon: boolean): StoredDispute => {
  checkOpen(dispute)
  const before = { status: dispute.status }
  if (isInquiry(dispute) && isWon) {
    dispute.status = 'warning_closed'
    world.emit('charge.dispute.closed', dispute, before)
    return dispute
  }
  dispute.status = isWon ? 'won' : 'lost'
  dispute.is_charge_refundable = false
  if (isWon) move(world, dispute, dispute.amount, 0, `Chargeback reversal for ${dispute.charge}`)
  world.emit('charge.dispute.closed', dispute, before)
  if (isWon) world.emit('charge.dispute.funds_reinstated', dispute)
  return dispute
}

/** `POST /v1/disputes/:id`. `winning_evidence` and `losing_evidence` decide it, as in Stripe's test mode. */
export const updateDispute = (
  world: World,
  dispute: StoredDispute,
  params: Stripe.DisputeUpdateParams,
): StoredDispute => {
  checkOpen(dispute)
  const before = { status: dispute.status, metadata: dispute.metadata, evidence: dispute.evidence }
  dispute.metadata = mergeMetadata(dispute.metadata, params.metadata)
  const text = params.evidence?.uncategorized_text
  if (params.evidence) {
    const texts = Object.entries(params.evidence).filter(([, value]) => typeof value === 'string')
    dispute.evidence = { ...dispute.evidence, ...Object.fromEntries(texts) }
    dispute.evidence_details.has_evidence = true
  }
  if (params.evidence && params.submit !== false) {
    dispute.evidence_details.submission_count += 1
    dispute.evidence_details.submission_method = 'manual'
    dispute.status = isInquiry(dispute) ? 'warning_under_review' : 'under_review'
  }
  world.emit('charge.dispute.updated', dispute, before)
  if (text === 'winning_evidence' || text === 'losing_evidence') {
    world.later(world.pace.afterwardsMs, () => closeDispute(world, dispute, text === 'winning_evidence'))
  }
  return dispute
}
