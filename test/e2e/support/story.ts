import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'

import { expect, type Browser, type BrowserContextOptions, type Page } from '@playwright/test'

import { freshPage, linkIn } from './business.ts'
import { signInToAdmin, waitForMail } from './site.ts'

export interface Story {
  /** The language of the admin and of the client. */
  language: 'en' | 'es'
  email: string
  /** The client's browser. */
  device: BrowserContextOptions
  /** As the client reads it: 142.97 €, then 100.00 and 42.97. */
  figures: { total: string; part: string; rest: string }
  words: {
    send: RegExp
    confirmSend: string
    recordPayment: RegExp
    record: RegExp
    subject: RegExp
    paid: RegExp
    due: RegExp
    newInvoice: string
  }
}

const setAdminLanguage = async (page: Page, language: string): Promise<void> => {
  await page.context().addCookies([{ name: 'payload-lng', value: language, url: new URL(page.url()).origin }])
  await page.reload()
}

/** Saves the document and waits for the server's answer. */
const save = async (page: Page): Promise<void> => {
  const saved = page.waitForResponse(
    (response) =>
      ['POST', 'PATCH'].includes(response.request().method()) && /\/api\/(clients|invoices)/.test(response.url()),
  )
  await page.locator('#action-save').click()
  expect((await saved).ok()).toBe(true)
}

const pdfText = async (page: Page, href: string, file: string): Promise<string> => {
  const answer = await page.request.get(href)
  expect(answer.headers()['content-type']).toBe('application/pdf')
  writeFileSync(file, await answer.body())
  return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
}

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ')

/**
 * The main job, as people do it: staff writes an invoice and sends it, the client reads the mail, clicks once, is in,
 * and sees the same figures everywhere; staff records what was paid, and it is paid in both places.
 */
export const tellStory = async (page: Page, browser: Browser, story: Story, scratch: string): Promise<void> => {
  const { words, figures, email, language } = story

  // Staff: a client, and an invoice for them.
  await signInToAdmin(page)
  await setAdminLanguage(page, language)
  await page.goto('/admin/collections/clients/create')
  await page.locator('#field-name').fill('Ana Belmonte')
  await page.locator('#field-email').fill(email)
  await page.locator('#field-locale').click()
  await page.getByRole('option', { name: language === 'es' ? 'Español' : 'English' }).click()
  await save(page)
  await page.waitForURL(/\/clients\/\d+/)
  await page.getByRole('link', { name: words.newInvoice }).click()
  await page.waitForURL(/\/invoices\/create/)
  await page.locator('#field-lines .array-field__add-row').click()
  await page.locator('#field-lines__0__description').fill('Taller de marca')
  await page.locator('#field-lines__0__quantity').fill('2')
  await page.locator('#field-lines__0__unitPrice').fill(language === 'es' ? '59,08' : '59.08')
  await page.locator('#field-lines__0__unitPrice').blur()
  await page.locator('.cp-tax select, select').first().selectOption({ label: 'IVA 21 %' })
  // Totals appear as one types, before anything is saved.
  await expect(page.locator('.cp-totals')).toContainText(figures.total)
  await save(page)
  await page.waitForURL(/\/invoices\/\d+/)
  const invoiceUrl = page.url()
  const id = /\/invoices\/(\d+)/.exec(invoiceUrl)?.[1] ?? ''
  await page.getByRole('button', { name: words.send }).first().click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText(email)
  await expect(dialog).toContainText(figures.total)
  await dialog.getByRole('button', { name: words.confirmSend, exact: true }).click()
  await expect(dialog).toBeHidden()

  // The client: the mail, its one button, and the very invoice.
  const mail = await waitForMail(email, ({ subject }) => words.subject.test(subject))
  const number = /[A-Z]+-\d{4}-\d{4}/.exec(mail.subject)?.[0] ?? ''
  expect(number).not.toBe('')
  expect(plain(mail.text ?? '')).toContain(plain(figures.total))
  const client = await freshPage(browser, { ...story.device, locale: language === 'es' ? 'es-ES' : 'en-GB' })
  await client.goto(linkIn(mail))
  await client.waitForURL(`**/portal/invoices/${id}`)
  await expect(client.locator('html')).toHaveAttribute('lang', language)
  const main = client.getByRole('main')
  await expect(client.getByRole('heading', { level: 1 })).toContainText(number)
  await expect(main).toContainText(figures.total)
  const hasSidewaysScroll = await client.evaluate(() => document.documentElement.scrollWidth > innerWidth)
  expect(hasSidewaysScroll).toBe(false)

  // The same figures in the PDF, the statement and the list.
  const href = (await client.locator('a[href*="/pdf"]').first().getAttribute('href')) ?? ''
  const pdf = plain(await pdfText(client, href, `${scratch}/invoice.pdf`))
  expect(pdf).toContain(number)
  expect(pdf).toContain(plain(figures.total))
  await client.goto('/portal')
  await expect(main).toContainText(figures.total)
  await client.goto('/portal/invoices?sort=status&dir=desc')
  await expect(main).toContainText(number)
  await client.goto('/portal/invoices?status=paid')
  await expect(main).not.toContainText(number)

  // A part is paid, then the rest.
  await page.goto(invoiceUrl)
  await page.getByRole('button', { name: words.recordPayment }).click()
  await page.locator('#cp-payment-amount').fill(language === 'es' ? '100,00' : '100.00')
  await page.locator('#cp-payment-amount').blur()
  await page.getByRole('dialog').getByRole('button', { name: words.record }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await client.goto(`/portal/invoices/${id}`)
  await expect(main).toContainText(figures.rest)
  await expect(main).toContainText(figures.part)
  await page.reload()
  await page.getByRole('button', { name: words.recordPayment }).click()
  await page.getByRole('dialog').getByRole('button', { name: words.record }).click()
  await expect(page.getByRole('dialog')).toBeHidden()

  // Paid in both places.
  await page.reload()
  await expect(page.locator('.cp-panel').first()).toContainText(words.paid)
  await client.reload()
  await expect(main).toContainText(words.paid)
  await client.goto('/portal/invoices?status=paid')
  await expect(main).toContainText(number)
}
