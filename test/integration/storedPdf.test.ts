import { mkdirSync, renameSync, rmSync, rmdirSync } from 'node:fs'
import path from 'node:path'

import type { TypedUser } from 'payload'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'

import { brandIcon } from '../../src/domain/brandIcon.ts'
import { deliverDueMail } from '../../src/operations/deliverMail.ts'
import { sha256 } from '../../src/operations/storedFiles.ts'
import type { Client, ID, Invoice } from '../../src/records.ts'
import { brandPictures } from '../../src/queries/brandPictures.ts'
import { count, findMany, readSettings } from '../../src/store.ts'
import { makeClient, makeDraft, makeInvoice, saveSettings, stored, systemReq } from '../factories.ts'
import { textOf } from '../documents/snapshots.ts'
import { signIn } from '../portalVisit.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'
import { filesDirOf } from '../testHost.ts'

let site: StartedPayload
let owner: TypedUser

beforeAll(async () => {
  site = await startPayload({ plugin: { worker: { inProcess: false } } })
  await saveSettings(site.payload)
  owner = await site.createUser()
})
afterAll(() => site.stop())

const store = () => {
  const files = site.payload.collections['portal-files']
  if (!files) throw new Error('There is no collection of stored files.')
  return files.config.upload
}
afterEach(() => {
  vi.restoreAllMocks()
  store().handlers = []
})

/** The store of files answers like this, whatever is asked of it. */
const storeAnswers = (status: number): void => {
  store().handlers = [() => new Response('Slow down', { status })]
  quiet()
}

/** Failures of the store are logged, as they should be; not into the test's output. */
const quiet = () => vi.spyOn(site.payload.logger, 'error').mockImplementation(() => undefined)

/** An issued invoice whose PDF is stored. */
const withPdf = async (): Promise<{
  client: Client
  invoice: Invoice
  pdf: ID
  original: Uint8Array
  file: string
}> => {
  const client = await makeClient(site.payload)
  const { id } = await makeInvoice(site.payload, client)
  const original = await bytesOf(await asStaff(id))
  const invoice = await stored(site.payload, 'invoices', id)
  const pdf = invoice.pdf ?? 0
  const { filename } = await stored(site.payload, 'portalFiles', pdf)
  return { client, invoice, pdf, original, file: path.join(filesDirOf(site.databaseUrl), filename ?? '') }
}

const asStaff = (id: ID) => site.rest('GET', `/invoices/${id}/pdf`, { user: owner })
const asClient = (cookie: string, id: ID) => site.rest('GET', `/client-portal/invoices/${id}/pdf`, { cookie })
/** PDF.js takes the bytes it is given away, so it gets a copy. */
const wordsOf = (bytes: Uint8Array) => textOf({ bytes: bytes.slice(), sha256: sha256(bytes), warnings: [] })
const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer())
const filesOf = async (id: ID) => count(await systemReq(site.payload), 'portalFiles', { invoice: { equals: id } })

const expectUntouched = async (id: ID, pdf: ID, original: Uint8Array) => {
  const now = await stored(site.payload, 'invoices', id)
  expect(now.pdf).toBe(pdf)
  expect(now.pdfSha256).toBe(sha256(original))
  expect(await filesOf(id)).toBe(1)
}

describe('a store that cannot read a PDF just now', () => {
  it('fails the request and keeps the original, which is there again afterwards', async () => {
    const { client, invoice, pdf, original, file } = await withPdf()
    const cookie = await signIn(site, client)
    quiet()
    renameSync(file, `${file}.aside`)
    mkdirSync(file)
    for (const answer of [await asStaff(invoice.id), await asClient(cookie, invoice.id)]) {
      expect(answer.status).toBeGreaterThanOrEqual(500)
      expect(await answer.text()).not.toContain('%PDF')
    }
    await expectUntouched(invoice.id, pdf, original)

    rmdirSync(file)
    renameSync(`${file}.aside`, file)
    expect(await bytesOf(await asClient(cookie, invoice.id))).toEqual(original)
    await expectUntouched(invoice.id, pdf, original)
  })

  it('elsewhere than on the disk does the same', async () => {
    const { invoice, pdf, original } = await withPdf()
    for (const status of [500, 503, 403]) {
      storeAnswers(status)
      expect((await asStaff(invoice.id)).status).toBeGreaterThanOrEqual(500)
      await expectUntouched(invoice.id, pdf, original)
    }
    store().handlers = []
    expect(await bytesOf(await asStaff(invoice.id))).toEqual(original)
  })

  it('keeps a mail waiting that is to carry it, and the mail carries the original', async () => {
    const { client, invoice, pdf, original } = await withPdf()
    await saveSettings(site.payload, { attachPdf: true })
    storeAnswers(503)
    vi.spyOn(site.payload.logger, 'warn').mockImplementation(() => undefined)
    await deliverDueMail(site.payload)
    const [waiting] = await findMany(await systemReq(site.payload), 'emails', {
      where: { invoice: { equals: invoice.id } },
    })
    expect(waiting).toMatchObject({ status: 'queued', attempts: 1, lastError: expect.stringContaining('503') })
    expect(site.mails.filter(({ to }) => to === client.email)).toEqual([])

    store().handlers = []
    await deliverDueMail(site.payload, { clock: () => new Date(Date.now() + 120_000) })
    await saveSettings(site.payload, { attachPdf: false })
    const [mail] = site.mails.filter(({ to }) => to === client.email)
    const [attached] = (mail?.attachments ?? []) as { content: Buffer }[]
    expect(sha256(attached?.content ?? Buffer.alloc(0))).toBe(sha256(original))
    await expectUntouched(invoice.id, pdf, original)
  })
})

