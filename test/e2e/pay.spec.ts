import { expect, type Request } from '@playwright/test'

import type { Invoice } from '../../src/records.ts'
import { asStaff, freshPage, newClient, sendInvoice } from './support/business.ts'
import {
  answerBank,
  dialogOn,
  fillCard,
  onInvoice,
  openWindow,
  payButton,
  payByCard,
  paymentsOf,
} from './support/payWindow.ts'
import { test } from './support/settings.ts'
import { site, staff, waitForMail } from './support/site.ts'
import { stripe, testCards } from './support/stripe.ts'

test('an invoice is paid by card without leaving its page, and every page and the admin say so', async ({
  browser,
  request,
}) => {
  const business = await asStaff(request)
  const { client, invoice, page } = await onInvoice(business, browser)
  const other = await page.context().newPage()
  await other.goto('/portal')
  await openWindow(page)
  const dialog = dialogOn(page)
  await expect(dialog).toContainText('Estudio Lumen')
  await expect(dialog).toContainText(invoice.number)
  await expect(payButton(page)).toHaveText('Pay €142.97')
  await payByCard(page, testCards.good)

  await expect(dialog.getByRole('heading', { name: 'Paid. Thank you.' })).toBeVisible()
  await expect(page.getByText(/^Paid on /).first()).toBeVisible()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Pay now' })).toHaveCount(0)
  await expect(other.getByText('You owe nothing. Thank you.')).toBeVisible()
  expect((await business.read<Invoice>(`/invoices/${invoice.id}?depth=0`)).status).toBe('paid')
  expect(await paymentsOf(business, invoice)).toMatchObject([{ amount: 14_297, status: 'succeeded', method: 'stripe' }])
  await waitForMail(client.email, ({ subject }) => subject.includes(invoice.number) && !subject.startsWith('Invoice'))
})

test('a declined card charges nothing, says why, and another card pays in the same window', async ({
  browser,
  request,
}) => {
  const business = await asStaff(request)
  const { invoice, page } = await onInvoice(business, browser)
  await openWindow(page)
  await payByCard(page, testCards.insufficientFunds)
  const dialog = dialogOn(page)
  await expect(dialog).toContainText('The payment did not go through')
  await expect(dialog).toContainText('Your card has insufficient funds.')
  await expect(dialog).toContainText('Nothing was charged.')
  expect(await paymentsOf(business, invoice)).toEqual([])
  await payByCard(page, testCards.good)
  await expect(dialog).toContainText('Paid. Thank you.')
  expect(await paymentsOf(business, invoice)).toHaveLength(1)
})

test('the bank asks who is paying: refused it charges nothing, confirmed it pays', async ({ browser, request }) => {
  const business = await asStaff(request)
  const { invoice, page } = await onInvoice(business, browser)
  await openWindow(page)
  await payByCard(page, testCards.asksBank)
  await answerBank(page, 'Fail')
  const dialog = dialogOn(page)
  await expect(dialog).toContainText('The payment did not go through')
  await payButton(page).click()
  await expect(page.locator('iframe[name=__privateStripeFrameChallenge]')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog.getByRole('button', { name: 'Close' })).toBeDisabled()
  await answerBank(page, 'Complete')
  await expect(dialog).toContainText('Paid. Thank you.')
  expect(await paymentsOf(business, invoice)).toHaveLength(1)
})

