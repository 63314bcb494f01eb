import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { promisify } from 'node:util'

import { bulkDatabase, bulkInsert, reserveIds } from '../dev/seed/bulkInsert.ts'
import { getPortalOptions } from '../src/context.ts'
import { renderPdf } from '../src/documents/renderPdf.ts'
import { documentSnapshot } from '../src/operations/documentSnapshot.ts'
import { accountStatements } from '../src/queries/account.ts'
import type { Client, ID, Invoice } from '../src/records.ts'
import { create, readSettings } from '../src/store.ts'
import { startBenchSite, type BenchSite } from './benchSite.ts'
import { fillInvoices } from './fillInvoices.ts'
import { compare, ms, ratio, type Finding, type Timing } from './measure.ts'
import { readPage, signInAs, startPages } from './pages.ts'

const run = promisify(execFile)

const ROUNDS = 5
/** PDFs that are really different; the others are copies under names of their own. */
const DISTINCT = 100
const ANEW = 50
const RENDERERS = 2
const MEGABYTE = 1024 * 1024

interface Rendered {
  bytes: Uint8Array
  sha256: string
}

const renderer = async (site: BenchSite, client: Client) => {
  const settings = await readSettings(await site.request())
  return (index: number) =>
    renderPdf(
      {
        snapshot: documentSnapshot({
          kind: 'invoice',
          document: {
            kind: 'invoice',
            currency: 'EUR',
            lines: Array.from({ length: 2 + (index % 12) }, (_, line) => ({
              description: `Design work, order ${index}, part ${line + 1}`,
              quantity: 1.5,
              unitPrice: 12_000 + index + line,
              taxRate: 21,
              taxCategory: 'standard' as const,
            })),
          } as Invoice,
          client,
          settings,
          number: `INV-2026-${String(index).padStart(4, '0')}`,
          issueDate: '2026-11-06',
          dueDate: '2026-12-06',
        }),
        logo: null,
        pageSize: 'A4',
        fonts: [],
        createdAt: '2026-11-06T10:00:00.000Z',
      },
      { concurrency: RENDERERS },
    )
}

/** Stores a PDF for each issued document of a client, as sending would have, and answers where they lie. */
const storePdfs = async (site: BenchSite, client: Client, pdfs: readonly Rendered[], shared: boolean) => {
  const { rows } = await site.sql.query<{ id: number }>(
    `select id from invoices where client_id = $1 and status <> 'draft' order by id`,
    [client.id],
  )
  mkdirSync(site.filesDir, { recursive: true })
  const sources = pdfs.map(({ bytes, sha256 }) => {
    const source = path.join(site.filesDir, `source-${sha256}.pdf`)
    writeFileSync(source, bytes)
    return source
  })
  const db = await bulkDatabase(site.payload)
  const ids = await reserveIds(db, 'portal_files', rows.length)
  const at = new Date().toISOString()
  const files = rows.flatMap(({ id }, index) => {
    const [pdf, source] = [pdfs[index % pdfs.length], sources[index % pdfs.length]]
    if (!pdf || !source) return []
    const filename = `${createHash('sha256')
      .update(`${String(client.id)}-${id}`)
      .digest('hex')
      .slice(0, 32)}.pdf`
    const target = path.join(site.filesDir, filename)
    if (shared) linkSync(source, target)
    else copyFileSync(source, target)
    return {
      ...{ id: ids[index], purpose: 'pdf', client: client.id, invoice: id, name: `${id}.pdf`, filename },
      ...{ mimeType: 'application/pdf', filesize: pdf.bytes.byteLength, sha256: pdf.sha256 },
      ...{ createdAt: at, updatedAt: at },
    }
  })
  await bulkInsert(db, 'portal_files', files)
  await site.sql.query(
    `update invoices i set pdf_id = f.id, pdf_sha256 = f.sha256 from portal_files f
     where f.invoice_id = i.id and f.purpose = 'pdf' and i.client_id = $1`,
    [client.id],
  )
  return { ids: rows.map(({ id }) => id), names: files.map(({ filename }) => filename) }
}

interface Download {
  firstByteMs: number
  totalMs: number
  bytes: number
}

/** Posts the form as the page does and reads the archive to its end. */
const download = async (site: BenchSite, cookie: string, form: [string, string][]): Promise<Download> => {
  const start = performance.now()
  const answer = await fetch(`${site.siteUrl}/api/client-portal/export`, {
    method: 'POST',
    headers: { cookie, Origin: site.siteUrl, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form),
    redirect: 'manual',
  })
  if (answer.status !== 200 || !answer.body) throw new Error(`The export answered ${answer.status}.`)
  let firstByteMs = 0
  let bytes = 0
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
    if (bytes === 0) firstByteMs = performance.now() - start
    bytes += chunk.byteLength
  }
  return { firstByteMs, totalMs: performance.now() - start, bytes }
}

