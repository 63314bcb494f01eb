import { expect, test } from '@playwright/test'

import { owner, signInToAdmin, waitForMail } from './support/site.ts'

test('the home page leads to the portal and to the admin', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('link', { name: /Client portal/ })).toHaveAttribute('href', '/portal')
  await expect(page.getByRole('link', { name: /Studio admin/ })).toHaveAttribute('href', '/admin')
})

test('the studio’s owner signs in to the admin', async ({ page }) => {
  await signInToAdmin(page)
  await expect(page.getByRole('link', { name: 'Posts', exact: true }).first()).toBeVisible()
})

test('mail of the site arrives in the inbox', async ({ request }) => {
  const answer = await request.post('/api/users/forgot-password', { data: { email: owner.email } })
  expect(answer.ok()).toBe(true)
  const mail = await waitForMail(owner.email, ({ subject }) => /reset/i.test(subject))
  expect(mail.html).toContain('/admin/reset/')
})
