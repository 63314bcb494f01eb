import { execFileSync } from 'node:child_process'

import { expect, test, type Page } from '@playwright/test'

import { expectNoViolations } from './support/axe.ts'
import { asStaff, freshPage, linkIn, newClient, sendInvoice, type Business } from './support/business.ts'
import { signInToAdmin, waitForMail } from './support/site.ts'

const namesIn = (file: string): string[] =>
  execFileSync('unzip', ['-Z1', file], { maxBuffer: 10_000_000 }).toString().trim().split('\n')

const downloadOf = async (page: Page, begin?: () => Promise<unknown>): Promise<string[]> => {
  const press = () => page.getByRole('button', { name: /Download all|Descargar todo/ }).click()
  const [download] = await Promise.all([page.waitForEvent('download'), (begin ?? press)()])
  const file = await download.path()
  expect(execFileSync('unzip', ['-tqq', file]).toString()).toBe('')
  return namesIn(file)
}

/** A client with this many issued invoices, and a link that signs them in. */
const clientWith = async (business: Business, count: number, locale: 'en' | 'es') => {
  const client = await newClient(business, { locale, name: 'Ana Torres' })
  const first = await sendInvoice(business, client)
  for (let n = 1; n < count; n += 1) {
    const draft = await business.create('invoices', {
      client: client.id,
      currency: 'EUR',
      lines: [{ description: 'Design', quantity: n, unitPrice: 12_345, taxRate: 21, taxCategory: 'standard' }],
    })
    await business.act(`/invoices/${draft.id}/send`)
  }
  const payment = { client: client.id, invoice: first.id, amount: 5_000, currency: 'EUR', method: 'bank-transfer' }
  await business.create('payments', payment)
  return first
}

const signIn = async (page: Page, { link, id }: { link: string; id: number }, path: string) => {
  await page.goto(link)
  await page.waitForURL(`**/portal/invoices/${id}`)
  await page.goto(path)
}

test('a year’s documents come down as one archive: ticked one by one, a page at once, or all that match', async ({
  browser,
  request,
}) => {
  const invoice = await clientWith(await asStaff(request), 28, 'en')
  const page = await freshPage(browser, { viewport: { width: 1440, height: 900 } })
  await signIn(page, invoice, '/portal/invoices')
  const bar = page.locator('.selection')
  await expect(bar).toBeHidden()

  const boxes = page.locator('input[name=invoice]')
  await boxes.nth(0).check()
  await expect(bar).toBeVisible()
  await expect(bar.getByText('1 document', { exact: true })).toBeVisible()
  await boxes.nth(1).check()
  await expect(bar.getByText('2 documents', { exact: true })).toBeVisible()
  const two = await downloadOf(page)
  expect(two).toHaveLength(3)
  expect(two.at(-1)).toBe('index.csv')
  await expect(bar.getByText('Your download has started.')).toBeVisible()

  await page.getByLabel('Select all').check()
  await expect(bar.getByText(/^All 28 in this selection$/)).toBeVisible()
  await expect(boxes.nth(20)).toBeChecked()
  await boxes.nth(3).uncheck()
  await expect(bar.getByText('24 documents', { exact: true })).toBeVisible()
  await bar.getByRole('button', { name: 'Clear selection' }).click()
  await expect(bar).toBeHidden()

  const year = new Date().toLocaleDateString('en', { year: 'numeric', timeZone: 'Europe/Madrid' })
  await page.getByLabel('Year').selectOption(year)
  await page.getByRole('button', { name: 'Filter' }).click()
  await page.waitForURL(`**/portal/invoices?*year=${year}*`)
  await page.getByLabel('Select all').check()
  const whole = await downloadOf(page)
  expect(whole.filter((name) => name.startsWith(`${year}/`))).toHaveLength(28)
  expect(whole.slice(-2)).toEqual(['index.csv', 'Statement of account.pdf'])
})

