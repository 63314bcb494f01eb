import { expect, test, type Page } from '@playwright/test'

import type { Invoice, Payment } from '../../src/records.ts'
import { expectNoViolations } from './support/axe.ts'
import { asStaff, newClient, sendInvoice } from './support/business.ts'
import { dialogOn, onInvoice, openWindow, payByCard, paymentsOf } from './support/payWindow.ts'
import { signInToAdmin, waitForMail } from './support/site.ts'
import { stripe, testCards } from './support/stripe.ts'

const panel = (page: Page) => page.locator('.cp-panel').first()

test('staff sends back a part of a card payment with a credit note, then a part that is due again', async ({
  page,
  browser,
  request,
}) => {
  const business = await asStaff(request)
  const { client, invoice, page: portal } = await onInvoice(business, browser)
  await openWindow(portal)
  await payByCard(portal, testCards.good)
  await expect(dialogOn(portal)).toContainText('Paid. Thank you.')
  const [payment] = await paymentsOf(business, invoice)
  const invoiceNow = () => business.read<Invoice>(`/invoices/${invoice.id}?depth=0`)

  await signInToAdmin(page)
  await page.goto(`/admin/collections/payments/${payment?.id}`)
  await expect(panel(page)).toContainText('Visa •••• 4242')
  await page.getByRole('button', { name: 'Refund …' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.locator('#cp-refund-amount')).toHaveValue('142.97')
  await dialog.locator('#cp-refund-amount').fill('200')
  await expect(dialog.getByRole('button', { name: /^Refund/ })).toBeDisabled()
  await dialog.locator('#cp-refund-amount').fill('50')
  await expect(dialog).toContainText('Send €50.00 back to Visa •••• 4242 of Grace Hopper and issue a credit note?')
  await dialog.getByLabel('Reason').fill('Half a day less')
  await dialog.getByRole('button', { name: 'Refund €50.00' }).click()
  await expect(dialog).toBeHidden()
  await expect(panel(page)).toContainText('Partly refunded')
  expect(await invoiceNow()).toMatchObject({ status: 'paid', amountCredited: 5_000, amountPaid: 9_297, amountDue: 0 })
  await waitForMail(client.email, ({ subject }) => subject.startsWith('Credit note'))

  await page.getByRole('button', { name: 'Refund …' }).click()
  await dialog.locator('#cp-refund-amount').fill('42.97')
  await dialog.getByText('The amount is due again').click()
  await expect(dialog).toContainText(`${invoice.number} is open for €42.97 afterwards.`)
  await expect(dialog).toContainText('Send €42.97 back to Visa •••• 4242 of Grace Hopper?')
  await dialog.getByRole('button', { name: 'Refund €42.97' }).click()
  await expect(dialog).toBeHidden()
  expect(await invoiceNow()).toMatchObject({ status: 'sent', amountCredited: 5_000, amountDue: 4_297 })
  // The client's open page says so by itself.
  await dialogOn(portal).getByRole('button', { name: 'Done' }).click()
  await expect(portal.getByRole('main')).toContainText('€42.97')
})

test('staff applies a client’s credit, drawn from two payments, to an open invoice', async ({ page, request }) => {
  const business = await asStaff(request)
  const client = await newClient(business)
  const invoice = await sendInvoice(business, client)
  const credit = (amount: number) =>
    business.create<Payment>('payments', { client: client.id, currency: 'EUR', amount, method: 'bank-transfer' })
  const first = await credit(3_000)
  await credit(2_000)

  await signInToAdmin(page)
  await page.goto(`/admin/collections/invoices/${invoice.id}`)
  await expect(panel(page)).toContainText('Credit of €50.00 available')
  const apply = page.getByRole('button', { name: 'Apply credit …' })
  const dialog = page.getByRole('dialog')
  // By keyboard: in, round, and out again to where one was.
  await apply.press('Enter')
  await expect(dialog.locator('#cp-credit-amount')).toBeFocused()
  await expectNoViolations(page, 'applying credit', '.cp-dialog')
  await page.keyboard.press('Shift+Tab')
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(apply).toBeFocused()

  await apply.click()
  await dialog.locator('#cp-credit-amount').fill('45')
  await expect(dialog).toContainText(`Apply €45.00 of Grace Hopper’s credit to ${invoice.number}?`)
  await dialog.getByRole('button', { name: 'Apply €45.00' }).click()
  await expect(dialog).toBeHidden()
  await expect(panel(page)).toContainText('Due €97.97')
  await expect(panel(page)).toContainText('Credit of €5.00 available')

  // The oldest is used up; the payment's own page tells where its money went.
  await page.goto(`/admin/collections/payments/${first.id}`)
  await expect(panel(page)).toContainText('Applied to other invoices')
  await expect(panel(page).getByRole('link', { name: new RegExp(invoice.number) })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Apply to an invoice …' })).toHaveCount(0)
})

test('a disputed payment says so where staff looks, and the ledger is compared with Stripe at a press', async ({
  page,
  browser,
  request,
}) => {
  const business = await asStaff(request)
  const { invoice, page: portal } = await onInvoice(business, browser)
  await openWindow(portal)
  await payByCard(portal, testCards.good)
  await expect(dialogOn(portal)).toContainText('Paid. Thank you.')
  const [payment] = await paymentsOf(business, invoice)

  await signInToAdmin(page)
  await page.goto(`/admin/collections/invoices/${invoice.id}`)
  await expect(panel(page)).toContainText('Paid')
  const dispute = await stripe.dispute(payment?.stripeCharge ?? '')
  await expect(panel(page)).toContainText('The client disputes this payment with their bank.')
  await stripe.loseDispute(dispute.id)
  await expect(panel(page)).toContainText('Dispute over €142.97 lost')
  await expect(panel(page)).toContainText('Sent')

  await page.goto('/admin/collections/payments')
  await page.getByRole('button', { name: 'Check now' }).click()
  await expect(page.locator('.cp-reconcile')).toContainText(
    /Last check with Stripe: today \d\d:\d\d\. Payments checked: \d+/,
  )
})
