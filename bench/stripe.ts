import { loadavg } from 'node:os'
import { performance } from 'node:perf_hooks'

import { confirmIntent } from '../dev/stripe/browser/apiCalls.ts'
import { startSimulator, type RunningSimulator } from '../dev/stripe/startSimulator.ts'
import type { StoredEvent } from '../dev/stripe/state/objects.ts'
import { signatureOf } from '../dev/stripe/webhooks/signature.ts'
import { beginPayment } from '../src/operations/beginPayment.ts'
import { receiveStripeEvent } from '../src/operations/receiveStripeEvent.ts'
import { sendInvoice } from '../src/operations/sendInvoice.ts'
import { syncPayments } from '../src/operations/syncPayments.ts'
import type { Client, ID } from '../src/records.ts'
import { clientFor } from '../src/stripe/stripeClient.ts'
import { verifyWebhook } from '../src/stripe/webhookSignature.ts'
import { count, create, findById, findMany } from '../src/store.ts'
import { startBenchSite, type BenchSite } from './benchSite.ts'
import { fillInvoices } from './fillInvoices.ts'
import { ms, ratio, timingOf, type Finding, type Timing } from './measure.ts'
import { fillClients } from './signIn.ts'

const ROUNDS = 100
const WARM_UP = 10
const THROUGHPUT = 60
const AT_ONCE = 8
const AMOUNT = 10_000

interface Bench {
  site: BenchSite
  simulator: RunningSimulator
  clients: Client[]
  /** Milliseconds that calls to the simulator have taken so far, as our side waited for them. */
  stripeMs: () => number
}

/** Without what the simulator took: Stripe's own time is no business of ours. Only where one thing runs at a time. */
const timedAlone = async (bench: Bench, work: () => Promise<unknown>): Promise<{ own: number; stripe: number }> => {
  const stripeBefore = bench.stripeMs()
  const start = performance.now()
  await work()
  const stripe = bench.stripeMs() - stripeBefore
  return { own: performance.now() - start - stripe, stripe }
}

/** The SDK's own type of this leans on a module of Node's that ours does not resolve. */
interface Listening {
  on: (event: 'request' | 'response', listener: () => void) => unknown
}

/** Listens to the very client of the SDK that the product uses. */
const watchStripe = async (simulator: RunningSimulator): Promise<() => number> => {
  const stripe: Listening = await clientFor(simulator.keys.secret, simulator.url)
  let started = 0
  let total = 0
  stripe.on('request', () => {
    started = performance.now()
  })
  stripe.on('response', () => {
    total += performance.now() - started
  })
  return () => total
}

let turn = 0

/** Invoices of clients in turn, so that nobody's limit is met. */
const issue = async ({ site, clients }: Bench): Promise<{ client: Client; invoice: ID }> => {
  const client = clients[(turn += 1) % clients.length]
  if (!client) throw new Error('There are no clients.')
  const req = await site.request()
  const lines = [{ description: 'Design work', quantity: 1, unitPrice: AMOUNT, taxRate: 0 }]
  const draft = await create(req, 'invoices', { client: client.id, currency: 'EUR', lines })
  await sendInvoice(req, draft.id)
  return { client, invoice: draft.id }
}

const begin = async ({ site }: Bench, { client, invoice }: { client: Client; invoice: ID }) =>
  beginPayment(await site.request(), { client, invoice, payerEmail: client.email, locale: 'en' })

const confirm = async ({ simulator, site }: Bench, clientSecret: string): Promise<void> => {
  await confirmIntent(simulator.url, simulator.keys.publishable, clientSecret, {
    payment_method: 'pm_card_visa',
    return_url: site.siteUrl,
    use_stripe_sdk: true,
  })
}

