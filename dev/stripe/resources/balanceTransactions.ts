import type Stripe from 'stripe'

import { newId } from '../state/identifier.ts'
import type { StoredBalanceTransaction } from '../state/objects.ts'
import type { World } from '../state/world.ts'

interface Movement {
  type: Stripe.BalanceTransaction['type']
  /** Negative where money leaves the balance. */
  amount: number
  currency: string
  source: string
  fee?: number
  description?: string
}

/** Writes what moved on the account's balance. */
export const moveBalance = (world: World, movement: Movement): StoredBalanceTransaction => {
  const { type, amount, currency, source, fee = 0, description = null } = movement
  const made: StoredBalanceTransaction = {
    id: newId('txn'),
    object: 'balance_transaction',
    amount,
    available_on: world.now() + 7 * 24 * 3600,
    balance_type: 'payments',
    created: world.now(),
    currency,
    description,
    exchange_rate: null,
    fee,
    fee_details:
      fee === 0
        ? []
        : [{ amount: fee, application: null, currency, description: 'Stripe processing fees', type: 'stripe_fee' }],
    net: amount - fee,
    reporting_category: type === 'adjustment' ? 'dispute' : type,
    source,
    status: 'pending',
    type,
  }
  world.tables.balanceTransactions.set(made.id, made)
  return made
}

/** Stripe's usual price for European cards: 1.5 % and 25 of the smallest unit. */
export const feeOf = (amount: number): number => Math.min(amount, Math.round(amount * 0.015) + 25)
