import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo } from 'node:net'

import { makeSafeFetch, type SafeFetch, type Transport } from '../../src/mail/safeFetch.ts'

/** Stands in for the web: a server on loopback that a safe fetch's transport leads every https address to. */
export interface WebPeer {
  fetch: SafeFetch
  transport: Transport
  /** Every address that was called, as the caller wrote it. */
  calls: { url: string; headers: IncomingMessage['headers'] }[]
  /** The answer to an address. */
  pages: Map<string, (response: ServerResponse) => void>
  close: () => Promise<void>
}

export const page =
  (body: string | Uint8Array, status = 200, headers: Record<string, string> = {}) =>
  (response: ServerResponse): void => {
    response.writeHead(status, headers).end(body)
  }

export const startWebPeer = async (timeoutMs = 5000): Promise<WebPeer> => {
  const calls: WebPeer['calls'] = []
  const pages: WebPeer['pages'] = new Map()
  const server = createServer((request, response) => {
    const url = String(request.headers['x-meant-for'])
    calls.push({ url, headers: request.headers })
    const answer = pages.get(url)
    if (answer) answer(response)
    else response.writeHead(404).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const transport: Transport = (url, init) =>
    fetch(`http://127.0.0.1:${port}/`, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), 'x-meant-for': url.href },
    })
  return {
    fetch: makeSafeFetch(transport, timeoutMs),
    transport,
    calls,
    pages,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