test('a part is paid, then the rest', async ({ browser, request }) => {
  const business = await asStaff(request)
  const { invoice, page } = await onInvoice(business, browser)
  await openWindow(page)
  const dialog = dialogOn(page)
  await dialog.getByRole('button', { name: 'Pay another amount' }).click()
  const amount = dialog.getByLabel('Amount to pay now')
  await expect(amount).toBeFocused()
  const go = dialog.getByRole('button', { name: 'Continue' })
  for (const [text, problem] of [
    ['', 'Enter an amount such as 50.00.'],
    ['1,2,3', 'Enter an amount such as 50.00.'],
    ['142.98', 'That is more than what is due: €142.97.'],
  ] as const) {
    await amount.fill(text)
    await go.click()
    await expect(dialog).toContainText(problem)
  }
  await amount.fill('€ 42.97')
  await go.click()
  await expect(payButton(page)).toHaveText('Pay €42.97')
  await expect(payButton(page)).toBeEnabled()
  await payByCard(page, testCards.good)
  await expect(dialog).toContainText('€42.97 received. Thank you.')
  await expect(dialog).toContainText('€100.00 of this invoice is still to pay.')
  await expect(page.getByText('€42.97 already paid')).toBeVisible()

  await dialog.getByRole('button', { name: 'Pay the rest' }).click()
  await expect(payButton(page)).toHaveText('Pay €100.00')
  await expect(payButton(page)).toBeEnabled()
  await payByCard(page, testCards.good)
  await expect(dialog).toContainText('Paid. Thank you.')
  expect((await paymentsOf(business, invoice)).map((payment) => payment.amount)).toEqual([4297, 10_000])
})

test('a slow bank: no second payment is offered anywhere, and the page tells when the money came', async ({
  browser,
  request,
}) => {
  const business = await asStaff(request)
  const { invoice, page } = await onInvoice(business, browser)
  await openWindow(page)
  await payByCard(page, testCards.waits)
  const dialog = dialogOn(page)
  await expect(dialog).toContainText('Your bank is working on it')
  await expect(dialog.getByRole('button')).toHaveText(['', 'Done'])
  await dialog.getByRole('button', { name: 'Done' }).click()
  for (const path of ['/portal', '/portal/invoices', `/portal/invoices/${invoice.id}?pay=1`]) {
    await page.goto(path)
    await expect(page.getByText('Payment being processed').first()).toBeVisible()
    await expect(page.getByRole('link', { name: /Pay now/ })).toHaveCount(0)
  }
  await expect(dialog).toHaveCount(0)
  const again = await page.request.post(`/api/client-portal/invoices/${invoice.id}/pay`, {
    headers: { Origin: site.url },
    data: {},
  })
  expect(again.status()).toBe(409)

  const [payment] = await paymentsOf(business, invoice)
  await stripe.settle(payment!.stripePaymentIntent!)
  await expect(page.getByText(/^Paid on /).first()).toBeVisible()
})

test('two tabs open the window, both press the button, and the money moves once', async ({ browser, request }) => {
  const business = await asStaff(request)
  const { invoice, page } = await onInvoice(business, browser)
  const second = await page.context().newPage()
  await second.goto('/portal/invoices')
  for (const tab of [page, second]) {
    await openWindow(tab)
    await fillCard(tab, testCards.good)
  }
  // At once, and without a second look: the first to pay takes the other's button away.
  await Promise.all([page, second].map((tab) => payButton(tab).evaluate((button: HTMLButtonElement) => button.click())))
  for (const tab of [page, second]) {
    await expect(dialogOn(tab)).toContainText(/Paid\. Thank you\.|Nothing left to pay/)
  }
  expect((await paymentsOf(business, invoice)).map((payment) => payment.amount)).toEqual([14_297])
})

test('a window left open in another tab notices that the invoice was paid', async ({ browser, request }) => {
  const business = await asStaff(request)
  const { page } = await onInvoice(business, browser)
  const second = await page.context().newPage()
  await second.goto(page.url())
  await openWindow(second)
  await openWindow(page)
  await payByCard(page, testCards.good)
  await expect(dialogOn(page)).toContainText('Paid. Thank you.')
  await expect(dialogOn(second)).toContainText('Nothing left to pay')
})

