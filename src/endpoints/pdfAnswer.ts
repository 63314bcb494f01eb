import { PRIVATE } from './answer.ts'

/** RFC 6266: an ASCII name for old readers, the real one in UTF-8. */
const disposition = (kind: 'inline' | 'attachment', name: string): string => {
  const ascii = name.replace(/[^\x20-\x7e]|["\\]/g, '_')
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name)}`
}

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
