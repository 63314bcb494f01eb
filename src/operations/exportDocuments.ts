/**
 * Every PDF of a selection in one ZIP, from the stored bytes, straight to whoever reads it. The archive is written as it
 * is read: a reader that pauses pauses the work, one that goes away ends it, and memory holds a few files whatever the
 * number. A file that the store lost is rendered on the way; one that fails is named in `errors.txt`, and the rest is whole.
 */
import type { PayloadRequest } from 'payload'

import { getPortalOptions } from '../context.ts'
import { csvConvention } from '../domain/csv.ts'
import { dayOf } from '../domain/days.ts'
import { exportFolders, exportPaths } from '../domain/exportPath.ts'
import { daysOf } from '../domain/period.ts'
import { safeFileName } from '../domain/safeFileName.ts'
import { createZip, zipSize } from '../domain/zip.ts'
import {
  exportIds,
  exportRows,
  type ChosenDocuments,
  type ExportRow,
  type ExportScope,
  type ExportSelection,
} from '../queries/exportRows.ts'
import type { BusinessSettings, Client, ID, Locale } from '../records.ts'
import { allRows } from '../queries/tableRows.ts'
import { findById } from '../store.ts'
import { downloadTexts } from '../translations/downloadTexts.ts'
import { documentPdf } from './documentPdf.ts'
import { exportAccount, hasAccount, type AccountFile } from './exportAccount.ts'
import { invoiceIndex, quoteIndex } from './exportIndex.ts'
import { inOrder, oneAhead } from './inOrder.ts'
import { isOnDisk, storedBytes, type StoredFile } from './storedFiles.ts'

/** Up to this many documents are looked at before the first byte leaves, so that the download's size can be told. */
const LOOKED_AT = 2000
/** Files that are fetched while an earlier one is on its way. */
const AHEAD = 8

interface ExportBase {
  settings: BusinessSettings
  /** Of whoever reads it. */
  locale: Locale
  /** The reader's, as far as it is known: spreadsheets go by the region. */
  country: string | null
  /** The business's day. */
  today: string
  now: Date
}

/** One client's documents, for the client or for staff. */
export interface ClientExport extends ExportBase {
  client: Client
  selection: ExportSelection
}

/** Documents of any clients, a folder for each: for staff alone, which the caller has made sure of. */
export interface StaffExport extends ExportBase {
  anyClient: true
  selection: ChosenDocuments
}

export type ExportRequest = ClientExport | StaffExport

type Named = Pick<Client, 'name' | 'company'>

export interface DocumentExport {
  /** What the archive is called: `Estudio Lumen 2025.zip`. */
  name: string
  /** How many documents are in it. */
  count: number
  /** Its size in bytes, where all of it is known to be stored; a statement of account never is. */
  size: number | null
  /** The archive. Once nobody is there for it any more, nothing further is read or rendered. */
  bytes: (gone: AbortSignal) => AsyncGenerator<Uint8Array>
}

interface Planned {
  row: ExportRow
  path: string
  file: StoredFile | null
}

const labelOf = ({ selection, today }: ExportRequest): string => {
  if (selection.kind === 'chosen') return today
  const { year, quarter } = selection.filter
  if (year !== null) return quarter === null ? String(year) : `${year} Q${quarter}`
  const { from, to } = daysOf(selection.filter)
  return [from, to].some(Boolean) ? `${from ?? ''}–${to ?? today}` : today
}

/** The rows of the stored PDFs that these documents have, by id. */
const filesOf = async (req: PayloadRequest, rows: readonly ExportRow[]): Promise<Map<string, StoredFile>> => {
  const ids = rows.flatMap(({ pdf }) => pdf ?? [])
  if (ids.length === 0) return new Map()
  const files = await allRows<StoredFile>(req.payload, getPortalOptions(req.payload).slugs.portalFiles, {
    where: { id: { in: ids } },
    columns: { filename: 'text', filesize: 'number', sha256: 'text', mimeType: 'text' },
  })
  return new Map(files.map((file) => [String(file.id), file]))
}

const nameOf = ({ name, company }: Named): string => company || name

/** Says who a document's client is; those of many clients are read a batch at a time. */
const clientNames = (req: PayloadRequest, request: ExportRequest) => {
  const names = new Map<string, string>()
  return async (rows: readonly ExportRow[]): Promise<(row: ExportRow) => string> => {
    if (!('anyClient' in request)) return () => nameOf(request.client)
    const unknown = new Set(rows.flatMap(({ client }) => (names.has(String(client)) ? [] : [client])))
    if (unknown.size > 0) {
      const { docs } = await req.payload.db.find<Named & { id: ID }>({
        collection: getPortalOptions(req.payload).slugs.clients,
        where: { id: { in: [...unknown] } },
        pagination: false,
        limit: 0,
        select: { name: true, company: true },
        joins: false,
      })
      for (const client of docs) names.set(String(client.id), nameOf(client))
    }
    return ({ client }) => names.get(String(client)) ?? String(client)
  }
}

const scopeOf = (req: PayloadRequest, request: ExportRequest): ExportScope => {
  const base = { payload: req.payload, options: getPortalOptions(req.payload) }
  return 'anyClient' in request
    ? { ...base, anyClient: true, selection: request.selection }
    : { ...base, clientId: request.client.id, selection: request.selection }
}

