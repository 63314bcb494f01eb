import { expect, test } from '@playwright/test'

import { expectNoViolations } from './support/axe.ts'
import { asStaff, freshPage, newClient, sendInvoice, sendQuote } from './support/business.ts'

// Each colour and each layout once: what one does wrong, it does in any pair.
for (const [colorScheme, viewport] of [
  ['light', { width: 390, height: 844 }],
  ['dark', { width: 1440, height: 900 }],
] as const) {
  test(`every page can be used by everyone: ${colorScheme}, ${viewport.width} pixels`, async ({ browser, request }) => {
    const business = await asStaff(request)
    const client = await newClient(business)
    const empty = await newClient(business)
    const invoice = await sendInvoice(business, client)
    const other = await sendInvoice(business, empty)
    const quote = await sendQuote(business, client)
    const shared = await business.create('invoices', {
      client: client.id,
      currency: 'EUR',
      shared: true,
      lines: [{ description: 'A draft', quantity: 1, unitPrice: 100, taxRate: 0 }],
    })
    const options = { colorScheme, viewport, reducedMotion: 'reduce' } as const

    const out = await freshPage(browser, options)
    for (const path of [
      '/portal/sign-in',
      '/portal/sign-in?sent=1',
      '/portal/sign-in?out=1',
      '/portal/sign-in?error=too-many-requests',
    ]) {
      await out.goto(path)
      await expectNoViolations(out, path)
    }
    await out.goto(`/portal/enter/${'A'.repeat(43)}`)
    await expectNoViolations(out, 'a link that is unusable')

    const page = await freshPage(browser, options)
    await page.goto(invoice.link)
    await page.waitForURL(/\/portal\/invoices\//)
    const paths = [
      '/portal',
      '/portal/invoices',
      '/portal/invoices?q=nothing-like-this',
      '/portal/invoices?status=overdue&year=1999',
      `/portal/invoices/${invoice.id}`,
      `/portal/invoices/${shared.id}`,
      '/portal/quotes',
      '/portal/quotes?status=closed',
      `/portal/quotes/${quote.id}`,
      '/portal/details',
      '/portal/details?saved=1',
      '/portal/details?error=bad-details&field=name',
      '/portal/nowhere',
    ]
    for (const path of paths) {
      await page.goto(path)
      await expectNoViolations(page, path)
    }

    await page.goto(quote.link)
    await expect(page.getByRole('button', { name: 'Accept quote' })).toBeVisible()
    await page.getByText('Decline instead').click()
    await expectNoViolations(page, 'a quote to answer')

    // Another client's link in this browser asks first.
    await page.goto(other.link)
    await expect(page.getByRole('main').getByRole('button').first()).toBeVisible()
    await expectNoViolations(page, 'a link while another client is signed in')
    await page.getByRole('main').getByRole('button').first().click()
    await page.waitForURL(/\/portal\/invoices\//)
    await business.act(`/invoices/${other.id}/void`, { reason: 'Sent twice', notify: false })
    for (const path of [`/portal/invoices/${other.id}`, '/portal']) {
      await page.goto(path)
      await expectNoViolations(page, `${path} with a void invoice`)
    }
  })
}
