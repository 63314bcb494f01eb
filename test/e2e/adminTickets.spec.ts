import { expect, type Page } from '@playwright/test'

import type { Ticket } from '../../src/records.ts'
import { expectNoViolations } from './support/axe.ts'
import { asStaff, freshPage, newClient, sendInvoice } from './support/business.ts'
import { test } from './support/settings.ts'
import { signInToAdmin } from './support/site.ts'

const heap = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Tickets by state' }).getByRole('link', { name: new RegExp(`^${name} \\d+`) })

test('two of the staff share the tickets and do not answer past each other', async ({
  page,
  browser,
  request,
  changeSettings,
}) => {
  const business = await asStaff(request)
  const marta = { email: `marta-${Date.now()}@demo.test`, password: 'demo-demo' }
  await business.create('users', { ...marta, name: 'Marta Ruiz', role: 'owner' })
  await changeSettings({
    cannedAnswers: [
      {
        title: 'Payment terms',
        body: 'Hello {client},\n\n{due} of {invoice} is due at the end of the month.\n\n{business}',
      },
      { title: 'Company', body: 'To {company}' },
    ],
  })
  const client = await newClient(business)
  const invoice = await sendInvoice(business, client)
  const portal = await freshPage(browser)
  await portal.goto(invoice.link)
  await portal.waitForURL(`**/portal/invoices/${invoice.id}`)
  await portal.getByRole('link', { name: 'Ask about this invoice' }).click()
  const subject = `When is it due ${Date.now()}`
  await portal.getByLabel('Subject').fill(subject)
  await portal.getByLabel('Message').fill('The invoice does not say.')
  await portal.getByRole('button', { name: 'Send' }).click()
  await portal.waitForURL(/\/portal\/support\/\d+/)
  const id = /support\/(\d+)/.exec(portal.url())?.[1] ?? ''

  // The heap that waits for us, whoever has waited longest first.
  await signInToAdmin(page)
  const entry = page.locator('#nav-tickets')
  await page.goto((await entry.getAttribute('href')) ?? '')
  await expect(heap(page, 'Waiting for us')).toHaveAttribute('aria-current', 'page')
  expect(new URL(page.url()).searchParams.get('sort')).toBe('lastAt')
  await expectNoViolations(page, 'the list', '.cp-heaps')
  await heap(page, 'Unassigned').click()
  await expect(heap(page, 'Unassigned')).toHaveAttribute('aria-current', 'page')
  // What is searched goes along from heap to heap.
  await page.locator('.search-filter__input').fill(subject)
  await expect(heap(page, 'Waiting for us')).toHaveAttribute('href', /search=/)
  await expect(page.locator('.table tbody tr')).toHaveCount(1)
  await heap(page, 'Waiting for us').click()
  await expect(heap(page, 'Waiting for us')).toHaveAttribute('aria-current', 'page')
  await expect(page.locator('.table tbody tr')).toHaveCount(1)
  await expect(page.locator('.table tbody tr')).toContainText(subject)

  // One of the two takes it on.
  await page.goto(`/admin/collections/tickets/${id}`)
  await page.getByRole('button', { name: 'Assign to me' }).click()
  await expect(page.getByRole('button', { name: 'Assign to me' })).toHaveCount(0)
  const chosen = page.getByLabel('Assigned to').locator('option:checked')
  await expect(chosen).toContainText('(me)')
  const ticket = () => business.read<Ticket>(`/tickets/${id}?depth=0`)
  await expect.poll(async () => (await ticket()).assignee).toBeTruthy()
  await page.goto('/admin/collections/tickets')
  await heap(page, 'Mine').click()
  await expect(page.locator('.table')).toContainText(subject)
  await heap(page, 'Unassigned').click()
  await expect(heap(page, 'Unassigned')).toHaveAttribute('aria-current', 'page')
  await expect(page.locator('.collection-list')).not.toContainText(subject)

  // A canned answer goes in where the caret stands, and what is typed stays.
  await page.goto(`/admin/collections/tickets/${id}`)
  const box = page.getByLabel(/^Answer to/)
  await box.fill('Yours, the studio')
  await box.press('Home')
  await page.getByRole('button', { name: 'Insert a canned answer' }).click()
  await expect(page.getByRole('button', { name: /^Payment terms/ })).toBeFocused()
  await expectNoViolations(page, 'the canned answers', '.cp-ticket')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('button', { name: /^Company/ })).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect(box).toHaveValue(
    new RegExp(
      `^Hello Grace,\n\n€142\\.97 of ${invoice.number} is due at the end of the month\\.\n\n.+Yours, the studio$`,
    ),
  )
  await expect(box).toBeFocused()

  // A colleague is at it too, which both see; she is faster, and her answer is read before the other goes out.
  const other = await freshPage(browser)
  await signInToAdmin(other, marta)
  await other.goto(`/admin/collections/tickets/${id}`)
  await other.getByLabel(/^Answer to/).fill('On the 30th.')
  await expect(page.getByText('Marta Ruiz is writing an answer')).toBeVisible()
  await other.getByLabel(/^Answer to/).press('Control+Enter')
  await expect(page.locator('.cp-message--out')).toContainText('On the 30th.')
  await expect(page.getByText('Marta Ruiz is writing an answer')).toHaveCount(0)
  const written = await box.inputValue()
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  const warning = page.getByRole('alert').filter({ hasText: 'answered in the meantime' })
  await expect(warning).toHaveText('Marta Ruiz has answered in the meantime. Read it, then send again.')
  await expect(box).toHaveValue(written)
  await expectNoViolations(page, 'the warning', '.cp-ticket')
  expect((await ticket()).messageCount).toBe(2)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.locator('.cp-message--out')).toHaveCount(2)
  await expect(box).toHaveValue('')

  // A note has a tab, a ground and a button of its own; the answer that was begun waits in the other.
  await box.fill('P.S.')
  await page.getByRole('tab', { name: 'Internal note' }).click()
  await expect(page.getByRole('button', { name: 'Send' })).toHaveCount(0)
  const note = page.getByLabel(/^A note between staff/)
  await note.fill('She pays late.')
  await page.locator('input[type=file]').setInputFiles([
    { name: 'one.txt', mimeType: 'text/plain', buffer: Buffer.from('1') },
    { name: 'two.txt', mimeType: 'text/plain', buffer: Buffer.from('2') },
  ])
  await page.getByRole('button', { name: 'Remove one.txt' }).click()
  await expectNoViolations(page, 'the note', '.cp-ticket')
  await page.getByRole('button', { name: 'Add note' }).click()
  await expect(page.locator('.cp-message--note')).toContainText('She pays late.')
  await expect(page.locator('.cp-message--note')).toContainText('two.txt')
  await expect(page.locator('.cp-message--note')).not.toContainText('one.txt')
  await page.getByRole('tab', { name: /^Answer/ }).click()
  await expect(box).toHaveValue('P.S.')
  await page.getByRole('button', { name: 'Send and close' }).click()
  await expect(page.locator('.cp-ticket .cp-pill').first()).toHaveText('Closed')
  await portal.goto(`/portal/support/${id}`)
  await expect(portal.getByText('P.S.')).toBeVisible()
  await expect(portal.getByText('She pays late.')).toHaveCount(0)
})
