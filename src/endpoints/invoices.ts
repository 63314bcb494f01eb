import { requireStaff } from '../access/staff.ts'
import { oneLine } from '../domain/plainText.ts'
import { sendInvoice } from '../operations/sendInvoice.ts'
import { copyAsDraft, reviseInvoice, voidInvoice } from '../operations/voidInvoice.ts'
import { wakePayments } from '../operations/wakePayments.ts'
import type { Invoice } from '../records.ts'
import { findById } from '../store.ts'
import { json, portalEndpoint } from './answer.ts'
import { readFields } from './body.ts'
import { documentEndpoints } from './documentEndpoints.ts'
import { idOf, mailSummary, messageIn, recipientsIn } from './documentFields.ts'
import { exportInvoicesEndpoint } from './staffExports.ts'

const summary = ({ id, kind, number, status, total, amountPaid, amountDue, currency, dueDate }: Invoice) => ({
  id,
  kind,
  number,
  status,
  total,
  amountPaid,
  amountDue,
  currency,
  dueDate,
})

/** Printed on the credit note: one line. */
const reasonIn = (fields: Record<string, unknown>): string | null =>
  typeof fields.reason === 'string' ? oneLine(fields.reason).slice(0, 300) || null : null

/**
 * Staff's operations on documents; each answers 401 or 403 to others, 404 where there is none, and otherwise the codes
 * its operation names.
 */
export const invoiceEndpoints = [
  exportInvoicesEndpoint,
  /** `POST /api/invoices/:id/send` `{ recipients?: string[], message?: string }` → `{ invoice, mails }` */
  portalEndpoint({
    path: '/:id/send',
    method: 'post',
    handler: async (req) => {
      await requireStaff(req, 'canSend')
      // A credit note undoes what was invoiced, whichever way it comes about.
      if ((await findById(req, 'invoices', idOf(req)))?.kind === 'credit-note') await requireStaff(req, 'canVoid')
      const fields = await readFields(req)
      const { invoice, mails } = await sendInvoice(req, idOf(req), {
        recipients: recipientsIn(fields),
        message: messageIn(fields),
      })
      return json({ invoice: summary(invoice), mails: mailSummary(mails) })
    },
  }),
  ...documentEndpoints('invoices'),
  /** `POST /api/invoices/:id/void` `{ reason?, notify? }` → `{ invoice, creditNote }` */
  portalEndpoint({
    path: '/:id/void',
    method: 'post',
    handler: async (req) => {
      await requireStaff(req, 'canVoid')
      const fields = await readFields(req)
      const voided = await voidInvoice(req, idOf(req), { reason: reasonIn(fields), notify: fields.notify !== false })
      wakePayments(req.payload)
      return json({ invoice: summary(voided.invoice), creditNote: summary(voided.creditNote) })
    },
  }),
  /** `POST /api/invoices/:id/revise` `{ reason?, notify? }` → `{ invoice, creditNote, draft }` */
  portalEndpoint({
    path: '/:id/revise',
    method: 'post',
    handler: async (req) => {
      await requireStaff(req, 'canVoid')
      const fields = await readFields(req)
      const revised = await reviseInvoice(req, idOf(req), {
        reason: reasonIn(fields),
        notify: fields.notify !== false,
      })
      wakePayments(req.payload)
      return json({
        invoice: summary(revised.invoice),
        creditNote: summary(revised.creditNote),
        draft: summary(revised.draft),
      })
    },
  }),
  /** `POST /api/invoices/:id/duplicate` → `{ draft }` (Payload's own `doc` beside it, for callers that expect it) */
  portalEndpoint({
    path: '/:id/duplicate',
    method: 'post',
    handler: async (req) => {
      await requireStaff(req)
      const draft = await copyAsDraft(req, idOf(req))
      return json({ draft: summary(draft), doc: draft })
    },
  }),
]