test('the keyboard alone pays, stays in the window, and goes back to where it was', async ({ browser, request }) => {
  const business = await asStaff(request)
  const { page } = await onInvoice(business, browser)
  const link = page.getByRole('link', { name: 'Pay now' })
  const dialog = dialogOn(page)
  const inDialog = () => page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null)
  await link.focus()
  await page.keyboard.press('Enter')
  await expect(payButton(page)).toBeEnabled()
  await expect.poll(inDialog).toBe(true)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(link).toBeFocused()

  await page.keyboard.press('Enter')
  await expect(payButton(page)).toBeEnabled()
  // Once around: the frame's own fields included, nothing of the page behind is reached.
  for (let step = 0; step < 16; step += 1) {
    await page.keyboard.press('Tab')
    await expect.poll(inDialog).toBe(true)
  }
  for (let step = 0; step < 20; step += 1) {
    await page.keyboard.press('Shift+Tab')
    await expect.poll(inDialog).toBe(true)
  }
  await dialog.frameLocator('iframe').locator('#number').focus()
  for (const text of ['4242424242424242', '1234', '123']) {
    await page.keyboard.type(text)
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Tab')
  await page.keyboard.type('28001')
  await payButton(page).focus()
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('heading', { name: 'Paid. Thank you.' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(dialog.getByRole('button', { name: 'Done' })).toBeFocused()
  await page.keyboard.press('Enter')
  // The link is gone with the debt: the page's content takes the focus.
  await expect(page.getByRole('main')).toBeFocused()
})

test('en el teléfono y en español se paga con el pulgar', async ({ browser, request }) => {
  const business = await asStaff(request)
  const { invoice, page } = await onInvoice(business, browser, {
    locale: 'es',
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    colorScheme: 'dark',
  })
  await page.goto('/portal')
  await openWindow(page)
  const dialog = dialogOn(page)
  await expect(dialog).toContainText(`Pagar la factura ${invoice.number}`)
  await expect(dialog.frameLocator('iframe').getByText('Número de tarjeta')).toBeVisible()
  await expect(payButton(page)).toHaveText(/^Pagar 142,97\s€$/)
  await expect(payButton(page)).toBeInViewport()
  for (const button of await dialog.getByRole('button').all()) {
    const box = await button.boundingBox()
    expect(Math.min(box!.width, box!.height)).toBeGreaterThanOrEqual(44)
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  await payByCard(page, testCards.declined)
  await expect(dialog).toContainText('El pago no se ha realizado')
  await expect(dialog).toContainText('Su tarjeta ha sido rechazada.')
  await payByCard(page, testCards.good)
  await expect(dialog).toContainText('Pagada. Gracias.')
  await dialog.getByRole('button', { name: 'Listo' }).click()
  await expect(page.getByText('No debe nada. Gracias.')).toBeVisible()
})

test('the connection breaks before the money moved: it is looked up first, then paid', async ({ browser, request }) => {
  const business = await asStaff(request)
  const { invoice, page } = await onInvoice(business, browser)
  await openWindow(page)
  const dialog = dialogOn(page)
  await page.route('**/confirm', (route) => route.abort())
  await payByCard(page, testCards.good)
  await expect(dialog).toContainText('The connection was lost')
  await expect(payButton(page)).toHaveCount(0)
  await page.route('**/pay/sync', (route) => route.abort())
  await dialog.getByRole('button', { name: 'Check again' }).click()
  await expect(dialog).toContainText('Still no connection.')
  await page.unroute('**/pay/sync')
  await page.unroute('**/confirm')
  await dialog.getByRole('button', { name: 'Check again' }).click()
  await expect(dialog).toContainText('Nothing was paid')
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await expect(payButton(page)).toBeEnabled()
  await payByCard(page, testCards.good)
  await expect(dialog).toContainText('Paid. Thank you.')
  expect(await paymentsOf(business, invoice)).toHaveLength(1)
})

test('the connection breaks after the money moved: it is found again and never paid twice', async ({
  browser,
  request,
}) => {
  const business = await asStaff(request)
  const { invoice, page } = await onInvoice(business, browser)
  await openWindow(page)
  const dialog = dialogOn(page)
  await page.route('**/confirm', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await payByCard(page, testCards.good)
  await expect(dialog).toContainText('The payment may have gone through.')
  await dialog.getByRole('button', { name: 'Check again' }).click()
  await expect(dialog).toContainText('Paid. Thank you.')
  expect(await paymentsOf(business, invoice)).toHaveLength(1)
})

test('nothing begins without a connection, and nothing was charged', async ({ browser, request }) => {
  const business = await asStaff(request)
  const { page } = await onInvoice(business, browser)
  await page.route('**/pay', (route) => route.abort())
  await page.route('**/stripe.js', (route) => route.abort())
  await page.getByRole('link', { name: 'Pay now' }).click()
  const dialog = dialogOn(page)
  await expect(dialog).toContainText('No connection')
  await page.unroute('**/pay')
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await expect(dialog).toContainText('The payment form did not load')
  await page.unroute('**/stripe.js')
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await expect(payButton(page)).toBeEnabled()
})

test('a bank’s own page sends its customer back to the invoice, which tells the outcome', async ({
  browser,
  request,
  changeSettings,
}) => {
  const business = await asStaff(request)
  await changeSettings({ allowRedirectPayments: true })
  const { invoice, page } = await onInvoice(business, browser)
  const dialog = dialogOn(page)
  for (const [button, outcome] of [
    ['Fail test payment', 'Nothing was paid'],
    ['Authorize test payment', 'Paid. Thank you.'],
  ] as const) {
    await openWindow(page)
    await dialog.frameLocator('iframe').getByLabel('iDEAL').check()
    await payButton(page).click()
    const loads: string[] = []
    const note = (request: Request) => {
      if (request.isNavigationRequest() && request.url().includes(`/portal/invoices/${invoice.id}`)) loads.push('load')
    }
    page.on('request', note)
    await page.getByRole('button', { name: button }).click()
    await page.waitForURL(`**/portal/invoices/${invoice.id}*`)
    await expect(dialog).toContainText(outcome)
    // Loaded once, and from then on drawn anew in place: the outcome stays on the screen.
    await expect(page).toHaveURL(`${site.url}/portal/invoices/${invoice.id}`)
    expect(loads).toEqual(['load'])
    page.off('request', note)
    // The secret is out of the address, also after the page was drawn anew.
    await expect(page).toHaveURL(`${site.url}/portal/invoices/${invoice.id}`)
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
  }
  await expect(page.getByText(/^Paid on /).first()).toBeVisible()
  await expect(page).toHaveURL(`${site.url}/portal/invoices/${invoice.id}`)
})

test('a link of Pay now opens the window by itself, and without JavaScript shows how else to pay', async ({
  browser,
  request,
}) => {
  const business = await asStaff(request)
  const { invoice, page } = await onInvoice(business, browser)
  await page.goto(`/portal/invoices/${invoice.id}?pay=1`)
  await expect(payButton(page)).toBeEnabled()
  await expect(page).toHaveURL(`${site.url}/portal/invoices/${invoice.id}`)

  const plain = await browser.newContext({
    baseURL: site.url,
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  })
  const without = await plain.newPage()
  await without.goto('/portal/invoices')
  await without.getByRole('link', { name: /^Pay now/ }).click()
  await expect(without.getByText(/please allow JavaScript/)).toBeVisible()
  await expect(without.getByText('ES91 2100 0418 4502 0005 1332').first()).toBeVisible()
  await expect(without.getByRole('img', { name: 'Code for your banking app' })).toBeVisible()
})

test('staff who look at the portal as a client see that only the client can pay', async ({ browser, request }) => {
  const business = await asStaff(request)
  const client = await newClient(business)
  const invoice = await sendInvoice(business, client)
  const page = await freshPage(browser)
  const { token } = (await (await request.post('/api/users/login', { data: staff() })).json()) as {
    token: string
  }
  const headers = { Authorization: `JWT ${token}`, Origin: site.url, Accept: 'application/json' }
  await page.request.post(`/api/clients/${client.id}/view-portal`, { headers })
  await page.goto(`/portal/invoices/${invoice.id}`)
  await expect(page.getByRole('button', { name: 'Pay now' })).toBeDisabled()
  await expect(page.getByText('Only the client can pay.')).toBeVisible()
  await page.goto(`/portal/invoices/${invoice.id}?pay=1`)
  await expect(dialogOn(page)).toHaveCount(0)
})
