import type { Page } from '@playwright/test'
import { Client } from 'pg'

import { fillTickets } from '../../../bench/fillTickets.ts'
import { signInToPortal } from './business.ts'
import { site } from './site.ts'

const THREAD = 7_000_001

/** Pages that a client can come to, by what they show. */
export type PortalPages = Record<
  | 'statement'
  | 'invoices'
  | 'invoice'
  | 'quotes'
  | 'quote'
  | 'account'
  | 'tickets'
  | 'thread'
  | 'new ticket'
  | 'details',
  string
>

/**
 * Signs in the demo's client of 240 invoices, gives them a thread of 30 messages, and answers where all that is: pages
 * as full as they get in years of work.
 */
export const signInFullestClient = async (page: Page): Promise<PortalPages> => {
  const sql = new Client({ connectionString: site.databaseUrl })
  await sql.connect()
  try {
    const one = async (query: string, ...values: unknown[]): Promise<number> => {
      const { rows } = await sql.query<{ id: number }>(query, values)
      if (!rows[0]) throw new Error(`Nothing in the demo data answers: ${query}`)
      return rows[0].id
    }
    const email = 'john@client.test'
    const client = await one('select id from clients where email = $1', email)
    await fillTickets({ sql }, { from: THREAD, to: THREAD, messages: 30, client })
    const ticket = await one('select id from tickets where reference = $1', `B-${THREAD}`)
    const invoice = await one(
      `select id from invoices where client_id = $1 and status in ('sent', 'overdue') order by id desc limit 1`,
      client,
    )
    const quote = await one(`select id from quotes where client_id = $1 and status = 'sent' limit 1`, client)
    await signInToPortal(page, email)
    return {
      statement: '/portal',
      invoices: '/portal/invoices',
      invoice: `/portal/invoices/${invoice}`,
      quotes: '/portal/quotes',
      quote: `/portal/quotes/${quote}`,
      account: '/portal/account',
      tickets: '/portal/support',
      thread: `/portal/support/${ticket}`,
      'new ticket': '/portal/support?new=1',
      details: '/portal/details',
    }
  } finally {
    await sql.end()
  }
}