test('sin JavaScript y en un teléfono se elige todo un año y se descarga, y el extracto cuadra', async ({
  browser,
  request,
}) => {
  const invoice = await clientWith(await asStaff(request), 3, 'es')
  const withScript = await freshPage(browser, { viewport: { width: 390, height: 844 } })
  await signIn(withScript, invoice, '/portal/invoices')
  const plain = await browser.newContext({
    baseURL: new URL(withScript.url()).origin,
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
    storageState: await withScript.context().storageState(),
  })
  const page = await plain.newPage()
  await page.goto('/portal/invoices')
  await page.getByLabel('Seleccionar todo').check()
  const names = await downloadOf(page)
  expect(names).toContain('indice.csv')
  expect(names).toContain('Extracto de cuenta.pdf')

  await page.goto('/portal')
  await page.getByRole('link', { name: 'Extracto de cuenta' }).click()
  await page.getByLabel('Año').selectOption('all')
  await page.getByRole('button', { name: 'Ver' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Extracto de cuenta' })).toBeVisible()
  const closing = await page.locator('.account-figure').first().textContent()
  await expect(page.locator('.entry-sum').last().locator('.entry-balance')).toContainText(closing?.trim() ?? '—')
})

test('staff takes a client’s documents down, mails the client a link that does it for them, and those of a list', async ({
  browser,
  page,
  request,
}) => {
  const business = await asStaff(request)
  const client = await newClient(business, { name: 'Ada Lovelace' })
  const [first, second] = [await sendInvoice(business, client), await sendInvoice(business, client)]
  const year = new Date().toLocaleDateString('en', { year: 'numeric', timeZone: 'Europe/Madrid' })
  await signInToAdmin(page)
  await page.goto(`/admin/collections/clients/${client.id}`)
  const part = page.getByRole('region', { name: 'Download documents' })
  await part.getByLabel('Period').selectOption(year)
  const whole = await downloadOf(page, () => part.getByRole('button', { name: 'Download PDFs' }).click())
  expect(whole).toEqual([
    `${year}/${first.number} Ada Lovelace.pdf`,
    `${year}/${second.number} Ada Lovelace.pdf`,
    'index.csv',
    'Statement of account.pdf',
  ])

  await part.getByRole('button', { name: 'Send download link …' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('Period')).toHaveValue(year)
  await dialog.getByRole('button', { name: 'Send link' }).click()
  await expect(dialog).toBeHidden()
  const subject = `All your documents of ${year} from Estudio Lumen`
  await expect(page.getByRole('link', { name: subject }).first()).toBeVisible()
  const mail = await waitForMail(client.email, (each) => each.subject === subject)

  const portal = await freshPage(browser)
  const downloads: string[] = []
  portal.on('download', (download) => downloads.push(download.url()))
  const fromLink = await downloadOf(portal, () => portal.goto(linkIn(mail)))
  expect(fromLink).toEqual(whole)
  await expect(portal).toHaveURL(`/portal/invoices?year=${year}`)
  await expect(portal.getByLabel('Select all')).toBeChecked()
  await expect(portal.locator('.selection').getByText('Your download has started.')).toBeVisible()
  // The button serves again after a moment; the page by itself does not.
  await expect(portal.locator('.selection [aria-busy]')).toHaveCount(0)
  expect(await downloadOf(portal)).toEqual(whole)
  await portal.reload()
  await expect(portal.getByRole('heading', { name: 'Invoices' })).toBeVisible()
  expect(downloads).toHaveLength(2)

  const plain = await browser.newContext({
    baseURL: new URL(portal.url()).origin,
    javaScriptEnabled: false,
    storageState: await portal.context().storageState(),
  })
  const quiet = await plain.newPage()
  await quiet.goto(`/portal/invoices?year=${year}&download=1`)
  expect(await downloadOf(quiet)).toEqual(whole)

  const list = `/admin/collections/invoices?where[or][0][and][0][client][equals]=${client.id}`
  await page.goto(list)
  await page.locator('.table tbody tr', { hasText: second.number }).locator('.cell-_select input').check()
  const one = await downloadOf(page, () =>
    page.getByRole('button', { name: 'Download PDFs of the selection (1)' }).click(),
  )
  expect(one).toEqual([`Ada Lovelace/${year}/${second.number}.pdf`, 'index.csv'])
  await page.goto(list)
  const all = await downloadOf(page, () => page.getByRole('button', { name: 'Download PDFs of this list' }).click())
  expect(all).toEqual([
    `Ada Lovelace/${year}/${first.number}.pdf`,
    `Ada Lovelace/${year}/${second.number}.pdf`,
    'index.csv',
  ])

  const draft = await business.create('invoices', {
    client: client.id,
    currency: 'EUR',
    lines: [{ description: 'Later', quantity: 1, unitPrice: 100, taxRate: 21, taxCategory: 'standard' }],
  })
  await page.goto(`/admin/collections/invoices?where[or][0][and][0][id][equals]=${draft.id}`)
  await page.getByRole('button', { name: 'Download PDFs of this list' }).click()
  await expect(page.getByText('There is no issued document in this selection.')).toBeVisible()
})

test('the list with its boxes and the statement of account can be used by everyone', async ({ browser, request }) => {
  const invoice = await clientWith(await asStaff(request), 3, 'en')
  for (const [colorScheme, width] of [
    ['light', 390],
    ['dark', 1440],
  ] as const) {
    const page = await freshPage(browser, { colorScheme, viewport: { width, height: 900 }, reducedMotion: 'reduce' })
    await signIn(page, invoice, '/portal/invoices')
    await page.locator('input[name=invoice]').first().check()
    await expectNoViolations(page, `the list with a selection, ${width}`)
    await page.goto('/portal/account')
    await expectNoViolations(page, `the statement of account, ${width}`)
  }
})
