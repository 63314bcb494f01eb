import type { PayloadRequest, Where } from 'payload'

import { addressesOf } from '../access/clientAddresses.ts'
import { recordEvent } from '../access/trail.ts'
import { getPortalOptions } from '../context.ts'
import { PortalError } from '../errors.ts'
import type { Client, ID, PortalEvent } from '../records.ts'
import type { CollectionKey } from '../slugs.ts'
import { claim, claimAll, count, findById, findMany, readSettings, update } from '../store.ts'
import { inTransaction } from '../transaction.ts'
import { adminTexts } from '../translations/adminTexts.ts'
import { endAllAccess } from './endAccess.ts'
import type { NoticePage } from './mailContentOf.ts'
import { removeFile } from './storedFiles.ts'

/** What stands where somebody's words were. */
const REMOVED = '—'
const BATCH = 200

/** Reaches nobody, now or ever: the domain is reserved (RFC 2606). */
const nobodysAddress = (id: ID): string => `anonymised-${id}@client.invalid`

/** What of the trail's facts is about a person; figures and numbers stay. */
const personal: readonly string[] = ['to', 'email', 'from', 'name', 'reason', 'changes']
/** Here the name is one of the business's own people, or of a file. */
const namesOurs: readonly string[] = ['ticket-assigned', 'documents-exported', 'client-data-exported']

const withoutPerson = ({ type, data }: PortalEvent): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(data ?? {}).filter(
      ([key]) => !personal.includes(key) || (key === 'name' && namesOurs.includes(type)),
    ),
  )

/** What has to be settled first: nobody could be asked any more. Throws `client-open`. */
const refuseOpen = async (req: PayloadRequest, client: ID): Promise<void> => {
  const ofClient = (where: Where): Where => ({ and: [{ client: { equals: client } }, where] })
  const open = [
    ['invoices', { status: { equals: 'draft' } }],
    ['invoices', { amountDue: { greater_than: 0 } }],
    ['payments', { status: { in: ['pending', 'disputed'] } }],
    ['quotes', { status: { in: ['draft', 'sent', 'accepted'] } }],
  ] as const
  for (const [kind, where] of open) {
    if ((await count(req, kind, ofClient(where))) > 0) throw new PortalError('client-open')
  }
}

/** Every row that matches, a batch at a time; `work` must leave none of them matching, or the ids behind the last. */
const eachOf = async <K extends CollectionKey>(
  req: PayloadRequest,
  kind: K,
  where: Where,
  select: Record<string, true>,
  work: (row: Awaited<ReturnType<typeof findMany<K>>>[number]) => void | Promise<void>,
): Promise<void> => {
  let after: ID | null = null
  for (;;) {
    const beyond: Where = after === null ? where : { and: [where, { id: { greater_than: after } }] }
    const rows: Awaited<ReturnType<typeof findMany<K>>> = await findMany(req, kind, {
      where: beyond,
      sort: 'id',
      limit: BATCH,
      select,
    })
    for (const row of rows) await work(row)
    const last = rows.at(-1)
    if (!last || rows.length < BATCH) return
    after = (last as { id: ID }).id
  }
}

/** Mails from and to the client, and those of their addresses that hang on nobody: sign-ins, what was put nowhere yet. */
const mailsOf = (client: Client): Where => {
  const addresses = addressesOf(client)
  const theirs: Where = { client: { equals: client.id } }
  if (addresses.length === 0) return theirs
  const byAddress: Where[] = [
    { to: { in: addresses } },
    ...addresses.map((address): Where => ({
      and: [{ status: { equals: 'received' } }, { from: { contains: address } }],
    })),
  ]
  return { or: [theirs, { and: [{ client: { exists: false } }, { or: byAddress }] }] }
}

const PASSES = 3

/**
 * Attachments and mails as they came; the documents' own PDFs are books. Somebody else may remove the same file at the
 * same moment, which fails for one of the two: what is still there is looked at again. Throws what the store last said
 * where something stays.
 */
