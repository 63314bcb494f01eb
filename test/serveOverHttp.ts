import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

import { pipeToNodeResponse } from 'next/dist/server/pipe-readable.js'
import { signalFromNodeResponse } from 'next/dist/server/web/spec-extension/adapters/next-request.js'

import type { StartedPayload } from './startPayload.ts'

export interface ServedOverHttp {
  /** Posts a form on a connection of its own. Answers both ends of it: as it is read, and as it is written. */
  post: (path: string, cookie: string, form: string) => Promise<{ read: IncomingMessage; written: ServerResponse }>
  stop: () => Promise<void>
}

/** Puts a site's API on a port. Its answers get to the socket by Next's own code, back-pressure and hang-ups included. */
export const serveOverHttp = async (site: Pick<StartedPayload, 'rest'>): Promise<ServedOverHttp> => {
  const answers = new Map<string, ServerResponse>()
  const server = createServer((request, response) => {
    const signal = signalFromNodeResponse(response)
    answers.set(String(request.headers['x-asked']), response)
    const answer = async () => {
      const { status, headers, body } = await site.rest(request.method ?? 'GET', request.url ?? '/', {
        cookie: request.headers.cookie ?? '',
        headers: { 'content-type': request.headers['content-type'] ?? '' },
        body: await text(request),
        signal,
      })
      response.writeHead(status, Object.fromEntries(headers))
      if (body) await pipeToNodeResponse(body, response)
      else response.end()
    }
    answer().catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  let asked = 0
  return {
    post: (path, cookie, form) =>
      new Promise((resolve, reject) => {
        const key = String((asked += 1))
        const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded', 'x-asked': key }
        ask({ port, host: '127.0.0.1', path, method: 'POST', headers, agent: false })
          .on('response', (read) => {
            const written = answers.get(key)
            if (written) resolve({ read, written })
          })
          .on('error', reject)
          .end(form)
      }),
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
