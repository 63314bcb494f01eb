import { expect, type Page, type Request } from '@playwright/test'
import { Client } from 'pg'

import { accentScale } from '../../src/domain/accent.ts'
import { expectNoViolations } from './support/axe.ts'
import { asStaff, freshPage, newClient, sendInvoice, type Business } from './support/business.ts'
import { test } from './support/settings.ts'
import { signInToAdmin, site } from './support/site.ts'

/** `#0f766e` as browsers say it. */
const rgb = (hex: string): string =>
  `rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ')})`

const pulses = (page: Page) => page.waitForResponse(/\/api\/client-portal\/(staff-)?pulse/)

/** Opens an address and waits until the page watches. */
const open = async (page: Page, path: string): Promise<Page> => {
  const first = pulses(page)
  await page.goto(path)
  await first
  return page
}

/** The business records that a client paid, in minor units. */
const pay = (business: Business, invoice: { id: number }, amount: number) =>
  business.create('payments', { invoice: invoice.id, amount, method: 'bank-transfer' })

/** Everything a browser complains about, the policy's violations among it. */
const complaints = (page: Page): string[] => {
  const heard: string[] = []
  page.on('pageerror', (error) => heard.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') heard.push(message.text())
  })
  return heard
}

const isRefresh = (request: Request): boolean =>
  request.headers().rsc === '1' && !request.headers()['next-router-prefetch']

/** Keeps refreshed pages on their way; answers how to let them go. */
const holdRefreshes = async (page: Page, url: string): Promise<() => void> => {
  let letGo: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await page.route(url, async (route) => {
    if (isRefresh(route.request())) await held
    await route.continue()
  })
  return letGo
}

test('a payment recorded in one place shows in every open page by itself', async ({ page, browser, request }) => {
  const business = await asStaff(request)
  const client = await newClient(business)
  const invoice = await sendInvoice(business, client)
  const portal = await freshPage(browser)
  await portal.goto(invoice.link)
  await portal.waitForURL(`**/portal/invoices/${invoice.id}`)
  await open(portal, `/portal/invoices/${invoice.id}`)
  await signInToAdmin(page)
  await open(page, `/admin/collections/invoices/${invoice.id}`)
  const list = await open(await page.context().newPage(), `/admin/collections/invoices?search=${invoice.number}`)

  for (const [amount, text] of [
    [5_000, '€92.97'],
    [5_000, '€42.97'],
    [4_297, 'Paid'],
  ] as const) {
    await pay(business, invoice, amount)
    for (const place of [portal.getByRole('main'), list.locator('.table'), page.locator('.cp-panel').first()]) {
      await expect(place).toContainText(text)
    }
  }
})

test('a page that is drawn anew passes its own policy, also with another accent', async ({
  browser,
  request,
  changeSettings,
}) => {
  const business = await asStaff(request)
  const client = await newClient(business)
  const invoice = await sendInvoice(business, client)
  const page = await freshPage(browser)
  const heard = complaints(page)
  await page.goto(invoice.link)
  await page.waitForURL(`**/portal/invoices/${invoice.id}`)
  await open(page, `/portal/invoices/${invoice.id}`)
  const accent = () => page.evaluate(() => getComputedStyle(document.body).getPropertyValue('--accent'))
  const before = await accent()
  // The page comes with another nonce; its style must pass the policy it was loaded with.
  await changeSettings({ accentColor: '#7a1f5c' })
  await pay(business, invoice, 14_297)
  await expect(page.getByRole('main')).toContainText('Paid')
  await expect.poll(accent).not.toBe(before)
  expect(await accent()).not.toBe('')
  expect(heard).toEqual([])
})

