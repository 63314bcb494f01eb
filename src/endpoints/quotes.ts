import { requireStaff } from '../access/staff.ts'
import { PortalError } from '../errors.ts'
import { markQuoteAccepted } from '../operations/acceptQuote.ts'
import { convertQuote } from '../operations/convertQuote.ts'
import { copyQuote, reviseQuote } from '../operations/reviseQuote.ts'
import { sendQuote } from '../operations/sendQuote.ts'
import type { Quote } from '../records.ts'
import { findById } from '../store.ts'
import { json, portalEndpoint } from './answer.ts'
import { readFields } from './body.ts'
import { documentEndpoints } from './documentEndpoints.ts'
import { idOf, mailSummary, messageIn, recipientsIn } from './documentFields.ts'

const summary = ({ id, number, status, total, currency, validUntil, revision, revisedBy, invoice }: Quote) => ({
  id,
  number,
  status,
  total,
  currency,
  validUntil,
  revision,
  revisedBy: revisedBy ?? null,
  invoice: invoice ?? null,
})

/** Staff's operations on quotes; each answers 401 or 403 to others, 404 where there is none, and its operation's codes. */
export const quoteEndpoints = [
  /** `POST /api/quotes/:id/send` `{ recipients?: string[], message?: string }` → `{ quote, mails }` */
  portalEndpoint({
    path: '/:id/send',
    method: 'post',
    handler: async (req) => {
      await requireStaff(req, 'canSend')
      const fields = await readFields(req)
      const { quote, mails } = await sendQuote(req, idOf(req), {
        recipients: recipientsIn(fields),
        message: messageIn(fields),
      })
      return json({ quote: summary(quote), mails: mailSummary(mails) })
    },
  }),
  ...documentEndpoints('quotes'),
  /** `POST /api/quotes/:id/revise` → `{ quote, draft }` */
  portalEndpoint({
    path: '/:id/revise',
    method: 'post',
    handler: async (req) => {
      await requireStaff(req, 'canSend')
      const { quote, draft } = await reviseQuote(req, idOf(req))
      return json({ quote: summary(quote), draft: summary(draft) })
    },
  }),
  /** `POST /api/quotes/:id/duplicate` → `{ draft }` (Payload's own `doc` beside it, for callers that expect it) */
  portalEndpoint({
    path: '/:id/duplicate',
    method: 'post',
    handler: async (req) => {
      await requireStaff(req)
      const original = await findById(req, 'quotes', idOf(req))
      if (!original) throw new PortalError('not-found')
      const draft = await copyQuote(req, original)
      return json({ draft: summary(draft), doc: draft })
    },
  }),
  /** `POST /api/quotes/:id/mark-accepted` `{ name }`: the client said yes by word of mouth → `{ quote }` */
  portalEndpoint({
    path: '/:id/mark-accepted',
    method: 'post',
    handler: async (req) => {
      await requireStaff(req, 'canSend')
      const { name } = await readFields(req)
      return json({ quote: summary(await markQuoteAccepted(req, idOf(req), { name })) })
    },
  }),
  /** `POST /api/quotes/:id/convert` → `{ quote, invoice }`; twice is once. */
  portalEndpoint({
    path: '/:id/convert',
    method: 'post',
    handler: async (req) => {
      await requireStaff(req, 'canSend')
      const { quote, invoice } = await convertQuote(req, idOf(req))
      const { id, number, status, total, currency } = invoice
      return json({ quote: summary(quote), invoice: { id, number: number ?? null, status, total, currency } })
    },
  }),
]
