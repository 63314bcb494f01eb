import path from 'node:path'

import type { PayloadRequest, Where } from 'payload'

import { exportPaths } from '../domain/exportPath.ts'
import { safeFileName } from '../domain/safeFileName.ts'
import { createZip } from '../domain/zip.ts'
import type { Client, ID, PortalFile } from '../records.ts'
import type { CollectionKey } from '../slugs.ts'
import { findMany, readSettings } from '../store.ts'
import { storedBytes } from './storedFiles.ts'

const BATCH = 500

/** What opens something, or is of no use outside this installation. */
const kept: readonly string[] = [
  'tokenHash',
  'key',
  'replyKey',
  'dedupKey',
  'leaseKey',
  'leaseUntil',
  'stripeClientSecret',
  'statusRank',
]

const kinds = [
  ['quotes', 'quotes'],
  ['invoices', 'invoices'],
  ['payments', 'payments'],
  ['tickets', 'tickets'],
  ['messages', 'ticketMessages'],
  ['mails', 'emails'],
  ['links', 'magicLinks'],
  ['sessions', 'portalSessions'],
  ['trail', 'portalEvents'],
] as const satisfies readonly (readonly [string, CollectionKey])[]

/** All of them in order, read a batch at a time. */
async function* rowsOf<Row extends { id: ID }>(req: PayloadRequest, kind: CollectionKey, where: Where) {
  let after: ID | null = null
  for (;;) {
    const beyond: Where = after === null ? where : { and: [where, { id: { greater_than: after } }] }
    const rows = (await findMany(req, kind, { where: beyond, sort: 'id', limit: BATCH })) as { id: ID }[] as Row[]
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < BATCH) return
    after = last.id
  }
}

const shown = (row: object): object => Object.fromEntries(Object.entries(row).filter(([name]) => !kept.includes(name)))

const jsonOf = (value: unknown): Uint8Array => Buffer.from(`${JSON.stringify(value, null, 2)}\n`, 'utf8')

export interface ClientData {
  /** What the archive is called: `Estudio Lumen, Ana Pérez.zip`. */
  name: string
  /** The archive. Ending it early ends the work. */
  bytes: () => AsyncGenerator<Uint8Array>
}

/**
 * Everything that is kept about a client, as the right of access (GDPR, article 15) and of portability (article 20) ask
 * for: a JSON file a kind of record, internal notes among them, and the files of their messages and mails. Their
 * documents' PDFs come with the other download. One kind is held in memory at a time.
 */
export const clientData = async (req: PayloadRequest, client: Client): Promise<ClientData> => {
  const settings = await readSettings(req)
  async function* bytes(): AsyncGenerator<Uint8Array> {
    const now = new Date()
    const zip = createZip()
    const takePath = exportPaths()
    function* put(file: string, content: Uint8Array, at: Date) {
      yield zip.header(file, content, at)
      yield content
    }
    yield* put(takePath('', 'client', 'json'), jsonOf(shown(client)), now)
    for (const [name, kind] of kinds) {
      const rows: object[] = []
      for await (const row of rowsOf(req, kind, { client: { equals: client.id } })) rows.push(shown(row))
      yield* put(takePath('', name, 'json'), jsonOf(rows), now)
    }
    const files: Where = {
      and: [
        { purpose: { in: ['attachment', 'mail'] } },
        { or: [{ client: { equals: client.id } }, { 'mail.client': { equals: client.id } }] },
      ],
    }
    for await (const row of rowsOf<PortalFile>(req, 'portalFiles', files)) {
      const content = await storedBytes(req, row)
      if (!content) continue
      const { name, ext } = path.parse(row.name)
      const file = takePath('files', `${row.id} ${name}`, ext.slice(1) || 'bin')
      yield* put(file, content, new Date(row.createdAt))
    }
    yield zip.end()
  }
  return { name: safeFileName(`${settings.name}, ${client.name}.zip`, 'client.zip'), bytes }
}