/** A charge that nobody has told us of: its event as Stripe posts it, and its row. */
const charge = async (bench: Bench): Promise<{ event: StoredEvent; invoice: ID; intent: string }> => {
  const issued = await issue(bench)
  const { intent, clientSecret } = await begin(bench, issued)
  await confirm(bench, clientSecret)
  const event = [...bench.simulator.world.tables.events.values()].find(
    ({ type, data }) => type === 'payment_intent.succeeded' && (data.object as { id?: string }).id === intent,
  )
  if (!event) throw new Error('Stripe has nothing to tell.')
  bench.simulator.world.tables.events.clear()
  return { event, invoice: issued.invoice, intent }
}

/** What the endpoint does: check the signature, settle, mark the event. */
const webhook = async ({ site, simulator }: Bench, event: StoredEvent): Promise<void> => {
  const body = JSON.stringify(event, null, 2)
  const signature = signatureOf(body, simulator.world.now(), [simulator.keys.webhookSecret])
  const checked = verifyWebhook(body, signature, [simulator.keys.webhookSecret])
  if (!checked) throw new Error('The signature was refused.')
  const outcome = await receiveStripeEvent(await site.request(), checked)
  if (outcome !== 'settled') throw new Error('Nothing was settled.')
}

/** Rows that a settled webhook left behind, to be written again by bare SQL: same tables, same columns, same sizes. */
interface Pattern {
  emails: number[]
  events: number[]
}

const maxId = async ({ site }: Bench, table: 'emails' | 'portal_events'): Promise<number> => {
  const { rows } = await site.sql.query<{ id: number }>(`select coalesce(max(id), 0)::int as id from ${table}`)
  return rows[0]?.id ?? 0
}

const patternOf = async (bench: Bench): Promise<Pattern> => {
  const { event } = await charge(bench)
  const before = { emails: await maxId(bench, 'emails'), events: await maxId(bench, 'portal_events') }
  await webhook(bench, event)
  const since = async (table: 'emails' | 'portal_events', id: number) => {
    const { rows } = await bench.site.sql.query<{ id: number }>(`select id from ${table} where id > $1`, [id])
    return rows.map((row) => row.id)
  }
  return { emails: await since('emails', before.emails), events: await since('portal_events', before.events) }
}

/** An insert of a copy, with another value in the unique column. */
const copyOf = async ({ site }: Bench, table: string, unique: string): Promise<string> => {
  const { rows } = await site.sql.query<{ name: string }>(
    `select quote_ident(column_name) as name from information_schema.columns
      where table_schema = 'public' and table_name = $1 and column_name not in ('id', $2)`,
    [table, unique],
  )
  const columns = rows.map(({ name }) => name).join(', ')
  return `insert into ${table} (${columns}, ${unique})
    select ${columns}, gen_random_uuid()::text from ${table} where id = $1`
}

/** The same reads for the lock and the same writes, in one transaction on one connection. */
const settleInSql = async (bench: Bench, pattern: Pattern) => {
  const { sql } = bench.site
  const copyMail = await copyOf(bench, 'emails', 'message_id')
  const copyEvent = await copyOf(bench, 'portal_events', 'key')
  return async (invoice: ID, intent: string): Promise<void> => {
    await sql.query('begin')
    await sql.query('select * from invoices where id = $1 for update', [invoice])
    await sql.query(
      `update payments set status = 'succeeded', received_at = now(), method_detail = 'Visa •••• 4242',
         stripe_charge = $2, stripe_version = stripe_version + 1, receipt_queued_at = now(), updated_at = now()
       where stripe_payment_intent = $1 and stripe_version = 0`,
      [intent, `ch_${intent}`],
    )
    await sql.query(
      `update invoices set amount_paid = paid.amount, amount_due = total - paid.amount, status = 'paid', status_rank = 3,
         paid_at = now(), updated_at = now()
       from (select sum(amount - amount_returned - amount_moved) as amount from payments
         where invoice_id = $1 and status in ('succeeded', 'refunded', 'disputed')) paid
       where id = $1`,
      [invoice],
    )
    for (const id of pattern.emails) await sql.query(copyMail, [id])
    for (const id of pattern.events) await sql.query(copyEvent, [id])
    await sql.query('commit')
  }
}