describe('a stored PDF that is gone', () => {
  it('is rendered anew, marked as a duplicate, and kept from then on', async () => {
    const { invoice, pdf, original, file } = await withPdf()
    rmSync(file)
    const again = await asStaff(invoice.id)
    expect(again.status).toBe(200)
    const duplicate = await bytesOf(again)
    expect(Buffer.from(duplicate.slice(0, 5)).toString()).toBe('%PDF-')
    expect(await wordsOf(original)).not.toContain('Duplicate')
    expect(await wordsOf(duplicate)).toContain('Duplicate')
    const now = await stored(site.payload, 'invoices', invoice.id)
    expect(now.pdf).not.toBe(pdf)
    expect(now.pdfSha256).toBe(sha256(duplicate))
    expect(await bytesOf(await asStaff(invoice.id))).toEqual(duplicate)
  })
})

describe('several requests for one PDF at the same moment', () => {
  it('are all answered where it is stored', async () => {
    const { client, invoice, original } = await withPdf()
    const cookie = await signIn(site, client)
    const answers = await Promise.all([
      ...Array.from({ length: 6 }, () => asClient(cookie, invoice.id)),
      ...Array.from({ length: 6 }, () => asStaff(invoice.id)),
    ])
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    for (const answer of answers) expect(sha256(await bytesOf(answer))).toBe(sha256(original))
  })

  it('are let through one at a time where it has to be rendered', async () => {
    const client = await makeClient(site.payload)
    const draft = await makeDraft(site.payload, client, { shared: true })
    const cookie = await signIn(site, client)
    const answers = await Promise.all(Array.from({ length: 4 }, () => asClient(cookie, draft.id)))
    const statuses = answers.map(({ status }) => status).sort()
    expect(statuses).toEqual([200, 429, 429, 429])
    expect((await asClient(cookie, draft.id)).status).toBe(200)
  })
})

describe('an icon', () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8" fill="#0f766e"/></svg>'
  const upload = async (bytes: Uint8Array<ArrayBuffer> | string, name: string) => {
    const body = new FormData()
    body.set('file', new File([bytes], name))
    return site.rest('POST', '/client-portal/settings/icon', { user: owner, body })
  }
  const uploaded = async (bytes: Uint8Array<ArrayBuffer> | string, name: string) => {
    const answer = await upload(bytes, name)
    expect(answer.status).toBe(200)
    return ((await answer.json()) as { icon: ID }).icon
  }
  const settings = async () => readSettings(await systemReq(site.payload))
  const iconOfPages = async () => {
    const now = await settings()
    return brandIcon(now, await brandPictures(await systemReq(site.payload), now))
  }
  const square = async (side: number) =>
    new Uint8Array(
      await sharp({ create: { width: side, height: side, channels: 4, background: '#0f766e' } })
        .png()
        .toBuffer(),
    )
  /** One picture of 16 by 16 in the file format that browsers have known longest. */
  const ico = async () => {
    const picture = await square(16)
    const head = new DataView(new ArrayBuffer(22))
    head.setUint16(2, 1, true)
    head.setUint16(4, 1, true)
    head.setUint8(6, 16)
    head.setUint8(7, 16)
    head.setUint32(14, picture.byteLength, true)
    head.setUint32(18, 22, true)
    return new Uint8Array(Buffer.concat([Buffer.from(head.buffer), picture]))
  }

  it('is served to everyone byte for byte, as what it is, for good, and with no right to do anything', async () => {
    const files = [
      ['image/png', await square(64)],
      ['image/x-icon', await ico()],
      ['image/svg+xml', new TextEncoder().encode(svg)],
    ] as const
    for (const [type, bytes] of files) {
      const id = await uploaded(bytes, `icon.${type.slice(-3)}`)
      expect((await settings()).icon).toBe(id)
      const answer = await site.rest('GET', `/client-portal/icon/${id}`)
      expect(answer.status).toBe(200)
      expect(sha256(await bytesOf(answer)), type).toBe(sha256(bytes))
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': type,
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
      })
      expect(await iconOfPages()).toMatchObject({ href: `/api/client-portal/icon/${id}`, type })
    }
  })

  it.each([
    ['a drawing with a script', svg.replace('<rect', '<script>alert(1)</script><rect')],
    ['a page', '<!doctype html><svg></svg>'],
    ['a text', 'icon'],
  ])('that is %s is refused in words', async (_what, text) => {
    const before = await settings()
    const answer = await upload(text, 'icon.svg')
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({ errors: [{ code: 'bad-icon' }] })
    expect((await settings()).icon).toEqual(before.icon)
  })

  it('is nothing else under its path, and no logo or PDF is', async () => {
    const { pdf } = await withPdf()
    const icon = await uploaded(svg, 'icon.svg')
    for (const id of [pdf, 999_999_999_999, 'abc', '%00', '..']) {
      expect((await site.rest('GET', `/client-portal/icon/${id}`)).status).toBe(404)
    }
    expect((await site.rest('GET', `/client-portal/logo/${icon}`)).status).toBe(404)
  })

  it('is the logo where that is square, else a letter, once it is taken away', async () => {
    await site.rest('POST', '/client-portal/settings/icon', { user: owner, body: new FormData() })
    expect((await settings()).icon ?? null).toBeNull()
    expect((await iconOfPages()).href).toMatch(/^data:image\/svg\+xml,/)
    const body = new FormData()
    body.set('file', new File([await square(200)], 'logo.png'))
    const { logo } = (await (
      await site.rest('POST', '/client-portal/settings/logo', { user: owner, body })
    ).json()) as { logo: ID }
    const address = `/api/client-portal/logo/${logo}`
    expect(await iconOfPages()).toEqual({ href: address, type: 'image/png', touch: address })
    await site.rest('POST', '/client-portal/settings/logo', { user: owner, body: new FormData() })
  })
})

