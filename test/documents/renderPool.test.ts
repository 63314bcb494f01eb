import { execFile } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'

import { describe, expect, it, vi } from 'vitest'

import { PdfRenderError, RenderPool } from '../../src/documents/renderPool.ts'
import { aRequest, aSnapshot, lines, render } from './snapshots.ts'

// A worker's first document takes a second, and several on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

/** A worker that does what the document's number tells it. */
const STAND_IN = `
const { parentPort, threadId } = require('node:worker_threads')
parentPort.on('message', ({ snapshot }) => {
  const reply = () => parentPort.postMessage({ ok: true, pdf: { bytes: new Uint8Array(), sha256: String(threadId), warnings: [] } })
  if (snapshot.number === 'crash') throw new Error('out of paper')
  if (snapshot.number === 'exit') process.exit(3)
  if (snapshot.number === 'fail') return parentPort.postMessage({ ok: false, message: 'no such font' })
  if (snapshot.number === 'hang') return
  setTimeout(reply, 30)
})`

const pool = (settings = {}) =>
  new RenderPool({ source: () => Promise.resolve(STAND_IN), timeLimitMs: 10_000, idleMs: 10_000, ...settings })

const numbered = (number: string) => aRequest(aSnapshot({ number }))

describe('the pool of PDF workers', () => {
  it.each([
    ['crash', 'The PDF worker crashed: out of paper'],
    ['exit', 'The PDF worker ended unexpectedly (code 3).'],
    ['fail', 'The PDF could not be rendered: no such font'],
  ])('rejects the document of a worker that does "%s", and renders the next', async (number, message) => {
    const one = pool()
    const [failed, next] = await Promise.allSettled([one.render(numbered(number), 1), one.render(numbered('fine'), 1)])
    expect(failed).toMatchObject({ status: 'rejected', reason: expect.any(PdfRenderError) as unknown })
    expect(failed).toMatchObject({ reason: { message } })
    expect(next.status).toBe('fulfilled')
  })

  it('gives up on a document that takes too long', async () => {
    const one = pool({ timeLimitMs: 200 })
    const [hung, next] = await Promise.allSettled([one.render(numbered('hang'), 1), one.render(numbered('fine'), 1)])
    expect(hung).toMatchObject({ reason: { message: 'The PDF took longer than 0.2 seconds.' } })
    expect(next.status).toBe('fulfilled')
  })

  it('uses no more workers than allowed', async () => {
    const one = pool()
    const rendered = await Promise.all(Array.from({ length: 12 }, () => one.render(numbered('fine'), 3)))
    expect(new Set(rendered.map((pdf) => pdf.sha256)).size).toBe(3)
  })

  it('ends an idle worker and starts another when needed', async () => {
    const one = pool({ idleMs: 50 })
    const first = await one.render(numbered('fine'), 1)
    await wait(300)
    const second = await one.render(numbered('fine'), 1)
    expect(second.sha256).not.toBe(first.sha256)
  })

  it('keeps no process alive once the work is done', async () => {
    const program = `
      import { renderPdf } from './src/documents/renderPdf.ts'
      const pdf = await renderPdf(${JSON.stringify(aRequest(aSnapshot()))}, { concurrency: 2 })
      console.log(pdf.sha256)`
    const started = performance.now()
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '--eval', program],
      { env: { ...process.env, NODE_OPTIONS: '' } },
    )
    // The same bytes from another process, too.
    expect(stdout.trim()).toBe((await render(aSnapshot())).sha256)
    expect(performance.now() - started).toBeLessThan(20_000)
  })

  it('leaves the event loop to others while it renders', async () => {
    await render(aSnapshot())
    let ticks = 0
    let longest = 0
    let last = performance.now()
    const timer = setInterval(() => {
      const now = performance.now()
      longest = Math.max(longest, now - last)
      last = now
      ticks += 1
    }, 5)
    const started = performance.now()
    await Promise.all(Array.from({ length: 20 }, () => render(aSnapshot({ lines: lines(4) }))))
    clearInterval(timer)
    const took = performance.now() - started
    if (process.env.PDF_FIGURES)
      console.log(`20 PDFs in ${Math.round(took)} ms, ${ticks} ticks, longest gap ${Math.round(longest)} ms`)
    // A generous share of the ticks that an idle process would see.
    expect(ticks).toBeGreaterThan(took / 5 / 10)
    expect(longest).toBeLessThan(took / 2)
  })
})
