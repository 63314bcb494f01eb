/**
 * Fetches what a webhook's body names. Whoever writes that body would like us to call an address of their choosing, so
 * a caller pins the hosts, and nothing but https on the usual port, without credentials and redirects, is called.
 */
export type SafeFetch = (request: SafeFetchRequest) => Promise<SafeFetchResult>

export interface SafeFetchRequest {
  url: string
  /** The host names that may be called: must match from the first character to the last. */
  hosts: RegExp
  maxBytes: number
  headers?: Record<string, string>
}

export type SafeFetchResult =
  | { isOk: true; bytes: Uint8Array }
  | { isOk: false; failure: 'forbidden-url' | 'redirected' | 'too-large' | 'unreachable'; status: null }
  | { isOk: false; failure: 'bad-status'; status: number }

export type Transport = (url: URL, init: RequestInit) => Promise<Response>

const TIMEOUT_MS = 10_000
const MAX_URL_LENGTH = 4096

const allowedUrl = (text: string, hosts: RegExp): URL | null => {
  if (text.length > MAX_URL_LENGTH || !URL.canParse(text)) return null
  const url = new URL(text)
  const isPlain = url.protocol === 'https:' && url.port === '' && url.username === '' && url.password === ''
  return isPlain && new RegExp(`^(?:${hosts.source})$`, hosts.flags).test(url.hostname) ? url : null
}

const failed = (failure: 'forbidden-url' | 'redirected' | 'too-large' | 'unreachable'): SafeFetchResult => ({
  isOk: false,
  failure,
  status: null,
})

/** Reads a body and stops at the limit, whatever length it declared; what comes packed counts unpacked. */
const readUpTo = async (response: Response, maxBytes: number): Promise<Uint8Array | null> => {
  const reader = response.body?.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  while (reader) {
    const { done, value } = (await reader.read()) as ReadableStreamReadResult<Uint8Array>
    if (done) break
    size += value.byteLength
    if (size > maxBytes) {
      await reader.cancel()
      return null
    }
    chunks.push(value)
  }
  return Buffer.concat(chunks)
}

/** `transport` is Node's own `fetch`, other than in tests; the time limit spans the answer's last byte. */
export const makeSafeFetch =
  (transport: Transport = fetch, timeoutMs = TIMEOUT_MS): SafeFetch =>
  async ({ url: text, hosts, maxBytes, headers = {} }) => {
    const url = allowedUrl(text, hosts)
    if (!url) return failed('forbidden-url')
    try {
      const response = await transport(url, {
        headers,
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
        cache: 'no-store',
      })
      if (response.status !== 200) {
        await response.body?.cancel()
        const isRedirect = response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)
        return isRedirect ? failed('redirected') : { isOk: false, failure: 'bad-status', status: response.status }
      }
      const bytes = await readUpTo(response, maxBytes)
      return bytes ? { isOk: true, bytes } : failed('too-large')
    } catch {
      return failed('unreachable')
    }
  }
