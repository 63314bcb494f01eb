import { RenderPool } from './renderPool.ts'
import type { RenderedPdf, RenderRequest } from './renderRequest.ts'

export { PdfRenderError } from './renderPool.ts'
export type { RenderedPdf, RenderRequest } from './renderRequest.ts'

const TIME_LIMIT_MS = 60_000
const IDLE_MS = 5_000

const createPool = () =>
  new RenderPool({
    timeLimitMs: TIME_LIMIT_MS,
    idleMs: IDLE_MS,
    source: async () => (await import('./workerSource.gen.ts')).workerSource,
  })

// Next.js loads a module once per bundle; the bound on threads is meant for the whole process.
const POOL = Symbol.for('payload-client-portal.renderPool')
const holder = globalThis as typeof globalThis & { [POOL]?: RenderPool }

/**
 * Renders a document or a statement of account to PDF in a worker thread; the caller's event loop stays free. At most
 * `concurrency` documents are rendered at once in this process, the others wait. Rejects with `PdfRenderError`.
 */
export const renderPdf = (request: RenderRequest, options: { concurrency: number }): Promise<RenderedPdf> => {
  holder[POOL] ??= createPool()
  return holder[POOL].render(request, options.concurrency)
}
