import { execFile } from 'node:child_process'
import { createHash, generateKeyPairSync } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'

import type { TypedUser } from 'payload'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { inboundFields, providersSetUp } from '../../src/mail/inboundFields.ts'
import { inboundSecrets } from '../../src/mail/inboundSecrets.ts'
import { deliveryFactsOf } from '../../src/operations/deliveryFacts.ts'
import { noInboundSecrets } from '../../src/options.ts'
import { findMany } from '../../src/store.ts'
import { runSql } from '../closePayload.ts'
import { saveSettings, systemReq } from '../factories.ts'
import { askGraphql } from '../graphql.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'

const BY_OPTION = 'the-secret-of-the-option'
const SAVED = 'the-secret-of-the-settings'

let site: StartedPayload
let owner: TypedUser

beforeAll(async () => {
  site = await startPayload({ plugin: { inbound: { rawSecret: BY_OPTION } } })
  owner = await site.createUser()
})
afterAll(() => site.stop())

const everything = Object.fromEntries(inboundFields.map(({ name }) => [name, null]))
beforeEach(async () => {
  await saveSettings(site.payload)
  await save(everything)
})

const settings = '/globals/business-settings'
const save = async (body: object): Promise<string> => {
  const answer = await site.rest('POST', settings, { user: owner, body })
  const text = await answer.text()
  expect(answer.status, text).toBe(200)
  return text
}
const rows = () => site.payload.db.findGlobal<Record<string, unknown>>({ slug: 'business-settings' })

let mails = 0
const mailOf = (subject: string) => {
  mails += 1
  return `From: ana@cliente.test\r\nTo: hola@reply.localhost\r\nSubject: ${subject}\r\nMessage-ID: <i${mails}@x.test>\r\n\r\nHello\r\n`
}
const post = (secret: string, subject = 'A question') =>
  site.rest('POST', '/client-portal/mail/inbound/raw', {
    body: mailOf(subject),
    headers: { origin: '', 'content-type': 'message/rfc822', 'x-inbound-secret': secret },
  })
const inboundOf = async (subject: string) =>
  findMany(await systemReq(site.payload), 'emails', { where: { subject: { equals: subject } } })

describe('what mail providers prove themselves with', () => {
  it('is taken from the settings before the options, sealed, and never read back', async () => {
    expect((await post(BY_OPTION)).status).toBe(200)
    const answer = await save({ inboundRawSecret: SAVED, inboundProvider: 'raw' })
    const { inboundRawSecret, inboundRawSecretHint } = await rows()
    expect(inboundRawSecret).toMatch(/^cp1\./)
    expect(inboundRawSecretHint).toBe('ings')
    const read = await site.rest('GET', settings, { user: owner })
    const graphql = await askGraphql(site, owner, '{ BusinessSetting { inboundRawSecret inboundRawSecretHint } }')
    const events = await findMany(await systemReq(site.payload), 'portalEvents', {
      where: { type: { equals: 'settings-changed' } },
      sort: ['-id'],
      limit: 1,
    })
    expect(events[0]!.data!.fields).toContain('inboundRawSecret')
    for (const text of [answer, await read.text(), graphql, JSON.stringify(events)]) {
      expect(text).not.toContain(SAVED)
      expect(text).not.toContain(inboundRawSecret)
    }
    expect((await post(SAVED)).status).toBe(200)
    expect((await post(BY_OPTION)).status).toBe(401)
  })

  it('stays through other saves, and goes when it is taken away', async () => {
    await save({ inboundRawSecret: SAVED })
    await save({ name: 'Estudio Lumen', inboundRawSecretHint: 'fake' })
    expect((await post(SAVED)).status).toBe(200)
    expect((await rows()).inboundRawSecretHint).toBe('ings')
    await save({ inboundRawSecret: null })
    expect((await post(BY_OPTION)).status).toBe(200)
    expect((await rows()).inboundRawSecretHint ?? null).toBeNull()
  })

  it('makes a provider come again where it can’t be opened any more, and is not replaced by the option', async () => {
    await save({ inboundRawSecret: SAVED })
    await runSql(
      site.databaseUrl,
      `update business_settings set inbound_raw_secret = overlay(inbound_raw_secret placing 'AAAAAAAA' from 5)`,
    )
    expect((await post(BY_OPTION)).status).toBe(503)
    expect((await inboundSecrets(await systemReq(site.payload))).unreadable).toEqual(['rawSecret'])
  })

  it('is refused at its field where it can’t be right', async () => {
    const answer = await site.rest('POST', settings, {
      user: owner,
      body: {
        ...{ inboundRawSecret: 'too short', inboundSesTopicArn: 'my-topic', inboundSendgridPublicKey: 'AAAA' },
        ...{ inboundResendWebhookSecret: 'whsec-1', inboundResendApiKey: 'sk_1', inboundPostmarkUser: 'a:b' },
      },
    })
    expect(answer.status).toBe(400)
    const { errors } = (await answer.json()) as { errors: { data: { errors: { path: string }[] } }[] }
    expect(errors[0]!.data.errors.map(({ path: field }) => field)).toEqual([
      'inboundRawSecret',
      'inboundSendgridPublicKey',
      'inboundPostmarkUser',
      'inboundSesTopicArn',
      'inboundResendWebhookSecret',
      'inboundResendApiKey',
    ])
  })

  it('is taken as each provider gives it', async () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
    const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
    const given = {
      ...{ inboundSendgridPublicKey: key, inboundSesTopicArn: 'arn:aws:sns:eu-west-1:123456789012:inbound-mail' },
      ...{ inboundResendWebhookSecret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', inboundResendApiKey: 're_123456789' },
      ...{ inboundMailgunSigningKey: '0123456789abcdef0123456789abcdef', inboundPostmarkUser: 'inbound' },
      ...{ inboundPostmarkPassword: 'a-long-enough-password' },
    }
    await save(given)
    const { secrets } = await inboundSecrets(await systemReq(site.payload))
    expect(secrets).toMatchObject({
      sendgridPublicKey: key,
      resendApiKey: 're_123456789',
      postmarkPassword: 'a-long-enough-password',
    })
    expect(providersSetUp(secrets)).toEqual(['raw', 'sendgrid', 'mailgun', 'postmark', 'ses', 'resend'])
    expect(providersSetUp({ ...noInboundSecrets, postmarkUser: 'alone' })).toEqual([])
  })
})

