/**
 * The typed door to Payload's Local API for our own collections. Slugs can be renamed, so Payload's generated types
 * cannot help; and every call here passes `req`, reads at depth 0 and never throws for a missing document (a caught
 * error would kill the caller's transaction).
 */
import type { Payload, PayloadRequest, SelectType, Where } from 'payload'

import { getPortalOptions } from './context.ts'
import { isReadPlain } from './plainReads.ts'
import type {
  BusinessSettings,
  CannedAnswer,
  Client,
  Email,
  ID,
  Invoice,
  MagicLink,
  Payment,
  PortalEvent,
  PortalFile,
  PortalSession,
  PortalWriter,
  PortalStaffKey,
  Quote,
  Ticket,
  TicketMessage,
} from './records.ts'
import type { CollectionKey } from './slugs.ts'

export interface RecordTypes {
  clients: Client
  quotes: Quote
  invoices: Invoice
  payments: Payment
  tickets: Ticket
  ticketMessages: TicketMessage
  emails: Email
  magicLinks: MagicLink
  portalSessions: PortalSession
  portalFiles: PortalFile
  portalCounters: { id: ID; key: string; value: number; expiresAt?: string | null }
  portalEvents: PortalEvent
  portalWriters: PortalWriter
  portalStaffKeys: PortalStaffKey
}

const slugOf = (req: PayloadRequest, kind: CollectionKey) => getPortalOptions(req.payload).slugs[kind]

/**
 * The id as the database wants it, or null where the text can be none: with numeric ids PostgreSQL answers `/x/abc`
 * and `/x/99999999999` with an error instead of nothing.
 */
export const parseId = (req: Pick<PayloadRequest, 'payload'>, value: unknown): ID | null => {
  if (typeof value !== 'string' && typeof value !== 'number') return null
  const text = String(value)
  if (req.payload.db.defaultIDType === 'number') {
    return /^\d{1,10}$/.test(text) && Number(text) <= 2_147_483_647 ? Number(text) : null
  }
  return /^[\w-]{1,64}$/.test(text) ? text : null
}

/** The document, or null. */
export const findById = async <K extends CollectionKey>(
  req: PayloadRequest,
  kind: K,
  id: unknown,
): Promise<RecordTypes[K] | null> => {
  const parsed = parseId(req, id)
  if (parsed === null) return null
  const collection = slugOf(req, kind)
  if (isPlain(req.payload, collection)) return findRow(req, kind, { id: { equals: parsed } })
  const found: unknown = await req.payload.findByID({
    collection,
    id: parsed,
    depth: 0,
    disableErrors: true,
    overrideAccess: true,
    req,
  })
  return found as RecordTypes[K] | null
}

export interface FindArgs {
  where: Where
  sort?: string | string[]
  limit?: number
  page?: number
  select?: SelectType
}

/** All matching documents up to `limit` (0, the default, is all of them). */
export const findMany = async <K extends CollectionKey>(
  req: PayloadRequest,
  kind: K,
  look: FindArgs,
): Promise<RecordTypes[K][]> => (await findDocs(req.payload, slugOf(req, kind), look, req)) as RecordTypes[K][]

/** The same by slug, for reads that are part of no request. */
export const findDocs = async (
  payload: Payload,
  collection: string,
  { where, sort, limit = 0, page, select }: FindArgs,
  req?: PayloadRequest,
): Promise<unknown[]> => {
  const look = { collection, where, sort, limit, page, select, pagination: false, req }
  const { docs } = isPlain(payload, collection)
    ? await payload.db.find({ ...look, joins: false, locale: req?.locale ?? undefined })
    : await payload.find({ ...look, depth: 0, overrideAccess: true })
  return docs
}

/** Whether reading a document as a row answers the same: see `plainReads.ts`. */
const isPlain = (payload: Payload, collection: string): boolean => {
  const config = payload.collections[collection]?.config
  return config !== undefined && isReadPlain(config)
}

export const count = async (req: PayloadRequest, kind: CollectionKey, where: Where): Promise<number> =>
  (await req.payload.count({ collection: slugOf(req, kind), where, overrideAccess: true, req })).totalDocs