/** As before the webhook, for bare SQL to settle it once more. */
const unsettle = async ({ site: { sql } }: Bench, invoice: ID): Promise<void> => {
  await sql.query(
    `update payments set status = 'pending', stripe_version = 0, stripe_charge = null, method_detail = null,
       receipt_queued_at = null
     where invoice_id = $1`,
    [invoice],
  )
  await sql.query(
    `update invoices set status = 'sent', status_rank = 1, amount_paid = 0, amount_due = total, paid_at = null
     where id = $1`,
    [invoice],
  )
}

interface Figures {
  payments: number
  webhook: Timing
  bareSql: Timing
  stripeInWebhook: Timing
  begin: Timing
  stripeInBegin: Timing
  sync: Timing
  payToPaid: Timing
  payToPaidWithStripe: Timing
  perSecond: number
}

/** A part a time, in turns, so that whatever else the machine does hits all of them alike. */
const measure = async (bench: Bench): Promise<Figures> => {
  const payments = await count(await bench.site.request(), 'payments', { status: { equals: 'succeeded' } })
  const pattern = await patternOf(bench)
  const bare = await settleInSql(bench, pattern)
  const times = {
    webhook: [] as number[],
    bareSql: [] as number[],
    stripeInWebhook: [] as number[],
    begin: [] as number[],
    stripeInBegin: [] as number[],
    sync: [] as number[],
    payToPaid: [] as number[],
    payToPaidWithStripe: [] as number[],
  }
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const told = await charge(bench)
    const settled = await timedAlone(bench, () => webhook(bench, told.event))

    await unsettle(bench, told.invoice)
    const plain = await timedAlone(bench, () => bare(told.invoice, told.intent))

    const issued = await issue(bench)
    let clientSecret = ''
    const begun = await timedAlone(bench, async () => {
      clientSecret = (await begin(bench, issued)).clientSecret
    })
    const start = performance.now()
    await confirm(bench, clientSecret)
    const confirmed = performance.now() - start
    const synced = await timedAlone(bench, async () => {
      const req = await bench.site.request()
      const invoice = await findById(req, 'invoices', issued.invoice)
      if (!invoice) throw new Error('The invoice is gone.')
      const { state } = await syncPayments(req, invoice)
      if (state !== 'paid') throw new Error(`The invoice is ${state}.`)
    })
    if (round < WARM_UP) continue
    times.webhook.push(settled.own)
    times.stripeInWebhook.push(settled.stripe)
    times.bareSql.push(plain.own)
    times.begin.push(begun.own)
    times.stripeInBegin.push(begun.stripe)
    times.sync.push(synced.own)
    times.payToPaid.push(begun.own + synced.own)
    times.payToPaidWithStripe.push(begun.own + begun.stripe + confirmed + synced.own + synced.stripe)
  }
  const timings = Object.fromEntries(Object.entries(times).map(([name, all]) => [name, timingOf(all)]))
  return {
    payments,
    ...(timings as Record<keyof typeof times, Timing>),
    perSecond: await settledPerSecond(bench),
  }
}

const settledPerSecond = async (bench: Bench): Promise<number> => {
  const waiting: StoredEvent[] = []
  for (let index = 0; index < THROUGHPUT; index += 1) waiting.push((await charge(bench)).event)
  const lane = async (): Promise<void> => {
    for (let event = waiting.pop(); event; event = waiting.pop()) await webhook(bench, event)
  }
  const start = performance.now()
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  return Math.round((THROUGHPUT / ((performance.now() - start) / 1000)) * 10) / 10
}

