import type { TypedUser } from 'payload'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import { getPortalOptions } from '../../src/context.ts'
import { markWriting, otherWriters, sweepWriters } from '../../src/operations/ticketWriters.ts'
import { clientPulse, staffPulse } from '../../src/queries/pulse.ts'
import type { Client, ID, Ticket, TicketMessage } from '../../src/records.ts'
import { findMany, readCannedAnswers, readSettings } from '../../src/store.ts'
import { makeClient, saveSettings, staffReq, stored, systemReq } from '../factories.ts'
import { signIn } from '../portalVisit.ts'
import { startPayload, type StartedPayload } from '../startPayload.ts'

vi.setConfig({ testTimeout: 60_000 })

let site: StartedPayload
let marta: TypedUser
let luis: TypedUser
/** Signs in to the admin and is no staff. */
let editor: TypedUser
let ana: Client
let anaCookie: string

beforeAll(async () => {
  site = await startPayload({
    plugin: { access: { isStaff: ({ req }) => (req.user as { role?: string } | null)?.role === 'owner' } },
  })
  await saveSettings(site.payload)
  marta = await site.createUser({ email: 'marta@lumen.test' })
  luis = await site.createUser({ email: 'luis@lumen.test' })
  editor = await site.createUser({ role: 'editor' })
  ana = await makeClient(site.payload, { name: 'Ana Torres' })
  anaCookie = await signIn(site, ana)
})
afterAll(() => site.stop())

interface Asked {
  ticket: { id: ID }
  message: { id: ID }
}

const ask = async (): Promise<Asked> => {
  const body = { subject: 'A question', message: 'When is it due?' }
  return (await (await site.rest('POST', '/client-portal/tickets', { cookie: anaCookie, body })).json()) as Asked
}

const askAgain = async (id: ID): Promise<ID> => {
  const body = { message: 'And how?' }
  const response = await site.rest('POST', `/client-portal/tickets/${id}/messages`, { cookie: anaCookie, body })
  return ((await response.json()) as Asked).message.id
}

const ticketNow = (id: ID): Promise<Ticket> => stored(site.payload, 'tickets', id)
const messagesOf = async (id: ID): Promise<TicketMessage[]> =>
  findMany(await systemReq(site.payload), 'ticketMessages', { where: { ticket: { equals: id } }, sort: ['id'] })
const eventsOf = async (id: ID, type: string) =>
  (await findMany(await systemReq(site.payload), 'portalEvents', { where: { type: { equals: type } } })).filter(
    ({ data }) => data?.ticket === id,
  )
const mailsOf = async (id: ID) =>
  findMany(await systemReq(site.payload), 'emails', {
    where: { and: [{ ticket: { equals: id } }, { kind: { equals: 'ticket' } }] },
  })

const assign = (id: ID | string, assignee: unknown, user = marta) =>
  site.rest('POST', `/tickets/${id}/assign`, { body: { assignee }, user })
const reply = async (id: ID, body: object, user = marta) => {
  const response = await site.rest('POST', `/tickets/${id}/reply`, { body, user })
  const answer = (await response.json()) as {
    message?: { id: ID }
    errors?: { code: string; message: string }[]
    refused?: { name: string; reason: string }[]
  }
  return { status: response.status, code: answer.errors?.[0]?.code, text: answer.errors?.[0]?.message, ...answer }
}
const statusesOf = (responses: { status: number }[]) => responses.map(({ status }) => status).sort()

