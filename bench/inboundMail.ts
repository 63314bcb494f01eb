import { loadavg } from 'node:os'
import { performance } from 'node:perf_hooks'

import { simpleParser } from 'mailparser'

import { noVerdicts } from '../src/mail/inboundMail.ts'
import { receiveMail } from '../src/operations/receiveMail.ts'
import { count } from '../src/store.ts'
import { startBenchSite, type BenchSite } from './benchSite.ts'
import { fillTickets, keyOf, messageIdOf } from './fillTickets.ts'
import { compare, ms, ratio, type Finding, type Timing } from './measure.ts'
import { fillClients } from './signIn.ts'

const ROUNDS = 200
const WARM_UP = 40
const THROUGHPUT = 200
const AT_ONCE = 8
const DOMAIN = 'reply.localhost'

const QUOTED = Array.from({ length: 20 }, (_, line) => `> Line ${line} of what we wrote to them some time ago.`).join(
  '\r\n',
)

let mails = 0

/** An answer as Gmail writes it, in text and html, of about 4 kB. */
export const mailOf = ({
  from,
  to,
  subject,
  parent,
}: {
  from: string
  to: string
  subject: string
  parent?: string
}): Buffer => {
  mails += 1
  const words = `Thank you, number ${mails} is clear now. One more thing about the delivery, if I may.`
  return Buffer.from(
    [
      'Received: from mail.client.test by mx.provider.test with ESMTPS; Wed, 25 Nov 2026 10:00:00 +0000',
      `From: Ana Torres <${from}>`,
      `To: Estudio Lumen <${to}>`,
      `Subject: ${subject}`,
      `Message-ID: <bench-${mails}@mail.client.test>`,
      ...(parent ? [`In-Reply-To: ${parent}`, `References: <older@lumen.test> ${parent}`] : []),
      'Date: Wed, 25 Nov 2026 10:00:00 +0000',
      'MIME-Version: 1.0',
      'Content-Type: multipart/alternative; boundary="b1"',
      '',
      '--b1',
      'Content-Type: text/plain; charset="UTF-8"',
      '',
      words,
      '',
      'On Wed, 25 Nov 2026 at 09:00, Estudio Lumen <hola@lumen.test> wrote:',
      '',
      QUOTED,
      '--b1',
      'Content-Type: text/html; charset="UTF-8"',
      '',
      `<div dir="ltr">${words}</div><br><div class="gmail_quote"><div class="gmail_attr">On Wed, Lumen wrote:</div>`,
      `<blockquote class="gmail_quote" style="margin:0 0 0 .8ex">${QUOTED.replaceAll('> ', '<br>')}</blockquote></div>`,
      '--b1--',
      '',
    ].join('\r\n'),
  )
}

export const receive = async (site: BenchSite, raw: Buffer): Promise<void> => {
  const outcome = await receiveMail(await site.request(), {
    provider: 'raw',
    raw,
    isRebuilt: false,
    envelopeTo: [],
    envelopeFrom: null,
    verdicts: noVerdicts,
    providerId: null,
    missingAttachments: [],
  })
  if (outcome !== 'received') throw new Error('The mail was taken for another.')
}

interface Thread {
  key: string
  parent: string
  email: string
}

/** Threads in turn, so that nobody's limit is met. */
const threadsOf = async ({ sql }: BenchSite, tickets: number, wanted: number): Promise<Thread[]> => {
  const numbers = Array.from({ length: wanted }, (_, index) => 1 + ((index * 7919) % tickets))
  const { rows } = await sql.query<{ key: string; email: string }>(
    'select t.key, c.email from tickets t join clients c on c.id = t.client_id where t.key = any($1)',
    [numbers.map(keyOf)],
  )
  const emails = new Map(rows.map(({ key, email }) => [key, email]))
  return numbers.map((number) => ({
    key: keyOf(number),
    parent: messageIdOf(number),
    email: emails.get(keyOf(number)) ?? '',
  }))
}

/** The least there is: one row, of the size of a mail's, by one statement on one connection. */
export const bareInsert = async ({ sql }: BenchSite): Promise<void> => {
  mails += 1
  await sql.query(
    `insert into emails (subject, "to", "from", kind, status, attempts, queued_at, message_id, text, locale, data, dedup_key,
       created_at, updated_at)
     values ('Question', $1, 'client@client.test', 'inbound', 'received', 0, now(), $2, $3, 'en', '{}'::jsonb, $2, now(), now())`,
    [`hola@${DOMAIN}`, `<bare-${mails}@x.test>`, QUOTED],
  )
}

