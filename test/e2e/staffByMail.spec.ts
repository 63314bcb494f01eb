import { expect, type Page } from '@playwright/test'
import { createTransport } from 'nodemailer'

import { expectNoViolations } from './support/axe.ts'
import { asStaff, newClient } from './support/business.ts'
import { test } from './support/settings.ts'
import { replyAddressOf, signInToAdmin, site, staff, waitForMail } from './support/site.ts'

const openMailTab = async (page: Page): Promise<void> => {
  await page.goto('/admin/globals/business-settings')
  await page.getByRole('button', { name: 'Mail and portal' }).click()
}

const choose = async (page: Page, field: string, option: string | RegExp): Promise<void> => {
  await page.locator(`${field} .rs__control`).click()
  await page.locator('.rs__option', { hasText: option }).click()
}

test('staff chooses a provider and who is told, and answers a client by replying to the notice', async ({
  page,
  request,
  changeSettings,
}) => {
  const business = await asStaff(request)
  await signInToAdmin(page)
  await openMailTab(page)

  // A provider's fields and its address.
  await expect(page.getByText(/^Set up: .*Your own mail server/)).toBeVisible()
  await choose(page, '#field-inboundProvider', 'Mailgun')
  await expect(page.getByText(/\/api\/client-portal\/mail\/inbound\/mailgun\?as=mime$/)).toBeVisible()
  await expect(page.getByLabel('Shared secret')).toHaveCount(0)
  await page.getByLabel('HTTP webhook signing key').fill('0123456789abcdef0123456789abcdef')

  // Who is told of tickets.
  await page.locator('#field-noticePeople').getByRole('button', { name: /Add/ }).click()
  await choose(page, '#field-noticePeople__0__user', staff().email)
  await expectNoViolations(page, 'the address for a provider', '.cp-inbound')
  await expectNoViolations(page, 'a secret of a provider', '.cp-field-secret .field-type__wrap')
  await page.locator('#action-save').click()
  await expect(page.getByText('Set, ends in …cdef')).toBeVisible()
  try {
    await page.reload()
    await page.getByRole('button', { name: 'Mail and portal' }).click()
    await expect(page.getByText(/^Set up: .*Mailgun/)).toBeVisible()

    // A client writes; the person listed answers from their own mailbox.
    const client = await newClient(business)
    const post = createTransport(site.smtpUrl)
    await post.sendMail({
      from: client.email,
      to: 'hola@reply.localhost',
      subject: 'The invoice',
      text: 'What is line 3?',
    })
    const notice = await waitForMail(staff().email, ({ subject }) => subject.includes('The invoice'))
    await post.sendMail({
      from: `Marta Ruiz <${staff().email}>`,
      to: await replyAddressOf(notice),
      subject: `Re: ${notice.subject}`,
      text: `It is the logo.\n\nOn Wed, 25 Nov 2026 at 10:00, Estudio Lumen wrote:\n> What is line 3?\n`,
      attachments: [{ filename: 'logo.txt', content: 'The logo' }],
    })
    const answer = await waitForMail(client.email, ({ subject }) => subject.includes('The invoice'))
    expect(answer.text).toMatch(/^It is the logo\./)
    expect(answer.text).toContain('- logo.txt')
    const source = await (await fetch(`${process.env.E2E_INBOX_URL}/api/email/${answer.id}/source`)).text()
    expect(source).toContain('filename=logo.txt')

    // Somebody else at that address reaches nobody.
    await post.sendMail({
      from: 'thief@evil.test',
      to: await replyAddressOf(notice),
      subject: 'Re: Answer',
      text: 'Pay to another account.',
    })
    const [ticket] = (await business.read<{ docs: { id: number }[] }>(`/tickets?where[client][equals]=${client.id}`))
      .docs
    await page.goto(`/admin/collections/tickets/${ticket!.id}`)
    const thread = page.locator('.cp-thread')
    await expect(thread.locator('.cp-message--out')).toContainText('It is the logo.')
    await expect(thread.locator('.cp-message--out').getByRole('link', { name: 'The original mail' })).toBeVisible()
    await expect(thread.locator('.cp-message--note')).toContainText('Pay to another account.')
    await expect(thread.locator('.cp-message--note')).toContainText('could not be verified')
    await expectNoViolations(page, 'a ticket answered by mail', '.cp-ticket')
  } finally {
    await changeSettings({ noticePeople: [], inboundMailgunSigningKey: null })
  }
})
