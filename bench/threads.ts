import type { BenchSite } from './benchSite.ts'
import { fillTickets } from './fillTickets.ts'
import type { BenchedMail } from './inboundMail.ts'
import { compare, ms, type Finding, type Timing } from './measure.ts'
import { readPage, signInAs, startPages } from './pages.ts'

/** Past every ticket of the other measurements. */
const FIRST = 1_000_000
const OF_ONE_CLIENT = 10_000

type PageName = 'short' | 'long' | 'portalList' | 'staffList'

/** Pages of support over HTTP: threads of 30 and of 200 messages, the client's list, and the list that staff works from. */
export const benchThreads = async (site: BenchSite): Promise<BenchedMail> => {
  const { rows } = await site.sql.query<{ id: number; email: string }>(
    'select id, email from clients order by id desc limit 1',
  )
  const client = rows[0]
  if (!client) throw new Error('There are no clients.')
  await fillTickets(site, { from: FIRST, to: FIRST, messages: 30, client: client.id })
  await fillTickets(site, { from: FIRST + 1, to: FIRST + 1, messages: 200, client: client.id })
  await fillTickets(site, { from: FIRST + 2, to: FIRST + OF_ONE_CLIENT, messages: 1, client: client.id })
  const { rows: threads } = await site.sql.query<{ id: number }>(
    `select id from tickets where reference in ('B-${FIRST}', 'B-${FIRST + 1}') order by reference`,
  )
  const [short, long] = threads
  if (!short || !long) throw new Error('The threads are missing.')
  const { rows: counted } = await site.sql.query<{ tickets: number }>('select count(*)::int as tickets from tickets')
  const tickets = (counted[0]?.tickets ?? 0).toLocaleString('en')
  const email = 'bench@lumen.test'
  const password = 'a-password-for-measuring'
  await site.payload.create({ collection: 'users', data: { email, password, role: 'owner' } })

  const pages = await startPages(site)
  try {
    const portal = { cookie: await signInAs(site, client) }
    const { token } = await site.payload.login({ collection: 'users', data: { email, password } })
    const staff = { authorization: `JWT ${token ?? ''}` }
    const at = (path: string, as: Record<string, string>) => () => readPage(`${site.siteUrl}${path}`, as)
    const timings: Record<PageName, Timing> = await compare(
      {
        short: at(`/portal/support/${short.id}`, portal),
        long: at(`/portal/support/${long.id}`, portal),
        portalList: at('/portal/support', portal),
        staffList: at('/api/tickets?where[status][equals]=open&sort=lastAt&limit=25&depth=1', staff),
      },
      { rounds: 80, warmUp: 20 },
    )
    const finding = (name: string, timing: Timing, aim: number | null): Finding => ({
      name: `${name}: median`,
      value: `${ms(timing.medianMs)} (p99 ${ms(timing.p99Ms)})`,
      aim: aim === null ? null : `< ${aim} ms`,
      met: aim === null ? null : timing.medianMs < aim,
    })
    return {
      findings: [
        finding('Thread page over HTTP, 30 messages', timings.short, 30),
        finding('Thread page over HTTP, the newest 100 of 200 messages', timings.long, null),
        finding(
          `Ticket list over HTTP, portal, ${OF_ONE_CLIENT.toLocaleString('en')} of ${tickets} tickets`,
          timings.portalList,
          null,
        ),
        finding(`Ticket list over HTTP, what waits for staff, ${tickets} tickets`, timings.staffList, null),
      ],
      figures: timings,
    }
  } finally {
    await pages.stop()
  }
}