const removeFiles = async (req: PayloadRequest, client: Client): Promise<void> => {
  const isLoose: Where = { purpose: { in: ['attachment', 'mail'] } }
  for (let pass = 1; ; pass += 1) {
    const failed: Error[] = []
    const remove = async ({ id }: { id: ID }) => {
      try {
        await removeFile(req, id)
      } catch (error) {
        failed.push(error instanceof Error ? error : new Error(String(error)))
      }
    }
    await eachOf(req, 'portalFiles', { and: [{ client: { equals: client.id } }, isLoose] }, { purpose: true }, remove)
    await eachOf(
      req,
      'emails',
      { and: [mailsOf(client), { status: { equals: 'received' } }] },
      { raw: true },
      ({ id }) => eachOf(req, 'portalFiles', { and: [{ mail: { equals: id } }, isLoose] }, { purpose: true }, remove),
    )
    const [problem] = failed
    if (!problem) return
    if (pass === PASSES) throw problem
  }
}

const emptyThreads = async (tx: PayloadRequest, client: ID, now: Date): Promise<void> => {
  const theirs: Where = { client: { equals: client } }
  await claimAll(
    tx,
    'ticketMessages',
    { and: [theirs, { body: { not_equals: REMOVED } }] },
    { body: REMOVED, trimmed: null, html: null, messageId: null, refused: null },
  )
  const isNamed: Where = { or: [{ authorName: { exists: true } }, { authorEmail: { exists: true } }] }
  await claimAll(
    tx,
    'ticketMessages',
    { and: [theirs, { author: { not_equals: 'staff' } }, isNamed] },
    { authorName: null, authorEmail: null },
  )
  await claimAll(
    tx,
    'tickets',
    { and: [theirs, { or: [{ subject: { not_equals: REMOVED } }, { status: { not_equals: 'closed' } }] }] },
    { subject: REMOVED, lastText: REMOVED, status: 'closed', closedAt: now.toISOString() },
  )
}

/** Notices to staff hang on no client: what they are about stands in their facts, a page of the admin or a ticket. */
const noticesOf = async (req: PayloadRequest, client: ID): Promise<ID[]> => {
  const about = new Set([`clients ${client}`])
  for (const kind of ['invoices', 'quotes', 'payments', 'tickets'] as const) {
    await eachOf(req, kind, { client: { equals: client } }, { client: true }, ({ id }) => {
      about.add(`${kind} ${id}`)
    })
  }
  const found: ID[] = []
  const notices: Where = { kind: { in: ['staff-notice', 'ticket-notice'] } }
  await eachOf(req, 'emails', notices, { data: true }, ({ id, data }) => {
    const { page, ticket } = (data ?? {}) as { page?: NoticePage | null; ticket?: ID | null }
    if ((page && about.has(`${page.kind} ${page.id}`)) || (ticket && about.has(`tickets ${ticket}`))) found.push(id)
  })
  return found
}

const emptyMails = async (tx: PayloadRequest, client: Client): Promise<void> => {
  const notices = await noticesOf(tx, client.id)
  const theirs: Where = notices.length > 0 ? { or: [mailsOf(client), { id: { in: notices } }] } : mailsOf(client)
  // One that waits to go out goes nowhere.
  await claimAll(
    tx,
    'emails',
    { and: [theirs, { status: { equals: 'queued' } }] },
    { status: 'failed', nextAttemptAt: null },
  )
  await claimAll(
    tx,
    'emails',
    { and: [theirs, { to: { not_equals: nobodysAddress(client.id) } }] },
    {
      to: nobodysAddress(client.id),
      from: null,
      replyTo: null,
      subject: REMOVED,
      text: null,
      html: null,
      data: null,
      lastError: null,
      references: null,
      raw: null,
    },
  )
  // What came in has an id that its sender's own mail server gave it.
  await claimAll(
    tx,
    'emails',
    { and: [theirs, { status: { equals: 'received' } }, { messageId: { not_equals: REMOVED } }] },
    { messageId: REMOVED },
  )
}

