import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

import type { StartedStripe } from './startStripe.ts'

export interface HeldStripe {
  /** As `StartedStripe.plugin`, with every call going through here. */
  plugin: StartedStripe['plugin']
  /**
   * Holds the next call to an address that contains this, for ever: `before` Stripe hears of it, or `after` it did what
   * it was asked. Resolves as soon as one is held.
   */
  hold: (path: string, when: 'before' | 'after') => Promise<void>
  stop: () => Promise<void>
}

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** Stands between a process and Stripe and keeps answers back, so that the process can be killed at that very moment. */
export const holdAnswers = async (stripe: StartedStripe): Promise<HeldStripe> => {
  let held: { path: string; when: 'before' | 'after'; reached: () => void } | null = null
  const isHeld = (address: string, when: 'before' | 'after'): boolean => {
    if (held?.when !== when || !address.includes(held.path)) return false
    held.reached()
    held = null
    return true
  }
  const server = createServer((request, response) => {
    const address = request.url ?? '/'
    const pass = async () => {
      const body = await bodyOf(request)
      if (isHeld(address, 'before')) return
      const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers
      const answer = await fetch(`${stripe.url}${address}`, {
        method: request.method ?? 'GET',
        headers: headers as Record<string, string>,
        ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
      })
      const text = await answer.text()
      if (isHeld(address, 'after')) return
      response.writeHead(answer.status, { 'Content-Type': 'application/json' })
      response.end(text)
    }
    pass().catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    plugin: { stripe: { ...stripe.plugin.stripe, apiBase: `http://127.0.0.1:${port}` } },
    hold: (path, when) =>
      new Promise((resolve) => {
        held = { path, when, reached: resolve }
      }),
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
