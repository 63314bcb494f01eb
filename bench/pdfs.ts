import { monitorEventLoopDelay, performance } from 'node:perf_hooks'

import sharp from 'sharp'

import { logoSvg } from '../dev/seed/studio.ts'
import { renderPdf } from '../src/documents/renderPdf.ts'
import type { Invoice, LineInput } from '../src/records.ts'
import { documentSnapshot } from '../src/operations/documentSnapshot.ts'
import { findMany, readSettings } from '../src/store.ts'
import type { BenchSite } from './benchSite.ts'
import { ms, type Finding } from './measure.ts'

const COUNT = 60
const WARM_UP = 6
const CONCURRENCY = 2

const lines = (count: number): LineInput[] =>
  Array.from({ length: count }, (_, index) => ({
    description: `Design work, part ${index + 1}`,
    quantity: 1.5,
    unitPrice: 12_000 + index,
    taxRate: index % 3 === 0 ? 10 : 21,
    taxCategory: 'standard',
  }))

/** PDFs a second with a logo and a transfer code, and how long the event loop was held up meanwhile. */
export const benchPdfs = async (site: BenchSite): Promise<{ findings: Finding[]; figures: unknown }> => {
  const req = await site.request()
  const settings = await readSettings(req)
  const [client] = await findMany(req, 'clients', { where: {}, limit: 1 })
  if (!client) throw new Error('There are no clients.')
  const data = await sharp(Buffer.from(logoSvg)).png({ palette: true }).toBuffer()
  const draft = { kind: 'invoice', currency: 'EUR', lines: lines(8), withholdingPercent: 15 } as Invoice
  const render = (index: number) =>
    renderPdf(
      {
        snapshot: documentSnapshot({
          kind: 'invoice',
          document: draft,
          client,
          settings,
          number: `INV-2026-${String(index).padStart(4, '0')}`,
          issueDate: '2026-11-06',
          dueDate: '2026-12-06',
        }),
        logo: { data, mimeType: 'image/png' },
        pageSize: 'A4',
        fonts: [],
        createdAt: '2026-11-06T10:00:00.000Z',
      },
      { concurrency: CONCURRENCY },
    )
  await Promise.all(Array.from({ length: WARM_UP }, (_, index) => render(index)))

  const resolution = 5
  const delay = monitorEventLoopDelay({ resolution })
  delay.enable()
  const start = performance.now()
  const pdfs = await Promise.all(Array.from({ length: COUNT }, (_, index) => render(index)))
  const seconds = (performance.now() - start) / 1000
  delay.disable()
  // The monitor counts from one tick to the next: its own interval is no stall.
  const longestStallMs = Math.max(0, delay.max / 1e6 - resolution)
  const perSecond = Math.round((COUNT / seconds) * 10) / 10
  const bytes = Math.round(pdfs.reduce((sum, pdf) => sum + pdf.bytes.byteLength, 0) / COUNT)
  return {
    figures: { count: COUNT, concurrency: CONCURRENCY, perSecond, longestStallMs, bytesEach: bytes },
    findings: [
      { name: `PDFs a second, ${CONCURRENCY} at once`, value: String(perSecond), aim: null, met: null },
      {
        name: 'PDFs: longest stall of the event loop',
        value: ms(longestStallMs),
        aim: '< 50 ms',
        met: longestStallMs < 50,
      },
    ],
  }
}
