import { oneAtATime } from '../access/oneAtATime.ts'
import { requireStaff } from '../access/staff.ts'
import { PortalError } from '../errors.ts'
import { documentPdf, storedPdf } from '../operations/documentPdf.ts'
import { previewDocument } from '../operations/previewDocument.ts'
import { sendAgain } from '../operations/sendAgain.ts'
import { sendTest } from '../operations/sendTest.ts'
import { findById } from '../store.ts'
import { json, portalEndpoint } from './answer.ts'
import { readFields } from './body.ts'
import { idOf, mailSummary, messageIn, recipientsIn } from './documentFields.ts'
import { pdfAnswer } from './pdfAnswer.ts'

/** What staff does with an invoice and with a quote alike, under `/api/invoices` and `/api/quotes`. */
export const documentEndpoints = (kind: 'invoices' | 'quotes') => [
  /** `POST …/:id/send-again` `{ recipients?, message? }` → `{ mails }` */
  portalEndpoint({
    path: '/:id/send-again',
    method: 'post',
    handler: async (req) => {
      await requireStaff(req, 'canSend')
      const fields = await readFields(req)
      const input = { recipients: recipientsIn(fields), message: messageIn(fields) }
      return json({ mails: mailSummary(await sendAgain(req, kind, idOf(req), input)) })
    },
  }),
  /** `POST …/:id/send-test`: the mail as the client would get it, to the member of staff alone → `{ mails }` */
  portalEndpoint({
    path: '/:id/send-test',
    method: 'post',
    handler: async (req) => {
      await requireStaff(req)
      return json({ mails: mailSummary([await sendTest(req, kind, idOf(req))]) })
    },
  }),
  /** `GET …/:id/pdf`: the stored bytes; of a draft, its preview. */
  portalEndpoint({
    path: '/:id/pdf',
    method: 'get',
    handler: async (req) => {
      await requireStaff(req)
      const document = await findById(req, kind, idOf(req))
      if (!document) throw new PortalError('not-found')
      const stored = await storedPdf(req, document)
      const render = () => (document.sentAt ? documentPdf(req, document) : previewDocument(req, document))
      const { bytes, name } = stored ?? (await oneAtATime(`staff-pdf:${req.user?.id ?? ''}`, render))
      return pdfAnswer(bytes, name, req.searchParams.get('download') === '1')
    },
  }),
]
