import { expect, type Browser, type BrowserContextOptions, type Locator, type Page } from '@playwright/test'

import type { Payment } from '../../../src/records.ts'
import { freshPage, newClient, sendInvoice, type Business, type SentInvoice } from './business.ts'

/** A client of their own on the page of an invoice over 142.97 €. */
export const onInvoice = async (
  business: Business,
  browser: Browser,
  { locale = 'en', ...options }: Omit<BrowserContextOptions, 'locale'> & { locale?: 'en' | 'es' } = {},
) => {
  const client = await newClient(business, { locale })
  const invoice = await sendInvoice(business, client)
  const page = await freshPage(browser, { locale: locale === 'es' ? 'es-ES' : 'en-GB', ...options })
  await page.goto(invoice.link)
  await page.waitForURL(`**/portal/invoices/${invoice.id}`)
  return { client, invoice, page }
}

export const dialogOn = (page: Page): Locator => page.getByRole('dialog')

/** The button that pays, whatever amount stands on it. */
export const payButton = (page: Page): Locator => dialogOn(page).getByRole('button', { name: /^(Pay|Pagar) \D?\d/ })

/** Opens the window by the page's first *Pay now* and waits for Stripe's form. */
export const openWindow = async (page: Page): Promise<void> => {
  await page
    .getByRole('link', { name: /^(Pay now|Pagar ahora)/ })
    .first()
    .click()
  await expect(payButton(page)).toBeEnabled()
}

/** Fills Stripe's form, which is a page of its own inside the window. */
export const fillCard = async (page: Page, number: string): Promise<void> => {
  const form = dialogOn(page).frameLocator('iframe')
  await form.locator('#number').fill(number)
  await form.locator('#expiry').fill('12/34')
  await form.locator('#cvc').fill('123')
  await form.locator('#postalCode').fill('28001')
}

export const payByCard = async (page: Page, number: string): Promise<void> => {
  await fillCard(page, number)
  await payButton(page).click()
}

/** Answers what the bank asks in its dialog over the page. */
export const answerBank = async (page: Page, answer: 'Complete' | 'Fail'): Promise<void> => {
  await page.frameLocator('iframe[name=__privateStripeFrameChallenge]').getByRole('button', { name: answer }).click()
}

/** The ledger's rows of an invoice that are more than an offer. */
export const paymentsOf = async (business: Business, { id }: SentInvoice): Promise<Payment[]> => {
  const { docs } = await business.read<{ docs: Payment[] }>(
    `/payments?depth=0&sort=id&where[invoice][equals]=${id}&where[status][not_in]=pending,failed`,
  )
  return docs
}
