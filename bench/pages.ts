import { startSite, waitForSite } from '../scripts/siteProcess.ts'
import { makeToken } from '../src/domain/token.ts'
import type { Client } from '../src/records.ts'
import { insertRow } from '../src/store.ts'
import type { BenchSite } from './benchSite.ts'
import { compare, ms, ratio, type Finding, type Timing } from './measure.ts'

export type PageTimings = Record<'statement' | 'invoices', Timing>

export interface RunningPages {
  /** The site's process. */
  pid: number
  measure: (client: Client) => Promise<PageTimings>
  stop: () => Promise<void>
}

/** Signs a client in over HTTP and answers the cookie. */
export const signInAs = async (site: BenchSite, client: Pick<Client, 'id' | 'email'>): Promise<string> => {
  const { token, tokenHash } = makeToken()
  await insertRow(await site.request(), 'magicLinks', {
    tokenHash,
    kind: 'document',
    email: client.email,
    client: client.id,
    target: '/portal',
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
  })
  const answer = await fetch(`${site.siteUrl}/api/client-portal/sessions`, {
    method: 'POST',
    headers: { Origin: site.siteUrl, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ token }),
    redirect: 'manual',
  })
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0] ?? '')
    .filter((pair) => !pair.endsWith('='))
    .join('; ')
  if (answer.status !== 303 || !cookie) throw new Error(`Signing in answered ${answer.status}.`)
  return cookie
}

export const readPage = async (url: string, headers: Record<string, string>): Promise<void> => {
  const answer = await fetch(url, { headers, redirect: 'manual' })
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}.`)
  await answer.text()
}

/** Starts the built site on the bench's own database. */
export const startPages = async (site: BenchSite): Promise<RunningPages> => {
  const running = startSite({
    mode: 'production',
    host: null,
    port: site.sitePort,
    env: {
      ...process.env,
      DATABASE_URL: site.databaseUrl,
      PAYLOAD_SECRET: site.secret,
      SITE_URL: site.siteUrl,
      FILES_DIR: site.filesDir,
      SMTP_URL: '',
    },
    loud: false,
  })
  await waitForSite(`${site.siteUrl}/`, running)
  return {
    pid: running.child.pid ?? 0,
    stop: running.stop,
    measure: async (client) => {
      const cookie = await signInAs(site, client)
      return compare(
        {
          statement: () => readPage(`${site.siteUrl}/portal`, { cookie }),
          invoices: () => readPage(`${site.siteUrl}/portal/invoices`, { cookie }),
        },
        { rounds: 80, warmUp: 20 },
      )
    },
  }
}

export const pageFindings = (small: PageTimings, large: PageTimings, sizes: string): Finding[] =>
  (['statement', 'invoices'] as const).map((page): Finding => {
    const growth = ratio(large[page].medianMs, small[page].medianMs)
    return {
      name: `Page over HTTP, ${page}, ${sizes}: median`,
      value: `${ms(large[page].medianMs)}, ${growth}× of a tenth of the invoices`,
      aim: '< 1.33×',
      met: growth < 4 / 3,
    }
  })
