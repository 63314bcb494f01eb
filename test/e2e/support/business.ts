import type { APIRequestContext, Browser, BrowserContextOptions, Page } from '@playwright/test'

import { site, staff, waitForMail, type InboxMail } from './site.ts'

/** What the business does in its admin, through the same REST API. */
export interface Business {
  create: <T = { id: number }>(collection: string, data: object) => Promise<T>
  act: <T = unknown>(path: string, data?: object) => Promise<T>
  change: <T = unknown>(path: string, data: object) => Promise<T>
  read: <T = unknown>(path: string) => Promise<T>
}

/** Signs a member of staff in over REST. */
export const asStaff = async (request: APIRequestContext): Promise<Business> => {
  const login = await request.post(`${site.url}/api/users/login`, { data: staff() })
  const { token } = (await login.json()) as { token: string }
  const headers = { Authorization: `JWT ${token}`, Origin: site.url }
  const answer = async <T>(response: Awaited<ReturnType<APIRequestContext['post']>>): Promise<T> => {
    if (!response.ok()) throw new Error(`${response.url()} answered ${response.status()}: ${await response.text()}`)
    return (await response.json()) as T
  }
  return {
    create: async <T>(collection: string, data: object) =>
      (await answer<{ doc: T }>(await request.post(`${site.url}/api/${collection}?depth=0`, { headers, data }))).doc,
    act: async <T>(path: string, data: object = {}) =>
      answer<T>(await request.post(`${site.url}/api${path}`, { headers, data })),
    change: async <T>(path: string, data: object) =>
      answer<T>(await request.patch(`${site.url}/api${path}`, { headers, data })),
    read: async <T>(path: string) => answer<T>(await request.get(`${site.url}/api${path}`, { headers })),
  }
}

let made = 0

/** A client with an address of their own. */
export const newClient = async (
  business: Business,
  data: { name?: string; company?: string; email?: string; locale?: 'en' | 'es' } = {},
) => {
  made += 1
  const email = `visitor-${process.pid}-${made}@client.test`
  return business.create<{ id: number; email: string }>('clients', {
    name: 'Grace Hopper',
    email,
    locale: 'en',
    ...data,
  })
}

export interface SentInvoice {
  id: number
  number: string
  mail: InboxMail
  link: string
}

export const linkIn = (mail: InboxMail): string => {
  const link = /https?:\/\/\S+\/portal\/enter\/[\w-]{43}/.exec(mail.text ?? '')?.[0]
  if (!link) throw new Error(`There is no link in "${mail.subject}".`)
  return link
}

/** Writes an invoice, sends it and waits for its mail. */
export const sendInvoice = async (
  business: Business,
  client: { id: number; email: string },
  data: object = {},
): Promise<SentInvoice> => {
  const draft = await business.create('invoices', {
    client: client.id,
    currency: 'EUR',
    lines: [{ description: 'Brand workshop', quantity: 2, unitPrice: 5_908, taxRate: 21, taxCategory: 'standard' }],
    ...data,
  })
  const { invoice } = await business.act<{ invoice: { number: string } }>(`/invoices/${draft.id}/send`)
  const mail = await waitForMail(client.email, ({ subject }) => subject.includes(invoice.number))
  return { id: draft.id, number: invoice.number, mail, link: linkIn(mail) }
}

/** Writes a quote, sends it and waits for its mail. */
export const sendQuote = async (business: Business, client: { id: number; email: string }): Promise<SentInvoice> => {
  const draft = await business.create('quotes', {
    client: client.id,
    currency: 'EUR',
    lines: [{ description: 'Brand workshop', quantity: 2, unitPrice: 5_908, taxRate: 21, taxCategory: 'standard' }],
  })
  const { quote } = await business.act<{ quote: { number: string } }>(`/quotes/${draft.id}/send`)
  const mail = await waitForMail(client.email, ({ subject }) => subject.includes(quote.number))
  return { id: draft.id, number: quote.number, mail, link: linkIn(mail) }
}

/** A browser nobody has used before. */
export const freshPage = async (browser: Browser, options: BrowserContextOptions = {}): Promise<Page> =>
  (await browser.newContext({ baseURL: site.url, ...options })).newPage()

/** Signs a client in by a link to their address, asked for at the portal's door. */
export const signInToPortal = async (page: Page, email: string): Promise<void> => {
  await page.goto('/portal/sign-in')
  await page.getByRole('textbox').fill(email)
  await page.getByRole('main').getByRole('button').first().click()
  await page.goto(linkIn(await waitForMail(email)))
  await page.getByRole('main').getByRole('button').first().click()
  await page.waitForURL(/\/portal$/)
}
