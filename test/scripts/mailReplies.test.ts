import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { createTransport } from 'nodemailer'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'

import { mailReplies } from '../../scripts/mailReplies.ts'
import { startMailServer, type RunningMailServer } from '../../scripts/mailServer.ts'
import { freePort } from '../../scripts/ports.mjs'

interface Handed {
  path: string
  headers: IncomingHttpHeaders
  raw: string
}

const handed: Handed[] = []
let status = 202
const folder = mkdtempSync(path.join(tmpdir(), 'client-portal-replies-'))
const site = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    handed.push({ path: request.url ?? '', headers: request.headers, raw: Buffer.concat(chunks).toString('utf8') })
    response.writeHead(status).end()
  })
})
let mail: RunningMailServer

beforeAll(async () => {
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  mail = await startMailServer({
    host: '127.0.0.1',
    smtpPort: await freePort(),
    uiPort: await freePort(),
    folder,
    replies: mailReplies({
      domain: 'reply.localhost',
      siteUrl: `http://127.0.0.1:${(site.address() as AddressInfo).port}`,
      secret: 'known-to-both',
    }),
  })
})
afterEach(() => {
  handed.length = 0
  status = 202
  vi.restoreAllMocks()
})
afterAll(async () => {
  await mail.stop()
  site.closeAllConnections()
  site.close()
  rmSync(folder, { recursive: true, force: true })
})

const send = (to: string[], subject: string, from = 'ana@cliente.test') =>
  createTransport(mail.smtpUrl).sendMail({
    envelope: { from, to },
    from: 'Ana <ana@cliente.test>',
    to: 'Estudio Lumen <hola@lumen.test>',
    subject,
    text: 'Gracias, así está bien.',
  })

it('hands an answer over whole, with who it was really for', async () => {
  await send(['ticket+abc123@reply.localhost', 'hola@lumen.test'], 'Re: Factura')
  await vi.waitFor(() => {
    expect(handed).toHaveLength(1)
  })
  expect(handed[0]).toMatchObject({
    path: '/api/client-portal/mail/inbound/raw',
    headers: {
      'content-type': 'message/rfc822',
      'x-inbound-secret': 'known-to-both',
      'x-envelope-to': 'ticket+abc123@reply.localhost',
      'x-envelope-from': 'ana@cliente.test',
    },
  })
  expect(handed[0]!.raw).toMatch(/^From: Ana <ana@cliente\.test>$/m)
  expect(handed[0]!.raw).toContain('Subject: Re: Factura')
})

it('keeps a bounce’s empty sender empty', async () => {
  await send(['reply+abc123@reply.localhost'], 'Undelivered Mail Returned to Sender', '')
  await vi.waitFor(() => {
    expect(handed).toHaveLength(1)
  })
  expect(handed[0]!.headers['x-envelope-from']).toBe('')
})

it('leaves every other mail in the inbox, and says in one line what the site did not take', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  status = 404
  await send(['john@client.test'], 'Invoice')
  await send(['reply+abc123@reply.localhost'], 'Re: Invoice')
  await vi.waitFor(() => {
    expect(said).toHaveBeenCalledTimes(1)
  })
  expect(said).toHaveBeenCalledWith(
    'An answer by mail to reply+abc123@reply.localhost was not handed over: the site answered 404.',
  )
  expect(handed.map(({ raw }) => /^Subject: (.*)$/m.exec(raw)?.[1])).toEqual(['Re: Invoice'])
})
