import { expect, test, type Page } from '@playwright/test'
import { createTransport } from 'nodemailer'

import type { Ticket } from '../../src/records.ts'
import { expectNoViolations } from './support/axe.ts'
import { asStaff, freshPage, newClient, sendInvoice } from './support/business.ts'
import { replyAddressOf, signInToAdmin, site, waitForMail } from './support/site.ts'

/** What the badge says is what the server counts; others may ask at the same time. */
const expectBadge = async (page: Page, count: () => Promise<number>): Promise<void> => {
  await expect
    .poll(async () => {
      const shown = await page.locator('#nav-tickets .cp-nav-badge [aria-hidden]').textContent({ timeout: 1_000 })
      return Number(shown) - (await count())
    })
    .toBe(0)
}

test('a question in the portal is answered in the admin, and the answer by mail lands on both sides', async ({
  page,
  browser,
  request,
}) => {
  const business = await asStaff(request)
  const client = await newClient(business)
  const invoice = await sendInvoice(business, client)
  const portal = await freshPage(browser, { viewport: { width: 390, height: 844 } })
  await portal.goto(invoice.link)
  await portal.waitForURL(`**/portal/invoices/${invoice.id}`)
  const waiting = async () => (await business.read<{ tickets: number }>('/client-portal/badges')).tickets

  // The client asks about the invoice, with a file.
  await portal.getByRole('link', { name: 'Ask about this invoice' }).click()
  await portal.waitForURL(/\/portal\/support\?new=1/)
  await expectNoViolations(portal, 'the new ticket')
  await portal.getByLabel('Subject').fill('Line 3 is unclear')
  await portal.getByLabel('Message').fill('What does it stand for?')
  await portal.getByLabel('Files').setInputFiles({
    name: 'line 3.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('the line'),
  })
  await portal.getByRole('button', { name: 'Send' }).click()
  await portal.waitForURL(/\/portal\/support\/\d+/)
  await expect(portal.getByText('What does it stand for?')).toBeVisible()
  await expectNoViolations(portal, 'the thread')
  const id = /support\/(\d+)/.exec(portal.url())?.[1] ?? ''
  const ticket = async () => business.read<Ticket>(`/tickets/${id}?depth=0`)
  expect(await ticket()).toMatchObject({ status: 'open', invoice: invoice.id, client: client.id })

  // Staff sees the number, opens the conversation, leaves a note and answers.
  await signInToAdmin(page)
  await page.goto(`/admin/collections/tickets/${id}`)
  await page.locator('.nav-toggler').first().click()
  await expectBadge(page, waiting)
  await page.locator('.nav-toggler').first().click()
  const thread = page.locator('.cp-thread')
  await expect(thread).toContainText('What does it stand for?')
  await expect(thread.getByRole('link', { name: 'line 3.txt' })).toBeVisible()
  await page.getByRole('tab', { name: 'Internal note' }).click()
  await page.getByLabel(/^A note between staff/).fill('Ask Marta first')
  await page.getByRole('button', { name: 'Add note' }).click()
  await expect(thread.locator('.cp-message--note')).toContainText('Ask Marta first')
  await page.getByRole('tab', { name: 'Answer' }).click()
  const box = page.getByLabel(/^Answer to/)
  await box.fill('It is the quarterly maintenance.')
  // What was begun survives a reload.
  await page.reload()
  await expect(box).toHaveValue('It is the quarterly maintenance.')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(thread.locator('.cp-message--out')).toContainText('It is the quarterly maintenance.')
  await expect(box).toHaveValue('')
  await expect(thread.locator('.cp-message--out')).toContainText('Sent')

  // The client sees it without a reload, and not the note; the mail is answered as people do.
  await expect(portal.getByText('It is the quarterly maintenance.')).toBeVisible()
  await expect(portal.getByText('Ask Marta first')).toHaveCount(0)
  const mail = await waitForMail(client.email, ({ subject }) => subject.includes('Line 3 is unclear'))
  const answer = createTransport(site.smtpUrl)
  const reply = async (text: string, attachments: { filename: string; content: string }[] = []) =>
    answer.sendMail({
      from: `Grace Hopper <${client.email}>`,
      to: await replyAddressOf(mail),
      subject: `Re: ${mail.subject}`,
      text: `${text}\n\nOn Wed, 25 Nov 2026 at 10:00, Estudio Lumen <hola@lumen.test> wrote:\n> It is the quarterly maintenance.\n`,
      html: `<div>${text}</div><div class="gmail_quote"><blockquote>It is the quarterly maintenance.</blockquote></div>`,
      attachments,
    })
  await reply('Thank you, that is clear.', [{ filename: 'plan.pdf', content: '%PDF-1.4' }])
  for (const side of [thread.locator('.cp-message--in').last(), portal.locator('#last')]) {
    await expect(side).toContainText('Thank you, that is clear.')
  }
  await expect(thread.getByRole('link', { name: 'plan.pdf' })).toBeVisible()
  await expect(portal.getByRole('link', { name: /plan\.pdf/ })).toBeVisible()
  expect(await ticket()).toMatchObject({ status: 'open', messageCount: 4 })

  // Closed, and opened again by a mail.
  await page.getByRole('button', { name: 'Close ticket' }).click()
  await expect(page.locator('.cp-ticket .cp-pill').first()).toHaveText('Closed')
  await reply('One more thing.')
  await expect(page.locator('.cp-ticket .cp-pill').first()).toHaveText('Waiting for us')
  await expect(portal.getByText('One more thing.')).toBeVisible()
})

test('en español y sin JavaScript se abre un ticket, se responde, se cierra y se reabre', async ({
  browser,
  request,
}) => {
  const business = await asStaff(request)
  const client = await newClient(business, { locale: 'es' })
  const invoice = await sendInvoice(business, client)
  const withScript = await freshPage(browser)
  await withScript.goto(invoice.link)
  await withScript.waitForURL(`**/portal/invoices/${invoice.id}`)
  const plain = await browser.newContext({
    baseURL: site.url,
    javaScriptEnabled: false,
    storageState: await withScript.context().storageState(),
  })
  const page = await plain.newPage()
  await page.goto('/portal/support')
  await page.getByRole('link', { name: 'Abrir nuevo ticket' }).click()
  await page.locator('[name=subject]').fill('   ')
  await page.locator('[name=message]').fill('¿Se puede pagar en dos plazos?')
  await page.getByRole('button', { name: 'Enviar' }).click()
  await expect(page.locator('#outcome')).toBeVisible()
  await expect(page.locator('[name=message]')).toHaveValue('¿Se puede pagar en dos plazos?')
  await page.locator('[name=subject]').fill('Una duda')
  await page.getByRole('button', { name: 'Enviar' }).click()
  await expect(page.getByText('¿Se puede pagar en dos plazos?')).toBeVisible()
  await page.locator('[name=message]').fill('Es por la tesorería.')
  await page.getByRole('button', { name: 'Enviar' }).click()
  await expect(page.getByText('Es por la tesorería.')).toBeVisible()
  await page.getByRole('button', { name: 'Cerrar este ticket' }).click()
  await page.getByRole('button', { name: /abrir/i }).click()
  await expect(page.getByRole('button', { name: 'Cerrar este ticket' })).toBeVisible()
})