describe('who looks after a ticket', () => {
  it('is chosen by staff alone, among staff alone', async () => {
    const { ticket } = await ask()
    const asClient = await site.rest('POST', `/tickets/${ticket.id}/assign`, {
      cookie: anaCookie,
      body: { assignee: marta.id },
    })
    expect(asClient.status).toBe(401)
    expect((await site.rest('POST', `/tickets/${ticket.id}/assign`, { body: { assignee: marta.id } })).status).toBe(401)
    expect((await assign(ticket.id, editor.id, editor)).status).toBe(403)
    for (const none of [editor.id, 2_000_000, 'abc', '', {}, [marta.id]]) {
      expect((await assign(ticket.id, none)).status).toBe(422)
    }
    expect((await assign(ticket.id, undefined)).status).toBe(400)
    for (const id of ['999999', 'abc']) expect((await assign(id, marta.id)).status).toBe(404)
    const foreign = await site.rest('POST', `/tickets/${ticket.id}/assign`, {
      user: marta,
      body: { assignee: marta.id },
      headers: { origin: 'https://elsewhere.example' },
    })
    expect(foreign.status).toBe(403)
    const rest = await site.rest('PATCH', `/tickets/${ticket.id}`, { user: marta, body: { assignee: marta.id } })
    expect(rest.status).toBe(403)
    expect((await ticketNow(ticket.id)).assignee ?? null).toBeNull()
    expect(await eventsOf(ticket.id, 'ticket-assigned')).toEqual([])
  })

  it('changes, is nobody, and each change is told once, to staff and not to the client', async () => {
    const { ticket } = await ask()
    const scope = { payload: site.payload, options: getPortalOptions(site.payload) }
    const client = await stored(site.payload, 'clients', ana.id)
    const before = [await clientPulse({ ...scope, client }), await staffPulse(scope)]
    expect(await (await assign(ticket.id, luis.id)).json()).toMatchObject({ assignee: luis.id })
    expect(await clientPulse({ ...scope, client })).toBe(before[0])
    expect(await staffPulse(scope)).not.toBe(before[1])
    expect((await assign(ticket.id, String(luis.id))).status).toBe(200)
    expect(await (await assign(ticket.id, null)).json()).toMatchObject({ assignee: null })
    expect((await assign(ticket.id, null)).status).toBe(200)
    expect(
      (await eventsOf(ticket.id, 'ticket-assigned')).map(({ data, actorName }) => [data?.name, actorName]),
    ).toEqual(
      expect.arrayContaining([
        ['luis@lumen.test', 'marta@lumen.test'],
        [null, 'marta@lumen.test'],
      ]),
    )
    expect(await eventsOf(ticket.id, 'ticket-assigned')).toHaveLength(2)
  })

  it('is one person when ten choose at once, and told as often as it changed', async () => {
    const { ticket } = await ask()
    const same = await Promise.all(Array.from({ length: 10 }, () => assign(ticket.id, luis.id)))
    expect(new Set(statusesOf(same))).toEqual(new Set([200]))
    expect(await eventsOf(ticket.id, 'ticket-assigned')).toHaveLength(1)
    const both = await Promise.all([assign(ticket.id, marta.id), assign(ticket.id, null)])
    expect(statusesOf(both)).toEqual([200, 200])
    const events = await eventsOf(ticket.id, 'ticket-assigned')
    expect(events).toHaveLength(3)
    const last = events.sort((a, b) => Number(a.id) - Number(b.id)).at(-1)
    expect((await ticketNow(ticket.id)).assignee ?? null).toBe(last?.data?.assignee ?? null)
  })

  it('becomes whoever answers a ticket that is nobody’s; a note or another’s answer changes nothing', async () => {
    const { ticket } = await ask()
    await reply(ticket.id, { body: 'They called.', internal: true }, luis)
    expect((await ticketNow(ticket.id)).assignee ?? null).toBeNull()
    const answers = await Promise.all([
      reply(ticket.id, { body: 'On the 30th.' }, luis),
      reply(ticket.id, { body: 'The 30th.' }, marta),
    ])
    expect(statusesOf(answers)).toEqual([200, 200])
    const [first, ...more] = await eventsOf(ticket.id, 'ticket-assigned')
    expect(more).toEqual([])
    const { assignee } = await ticketNow(ticket.id)
    expect([luis.id, marta.id]).toContain(assignee)
    expect(first?.data).toMatchObject({ assignee })
    await reply(ticket.id, { body: 'By transfer.' }, assignee === luis.id ? marta : luis)
    expect(await ticketNow(ticket.id)).toMatchObject({ assignee, messageCount: 5, status: 'waiting' })
  })

  it('is nobody again once that person’s user is deleted', async () => {
    const { ticket } = await ask()
    const gone = await site.createUser()
    await assign(ticket.id, gone.id)
    await markWriting(await staffReq(site.payload, gone), ticket.id)
    await site.payload.delete({ collection: 'users', id: gone.id })
    expect((await ticketNow(ticket.id)).assignee ?? null).toBeNull()
    expect((await assign(ticket.id, gone.id)).status).toBe(422)
  })
})

