import { expect, test, type APIRequestContext, type Browser } from '@playwright/test'

import type { Quote } from '../../src/records.ts'
import { expectNoViolations } from './support/axe.ts'
import { asStaff, freshPage, linkIn, newClient, sendQuote } from './support/business.ts'
import { signInToAdmin, waitForMail } from './support/site.ts'

const open = async (request: APIRequestContext, locale: 'en' | 'es') => {
  const business = await asStaff(request)
  const client = await newClient(business, { name: 'Ana Belmonte', locale })
  return { business, client, quote: await sendQuote(business, client) }
}

const phone = async (browser: Browser, javaScriptEnabled: boolean) =>
  freshPage(browser, { viewport: { width: 390, height: 844 }, locale: 'es-ES', javaScriptEnabled })

test('a quote is accepted on a phone, in Spanish and without JavaScript, and becomes an invoice in the admin', async ({
  page,
  browser,
  request,
}) => {
  const { business, client, quote } = await open(request, 'es')
  expect(quote.mail.subject).toMatch(/^Presupuesto Q-\d{4}-\d{4} de .+: 142,97\s€, válido hasta el /)
  const reader = await phone(browser, false)
  await reader.goto(quote.link)
  await reader.getByRole('button', { name: 'Abrir el documento' }).click()
  await reader.waitForURL(`**/portal/quotes/${quote.id}`)
  const main = reader.getByRole('main')
  await expect(main).toContainText('142,97 €')

  // It waits among what needs attention, and in a list of its own.
  await reader.goto('/portal')
  await expect(reader.getByRole('region', { name: 'Requiere su atención' }).or(main)).toContainText(quote.number)
  await reader.getByRole('link', { name: 'Presupuestos' }).click()
  await reader.getByRole('link', { name: 'Por responder' }).click()
  await main.getByRole('link', { name: quote.number }).click()

  // An empty name is no yes; a name is.
  await reader.getByLabel('Su nombre completo').fill('   ')
  await reader.getByRole('button', { name: 'Aceptar presupuesto' }).click()
  await expect(reader.getByRole('alert')).toContainText('Para aceptar, escriba su nombre.')
  await reader.getByLabel('Su nombre completo').fill('Ana Belmonte')
  await reader.getByRole('button', { name: 'Aceptar presupuesto' }).click()
  await expect(reader.getByRole('status').first()).toContainText('Ha aceptado este presupuesto.')
  await expect(main).toContainText('Aceptado por Ana Belmonte')
  await expect(reader.getByRole('button', { name: 'Aceptar presupuesto' })).toHaveCount(0)
  const confirmation = await waitForMail(client.email, ({ subject }) => subject.includes('Ha aceptado'))
  expect(confirmation.subject).toContain(quote.number)

  // Staff sees it and makes an invoice of it with one click.
  await signInToAdmin(page)
  await page.goto(`/admin/collections/quotes/${quote.id}`)
  const panel = page.locator('.cp-panel')
  await expect(panel).toContainText('Ana Belmonte')
  await expectNoViolations(page, 'the panel of a quote', '.cp-panel')
  await page.getByRole('button', { name: 'Make an invoice of it' }).click()
  await page.waitForURL(/\/collections\/invoices\/\d+/)
  await expect(panel).toContainText(quote.number)
  await expect(panel).toContainText('€142.97')
  const kept = await business.read<Quote>(`/quotes/${quote.id}?depth=0`)
  expect(kept).toMatchObject({ status: 'converted', acceptedName: 'Ana Belmonte', acceptedEmail: client.email })
  await reader.context().close()
})

test('a quote is declined with a reason; a newer one takes its place', async ({ page, browser, request }) => {
  const { business, client, quote } = await open(request, 'en')
  const reader = await freshPage(browser)
  await reader.goto(quote.link)
  await reader.waitForURL(`**/portal/quotes/${quote.id}`)
  await expectNoViolations(reader, 'a quote to answer')
  await reader.getByText('Decline instead').click()
  await reader.getByLabel('Why? (optional)').fill('Too much at once.')
  await expectNoViolations(reader, 'declining')
  await reader.getByRole('button', { name: 'Decline quote' }).click()
  await expect(reader.getByRole('status').first()).toContainText('You have declined this quote.')
  await expect(reader.getByRole('link', { name: 'Ask for a new one' })).toBeVisible()

  // Staff reads why, and offers something else.
  await signInToAdmin(page)
  await page.goto('/admin/collections/quotes')
  await expect(page.locator('.cp-pill', { hasText: 'Declined' }).first()).toBeVisible()
  await page.goto(`/admin/collections/quotes/${quote.id}`)
  await expect(page.locator('.cp-panel')).toContainText('Too much at once.')
  await page.getByRole('button', { name: 'Revise …' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Open a new draft' }).click()
  await page.waitForURL((url) => /\/quotes\/\d+/.test(url.pathname) && !url.pathname.endsWith(`/${quote.id}`))
  await page.getByRole('button', { name: 'Send …' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  const mail = await waitForMail(client.email, ({ subject }) => subject.includes(`${quote.number}/2`))
  expect(mail.subject).toContain('valid until')

  // The page that is still open says so by itself, and leads there; the list has both.
  await expect(reader.getByRole('link', { name: `Replaced by quote ${quote.number}/2` })).toBeVisible()
  await reader.goto('/portal/quotes')
  await expectNoViolations(reader, 'the list of quotes')
  await expect(reader.getByRole('listitem').filter({ hasText: `${quote.number}/2` })).toContainText('Valid until')

  // Opened by a link to something else, it asks for its own.
  await reader.getByRole('link', { name: `${quote.number}/2` }).click()
  await reader.getByRole('button', { name: 'Send me a link' }).click()
  await expect(reader.getByRole('status').first()).toContainText('A link to this quote is on its way')
  const fresh = await waitForMail(client.email, ({ subject }) => subject.startsWith('Your new link'))
  await reader.goto(linkIn(fresh))
  await reader.waitForURL(/\/portal\/quotes\/\d+$/)
  await reader.getByLabel('Your full name').fill('Ana Belmonte')
  await reader.getByRole('button', { name: 'Accept quote' }).click()
  await expect(reader.getByRole('status').first()).toContainText('You have accepted this quote.')
  const { docs } = await business.read<{ docs: Quote[] }>(`/quotes?where[client][equals]=${client.id}&depth=0&sort=id`)
  expect(docs.map(({ status }) => status)).toEqual(['declined', 'accepted'])
  await reader.context().close()
})