test('what is typed in the settings shows in their preview at once, and to clients once it is saved', async ({
  page,
  browser,
  request,
  changeSettings,
}) => {
  const business = await asStaff(request)
  const { name, accentColor } = await business.read<{ name: string; accentColor: string }>('/globals/business-settings')
  // As they are; whatever is saved below is put back.
  await changeSettings({ name, accentColor })
  const drawn = accentScale('#e8562f', 'light')
  await signInToAdmin(page)
  await page.goto('/admin/globals/business-settings')
  const preview = page.locator('.cp-preview')
  const screen = preview.frameLocator('iframe')
  const button = screen.locator('.button-primary')
  await expect(screen.locator('.brand img')).toHaveAttribute('alt', name)

  await page.locator('#field-name').fill('Taller Norte')
  await page.locator('#field-accentColor').fill('#e8562f')
  await expect(screen.locator('.brand img')).toHaveAttribute('alt', 'Taller Norte')
  await expect(button).toHaveCSS('background-color', rgb(drawn.accent))
  await expect(preview).toContainText('Your colour was darkened to stay readable.')
  await preview.getByRole('button', { name: 'Dark' }).click()
  await expect(screen.locator('html')).toHaveCSS('background-color', /^(?:oklch\(0\.1|rgb\((?:1|2)\d, )/)
  await preview.getByRole('button', { name: 'Mail' }).click()
  await expect(screen.locator('.cp-button')).toHaveCSS('background-color', rgb(accentScale('#e8562f', 'dark').accent))
  await expectNoViolations(page, 'the preview in the settings', '.cp-preview')

  const portal = await freshPage(browser)
  await portal.goto('/portal/sign-in')
  await expect(portal.locator('.brand img')).toHaveAttribute('alt', name)
  await page.locator('#action-save').click()
  await expect(page.locator('.payload-toast-container')).toContainText(/success/i)
  await portal.reload()
  await expect(portal.locator('.brand img')).toHaveAttribute('alt', 'Taller Norte')
  await expect(portal.locator('main .button-primary')).toHaveCSS('background-color', rgb(drawn.accent))
  await expect(portal.locator('meta[name=theme-color]').first()).toHaveAttribute('content', drawn.ground)
  const icon = await portal.locator('link[rel=icon]').getAttribute('href')
  const answer = await request.get(new URL(icon ?? '', site.url).href)
  expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'image/png'])
})

test('what a client is writing stays as it is while the page around it changes', async ({ browser, request }) => {
  const business = await asStaff(request)
  const client = await newClient(business)
  const invoice = await sendInvoice(business, client)
  const page = await freshPage(browser)
  await page.goto(invoice.link)
  await page.waitForURL('**/portal/invoices/*')
  await open(page, '/portal/details')
  await page.locator('#phone').fill('+34 600 123 456')

  // While the field is being written, the page is left alone.
  const refreshes: string[] = []
  page.on('request', (each) => {
    if (isRefresh(each)) refreshes.push(each.url())
  })
  await business.change(`/clients/${client.id}`, { company: 'Hopper Ltd' })
  for (let looks = 0; looks < 2; looks += 1) await pulses(page)
  expect(refreshes).toEqual([])

  // Left for another field: the page is drawn anew around it.
  await page.locator('#address').focus()
  await expect(page.locator('#company')).toHaveValue('Hopper Ltd')
  await expect(page.locator('#phone')).toHaveValue('+34 600 123 456')
  await expect(page.locator('#address')).toBeFocused()
})

test('an open tab alone does not keep a session alive', async ({ browser, request }) => {
  const business = await asStaff(request)
  const client = await newClient(business)
  const invoice = await sendInvoice(business, client)
  const page = await freshPage(browser)
  await page.goto(invoice.link)
  await page.waitForURL('**/portal/invoices/*')
  await open(page, '/portal')
  const database = new Client({ connectionString: site.databaseUrl })
  await database.connect()
  try {
    const yesterday = new Date(Date.now() - 86_400_000)
    await database.query('update portal_sessions set last_seen_at = $1 where client_id = $2', [yesterday, client.id])
    const lastSeen = async () => {
      const { rows } = await database.query<{ last_seen_at: Date }>(
        'select last_seen_at from portal_sessions where client_id = $1',
        [client.id],
      )
      return rows.map((row) => row.last_seen_at.getTime())
    }
    await pay(business, invoice, 14_297)
    await expect(page.getByRole('main')).toContainText('You owe nothing')
    expect(await lastSeen()).toEqual([yesterday.getTime()])
    await page.reload()
    await expect.poll(async () => (await lastSeen())[0] ?? 0).toBeGreaterThan(yesterday.getTime() + 80_000_000)
  } finally {
    await database.end()
  }
})

test('unsaved edits in the admin stay, and a line says what happened meanwhile', async ({ page, request }) => {
  const business = await asStaff(request)
  const client = await newClient(business)
  await signInToAdmin(page)
  await open(page, `/admin/collections/clients/${client.id}`)
  // Payload looks itself, at the first edit, whether the document was changed before: that is another matter.
  const looked = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.locator('#field-notes').fill('Prefers to be called in the morning')
  await looked
  await business.change(`/clients/${client.id}`, { phone: '+34 911 222 333' })
  await expect(page.locator('.cp-live')).toContainText('changed in the meantime')
  await expect(page.locator('#field-notes')).toHaveValue('Prefers to be called in the morning')

  await page.locator('#action-save').click()
  await expect(page.locator('.cp-live')).toBeHidden()
  await expect(page.locator('#field-notes')).toHaveValue('Prefers to be called in the morning')
})