describe('an answer to what its writer has seen', () => {
  it('is sent where nobody wrote since, whatever notes were added', async () => {
    const { ticket, message } = await ask()
    await reply(ticket.id, { body: 'Ask Luis.', internal: true }, luis)
    expect(await reply(ticket.id, { body: 'On the 30th.', seen: message.id })).toMatchObject({ status: 200 })
  })

  it('waits where the client or a colleague wrote meanwhile, and loses nothing', async () => {
    const { ticket, message } = await ask()
    const further = await askAgain(ticket.id)
    const refused = await reply(ticket.id, { body: 'On the 30th.', seen: message.id })
    expect(refused).toMatchObject({ status: 409, code: 'answered-meanwhile' })
    expect(refused.text).toBe('Ana Torres has answered in the meantime. Read it, then send again.')
    expect(await messagesOf(ticket.id)).toHaveLength(2)
    expect(await mailsOf(ticket.id)).toEqual([])
    expect((await ticketNow(ticket.id)).assignee ?? null).toBeNull()
    const answer = await reply(ticket.id, { body: 'On the 30th, by transfer.', seen: further }, luis)
    expect(answer.status).toBe(200)
    expect((await reply(ticket.id, { body: 'On the 30th.', seen: further })).text).toContain('luis@lumen.test')
    // A note, or a program that does not say what it has seen, is never asked.
    expect((await reply(ticket.id, { body: 'Luis did.', seen: further, internal: true })).status).toBe(200)
    expect((await reply(ticket.id, { body: 'See you.' })).status).toBe(200)
  })

  it('is refused where what it has seen is no message of the thread', async () => {
    const { ticket } = await ask()
    const other = await ask()
    for (const seen of [other.message.id, 999_999, 'abc']) {
      expect(await reply(ticket.id, { body: 'On the 30th.', seen })).toMatchObject({ status: 400 })
    }
  })

  it('is sent once when twelve send at once on the same', async () => {
    const { ticket, message } = await ask()
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        reply(ticket.id, { body: `Answer ${at}`, seen: message.id }, at % 2 === 0 ? marta : luis),
      ),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ code }) => code === 'answered-meanwhile')).toHaveLength(11)
    expect(await messagesOf(ticket.id)).toHaveLength(2)
    expect(await mailsOf(ticket.id)).toHaveLength(1)
    expect((await ticketNow(ticket.id)).messageCount).toBe(2)
  })

  it('names the files that were not taken', async () => {
    const { ticket } = await ask()
    const body = new FormData()
    body.set('body', 'Here it is.')
    body.append('files', new Blob(['MZ']), 'setup.exe')
    const response = await site.rest('POST', `/tickets/${ticket.id}/reply`, { body, user: marta })
    expect(await response.json()).toMatchObject({ refused: [{ name: 'setup.exe', reason: 'executable' }] })
  })
})

