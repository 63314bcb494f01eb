/** The one writer and the one reader of what we attach to Stripe's objects. Ids alone: no names, no addresses. */
import type { ID } from '../records.ts'

/** Whose object it is: this installation of the portal, and the ledger's row it settles. */
export interface PaymentMetadata {
  installation: string
  payment: string
  invoice: string | null
  client: string
}

const KEYS = {
  installation: 'client_portal',
  payment: 'client_portal_payment',
  invoice: 'client_portal_invoice',
  client: 'client_portal_client',
} as const

/** A staff member's wish that goes with a refund, kept at Stripe so that whoever hears of the refund first can fulfil it. */
export interface RefundMetadata {
  installation: string
  creditNote: boolean
  reason: string | null
  by: string | null
}

const REFUND_KEYS = {
  creditNote: 'client_portal_credit_note',
  reason: 'client_portal_reason',
  by: 'client_portal_by',
} as const

type Metadata = Record<string, string>

export const writePaymentMetadata = (of: {
  installation: string
  payment: ID
  invoice: ID | null
  client: ID
}): Metadata => ({
  [KEYS.installation]: of.installation,
  [KEYS.payment]: String(of.payment),
  [KEYS.client]: String(of.client),
  ...(of.invoice === null ? {} : { [KEYS.invoice]: String(of.invoice) }),
})

/** Null where the object is none of ours. */
export const readPaymentMetadata = (metadata: Metadata | null | undefined): PaymentMetadata | null => {
  const installation = metadata?.[KEYS.installation]
  const payment = metadata?.[KEYS.payment]
  const client = metadata?.[KEYS.client]
  if (!installation || !payment || !client) return null
  return { installation, payment, client, invoice: metadata[KEYS.invoice] ?? null }
}

export const writeRefundMetadata = ({ installation, creditNote, reason, by }: RefundMetadata): Metadata => ({
  [KEYS.installation]: installation,
  ...(creditNote ? { [REFUND_KEYS.creditNote]: '1' } : {}),
  // Stripe takes values of up to 500 characters.
  ...(reason ? { [REFUND_KEYS.reason]: reason.slice(0, 500) } : {}),
  ...(by ? { [REFUND_KEYS.by]: by.slice(0, 500) } : {}),
})

export const readRefundMetadata = (metadata: Metadata | null | undefined): RefundMetadata => ({
  installation: metadata?.[KEYS.installation] ?? '',
  creditNote: metadata?.[REFUND_KEYS.creditNote] === '1',
  reason: metadata?.[REFUND_KEYS.reason] ?? null,
  by: metadata?.[REFUND_KEYS.by] ?? null,
})

export const writeCustomerMetadata = (installation: string, client: ID): Metadata => ({
  [KEYS.installation]: installation,
  [KEYS.client]: String(client),
})