/** Creates through Payload, hooks included. */
export const create = async <K extends CollectionKey>(
  req: PayloadRequest,
  kind: K,
  data: Partial<RecordTypes[K]>,
): Promise<RecordTypes[K]> => {
  const created: unknown = await req.payload.create({
    collection: slugOf(req, kind),
    data: data,
    depth: 0,
    overrideAccess: true,
    req,
  })
  return created as RecordTypes[K]
}

/** Updates through Payload, hooks included. */
export const update = async <K extends CollectionKey>(
  req: PayloadRequest,
  kind: K,
  id: ID,
  data: Partial<RecordTypes[K]>,
): Promise<RecordTypes[K]> => {
  const updated: unknown = await req.payload.update({
    collection: slugOf(req, kind),
    id,
    data: data,
    depth: 0,
    overrideAccess: true,
    req,
  })
  return updated as RecordTypes[K]
}

/** Inserts a row without hooks: for our own scalar collections, where nothing is left to decide. */
export const insertRow = async <K extends CollectionKey>(
  req: PayloadRequest,
  kind: K,
  data: Partial<RecordTypes[K]>,
): Promise<RecordTypes[K]> => {
  const now = new Date().toISOString()
  const created: unknown = await req.payload.db.create({
    collection: slugOf(req, kind),
    data: { createdAt: now, updatedAt: now, ...data },
    req,
  })
  return created as RecordTypes[K]
}

/** What the SQL adapters write every row of a create with, the main one first; it answers the rows as they are then. */
type SqlInsert = (args: unknown) => Promise<{ id?: ID }[]>

/**
 * The adapter, and what it inserted first. `create` can leave out reading back what it wrote, but answers no id then,
 * though the insert has told it: this looks over its shoulder. Null for adapters that write in other ways.
 */
const watched = (db: object): { db: object; firstId: () => ID | undefined } | null => {
  const insert: unknown = 'tables' in db && 'insert' in db ? db.insert : null
  if (typeof insert !== 'function') return null
  let first: ID | undefined
  const watching: SqlInsert = async (args) => {
    const rows = await (insert as SqlInsert).call(db, args)
    first ??= rows[0]?.id
    return rows
  }
  return {
    db: new Proxy(db, { get: (target, key) => (key === 'insert' ? watching : (Reflect.get(target, key) as unknown)) }),
    firstId: () => first,
  }
}

/** The same, of the row that is written learning the id alone: nothing is there but what was given. */
export const insertGiven = async <K extends CollectionKey>(
  req: PayloadRequest,
  kind: K,
  data: Partial<RecordTypes[K]>,
): Promise<RecordTypes[K]> => {
  const now = new Date().toISOString()
  const dated = { createdAt: now, updatedAt: now, ...data }
  const { db } = req.payload
  // The adapter may write into what it is given.
  const args = { collection: slugOf(req, kind), data: { ...dated }, req }
  const watch = watched(db)
  if (watch) {
    await db.create.call(watch.db as typeof db, { ...args, returning: false })
    const id = watch.firstId()
    if (id !== undefined) return { ...dated, id } as RecordTypes[K]
    throw new Error('payload-client-portal: the database adapter tells no id of what it inserts.')
  }
  const created: unknown = await db.create({ ...args, select: { createdAt: true } })
  return { ...dated, id: (created as { id: ID }).id } as RecordTypes[K]
}

/** The same without reading the row back. */
export const insertOnly = async <K extends CollectionKey>(
  req: PayloadRequest,
  kind: K,
  data: Partial<RecordTypes[K]>,
): Promise<void> => {
  const now = new Date().toISOString()
  await req.payload.db.create({
    collection: slugOf(req, kind),
    data: { createdAt: now, updatedAt: now, ...data },
    returning: false,
    req,
  })
}

/** One row by a unique field, without hooks: the fastest read there is. With `select`, those fields alone are there. */
export const findRow = async <K extends CollectionKey>(
  req: PayloadRequest,
  kind: K,
  where: Where,
  select?: SelectType,
): Promise<RecordTypes[K] | null> => {
  const found: unknown = await req.payload.db.findOne({
    collection: slugOf(req, kind),
    where,
    req,
    ...(select ? { select } : {}),
  })
  return (found ?? null) as RecordTypes[K] | null
}

