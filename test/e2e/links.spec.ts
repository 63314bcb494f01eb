import { expect, test } from '@playwright/test'

import { asStaff, freshPage, newClient, sendInvoice } from './support/business.ts'
import { site, waitForMail } from './support/site.ts'

test('a scanner that opens a link a hundred times burns nothing, and a person still gets in', async ({
  browser,
  request,
}) => {
  const business = await asStaff(request)
  const client = await newClient(business)
  const invoice = await sendInvoice(business, client)
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, round) =>
      fetch(invoice.link, { method: round % 2 === 0 ? 'GET' : 'HEAD', redirect: 'manual' }),
    ),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  expect(answers.flatMap(({ headers }) => headers.getSetCookie())).toEqual([])
  const before = await business.read<{ viewedAt: string | null }>(`/invoices/${invoice.id}`)
  expect(before.viewedAt).toBeNull()

  const page = await freshPage(browser)
  await page.goto(invoice.link)
  await page.waitForURL(`**/portal/invoices/${invoice.id}`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(invoice.number)
  const scripted = await business.read<{ viewedAt: string | null }>(`/invoices/${invoice.id}`)
  expect(scripted.viewedAt, 'a browser that runs scripts is no person yet').toBeNull()
  await Promise.all([page.waitForResponse(/client-portal\/seen/), page.mouse.click(5, 5)])
  await expect
    .poll(async () => (await business.read<{ viewedAt: string | null }>(`/invoices/${invoice.id}`)).viewedAt)
    .not.toBeNull()
})

test('pages that hold a link or a client’s data tell nobody and are framed by nobody', async ({ request, browser }) => {
  const business = await asStaff(request)
  const invoice = await sendInvoice(business, await newClient(business))
  const answer = await fetch(invoice.link)
  expect(answer.headers.get('referrer-policy')).toBe('strict-origin')
  expect(answer.headers.get('cache-control')).toBe('private, no-store')
  const policy = answer.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).toMatch(/script-src [^;]*'nonce-/)
  expect(policy).not.toContain('unsafe')

  const page = await freshPage(browser)
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  const elsewhere: string[] = []
  page.on('request', (sent) => !sent.url().startsWith(site.url) && elsewhere.push(sent.url()))
  await page.goto(invoice.link)
  await page.waitForURL(/\/portal\/invoices\//)
  for (const path of ['/portal', '/portal/invoices', '/portal/details']) await page.goto(path)
  expect(complaints).toEqual([])
  expect(elsewhere).toEqual([])
})

test('a link that no longer works offers a new one, which leads to the same invoice', async ({ browser, request }) => {
  const business = await asStaff(request)
  const client = await newClient(business)
  const invoice = await sendInvoice(business, client)
  await business.act(`/clients/${client.id}/end-access`)
  const page = await freshPage(browser)
  await page.goto(invoice.link)
  await page.getByRole('button', { name: 'Send me a new link' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const mail = await waitForMail(client.email, ({ subject }) => !subject.includes('from Estudio Lumen: €'))
  const fresh = /https?:\/\/\S+\/portal\/enter\/[\w-]{43}/.exec(mail.text ?? '')?.[0] ?? ''
  await page.goto(fresh)
  await page.waitForURL(`**/portal/invoices/${invoice.id}`)
})

test('a sign-in link is asked for at the door, takes one press, and works once', async ({ browser, request }) => {
  const business = await asStaff(request)
  const client = await newClient(business)
  const page = await freshPage(browser)
  await page.goto('/portal/invoices')
  await page.waitForURL(/\/portal\/sign-in/)
  await page.getByRole('textbox').fill(client.email)
  await page.getByRole('main').getByRole('button').first().click()
  await page.waitForURL(/sent=1/)
  const mail = await waitForMail(client.email)
  const link = /https?:\/\/\S+\/portal\/enter\/[\w-]{43}/.exec(mail.text ?? '')?.[0] ?? ''
  await page.goto(link)
  await expect(page).toHaveURL(/\/portal\/enter\//)
  await page.getByRole('main').getByRole('button').first().click()
  await page.waitForURL(/\/portal\/invoices/)
  const second = await freshPage(browser)
  await second.goto(link)
  await expect(second.getByRole('button', { name: 'Send me a new link' })).toBeVisible()
})
