import { expect, test, type APIRequestContext, type Page } from '@playwright/test'

import { expectNoViolations } from './support/axe.ts'
import { asStaff, freshPage, newClient, sendInvoice, sendQuote } from './support/business.ts'
import { expectGoodLayout } from './support/layout.ts'
import { site } from './support/site.ts'

const words = 'Rechtsschutzversicherungsgesellschaften: Erscheinungsbild, dreisprachig, einschließlich Druckvorstufe'

/** A client whose name, lines and amounts are as long as they get, and one who has nothing. */
const makeWorld = async (request: APIRequestContext) => {
  const business = await asStaff(request)
  const client = await newClient(business, {
    name: 'Dr. Annegret Freifrau von Schwarzenberg-Hohenlohe',
    company: 'Donaudampfschifffahrtsgesellschaft mbH & Co. KG',
  })
  const empty = await newClient(business)
  const lines = [
    { description: words, quantity: 1_234.5, unitPrice: 95_000, discountPercent: 5, taxRate: 19 },
    { description: 'Website', quantity: 12.25, unitPrice: 9_500, taxRate: 19 },
  ]
  const invoice = await sendInvoice(business, client, { lines, reference: 'Rahmenvertrag Gestaltung 4500012345' })
  const other = await sendInvoice(business, empty)
  await business.act(`/invoices/${other.id}/void`, { reason: 'Sent twice', notify: false })
  const quote = await sendQuote(business, client)
  const draft = await business.create('invoices', { client: client.id, currency: 'JPY', shared: true, lines })
  return { client, invoice, other, quote, draft }
}

// Some thirty pages, each in ten ways: longer than others where a machine is busy.
test.setTimeout(300_000)

let made: ReturnType<typeof makeWorld> | undefined
const world = (request: APIRequestContext) => (made ??= makeWorld(request))

// Each colour and each layout once with axe: what one does wrong, it does in any pair. The layout itself everywhere.
for (const [locale, colorScheme, viewport] of [
  ['de', 'light', { width: 390, height: 844 }],
  ['es', 'dark', { width: 1440, height: 900 }],
] as const) {
  test(`every page can be used by everyone, on every screen: ${locale}, ${colorScheme}`, async ({
    browser,
    request,
  }) => {
    const { invoice, other, quote, draft } = await world(request)
    const visitor = async () => {
      // A phone's browser, so that what is pressed with a finger is measured.
      const page = await freshPage(browser, {
        colorScheme,
        viewport,
        isMobile: true,
        hasTouch: true,
        reducedMotion: 'reduce',
      })
      await page.context().addCookies([{ name: 'cp-language', value: locale, url: site.url }])
      return page
    }
    const look = async (page: Page, where: string) => {
      await expect(page.locator('html'), where).toHaveAttribute('lang', locale)
      await expectNoViolations(page, where)
      await expectGoodLayout(page, where)
      await page.setViewportSize(viewport)
    }
    const visit = async (page: Page, path: string) => {
      await page.goto(path)
      await look(page, path)
    }

    const out = await visitor()
    await visit(out, '/portal/sign-in')
    await visit(out, '/portal/sign-in?sent=1')
    await visit(out, '/portal/sign-in?out=1')
    await visit(out, '/portal/sign-in?error=too-many-requests')
    await visit(out, `/portal/enter/${'A'.repeat(43)}`)

    const page = await visitor()
    await page.goto(invoice.link)
    await page.waitForURL(/\/portal\/invoices\//)
    const asked = await page.request.post('/api/client-portal/tickets', {
      headers: { accept: 'application/json', origin: site.url },
      multipart: {
        subject: `${words} (${locale})`,
        message: `${words}\n\nhttps://intranet.client.test/${'kostenstelle/'.repeat(8)}`,
        invoice: String(invoice.id),
        files: { name: `${'Kostenstellen-'.repeat(6)}2026.txt`, mimeType: 'text/plain', buffer: Buffer.from('4711') },
      },
    })
    const { ticket } = (await asked.json()) as { ticket: { id: number } }
    for (const path of [
      '/portal',
      '/portal/account',
      '/portal/invoices',
      '/portal/invoices?q=nothing-like-this',
      '/portal/invoices?status=overdue&year=1999',
      `/portal/invoices/${invoice.id}`,
      `/portal/invoices/${draft.id}`,
      '/portal/quotes',
      '/portal/quotes?status=closed',
      `/portal/quotes/${quote.id}`,
      '/portal/support',
      '/portal/support?new=1&error=no-subject',
      `/portal/support/${ticket.id}`,
      '/portal/details',
      '/portal/details?saved=1',
      '/portal/details?error=bad-details&field=name',
      '/portal/nowhere',
    ]) {
      await visit(page, path)
    }

    await page.goto(quote.link)
    await page.waitForURL(/\/portal\/quotes\//)
    await page.locator('.answer-decline summary').click()
    await look(page, 'a quote to answer')

    // Another client's link in this browser asks first.
    await page.goto(other.link)
    const change = page.getByRole('main').getByRole('button').first()
    await expect(change).toBeVisible()
    await look(page, 'a link while another client is signed in')
    await change.click()
    await page.waitForURL(/\/portal\/invoices\//)
    await look(page, 'a void invoice')
    await visit(page, '/portal')
  })
}
