import type { PayloadRequest } from 'payload'

import { recordEvent } from '../access/trail.ts'
import { getPortalOptions } from '../context.ts'
import { daysOf, type Period } from '../domain/period.ts'
import type { DocumentsFacts } from '../emails/mailContent.ts'
import { mailSubject } from '../emails/renderMail.ts'
import { PortalError } from '../errors.ts'
import { countExport } from '../queries/exportRows.ts'
import { downloadQuery, noFilter } from '../queries/listQuery.ts'
import { selectionSums } from '../queries/sums.ts'
import { enqueueMail } from '../queue/outbox.ts'
import type { Email, ID } from '../records.ts'
import { findById } from '../store.ts'
import { inTransaction } from '../transaction.ts'
import { localeOf } from './documentSnapshot.ts'
import { mailContentOf } from './mailContentOf.ts'
import { recipientsOf } from './recipients.ts'
import { completeSettings } from './sendDraft.ts'
import { replyAddress, senderOf } from './sender.ts'
import { wakeOutbox } from './wakeOutbox.ts'

export interface SendDocumentsInput {
  period: Period
  /** Else the client's own address. */
  recipients?: unknown[] | null
}

/**
 * Mails a client a link that opens their list of a time and starts the download of all in it. Throws `not-found`,
 * `no-documents`, `settings-incomplete`, `unknown-recipient`.
 */
export const sendDocuments = async (
  req: PayloadRequest,
  id: ID,
  { period, recipients }: SendDocumentsInput,
  now: Date = new Date(),
): Promise<Email[]> => {
  const client = await findById(req, 'clients', id)
  if (!client) throw new PortalError('not-found')
  const settings = await completeSettings(req)
  const to = recipientsOf(client, recipients)
  const options = getPortalOptions(req.payload)
  const scope = { payload: req.payload, options, clientId: client.id }
  const filter = { ...noFilter, ...period }
  const [count, sums] = await Promise.all([
    countExport({ ...scope, selection: { kind: 'filtered', filter, withQuotes: false } }),
    selectionSums(scope, { status: null, ...daysOf(period) }, null),
  ])
  if (count === 0) throw new PortalError('no-documents')
  const facts: DocumentsFacts = { period, count, sums: sums.map(({ currency, total }) => ({ currency, total })) }
  const sender = senderOf(req, settings)
  const mails = await inTransaction(req, async (tx) => {
    await recordEvent(tx, { type: 'documents-sent', client: client.id, data: { to, count, period } })
    const queued: Email[] = []
    for (const address of to) {
      const mail = { kind: 'documents' as const, to: address, locale: localeOf(client, settings), data: { facts } }
      const facing = { settings, client, invoice: null, snapshot: null, linkUrl: '', now }
      queued.push(
        await enqueueMail(
          tx,
          {
            ...mail,
            subject: mailSubject(mailContentOf(tx, { mail, ...facing })),
            client: client.id,
            target: options.paths.invoices(downloadQuery(filter)),
            linkKind: 'document',
            from: sender.from,
            replyTo: replyAddress(tx, settings, null),
            messageDomain: sender.domain,
          },
          now,
        ),
      )
    }
    return queued
  })
  wakeOutbox(req.payload)
  return mails
}