test('a key pressed while the page is on its way is not undone', async ({ page, request }) => {
  const business = await asStaff(request)
  const client = await newClient(business)
  await signInToAdmin(page)
  await open(page, `/admin/collections/clients/${client.id}`)

  // The refreshed page waits on its way until something has been typed.
  const letGo = await holdRefreshes(page, `**/admin/collections/clients/${client.id}*`)
  const asked = page.waitForRequest(isRefresh)
  await business.create('payments', { client: client.id, currency: 'EUR', amount: 4_321, method: 'cash' })
  await asked
  await page.locator('#field-notes').fill('Pays in cash')
  letGo()
  await expect(page.locator('.cp-figures').first()).toContainText('€43.21')
  await expect(page.locator('#field-notes')).toHaveValue('Pays in cash')
  await page.locator('#action-save').click()
  await expect
    .poll(async () => (await business.read<{ notes: string }>(`/clients/${client.id}?depth=0`)).notes)
    .toBe('Pays in cash')
})

test('a list keeps what was selected, searched and opened', async ({ page, request }) => {
  const business = await asStaff(request)
  const client = await newClient(business, { name: 'Katherine Johnson' })
  const [first, second] = [await sendInvoice(business, client), await sendInvoice(business, client)]
  await signInToAdmin(page)
  await open(page, `/admin/collections/invoices?where[or][0][and][0][client][equals]=${client.id}`)
  const row = (number: string) => page.locator('.table tbody tr', { hasText: number })
  await row(first.number).locator('.cell-_select input').check()
  await page.locator('#search-filter-input').fill('INV')
  await page.waitForURL(/search=INV/)
  await row(first.number).locator('.cell-_select input').check()

  await pay(business, second, 14_297)
  await expect(row(second.number)).toContainText('Paid')
  await expect(row(first.number).locator('.cell-_select input')).toBeChecked()
  await expect(page.locator('#search-filter-input')).toHaveValue('INV')
  expect(page.url()).toContain('search=INV')
})

test('a tick set while the list is on its way stays, and so does one from before', async ({ page, request }) => {
  const business = await asStaff(request)
  const client = await newClient(business, { name: 'Dorothy Vaughan' })
  const [first, second] = [await sendInvoice(business, client), await sendInvoice(business, client)]
  await signInToAdmin(page)
  await open(page, `/admin/collections/invoices?where[or][0][and][0][client][equals]=${client.id}`)
  const row = (number: string) => page.locator('.table tbody tr', { hasText: number })
  const tick = (number: string) => row(number).locator('.cell-_select input')
  await tick(first.number).check()

  const letGo = await holdRefreshes(page, '**/admin/collections/invoices*')
  const asked = page.waitForRequest(isRefresh)
  await pay(business, second, 14_297)
  await asked
  await tick(second.number).check()
  letGo()
  await expect(row(second.number)).toContainText('Paid')
  await expect(tick(first.number)).toBeChecked()
  await expect(tick(second.number)).toBeChecked()
})

test('what was written stays after a save that was refused, whatever happens around it', async ({ page, request }) => {
  const business = await asStaff(request)
  const client = await newClient(business)
  await signInToAdmin(page)
  await open(page, `/admin/collections/clients/${client.id}`)
  await page.locator('#field-notes').fill('Prefers to be called in the morning')
  await page.locator('#field-email').fill('nobody')
  const refused = page.waitForResponse((response) => response.request().method() === 'PATCH')
  await page.locator('#action-save').click()
  expect((await refused).status()).toBe(400)

  await business.create('payments', { client: client.id, currency: 'EUR', amount: 4_321, method: 'cash' })
  for (let looks = 0; looks < 3; looks += 1) await pulses(page)
  await expect(page.locator('#field-notes')).toHaveValue('Prefers to be called in the morning')
  await expect(page.locator('#field-email')).toHaveValue('nobody')
  await page.locator('#field-email').fill(client.email)
  await page.locator('#action-save').click()
  await expect(page.locator('.cp-figures').first()).toContainText('€43.21')
  await expect(page.locator('#field-notes')).toHaveValue('Prefers to be called in the morning')
})

test('a logo that was stored is no change of somebody else’s at the next edit', async ({ page, changeSettings }) => {
  await changeSettings({ footer: 'Thank you' })
  await signInToAdmin(page)
  await page.goto('/admin/globals/business-settings')
  await page.locator('.tabs-field__tab-button').first().click()
  const logo = page.locator('.cp-field-logo')
  const image = await page.request.get((await logo.locator('img').getAttribute('src')) ?? '')
  await logo
    .locator('input[type=file]')
    .setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: await image.body() })
  await expect(page.getByText('The logo is saved.')).toBeVisible()

  // Payload looks at the first edit whether the document was changed before.
  const looked = page.waitForResponse((response) => 'next-action' in response.request().headers())
  await page.locator('#field-footer').fill('Thank you for your trust')
  await looked
  await page.locator('#action-save').click()
  await expect(page.getByText('Updated successfully')).toBeVisible()
  await expect(page.locator('.document-stale-data')).toHaveCount(0)
})
