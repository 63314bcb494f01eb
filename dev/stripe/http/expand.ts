import type { World } from '../state/world.ts'
import { invalidRequest } from './apiError.ts'
import { listPage } from './list.ts'

type Fetch = (world: World, value: string, owner: Record<string, unknown>) => unknown

const charge: Fetch = (world, id) => world.tables.charges.get(id)
const intent: Fetch = (world, id) => world.tables.paymentIntents.get(id)
const method: Fetch = (world, id) => world.tables.paymentMethods.get(id)
const balance: Fetch = (world, id) => world.tables.balanceTransactions.get(id)
const customer: Fetch = (world, id) =>
  world.tables.customers.get(id) ??
  (world.tables.deletedCustomers.has(id) ? { id, object: 'customer', deleted: true } : null)
const source: Fetch = (world, id) =>
  world.tables.charges.get(id) ?? world.tables.refunds.get(id) ?? world.tables.disputes.get(id)

/** Fields that point at another object, by the kind that has them. */
const expandable: Record<string, Record<string, Fetch>> = {
  payment_intent: { latest_charge: charge, customer, payment_method: method },
  charge: {
    balance_transaction: balance,
    customer,
    failure_balance_transaction: balance,
    payment_intent: intent,
    refunds: (world, _value, owner) =>
      listPage(world.tables.refunds, `/v1/charges/${String(owner.id)}/refunds`, {}, (each) => each.charge === owner.id),
  },
  refund: {
    balance_transaction: balance,
    charge,
    customer,
    failure_balance_transaction: balance,
    payment_intent: intent,
    payment_method: method,
  },
  dispute: { charge, payment_intent: intent },
  payment_method: { customer },
  balance_transaction: { source },
  invoice_settings: { default_payment_method: method },
}

const isHash = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const expandPath = (world: World, owner: Record<string, unknown>, path: string[], whole: string): void => {
  const [name, ...rest] = path
  if (name === undefined) return
  if (owner.object === 'list' && name === 'data') {
    for (const each of Array.isArray(owner.data) ? owner.data : [])
      if (isHash(each)) expandPath(world, each, rest, whole)
    return
  }
  const kind = typeof owner.object === 'string' ? owner.object : 'invoice_settings'
  const fetch = expandable[kind]?.[name]
  const value = owner[name]
  if (fetch) {
    if (typeof value === 'string' || (name === 'refunds' && value === undefined)) {
      owner[name] = structuredClone(fetch(world, typeof value === 'string' ? value : '', owner) ?? value)
    }
  } else if (rest.length === 0 || !isHash(value)) {
    throw invalidRequest(
      `This property cannot be expanded (${whole}). You may want to try expanding another property instead.`,
      { param: 'expand' },
    )
  }
  const next = owner[name]
  if (isHash(next)) expandPath(world, next, rest, whole)
}

/** A copy of an answer in which the asked ids are the objects they name. */
export const expandAnswer = (world: World, answer: unknown, paths: string[]): unknown => {
  const copy = structuredClone(answer)
  for (const path of paths) {
    const names = path.split('.')
    if (names.length > 4)
      throw invalidRequest('You cannot expand more than 4 levels of a property.', { param: 'expand' })
    if (isHash(copy)) expandPath(world, copy, names, path)
  }
  return copy
}