/** Paid invoices of the past; every other one by card. */
const fillPayments = async (site: BenchSite, total: number, batch: string): Promise<void> => {
  await fillInvoices(site, { total, ofClient: Math.round(total / 10), batch })
  await site.sql.query(
    `update payments set method = 'stripe', stripe_payment_intent = 'pi_old_' || id, stripe_charge = 'ch_old_' || id,
       stripe_version = 1
     where id % 2 = 0 and method <> 'stripe'`,
  )
  await site.sql.query('vacuum analyze')
}

const findingsOf = (small: Figures, large: Figures): Finding[] => {
  const many = large.payments.toLocaleString('en')
  const times = ratio(large.webhook.medianMs, large.bareSql.medianMs)
  const growth = ratio(large.webhook.medianMs, small.webhook.medianMs)
  const few = small.payments.toLocaleString('en')
  return [
    {
      name: `Webhook settled, ${many} payments: median`,
      value: `${ms(large.webhook.medianMs)} (bare SQL ${ms(large.bareSql.medianMs)}, ${times}×; simulator's ${ms(large.stripeInWebhook.medianMs)} taken off)`,
      aim: null,
      met: null,
    },
    {
      name: `Webhook settled, ${many} payments: p99`,
      value: `${ms(large.webhook.p99Ms)} (bare SQL ${ms(large.bareSql.p99Ms)})`,
      aim: '< 50 ms',
      met: large.webhook.p99Ms < 50,
    },
    {
      name: `Webhook settled, ${few} payments: p99`,
      value: `${ms(small.webhook.p99Ms)} (bare SQL ${ms(small.bareSql.p99Ms)})`,
      aim: '< 50 ms',
      met: small.webhook.p99Ms < 50,
    },
    {
      name: `Webhook settled, ${many} payments: against ${few}`,
      value: `${growth}× (${ms(small.webhook.medianMs)} before)`,
      aim: '< 1.33×',
      met: growth < 1.33,
    },
    {
      name: `Webhooks settled a second, ${AT_ONCE} at once, simulator in the same process`,
      value: `${large.perSecond} (${small.perSecond} at ${few} payments)`,
      aim: null,
      met: null,
    },
    {
      name: 'Opening a payment: median',
      value: `${ms(large.begin.medianMs)} (simulator's ${ms(large.stripeInBegin.medianMs)} taken off)`,
      aim: null,
      met: null,
    },
    {
      name: 'From Pay to Paid: 2 calls of ours, median',
      value: `${ms(large.payToPaid.medianMs)} (with the simulator ${ms(large.payToPaidWithStripe.medianMs)}, p99 ${ms(large.payToPaidWithStripe.p99Ms)})`,
      aim: '< 1 s',
      met: large.payToPaidWithStripe.p99Ms < 1000,
    },
  ]
}

/** Whether a finding among others is one of these: they may be measured alone. */
export const isStripeFinding = (name: string): boolean => /^(Webhooks? settled|Opening a payment|From Pay)/.test(name)

/** Card payments on a site and a database of their own, among few and among many earlier payments. */
export const benchStripe = async (scale: number): Promise<{ findings: Finding[]; figures: unknown }> => {
  const simulator = await startSimulator()
  const site = await startBenchSite({
    stripe: {
      secretKey: simulator.keys.secret,
      publishableKey: simulator.keys.publishable,
      webhookSecret: simulator.keys.webhookSecret,
      apiBase: simulator.url,
    },
  })
  try {
    await fillClients(site)
    const clients = await findMany(await site.request(), 'clients', { where: {}, limit: 500, sort: '-id' })
    const bench: Bench = { site, simulator, clients, stripeMs: await watchStripe(simulator) }
    await fillPayments(site, 110, 'S')
    const small = await measure(bench)
    await fillPayments(site, 10_700 * scale, 'T')
    const large = await measure(bench)
    const load = loadavg()[0]
    return { findings: findingsOf(small, large), figures: { at: new Date().toISOString(), load, small, large } }
  } finally {
    await site.stop()
    await simulator.stop()
  }
}
