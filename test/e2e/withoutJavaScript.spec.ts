import { expect, test } from '@playwright/test'

import { asStaff, freshPage, newClient, sendInvoice } from './support/business.ts'
import { waitForMail } from './support/site.ts'

test('every page and form of the portal works without JavaScript', async ({ browser, request }) => {
  const business = await asStaff(request)
  const client = await newClient(business)
  const invoice = await sendInvoice(business, client)
  const page = await freshPage(browser, { javaScriptEnabled: false, locale: 'en-GB' })
  const heading = page.getByRole('heading', { level: 1 })
  const main = page.getByRole('main')

  // In by the mail's link: a button instead of the script.
  await page.goto(invoice.link)
  await main.getByRole('button').first().click()
  await page.waitForURL(`**/portal/invoices/${invoice.id}`)
  await expect(heading).toContainText(invoice.number)
  await expect(main).toContainText('142.97')
  const pdf = await page.request.get(`/api/client-portal/invoices/${invoice.id}/pdf`)
  expect(pdf.headers()['content-type']).toBe('application/pdf')

  // Statement, list, sort and filter.
  await page.goto('/portal')
  await expect(main).toContainText('142.97')
  await page.goto('/portal/invoices')
  await expect(main.getByText(invoice.number).first()).toBeVisible()
  await main
    .getByRole('link', { name: /status/i })
    .first()
    .click()
  await expect(page).toHaveURL(/sort=/)
  await page.goto('/portal/invoices?status=paid')
  await expect(main.getByText(invoice.number)).toHaveCount(0)

  // The client's own details, with an error first.
  await page.goto('/portal/details')
  await page.locator('[name=name]').fill('')
  await page.locator('[name=name]').evaluate((field: HTMLInputElement) => field.removeAttribute('required'))
  await page.locator('[name=phone]').fill('+34 600 123 456')
  await page
    .locator('form')
    .filter({ has: page.locator('[name=phone]') })
    .getByRole('button')
    .first()
    .click()
  await expect(page).toHaveURL(/error=bad-details/)
  await page.locator('[name=name]').fill('Grace B. Hopper')
  await page.locator('[name=phone]').fill('+34 600 123 456')
  await page
    .locator('form')
    .filter({ has: page.locator('[name=phone]') })
    .getByRole('button')
    .first()
    .click()
  await expect(page).toHaveURL(/saved=1/)
  await expect(page.locator('[name=name]')).toHaveValue('Grace B. Hopper')
  const events = await business.read<{ docs: { type: string }[] }>(`/portal-events?where[client][equals]=${client.id}`)
  expect(events.docs.map(({ type }) => type)).toContain('client-changed')

  // Another language, then out, and in again from the door.
  await page.getByRole('button', { name: 'Español' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'es')
  await page
    .getByRole('button', { name: /salir|cerrar/i })
    .first()
    .click()
  await expect(page).toHaveURL(/\/portal\/sign-in/)
  await page.goto('/portal')
  await expect(page).toHaveURL(/\/portal\/sign-in/)
  await page.getByRole('textbox').fill(client.email)
  await main.getByRole('button').first().click()
  await expect(page).toHaveURL(/sent=1/)
  const mail = await waitForMail(client.email, ({ subject }) => !subject.includes(invoice.number))
  const link = /https?:\/\/\S+\/portal\/enter\/[\w-]{43}/.exec(mail.text ?? '')?.[0] ?? ''
  await page.goto(link)
  await main.getByRole('button').first().click()
  await expect(page).toHaveURL(/\/portal$/)

  // What is not there is said, with the right status.
  for (const path of ['/portal/nowhere', '/portal/invoices/999999', '/portal/invoices/abc']) {
    const answer = await page.goto(path)
    expect(answer?.status(), path).toBe(404)
    await expect(heading, path).toBeVisible()
  }
})