const residentBytes = (pid: number): number =>
  1024 * Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)

/** How much more memory the site holds at the most while something runs. */
const growthDuring = async (pid: number, work: () => Promise<unknown>): Promise<number> => {
  const before = residentBytes(pid)
  let most = before
  const timer = setInterval(() => (most = Math.max(most, residentBytes(pid))), 20)
  try {
    await work()
  } finally {
    clearInterval(timer)
  }
  return most - before
}

interface Figures {
  load: number | undefined
  documents: number
  megabytes: number
  zip: Timing
  exported: Timing
  exportedWithStatement: Timing
  firstByte: Timing
  firstByteWithStatement: Timing
  firstByteOfLarge: number
  growthOf100: number
  growthOfLarge: number
  largeDocuments: number
  largeMs: number
  renderedEachMs: number
  accountQuery: Timing
  accountPage: Timing
  accountCsv: Timing
}

const findingsOf = (figures: Figures): Finding[] => {
  const { documents, zip, exported, exportedWithStatement, firstByte, firstByteWithStatement } = figures
  const many = documents.toLocaleString('en')
  const most = figures.largeDocuments.toLocaleString('en')
  const beside = ratio(exported.medianMs, zip.medianMs)
  const each = exported.medianMs / documents
  const more = (figures.growthOfLarge - figures.growthOf100) / MEGABYTE
  const megabytes = (bytes: number) => (bytes / MEGABYTE).toFixed(1)
  return [
    {
      name: `Export of ${many} stored PDFs over HTTP: median`,
      value: `${ms(exported.medianMs)} for ${figures.megabytes} MB (zip -0 -r ${ms(zip.medianMs)}, ${beside}×)`,
      aim: '≤ 2× zip -0 -r',
      met: beside <= 2,
    },
    {
      name: `Export of ${many} stored PDFs: first byte`,
      value: ms(firstByte.medianMs),
      aim: '< 100 ms',
      met: firstByte.medianMs < 100,
    },
    {
      name: `Export of everything, ${many} documents and the statement of account: median`,
      value: `${ms(exportedWithStatement.medianMs)}, first byte ${ms(firstByteWithStatement.medianMs)}`,
      aim: null,
      met: null,
    },
    {
      name: `Export of ${most} documents: first byte`,
      value: ms(figures.firstByteOfLarge),
      aim: '< 100 ms',
      met: figures.firstByteOfLarge < 100,
    },
    {
      name: `Export of ${most} documents: memory more than with 100`,
      value: `${more.toFixed(1)} MB (${megabytes(figures.growthOfLarge)} MB against ${megabytes(figures.growthOf100)} MB)`,
      aim: '≤ 64 MB',
      met: more <= 64,
    },
    {
      name: 'Export: a stored PDF against one rendered anew',
      value: `${ms(each)} against ${ms(figures.renderedEachMs)}, ${ratio(figures.renderedEachMs, each)}×`,
      aim: null,
      met: null,
    },
    ...(
      [
        ['query', figures.accountQuery],
        ['page over HTTP', figures.accountPage],
        ['CSV over HTTP', figures.accountCsv],
      ] as const
    ).map(([what, timing]): Finding => ({
      name: `Statement of account, ${most} documents, ${what}: median`,
      value: `${ms(timing.medianMs)} (p99 ${ms(timing.p99Ms)})`,
      aim: null,
      met: null,
    })),
  ]
}

