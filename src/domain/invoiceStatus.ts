import type { Invoice, InvoiceKind, InvoiceStatus } from '../records.ts'

import { dayOf } from './days.ts'

/** The stored order of statuses, for sorting. */
export const statusRank: Readonly<Record<InvoiceStatus, number>> = { draft: 0, sent: 1, overdue: 2, paid: 3, void: 4 }

export interface SettlementFacts {
  kind: InvoiceKind
  issued: boolean
  total: number
  /** Sum of the issued credit notes that correct this invoice. */
  credited: number
  /** Succeeded payments less refunds and lost disputes; may exceed what is owed. */
  applied: number
}

export interface Settlement {
  amountPaid: number
  amountCredited: number
  amountDue: number
  /** What was paid or credited beyond the total: the client's credit. */
  excess: number
}

/**
 * What is owed and paid. For an issued invoice `amountPaid + amountDue = total − amountCredited`, always; a draft and a
 * credit note owe nothing.
 */
export const settledAmounts = (facts: SettlementFacts): Settlement => {
  if (!facts.issued) return { amountPaid: 0, amountCredited: 0, amountDue: 0, excess: 0 }
  const applied = Math.max(facts.applied, 0)
  if (facts.kind === 'credit-note') return { amountPaid: 0, amountCredited: 0, amountDue: 0, excess: applied }
  const credited = Math.max(facts.credited, 0)
  const amountCredited = Math.min(credited, facts.total)
  const owed = facts.total - amountCredited
  const amountPaid = Math.min(applied, owed)
  return {
    amountPaid,
    amountCredited,
    amountDue: owed - amountPaid,
    excess: applied - amountPaid + credited - amountCredited,
  }
}

export interface StatusFacts {
  kind: InvoiceKind
  sentAt: string | null
  voidedAt: string | null
  total: number
  amountCredited: number
  amountDue: number
  dueDate: string | null
}

/** The status that follows from the facts on the business's `today`. Overdue begins the day after the due day. */
export const invoiceStatus = (facts: StatusFacts, today: string): InvoiceStatus => {
  if (facts.voidedAt) return 'void'
  if (!facts.sentAt) return 'draft'
  if (facts.kind === 'credit-note') return 'sent'
  if (facts.total > 0 && facts.amountCredited >= facts.total) return 'void'
  if (facts.amountDue <= 0) return 'paid'
  const dueDay = facts.dueDate ? dayOf(facts.dueDate) : null
  return dueDay !== null && today > dueDay ? 'overdue' : 'sent'
}

type Standing = Pick<Invoice, 'kind' | 'status'>

const isIssued = ({ status }: Pick<Invoice, 'status'>): boolean => status !== 'draft' && status !== 'void'

/** Drafts alone can be sent; what was issued can only be mailed again. */
export const canSend = ({ status }: Pick<Invoice, 'status'>): boolean => status === 'draft'

/** Drafts alone can be edited: what was issued is frozen. */
export const canEdit = ({ status }: Pick<Invoice, 'status'>): boolean => status === 'draft'

/** An issued invoice, paid or not, can be voided once. A credit note can't: a new invoice undoes it. */
export const canVoid = (invoice: Standing): boolean => invoice.kind === 'invoice' && isIssued(invoice)

/** Revising voids and opens a new draft, so that it is allowed exactly where voiding is. */
export const canRevise = (invoice: Standing): boolean => canVoid(invoice)

/** An issued invoice on which something is still owed. */
export const isOpen = ({ kind, status, amountDue }: Pick<Invoice, 'kind' | 'status' | 'amountDue'>): boolean =>
  kind === 'invoice' && (status === 'sent' || status === 'overdue') && amountDue > 0

/** What the client may pay: exactly the open invoices. */
export const isPayable = (invoice: Pick<Invoice, 'kind' | 'status' | 'amountDue'>): boolean => isOpen(invoice)
