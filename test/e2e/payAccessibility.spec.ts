import { expect, test } from '@playwright/test'

import { expectNoViolations } from './support/axe.ts'
import { asStaff } from './support/business.ts'
import { dialogOn, onInvoice, openWindow, payButton, payByCard } from './support/payWindow.ts'
import { testCards } from './support/stripe.ts'

// Each colour and each layout once: what one does wrong, it does in any pair.
for (const [colorScheme, viewport] of [
  ['light', { width: 390, height: 844 }],
  ['dark', { width: 1440, height: 900 }],
] as const) {
  test(`the payment window can be used by everyone: ${colorScheme}, ${viewport.width} pixels`, async ({
    browser,
    request,
  }) => {
    const business = await asStaff(request)
    const { page } = await onInvoice(business, browser, { colorScheme, viewport, reducedMotion: 'reduce' })
    await page.getByText('Pay by bank transfer').click()
    await expectNoViolations(page, 'bank details')
    await openWindow(page)
    const dialog = dialogOn(page)
    await expectNoViolations(page, 'the form')
    await dialog.getByRole('button', { name: 'Pay another amount' }).click()
    await dialog.getByRole('button', { name: 'Continue' }).click()
    await expectNoViolations(page, 'an amount that is none')
    await dialog.getByLabel('Amount to pay now').fill('20')
    await dialog.getByRole('button', { name: 'Continue' }).click()
    await expect(payButton(page)).toBeEnabled()
    await payByCard(page, testCards.declined)
    await expect(dialog).toContainText('The payment did not go through')
    await expectNoViolations(page, 'a declined card')
    await page.route('**/confirm', (route) => route.abort())
    await payByCard(page, testCards.good)
    await expect(dialog).toContainText('The connection was lost')
    await expectNoViolations(page, 'a lost connection')
    await page.unroute('**/confirm')
    await dialog.getByRole('button', { name: 'Check again' }).click()
    await dialog.getByRole('button', { name: 'Try again' }).click()
    await expect(payButton(page)).toBeEnabled()
    await payByCard(page, testCards.waits)
    await expect(dialog).toContainText('Your bank is working on it')
    await expectNoViolations(page, 'a slow bank')
  })
}