const emptyTrail = async (tx: PayloadRequest, client: ID): Promise<void> => {
  await claimAll(
    tx,
    'portalEvents',
    { and: [{ client: { equals: client } }, { actorKind: { equals: 'client' } }, { actorName: { exists: true } }] },
    { actorName: null },
  )
  await eachOf(
    tx,
    'portalEvents',
    { and: [{ client: { equals: client } }, { data: { exists: true } }] },
    { type: true, data: true },
    async (event) => {
      const kept = withoutPerson(event)
      if (Object.keys(kept).length === Object.keys(event.data ?? {}).length) return
      await claim(tx, 'portalEvents', { id: { equals: event.id } }, { data: kept })
    },
  )
}

const emptyClient = async (tx: PayloadRequest, client: Client, name: string, now: Date): Promise<boolean> => {
  const claimed = await claim(
    tx,
    'clients',
    { and: [{ id: { equals: client.id } }, { anonymisedAt: { exists: false } }] },
    {
      anonymisedAt: now.toISOString(),
      name,
      email: nobodysAddress(client.id),
      company: null,
      taxId: null,
      phone: null,
      address: null,
      notes: null,
      stripeCustomerId: null,
    },
  )
  if (!claimed) return false
  // A list, which no claim can write. Not through the adapter: it would drop the lists that it is not given.
  await update(tx, 'clients', client.id, { contacts: [] })
  return true
}

/**
 * Takes everything personal out of a client for good: name, addresses and notes, threads, mails with their attachments,
 * links, sessions, and what the trail tells of a person. The books stay as the law wants them: issued documents with
 * their frozen snapshot, their PDF and whom they went to, payments, and an accepted quote's signature. Fields that the
 * host added are the host's own to empty, in a hook on `anonymisedAt`; what Stripe knows of its customer has to
 * be deleted at Stripe.
 *
 * Access ends and files go first, each for good; the rest is one transaction with the client's own row, whose conditional
 * write lets one of many through. Whoever dies before leaves the client as it was called, to be anonymised again.
 *
 * Throws `not-found`; `client-open` while drafts, unpaid invoices, payments on their way or open quotes stand. Of a client
 * that is anonymised already, a file that was left behind goes.
 */
export const anonymiseClient = async (req: PayloadRequest, id: ID, now: Date = new Date()): Promise<Client> => {
  const client = await findById(req, 'clients', id)
  if (!client) throw new PortalError('not-found')
  if (client.anonymisedAt) {
    await removeFiles(req, client)
    return client
  }
  await refuseOpen(req, client.id)
  const settings = await readSettings(req)
  await endAllAccess(req, client, now)
  await removeFiles(req, client)
  await inTransaction(req, async (tx) => {
    if (!(await emptyClient(tx, client, adminTexts(settings.locale).ui.client.anonymise.name, now))) return
    await refuseOpen(tx, client.id)
    await emptyThreads(tx, client.id, now)
    await emptyMails(tx, client)
    await emptyTrail(tx, client.id)
    const { slugs } = getPortalOptions(tx.payload)
    const theirs: Where = { client: { equals: client.id } }
    const signIns: Where = { and: [{ client: { exists: false } }, { email: { in: addressesOf(client) } }] }
    const where: Where = { or: [theirs, signIns] }
    await tx.payload.db.deleteMany({ collection: slugs.portalSessions, where, req: tx })
    await tx.payload.db.deleteMany({ collection: slugs.magicLinks, where, req: tx })
    await recordEvent(tx, { type: 'client-anonymised', client: client.id })
  })
  // A file that came while the first were being removed.
  await removeFiles(req, client)
  return (await findById(req, 'clients', client.id)) ?? client
}