describe('who is writing an answer', () => {
  const writing = async (id: ID | string, user: TypedUser | undefined, body: object = {}) => {
    const response = await site.rest('POST', `/tickets/${id}/writing`, { body, ...(user ? { user } : {}) })
    return { status: response.status, ...((await response.json()) as { writers?: string[] }) }
  }
  const seenBy = async (id: ID, user: TypedUser) =>
    ((await (await site.rest('GET', `/tickets/${id}/writing`, { user })).json()) as { writers: string[] }).writers

  it('is seen by colleagues for as long as it is true', async () => {
    const { ticket } = await ask()
    const other = await ask()
    expect(await writing(ticket.id, marta)).toMatchObject({ status: 200, writers: [] })
    expect(await writing(ticket.id, luis)).toMatchObject({ writers: ['marta@lumen.test'] })
    expect(await seenBy(ticket.id, marta)).toEqual(['luis@lumen.test'])
    expect(await seenBy(other.ticket.id, marta)).toEqual([])
    await writing(ticket.id, luis, { writing: false })
    expect(await seenBy(ticket.id, marta)).toEqual([])
    const asLuis = await staffReq(site.payload, luis)
    const [row] = await findMany(asLuis, 'portalWriters', { where: { ticket: { equals: ticket.id } } })
    const after = (seconds: number) => new Date(Date.parse(row!.at) + seconds * 1000)
    expect(await otherWriters(asLuis, ticket.id, after(24))).toEqual(['marta@lumen.test'])
    expect(await otherWriters(asLuis, ticket.id, after(26))).toEqual([])
  })

  it('is for staff, on tickets there are', async () => {
    const { ticket } = await ask()
    expect((await writing(ticket.id, undefined)).status).toBe(401)
    expect((await writing(ticket.id, editor)).status).toBe(403)
    expect((await writing('999999', marta)).status).toBe(404)
    expect((await writing('abc', marta)).status).toBe(404)
    expect((await site.rest('GET', `/tickets/${ticket.id}/writing`, { cookie: anaCookie })).status).toBe(401)
  })

  it('is one row a person, wakes no page and leaves the ticket alone', async () => {
    const { ticket } = await ask()
    const scope = { payload: site.payload, options: getPortalOptions(site.payload) }
    const before = [await staffPulse(scope), (await ticketNow(ticket.id)).updatedAt]
    const many = await Promise.all(Array.from({ length: 12 }, () => writing(ticket.id, marta)))
    expect(new Set(statusesOf(many))).toEqual(new Set([200]))
    const req = await systemReq(site.payload)
    const rows = () => findMany(req, 'portalWriters', { where: { ticket: { equals: ticket.id } } })
    expect(await rows()).toHaveLength(1)
    expect([await staffPulse(scope), (await ticketNow(ticket.id)).updatedAt]).toEqual(before)
    await sweepWriters(site.payload, new Date(Date.now() + 60_000))
    expect(await rows()).toHaveLength(1)
    await sweepWriters(site.payload, new Date(Date.now() + 3_600_000))
    expect(await rows()).toEqual([])
  })
})

describe('canned answers', () => {
  it('are kept in the business settings, and read only where they are wanted', async () => {
    const req = await systemReq(site.payload)
    const answers = [{ title: 'Terms', body: 'Hello {client},\n\n{invoice} is due.\n{me}' }]
    const saved = await site.rest('POST', '/globals/business-settings', {
      user: marta,
      body: { cannedAnswers: answers },
    })
    expect(saved.status).toBe(200)
    expect(await readCannedAnswers(req)).toMatchObject(answers)
    expect(await readSettings(req)).not.toHaveProperty('cannedAnswers')
    expect(await readSettings(req)).toMatchObject({ name: 'Estudio Lumen', accentColor: expect.any(String) as string })
    for (const bad of [{ title: 'Long', body: 'x'.repeat(5_001) }, { title: '', body: 'x' }, { title: 'x' }]) {
      const response = await site.rest('POST', '/globals/business-settings', {
        user: marta,
        body: { cannedAnswers: [bad] },
      })
      expect(response.status).toBe(400)
    }
    expect(await readCannedAnswers(req)).toHaveLength(1)
  })
})
