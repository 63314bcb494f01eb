import { performance } from 'node:perf_hooks'

import { deliverDueMail } from '../src/operations/deliverMail.ts'
import { sendInvoice } from '../src/operations/sendInvoice.ts'
import type { ID } from '../src/records.ts'
import { create, findMany } from '../src/store.ts'
import type { BenchSite } from './benchSite.ts'
import { timingOf, type Finding } from './measure.ts'

const COUNT = 200
const AT_ONCE = 8

const makeDrafts = async (site: BenchSite): Promise<ID[]> => {
  const req = await site.request()
  const clients = await findMany(req, 'clients', { where: {}, limit: 50, sort: 'id' })
  const drafts: ID[] = []
  for (let index = 0; index < COUNT; index += 1) {
    const client = clients[index % clients.length]
    if (!client) throw new Error('There are no clients.')
    const lines = [
      { description: 'Design work', quantity: 2, unitPrice: 45_000 + index, taxRate: 21 },
      { description: 'Hosting', quantity: 1, unitPrice: 1_900, taxRate: 21 },
    ]
    drafts.push((await create(req, 'invoices', { client: client.id, currency: 'EUR', lines })).id)
  }
  return drafts
}

const rate = (start: number) => Math.round((COUNT / ((performance.now() - start) / 1000)) * 10) / 10

/** Issuing invoices several at once, then delivering their mails, PDF and link included, to a real SMTP server. */
export const benchSends = async (site: BenchSite): Promise<{ findings: Finding[]; figures: unknown }> => {
  const waiting = await makeDrafts(site)
  const times: number[] = []
  const lane = async (): Promise<void> => {
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      const start = performance.now()
      await sendInvoice(await site.request(), id)
      times.push(performance.now() - start)
    }
  }
  const issueStart = performance.now()
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  const issuedPerSecond = rate(issueStart)

  const before = site.received()
  const deliverStart = performance.now()
  await deliverDueMail(site.payload)
  const deliveredPerSecond = rate(deliverStart)
  const received = site.received() - before
  const send = timingOf(times)
  return {
    figures: { count: COUNT, atOnce: AT_ONCE, issuedPerSecond, send, deliveredPerSecond, received },
    findings: [
      {
        name: `Sends a second, ${AT_ONCE} at once (number, snapshot, outbox)`,
        value: String(issuedPerSecond),
        aim: null,
        met: null,
      },
      { name: 'Mails delivered a second (PDF, link, SMTP)', value: String(deliveredPerSecond), aim: null, met: null },
      { name: 'Mails the server took', value: `${received} of ${COUNT}`, aim: `${COUNT}`, met: received === COUNT },
    ],
  }
}