/** Downloads of many documents and statements of account, on a site and a database of their own. */
export const benchExports = async (scale: number): Promise<{ findings: Finding[]; figures: unknown }> => {
  const site = await startBenchSite()
  const beside = path.join(tmpdir(), `client-portal-zip-${process.pid}`)
  try {
    const req = await site.request()
    const clientOf = (size: number) =>
      create(req, 'clients', { name: `Client of ${size}`, email: `exports-${size}@client.test`, locale: 'en' })
    const sizes = { few: 100, many: 2000 * scale, most: 10_000 * scale }
    const [few, many, most] = [await clientOf(sizes.few), await clientOf(sizes.many), await clientOf(sizes.most)]
    const fill = (client: Client, ofClient: number, batch: string) =>
      fillInvoices(site, { total: ofClient, ofClient, batch, client })
    await fill(few, sizes.few, 'X')
    await fill(many, sizes.many, 'Y')
    await fill(most, sizes.most, 'Z')

    const render = await renderer(site, many)
    const pdfs = await Promise.all(Array.from({ length: DISTINCT }, (_, index) => render(index)))
    const start = performance.now()
    await Promise.all(Array.from({ length: ANEW }, (_, index) => render(DISTINCT + index)))
    const renderedEachMs = (performance.now() - start) / ANEW

    await storePdfs(site, few, pdfs, true)
    const { ids, names } = await storePdfs(site, many, pdfs, false)
    // Credit notes come on top, and one form takes no more than these.
    const largest = (await storePdfs(site, most, pdfs, true)).ids.slice(0, sizes.most)
    await site.sql.query('vacuum analyze')
    mkdirSync(path.join(beside, 'files'), { recursive: true })
    for (const name of names) copyFileSync(path.join(site.filesDir, name), path.join(beside, 'files', name))

    const pages = await startPages(site)
    try {
      const { pid } = pages
      const cookies = {
        few: await signInAs(site, few),
        many: await signInAs(site, many),
        most: await signInAs(site, most),
      }
      const chosen = (those: readonly ID[]) => those.map((id): [string, string] => ['invoice', String(id)])
      const all: [string, string][] = [['all', '1']]
      // The limit of an hour would be met.
      const forget = () => site.sql.query(`delete from portal_counters where key like 'limit:export%'`)
      const firstBytes: { exported: number[]; exportedWithStatement: number[] } = {
        exported: [],
        exportedWithStatement: [],
      }
      let bytes = 0
      const archive = path.join(beside, 'archive.zip')
      const timings = await compare(
        {
          zip: async () => {
            rmSync(archive, { force: true })
            await run('zip', ['-0', '-r', '-q', archive, 'files'], { cwd: beside })
          },
          exported: async () => {
            const got = await download(site, cookies.many, chosen(ids))
            bytes = got.bytes
            firstBytes.exported.push(got.firstByteMs)
          },
          exportedWithStatement: async () => {
            firstBytes.exportedWithStatement.push((await download(site, cookies.many, all)).firstByteMs)
          },
        },
        { rounds: ROUNDS, warmUp: 2 },
      )
      const firstByteOf = (times: number[]): Timing => {
        const sorted = times.slice(2).sort((a, b) => a - b)
        const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
        return { count: sorted.length, medianMs: at(0.5), p99Ms: at(0.99), maxMs: sorted.at(-1) ?? 0 }
      }
      await forget()
      // Once unmeasured: what the site loads with the first is none of its growth.
      await download(site, cookies.few, all)
      const growthOf100 = await growthDuring(pid, () => download(site, cookies.few, all))
      let large: Download = { firstByteMs: 0, totalMs: 0, bytes: 0 }
      const growthOfLarge = await growthDuring(pid, async () => {
        large = await download(site, cookies.most, chosen(largest))
      })

      const scope = { payload: site.payload, options: getPortalOptions(site.payload), clientId: most.id }
      const today = new Date().toISOString().slice(0, 10)
      const as = { cookie: cookies.most }
      const account = await compare(
        {
          accountQuery: () => accountStatements(scope, { from: null, to: today, timeZone: 'Europe/Madrid' }),
          accountPage: () => readPage(`${site.siteUrl}/portal/account`, as),
          accountCsv: () => readPage(`${site.siteUrl}/api/client-portal/statement.csv`, as),
        },
        { rounds: 8, warmUp: 2 },
      )
      const figures: Figures = {
        load: loadavg()[0],
        documents: ids.length,
        megabytes: Math.round(bytes / MEGABYTE),
        ...timings,
        firstByte: firstByteOf(firstBytes.exported),
        firstByteWithStatement: firstByteOf(firstBytes.exportedWithStatement),
        firstByteOfLarge: large.firstByteMs,
        growthOf100,
        growthOfLarge,
        largeDocuments: largest.length,
        largeMs: large.totalMs,
        renderedEachMs,
        ...account,
      }
      return { findings: findingsOf(figures), figures: { at: new Date().toISOString(), ...figures } }
    } finally {
      await pages.stop()
    }
  } finally {
    rmSync(beside, { recursive: true, force: true })
    await site.stop()
  }
}

/** Whether a finding among others is one of these: they may be measured alone. */
export const isExportFinding = (name: string): boolean => /^(Export|Statement of account)/.test(name)
