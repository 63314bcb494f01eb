import { parentPort } from 'node:worker_threads'

import type { RenderReply, RenderRequest } from '../renderRequest.ts'
import { renderDocument } from './renderDocument.tsx'

/** The thread's program: a request comes in, a reply goes out. The pool sends one at a time. */
parentPort?.on('message', (request: RenderRequest) => {
  const answer = (reply: RenderReply, transfer: ArrayBuffer[] = []) => parentPort?.postMessage(reply, transfer)
  renderDocument(request).then(
    (pdf) => answer({ ok: true, pdf }, pdf.bytes.buffer instanceof ArrayBuffer ? [pdf.bytes.buffer] : []),
    (error: unknown) => answer({ ok: false, message: error instanceof Error ? error.message : String(error) }),
  )
})
