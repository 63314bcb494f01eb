import { afterAll, beforeAll, expect, it } from 'vitest'

import { startPayload, type StartedPayload } from '../startPayload.ts'

let first: StartedPayload
let second: StartedPayload

beforeAll(async () => {
  ;[first, second] = await Promise.all([startPayload(), startPayload()])
})

afterAll(async () => {
  await Promise.all([first.stop(), second.stop()])
})

it('gives two instances in one process databases of their own', async () => {
  await first.payload.create({ collection: 'posts', data: { title: 'Only here' } })
  expect((await first.payload.count({ collection: 'posts' })).totalDocs).toBe(1)
  expect((await second.payload.count({ collection: 'posts' })).totalDocs).toBe(0)
})

it('answers REST calls as the user who is signed in, each instance for itself', async () => {
  const user = await first.createUser({ email: 'owner@lumen.test' })
  const mine = await first.rest('GET', '/users/me', { user })
  expect(await mine.json()).toMatchObject({ user: { email: 'owner@lumen.test' } })
  const created = await first.rest('POST', '/posts', { user, body: { title: 'By REST' } })
  expect(created.status).toBe(201)
  expect((await first.rest('POST', '/posts', { body: { title: 'By nobody' } })).status).toBe(403)
  expect((await second.rest('GET', '/posts', {})).status).toBe(403)
})

it('lets a second process of the same site see what the first one wrote', async () => {
  const twin = await startPayload({ databaseUrl: first.databaseUrl })
  await first.payload.create({ collection: 'posts', data: { title: 'For the twin' } })
  const found = await twin.payload.find({ collection: 'posts', where: { title: { equals: 'For the twin' } } })
  expect(found.totalDocs).toBe(1)
  await twin.stop()
})

it('keeps mails instead of sending them', async () => {
  await first.payload.sendEmail({ to: 'ana@cliente.test', subject: 'Hola', text: 'Hola' })
  expect(first.mails).toMatchObject([{ to: 'ana@cliente.test', subject: 'Hola' }])
  expect(second.mails).toEqual([])
})
