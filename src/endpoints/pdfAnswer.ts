import { PRIVATE } from './answer.ts'
import { disposition } from './disposition.ts'

/** A PDF of ours: shown by the browser, or saved where `download` asks for it. */
export const pdfAnswer = (bytes: Uint8Array, name: string, download = false): Response =>
  new Response(new Uint8Array(bytes), {
    headers: {
      ...PRIVATE,
      'Content-Type': 'application/pdf',
      'Content-Length': String(bytes.byteLength),
      'Content-Disposition': disposition(download ? 'attachment' : 'inline', name),
      'X-Content-Type-Options': 'nosniff',
    },
  })