/** `{ $inc: n }` adds to a number in the database instead of writing one that was read before. */
export type RowChange<T> = { [P in keyof T]?: T[P] | { $inc: number } | null }

/**
 * The one conditional write everything that may happen twice is built on: changes the row only where `where` still
 * holds at that moment and answers the row, or null where somebody else was first. Skips hooks; main-table fields
 * only. Inside a transaction it also takes the row's lock until the end.
 */
export const claim = async <K extends CollectionKey>(
  req: PayloadRequest,
  kind: K,
  where: Where,
  change: RowChange<RecordTypes[K]>,
): Promise<RecordTypes[K] | null> => {
  const claimed: unknown = await req.payload.db.updateOne({
    collection: slugOf(req, kind),
    where,
    data: { updatedAt: new Date().toISOString(), ...change },
    options: { atomic: true },
    req,
  })
  return (claimed ?? null) as RecordTypes[K] | null
}

/**
 * The same for every row that matches, where `change` makes `where` false. One statement on the SQL adapters (their
 * atomic update has no limit of one), one a row elsewhere. Payload's `updateMany` would not do: it selects ids and
 * then writes each row whatever became of it meanwhile.
 */
export const claimAll = async <K extends CollectionKey>(
  req: PayloadRequest,
  kind: K,
  where: Where,
  change: RowChange<RecordTypes[K]>,
): Promise<void> => {
  while (await claim(req, kind, where, change)) continue
}

const SETTINGS_FRESH_MS = 10_000

interface KnownSettings {
  settings: BusinessSettings
  updatedAt: string
  locale: string | null
  until: number
}

const knownSettings = new WeakMap<Payload, KnownSettings>()

/**
 * What this process read last, where the database still says that it was saved at that moment: whoever saved, here or in
 * another process, is seen at once, and reading one column spares putting together ninety. Saved twice in one
 * millisecond it could be the earlier, hence the few seconds.
 */
const settingsAsKnown = async (req: PayloadRequest): Promise<BusinessSettings | null> => {
  const known = knownSettings.get(req.payload)
  if (!known || known.until < Date.now() || known.locale !== (req.locale ?? null)) return null
  const slug = getPortalOptions(req.payload).slugs.businessSettings
  const saved: unknown = await req.payload.db.findGlobal({ slug, select: { updatedAt: true }, req })
  return (saved as { updatedAt?: unknown }).updatedAt === known.updatedAt ? structuredClone(known.settings) : null
}

/** The business settings with nothing left open: an unsaved global answers its defaults. */
export const readSettings = async (req: PayloadRequest): Promise<BusinessSettings> => {
  // Inside a transaction they may be what it has written itself.
  const isShared = !(await req.transactionID)
  const known = isShared ? await settingsAsKnown(req) : null
  if (known) return known
  const read: unknown = await req.payload.findGlobal({
    slug: getPortalOptions(req.payload).slugs.businessSettings,
    depth: 0,
    overrideAccess: true,
    // Long, and wanted on one page alone.
    select: { cannedAnswers: false },
    req,
  })
  const settings = read as BusinessSettings
  const { updatedAt } = read as { updatedAt?: string | null }
  if (isShared && updatedAt) {
    const until = Date.now() + SETTINGS_FRESH_MS
    knownSettings.set(req.payload, {
      settings: structuredClone(settings),
      updatedAt,
      locale: req.locale ?? null,
      until,
    })
  }
  return settings
}

/** The answers that staff has ready, in the settings' order. */
export const readCannedAnswers = async (req: PayloadRequest): Promise<CannedAnswer[]> => {
  const settings: unknown = await req.payload.findGlobal({
    slug: getPortalOptions(req.payload).slugs.businessSettings,
    depth: 0,
    overrideAccess: true,
    select: { cannedAnswers: true },
    req,
  })
  return (settings as BusinessSettings).cannedAnswers ?? []
}
