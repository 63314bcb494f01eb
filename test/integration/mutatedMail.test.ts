/**
 * Mails of every kind, changed at random and posted to the real endpoint: none is a fault of ours, none is lost, none
 * takes long, and afterwards all counts add up. `npm run soak` takes ten thousand of them.
 *
 * `SOAK_MAILS` is their number, `SOAK_SEED` another seed, `SOAK_CASE` the one to repeat.
 */
import { afterAll, beforeAll, expect, it } from 'vitest'

import { replyToTicket } from '../../src/operations/replyToTicket.ts'
import { count, findMany } from '../../src/store.ts'
import { makeClient, makeInvoice, saveSettings, staffReq, stored } from '../factories.ts'
import { INBOUND_SECRET, inboxOf, type Arrived, type Inbox } from '../inbox.ts'
import { buildMail } from '../mail/buildMail.ts'
import { mutatedMail, randomOf } from '../mail/mutateMail.ts'
import { variedMails, type Correspondents } from '../mail/variedMails.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'

const soak = Number(process.env.SOAK_MAILS ?? 0)
const MAILS = soak || 80
const seed = process.env.SOAK_SEED ? Number(process.env.SOAK_SEED) : soak ? Date.now() % 2_147_483_647 : 20_261_125
const only = process.env.SOAK_CASE ? Number(process.env.SOAK_CASE) : null
const LONGEST_MS = 5000

let site: StartedPayload
let inbox: Inbox
let who: Correspondents

beforeAll(async () => {
  site = await startPayload({
    plugin: { inbound: { rawSecret: INBOUND_SECRET }, limits: { inboundMailPerClientPerHour: 1_000_000 } },
  })
  inbox = inboxOf(site)
  await saveSettings(site.payload)
  const client = await makeClient(site.payload)
  await inbox.post(buildMail({ From: client.email, 'Message-ID': '<first@mail.example>' }, 'The first question'))
  const [ticket] = await inbox.ticketsOf(client)
  const owner = await site.createUser()
  const { mail } = await replyToTicket(await staffReq(site.payload, owner), ticket!.id, { body: 'The answer' })
  const invoice = await makeInvoice(site.payload, client)
  const { replyKey } = await stored(site.payload, 'invoices', invoice.id)
  who = {
    client: client.email,
    stranger: 'stranger@elsewhere.test',
    ticket: `ticket+${ticket!.key}@reply.localhost`,
    reply: `reply+${replyKey!}@reply.localhost`,
    ourId: mail!.messageId,
  }
})
afterAll(() => site.stop())

/** What is wrong with how a mail was taken; null where nothing is. */
const wrongWith = (raw: Buffer, { status, tookMs, answer, row, original, messages }: Arrived): string | null => {
  if (tookMs > LONGEST_MS) return `it took ${Math.round(tookMs)} ms`
  // A body of nothing but spaces is no mail.
  if (status === 400) return raw.every((byte) => byte <= 0x20) ? null : 'it was refused'
  if (status !== 200) return `it was answered with ${status}: ${JSON.stringify(answer)}`
  if (answer.duplicates === 1) return null
  if (!row) return 'there is no row'
  if (!original || !Buffer.from(original).equals(raw)) return 'the original is not whole'
  if (!row.processedAt) return 'it was not placed'
  if (row.text?.includes('\0')) return 'its text has a NUL'
  if (messages.length !== (row.ticket ? 1 : 0)) return `it became ${messages.length} messages`
  const [message] = messages
  if (message && message.ticket !== row.ticket) return 'its message hangs on another ticket'
  if (message?.body === '') return 'its message is empty'
  return null
}

const sizeOf = (raw: Buffer, index: number): string =>
  `case ${index} (seed ${seed}, ${raw.byteLength} bytes): SOAK_SEED=${seed} SOAK_CASE=${index} repeats it`

it('mails as they are sent are taken, kept and placed, each of them', async () => {
  for (const { name, raw } of variedMails(who)) {
    const arrived = await inbox.receive(raw)
    expect([name, wrongWith(raw, arrived), arrived.answer.received]).toEqual([name, null, 1])
  }
})

it(
  `${MAILS} mails changed at random are all kept, and nothing is counted twice`,
  { timeout: soak ? 7_200_000 : 60_000 },
  async () => {
    const fixtures = variedMails(who).map(({ raw }) => raw)
    const before = await inbox.rows()
    const indexes = only === null ? Array.from({ length: MAILS }, (_, index) => index) : [only]
    const wrong: string[] = []
    let received = 0
    for (const index of indexes) {
      const raw = mutatedMail(fixtures, seed, index)
      const random = randomOf(seed, -index - 2)
      const arrived = await inbox.receive(raw, {
        ...(random.int(4) === 0
          ? { 'x-envelope-to': random.pick([who.ticket, who.reply, 'hola@reply.localhost', 'x']) }
          : {}),
        ...(random.int(4) === 0 ? { 'x-envelope-from': random.pick(['', who.client, who.stranger]) } : {}),
      })
      received += arrived.answer.received ?? 0
      const what = wrongWith(raw, arrived)
      if (what) wrong.push(`${what}: ${sizeOf(raw, index)}`)
      if (soak && index % 1000 === 999)
        console.log(`Mails: ${index + 1} of ${MAILS} (seed ${seed}), ${wrong.length} wrong.`)
    }
    expect(wrong).toEqual([])

    const req = await inbox.req()
    expect((await inbox.rows()) - before).toBe(received)
    expect(
      await count(req, 'emails', { and: [{ kind: { equals: 'inbound' } }, { processedAt: { exists: false } }] }),
    ).toBe(0)
    const placed = await count(req, 'emails', { and: [{ kind: { equals: 'inbound' } }, { ticket: { exists: true } }] })
    expect(await count(req, 'ticketMessages', { direction: { equals: 'in' } })).toBe(placed)
    for (const ticket of await findMany(req, 'tickets', { where: {} })) {
      expect(await count(req, 'ticketMessages', { ticket: { equals: ticket.id } })).toBe(ticket.messageCount)
    }
    // No file hangs on nothing: every attachment has its message, every original its mail.
    const orphans = await count(req, 'portalFiles', {
      and: [{ purpose: { equals: 'attachment' } }, { message: { exists: false } }],
    })
    expect(orphans).toBe(0)
    expect(await count(req, 'portalFiles', { purpose: { equals: 'mail' } })).toBe(await inbox.rows())
    if (soak)
      console.log(`Mails: ${indexes.length} changed at random (seed ${seed}), ${received} kept, each of them whole.`)
  },
)