interface Figures {
  tickets: number
  reply: Timing
  newTicket: Timing
  mailparser: Timing
  bareSql: Timing
  repliesPerSecond: number
}

const measure = async (site: BenchSite): Promise<Figures> => {
  const tickets = await count(await site.request(), 'tickets', {})
  const threads = await threadsOf(site, Math.min(tickets, 100_000), WARM_UP + ROUNDS + THROUGHPUT)
  const threadAt = (index: number): Thread => {
    const thread = threads[index % threads.length]
    if (!thread) throw new Error('There are no tickets.')
    return thread
  }
  const replyTo = ({ key, parent, email }: Thread): Buffer =>
    mailOf({ from: email, to: `ticket+${key}@${DOMAIN}`, subject: 'Re: Question', parent })
  const timings = await compare(
    {
      reply: (round) => receive(site, replyTo(threadAt(round))),
      newTicket: (round) =>
        receive(site, mailOf({ from: threadAt(round).email, to: `hola@${DOMAIN}`, subject: 'Another question' })),
      mailparser: (round) => simpleParser(replyTo(threadAt(round))),
      bareSql: () => bareInsert(site),
    },
    { rounds: ROUNDS, warmUp: WARM_UP },
  )
  let next = WARM_UP + ROUNDS
  const lane = async (): Promise<void> => {
    while (next < WARM_UP + ROUNDS + THROUGHPUT) await receive(site, replyTo(threadAt((next += 1))))
  }
  const start = performance.now()
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  const seconds = (performance.now() - start) / 1000
  return { tickets, ...timings, repliesPerSecond: Math.round((THROUGHPUT / seconds) * 10) / 10 }
}

const findingsOf = (small: Figures, large: Figures): Finding[] => {
  const many = large.tickets.toLocaleString('en')
  const few = small.tickets.toLocaleString('en')
  return [
    ...(['reply', 'newTicket'] as const).flatMap((kind): Finding[] => {
      const what = kind === 'reply' ? 'answer' : 'new ticket'
      const growth = ratio(large[kind].medianMs, small[kind].medianMs)
      const against = `${ratio(large[kind].medianMs, large.bareSql.medianMs)}× bare SQL of one row, ${ratio(large[kind].medianMs, large.mailparser.medianMs)}× mailparser alone`
      return [
        {
          name: `Mail taken in, ${what}, ${many} tickets: median`,
          value: `${ms(large[kind].medianMs)} (${against})`,
          aim: '< 12 ms',
          met: large[kind].medianMs < 12,
        },
        {
          name: `Mail taken in, ${what}, ${many} tickets: p99`,
          value: ms(large[kind].p99Ms),
          aim: null,
          met: null,
        },
        {
          name: `Mail taken in, ${what}, ${many} tickets: against ${few}`,
          value: `${growth}× (${ms(small[kind].medianMs)} before)`,
          aim: '< 1.33×',
          met: growth < 4 / 3,
        },
      ]
    }),
    {
      name: `Mails taken in a second, ${AT_ONCE} at once, ${many} tickets`,
      value: `${large.repliesPerSecond} (${small.repliesPerSecond} at ${few})`,
      aim: null,
      met: null,
    },
  ]
}

export interface BenchedMail {
  findings: Finding[]
  figures: unknown
}

/** Mails that come in, among few and among many threads, on a site and a database of their own; hands the site on. */
export const benchInboundMail = async (
  scale: number,
  then: (site: BenchSite) => Promise<BenchedMail>,
): Promise<BenchedMail> => {
  const site = await startBenchSite()
  try {
    await site.payload.updateGlobal({ slug: 'business-settings', data: { inboundDomain: DOMAIN } })
    await fillClients(site)
    await fillTickets(site, { from: 1, to: 100, messages: 2 })
    const small = await measure(site)
    await fillTickets(site, { from: 101, to: 100_000 * scale, messages: 2 })
    const large = await measure(site)
    const pages = await then(site)
    return {
      findings: [...findingsOf(small, large), ...pages.findings],
      figures: { at: new Date().toISOString(), load: loadavg()[0], small, large, pages: pages.figures },
    }
  } finally {
    await site.stop()
  }
}

/** Whether a finding among others is one of these: they may be measured alone. */
export const isMailFinding = (name: string): boolean => /^(Mails? taken in|Thread page|Ticket list)/.test(name)
