import type { PayloadRequest } from 'payload'
import type Stripe from 'stripe'

import type { Client } from '../records.ts'
import { writeCustomerMetadata } from '../stripe/metadata.ts'
import { claim, findById } from '../store.ts'
import { installationId } from './installation.ts'

/**
 * The client's Customer at Stripe, made when it is first needed. One a client: of several who ask at once, the
 * idempotency key has Stripe answer one and the same, and the conditional write keeps the first. `gone` names one that
 * Stripe does not know any more (deleted there, or of another account or mode): it is replaced.
 */
export const stripeCustomer = async (
  req: PayloadRequest,
  stripe: Stripe,
  client: Client,
  gone: string | null = null,
): Promise<string> => {
  const known = (await findById(req, 'clients', client.id))?.stripeCustomerId ?? null
  if (known && known !== gone) return known
  const installation = await installationId(req)
  const made = await stripe.customers.create(
    {
      name: (client.company || client.name).slice(0, 256),
      email: client.email,
      metadata: writeCustomerMetadata(installation, client.id),
    },
    // What is replaced belongs to the key: asking again for the same client must not answer the customer that is gone.
    { idempotencyKey: `customer:${installation}:${client.id}:${known ?? 'first'}:${client.updatedAt}` },
  )
  const kept = await claim(
    req,
    'clients',
    {
      and: [{ id: { equals: client.id } }, { stripeCustomerId: known ? { equals: known } : { exists: false } }],
    },
    // Nothing of what staff sees or edits changes: an open form must not take it for somebody else's edit.
    { stripeCustomerId: made.id, updatedAt: null },
  )
  if (kept) return made.id
  return (await findById(req, 'clients', client.id))?.stripeCustomerId ?? made.id
}