describe('a logo', () => {
  const image = (color: string) => sharp({ create: { width: 8, height: 8, channels: 3, background: color } })
  const png = async (color = '#336699') => new Uint8Array(await image(color).png().toBuffer())
  const upload = (bytes: Uint8Array<ArrayBuffer>) => {
    const body = new FormData()
    body.set('file', new File([bytes], 'logo.png'))
    return site.rest('POST', '/client-portal/settings/logo', { user: owner, body })
  }
  const uploaded = async (bytes: Uint8Array<ArrayBuffer>) => {
    const answer = await upload(bytes)
    expect(answer.status).toBe(200)
    return ((await answer.json()) as { logo: ID }).logo
  }

  /** A small file that claims to be this wide and high. */
  const pngClaiming = async (width: number, height: number) => {
    const bytes = await png()
    const view = new DataView(bytes.buffer, bytes.byteOffset)
    view.setUint32(16, width)
    view.setUint32(20, height)
    return bytes
  }
  const jpegClaiming = async (width: number, height: number) => {
    const bytes = new Uint8Array(await image('#336699').jpeg().toBuffer())
    const frame = bytes.findIndex((byte, index) => byte === 0xff && bytes[index + 1] === 0xc0)
    const view = new DataView(bytes.buffer, bytes.byteOffset)
    view.setUint16(frame + 5, height)
    view.setUint16(frame + 7, width)
    return bytes
  }

  it.each<[string, () => Promise<Uint8Array<ArrayBuffer>>]>([
    ['a PNG of 4,001 by 4,001 pixels', () => pngClaiming(4_001, 4_001)],
    ['a PNG of 50,000 by 50,000 pixels', () => pngClaiming(50_000, 50_000)],
    ['a JPEG of 60,000 by 60,000 pixels', () => jpegClaiming(60_000, 60_000)],
    ['a PNG without any pixel', () => pngClaiming(0, 8)],
    ['a PNG that ends in its header', async () => (await png()).slice(0, 20)],
  ])('that says it is %s is refused, however small its file', async (_what, make) => {
    const before = await site.payload.findGlobal({ slug: 'business-settings', depth: 0 })
    const answer = await upload(await make())
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({ errors: [{ code: 'bad-file' }] })
    const now = await site.payload.findGlobal({ slug: 'business-settings', depth: 0 })
    expect(now.logo).toEqual(before.logo)
  })

  it('of before is still there for the mails that went out with it', async () => {
    const first = await uploaded(await png('#112233'))
    const second = await uploaded(await png('#445566'))
    expect(second).not.toBe(first)
    await site.rest('POST', '/client-portal/settings/logo', { user: owner, body: new FormData() })
    for (const logo of [first, second]) {
      const answer = await site.rest('GET', `/client-portal/logo/${logo}`)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toBe('image/png')
    }
  })

  it('is all that its path gives away: a PDF under it is not found', async () => {
    const { pdf } = await withPdf()
    for (const id of [pdf, 999_999, 'abc']) {
      expect((await site.rest('GET', `/client-portal/logo/${id}`)).status).toBe(404)
    }
  })
})
