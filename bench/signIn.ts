import { hashToken, makeToken } from '../src/domain/token.ts'
import { redeemMagicLink } from '../src/operations/redeemMagicLink.ts'
import type { BenchSite } from './benchSite.ts'
import { compare, ms, ratio, type Finding, type Timing } from './measure.ts'

const CLIENTS = 2000
const ROUNDS = 500

/** Tokens that both SQL and we can name by a number. */
const tokenOf = (index: number): string => `t${String(index).padStart(42, '0')}`

/** Clients with a contact each, to hang links and invoices on. */
export const fillClients = async ({ sql }: BenchSite): Promise<void> => {
  await sql.query(
    `insert into clients (name, email, company, tax_id, address, country, locale, currency, created_at, updated_at)
     select 'Client ' || n, 'client' || n || '@client.test', 'Company ' || n, 'X' || n, n || ' Mill Lane', 'GB', 'en',
       'EUR', now(), now()
     from generate_series(1, $1::int) n`,
    [CLIENTS],
  )
  await sql.query(
    `insert into clients_contacts (_order, _parent_id, id, name, email, role)
     select 1, id, md5(id::text), 'Accounts', 'accounts' || id || '@client.test', 'Accounting' from clients`,
  )
}

const fillLinks = async ({ sql }: BenchSite, from: number, to: number): Promise<void> => {
  await sql.query(
    `insert into magic_links (token_hash, kind, email, client_id, target, expires_at, created_at, updated_at)
     select encode(sha256(convert_to('t' || lpad(n::text, 42, '0'), 'UTF8')), 'hex'), 'document',
       'client' || (n % ${CLIENTS} + 1) || '@client.test', n % ${CLIENTS} + 1, '/portal/invoices/' || n,
       now() + interval '30 days', now(), now()
     from generate_series($1::int, $2::int) n`,
    [from, to],
  )
  await sql.query('vacuum analyze magic_links')
}

const measure = (site: BenchSite, links: number): Promise<Record<'redeem' | 'sql', Timing>> => {
  // A stride that is prime to every count used here: each round opens another link.
  const pick = (round: number, shift: number) => ((round * 2 + shift) * 7919) % links
  return compare(
    {
      redeem: async (round) =>
        redeemMagicLink(await site.request(), tokenOf(pick(round, 0)), { userAgent: 'Bench', ip: null }),
      sql: async (round) => {
        const found = await site.sql.query<{ id: number; email: string; client_id: number; target: string }>(
          'select * from magic_links where token_hash = $1 and revoked_at is null and expires_at > now()',
          [hashToken(tokenOf(pick(round, 1)))],
        )
        const link = found.rows[0]
        if (!link) throw new Error('The link is missing.')
        await site.sql.query(
          `insert into portal_sessions (token_hash, email, client_id, link_id, link_kind, target, user_agent,
             known_browser, last_seen_at, expires_at, created_at, updated_at)
           values ($1, $2, $3, $4, 'document', $5, 'Bench', false, now(), now() + interval '180 days', now(), now())`,
          [makeToken().tokenHash, link.email, link.client_id, link.id, link.target],
        )
      },
    },
    { rounds: ROUNDS, warmUp: 60 },
  )
}

/** Signing in by a document link, among few and among a million stored links. */
export const benchSignIn = async (
  site: BenchSite,
  many: number,
): Promise<{ findings: Finding[]; figures: unknown }> => {
  const few = Math.min(10_000, many)
  await fillLinks(site, 0, few - 1)
  const small = await measure(site, few)
  await fillLinks(site, few, many - 1)
  const large = await measure(site, many)
  const times = ratio(large.redeem.medianMs, large.sql.medianMs)
  const growth = ratio(large.redeem.medianMs, small.redeem.medianMs)
  const name = `Sign in by link, ${many.toLocaleString('en')} links stored`
  return {
    figures: { [few]: small, [many]: large },
    findings: [
      {
        name: `${name}: median`,
        value: `${ms(large.redeem.medianMs)} (bare SQL ${ms(large.sql.medianMs)}, ${times}×)`,
        aim: '≤ 4× bare SQL',
        met: times <= 4,
      },
      {
        name: `${name}: p99`,
        value: `${ms(large.redeem.p99Ms)} (bare SQL ${ms(large.sql.p99Ms)})`,
        aim: '< 10 ms',
        met: large.redeem.p99Ms < 10,
      },
      {
        name: `${name}: against ${few.toLocaleString('en')}`,
        value: `${growth}× (${ms(small.redeem.medianMs)} before)`,
        aim: null,
        met: null,
      },
    ],
  }
}