describe('the script that hands a server’s mail over', () => {
  let server: Server
  let folder: string
  /** What the site answers instead of taking the mail. */
  let answerWith: number | null = null

  beforeEach(async () => {
    server = createServer((request, response) => {
      void (async () => {
        const body = new Uint8Array(await buffer(request))
        if (answerWith !== null) return response.writeHead(answerWith).end()
        const headers = Object.fromEntries(
          Object.entries(request.headers).flatMap(([name, value]) =>
            typeof value === 'string' ? [[name, value]] : [],
          ),
        )
        delete headers['content-length']
        const answer = await site.rest('POST', (request.url ?? '').replace('/api', ''), { body, headers })
        return response.writeHead(answer.status).end(await answer.text())
      })()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    folder = await mkdtemp(path.join(tmpdir(), 'hand-over-'))
    // As a person copies them: out of the guide.
    const guide = await readFile(path.join(import.meta.dirname, '../../docs/inbound-mail.md'), 'utf8')
    const fileIn = (name: string): string => {
      const text = guide.split(`\`\`\`sh file=${name}\n`)[1]?.split('\n```')[0]
      if (!text) throw new Error(`The guide has no ${name}.`)
      return `${text}\n`
    }
    const { port } = server.address() as AddressInfo
    await writeFile(path.join(folder, 'script'), fileIn('hand-over-mail'), { mode: 0o755 })
    const config = fileIn('hand-over-mail.conf')
      .replace('https://studio.example', `http://127.0.0.1:${port}`)
      .replace('the-shared-secret-of-the-business-settings', BY_OPTION)
    await writeFile(path.join(folder, 'config'), config)
  })
  afterEach(async () => {
    answerWith = null
    await new Promise((resolve) => server.close(resolve))
    await rm(folder, { recursive: true })
  })

  const handOver = (mail: string, envelope: string[] = [], config = path.join(folder, 'config')): Promise<number> =>
    new Promise((resolve) => {
      const child = execFile(
        path.join(folder, 'script'),
        envelope,
        { env: { ...process.env, HAND_OVER_CONFIG: config, TMPDIR: folder } },
        (error) => resolve(error === null ? 0 : Number(error.code)),
      )
      child.stdin!.on('error', () => undefined)
      child.stdin!.end(mail)
    })

  it('brings the mail byte for byte, with its envelope', async () => {
    const mail = mailOf('By Postfix')
    expect(await handOver(mail, ['Ana@cliente.test', 'ticket+0123456789abcdefghjk@reply.localhost'])).toBe(0)
    const [row] = await inboundOf('By Postfix')
    expect(deliveryFactsOf(row!)).toMatchObject({
      envelopeFrom: 'ana@cliente.test',
      envelopeTo: ['ticket+0123456789abcdefghjk@reply.localhost'],
    })
    const [file] = await findMany(await systemReq(site.payload), 'portalFiles', { where: { id: { equals: row!.raw } } })
    expect(file!.sha256).toBe(createHash('sha256').update(mail).digest('hex'))
  })

  it('tells the empty sender of a bounce, and works without an envelope, as fetchmail calls it', async () => {
    expect(await handOver(mailOf('A bounce'), ['', 'hola@reply.localhost'])).toBe(0)
    expect(deliveryFactsOf((await inboundOf('A bounce'))[0]!).envelopeFrom).toBe('')
    expect(await handOver(mailOf('By fetchmail'))).toBe(0)
    expect(deliveryFactsOf((await inboundOf('By fetchmail'))[0]!)).toMatchObject({ envelopeFrom: null, envelopeTo: [] })
  })

  it('takes no orders from an address', async () => {
    const evil = 'a"\nurl = "http://127.0.0.1:1/\n@evil.test'
    expect(await handOver(mailOf('Evil envelope'), [evil, evil])).toBe(0)
    expect(await inboundOf('Evil envelope')).toHaveLength(1)
  })

  it('has the mail server keep the mail whenever the site did not take it', async () => {
    for (const status of [500, 503, 401, 404, 413]) {
      answerWith = status
      expect(await handOver(mailOf('Kept'))).toBe(75)
    }
    expect(await handOver(mailOf('Kept'), [], path.join(folder, 'no-such-file'))).toBe(75)
    await writeFile(path.join(folder, 'broken'), 'INBOUND_URL=http://127.0.0.1:1/x\nINBOUND_SECRET=x\n')
    expect(await handOver(mailOf('Kept'), [], path.join(folder, 'broken'))).toBe(75)
    await writeFile(path.join(folder, 'broken'), 'if then "\n')
    expect(await handOver(mailOf('Kept'), [], path.join(folder, 'broken'))).toBe(75)
    expect(await inboundOf('Kept')).toEqual([])
  })
})