/** Plans an export; nothing is read from the store before `bytes` is. Answers null where the selection holds nothing. */
export const exportDocuments = async (req: PayloadRequest, request: ExportRequest): Promise<DocumentExport | null> => {
  const { selection, settings, locale, now } = request
  const isOfMany = 'anyClient' in request
  const texts = downloadTexts(locale)
  const scope = scopeOf(req, request)
  const ids = await exportIds(scope)
  const count = ids.invoices.length + ids.quotes.length
  if (count === 0) return null

  const namesOf = clientNames(req, request)
  const takePath = exportPaths()
  const folderOf = exportFolders()
  const words = { texts, convention: csvConvention(locale, request.country), withClients: isOfMany }
  const invoices = invoiceIndex(words)
  const quotes = quoteIndex(words, { today: request.today, timeZone: settings.timeZone })
  const indexes = [
    { path: takePath('', texts.index, 'csv'), ...invoices },
    // In their folder; where each client has one of those, beside the other table.
    { path: isOfMany ? takePath('', texts.quotes, 'csv') : takePath(texts.quotes, texts.index, 'csv'), ...quotes },
  ]
  const tables = () => indexes.flatMap(({ path, isEmpty, bytes }) => (isEmpty() ? [] : [{ path, content: bytes() }]))

  const plan = async (rows: readonly ExportRow[]): Promise<Planned[]> => {
    const [files, clientOf] = await Promise.all([filesOf(req, rows), namesOf(rows)])
    return rows.map((row) => {
      const day = row.issueDate ? dayOf(row.issueDate) : null
      const client = clientOf(row)
      const year = day ? day.slice(0, 4) : texts.noDate
      const number = row.number ?? `${row.kind} ${row.id}`
      const folder = row.kind === 'quote' ? texts.quotes : year
      const path = isOfMany
        ? takePath([folderOf(String(row.client), client), folder], number, 'pdf')
        : takePath(folder, `${number} ${client}`, 'pdf')
      if (row.kind === 'quote') quotes.add(row, path, client)
      else invoices.add(row, path, client)
      return { row, path, file: files.get(String(row.pdf)) ?? null }
    })
  }
  async function* planned(sizes?: readonly number[]): AsyncGenerator<Planned[], void> {
    for await (const rows of exportRows(scope, ids, sizes)) yield await plan(rows)
  }

  let all: Planned[] | null = null
  let size: number | null = null
  if (count <= LOOKED_AT && !hasAccount(selection)) {
    all = []
    for await (const batch of planned([LOOKED_AT])) all.push(...batch)
    const isStored = await Promise.all(all.map(async ({ file }) => file !== null && (await isOnDisk(req, file))))
    if (isStored.every(Boolean)) {
      const files = all.map(({ path, file }) => ({ path, size: file?.filesize ?? 0 }))
      size = zipSize([...files, ...tables().map(({ path, content }) => ({ path, size: content.byteLength }))])
    }
  }

  const orNull = async <T>(path: string, work: () => Promise<T | null>): Promise<T | null> => {
    try {
      return await work()
    } catch (error) {
      req.payload.logger.error({ err: error, msg: `payload-client-portal: ${path} could not be added to an export.` })
      return null
    }
  }
  const pdfOf = ({ row, path, file }: Planned) =>
    orNull(path, async () => {
      const stored = file && (await storedBytes(req, file))
      if (stored) return stored
      const document = await findById(req, row.kind === 'quote' ? 'quotes' : 'invoices', row.id)
      return document && (await documentPdf(req, document)).bytes
    })

  async function* bytes(gone: AbortSignal): AsyncGenerator<Uint8Array> {
    const zip = createZip()
    const missing: string[] = []
    let written = 0
    const put = (path: string, content: Uint8Array, at: Date): Uint8Array[] => {
      const header = zip.header(path, content, at)
      written += header.byteLength + content.byteLength
      return [header, content]
    }
    let account: AsyncGenerator<AccountFile, void> | null = null
    for await (const batch of all ? [all] : oneAhead(planned())) {
      for await (const [each, pdf] of inOrder(batch, AHEAD, pdfOf)) {
        if (gone.aborted) return
        if (!pdf) missing.push(each.path)
        else yield* put(each.path, pdf, new Date(each.row.sentAt ?? now))
        // Rendered while the documents are on their way, once the first of them is.
        account ??= 'anyClient' in request ? null : oneAhead(exportAccount(req, request, orNull))
      }
    }
    for (const { path, content } of tables()) yield* put(path, content, now)
    for await (const { name, pdf } of account ?? []) {
      if (gone.aborted) return
      const path = takePath('', name, 'pdf')
      if (pdf) yield* put(path, pdf, now)
      else missing.push(path)
    }
    if (missing.length > 0) {
      const text = [texts.missing.intro, '', ...missing.map(texts.missing.file), ''].join('\r\n')
      yield* put(takePath('', texts.errors, 'txt'), Buffer.from(text, 'utf8'), now)
    }
    const end = zip.end()
    // What was told is another size: better a download that breaks off than one that a browser cuts and calls done.
    if (size !== null && written + end.byteLength !== size)
      throw new Error('A stored file changed while it was exported.')
    yield end
  }

  return { name: safeFileName(`${settings.name} ${labelOf(request)}.zip`, 'documents.zip'), count, size, bytes }
}
