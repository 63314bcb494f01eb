import { expect, test } from '@playwright/test'
import { createTransport } from 'nodemailer'

import type { Client, Ticket } from '../../src/records.ts'
import { expectNoViolations } from './support/axe.ts'
import { asStaff, newClient } from './support/business.ts'
import { signInToAdmin, site } from './support/site.ts'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const HTML = `<h2>Plans for the terrace</h2><p>See the drawing.</p><img src="cid:plan@mail" alt="the plan" width="80">
  <script>fetch('https://elsewhere.invalid/script')</script>
  <form action="https://elsewhere.invalid/form"><input name="password"><button>Go</button></form>
  <p style="position:fixed;inset:0;background:url(https://elsewhere.invalid/bg.png)">Covering</p>
  <link rel="stylesheet" href="https://elsewhere.invalid/style.css">
  <img src="https://elsewhere.invalid/pixel.gif" width="1" height="1">
  <img src="https://elsewhere.invalid/photo.jpg" alt="a photo">`

test('a stranger’s mail is looked at safely, put on a new ticket of a client, and its sender placed from then on', async ({
  page,
  request,
}) => {
  const business = await asStaff(request)
  const client = await newClient(business, { name: 'Ada Unassigned' })
  const from = `stranger-${client.id}@elsewhere.test`
  const subject = `Plans of ${client.id}`
  const post = createTransport(site.smtpUrl)
  await post.sendMail({
    from: `Sam Stranger <${from}>`,
    to: 'hola@reply.localhost',
    subject,
    html: HTML,
    attachments: [{ filename: 'plan.png', content: PNG, cid: 'plan@mail' }],
  })
  const waiting = async () => (await business.read<{ unassigned: number }>('/client-portal/badges')).unassigned
  await expect.poll(waiting).toBeGreaterThan(0)

  // From the navigation to the list, and from there to the mail.
  await signInToAdmin(page)
  const attention = page.getByRole('region', { name: 'Needs attention' })
  await expect(attention.getByRole('link', { name: /^[1-9]\d* ?Unassigned mail$/ })).toBeVisible()
  await expectNoViolations(page, 'what needs attention', '.cp-attention')
  const link = page.locator('#nav-emails-unassigned')
  if ((await page.locator('aside.nav').getAttribute('inert')) !== null)
    await page.locator('.nav-toggler').first().click()
  await expect(link.locator('.cp-nav-badge')).toBeVisible()
  await link.click()
  await expect(page.locator('.cp-mail-tabs [aria-current]')).toHaveText('Unassigned mail')
  await expectNoViolations(page, 'the unassigned mails', '.cp-mail-tabs')
  await page.getByRole('link', { name: subject }).click()
  await expect(page.locator('.cp-panel')).toContainText('on file with no client')
  await expect(page.locator('.cp-panel .cp-files')).toContainText('plan.png')

  await expectNoViolations(page, 'the mail', '.cp-panel')

  // Whose it is, by the keyboard.
  const search = page.getByRole('combobox', { name: 'Client' })
  await search.fill(client.email)
  await expect(page.getByRole('option', { name: /Ada Unassigned/ })).toBeVisible()
  await search.press('Enter')
  await page.getByLabel(`Add ${from} to the client’s contacts`).check()
  await expectNoViolations(page, 'the choice', '.cp-panel')

  // As it was sent: nothing leaves the house before a click.
  const left: string[] = []
  await page.route(/elsewhere\.invalid/, (route) => {
    left.push(route.request().url())
    return route.fulfill({ contentType: 'image/png', body: PNG })
  })
  await page.getByText('Show as it was sent').click()
  const frame = page.frameLocator('iframe.cp-mail--frame')
  await expect(frame.getByRole('heading', { name: 'Plans for the terrace' })).toBeVisible()
  const drawn = frame.getByRole('img', { name: 'the plan' })
  await expect(drawn).toBeVisible()
  expect(await drawn.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1)
  await expect(frame.locator('form, input, button, script')).toHaveCount(0)
  expect(left).toEqual([])
  await page.getByRole('button', { name: 'Show images from elsewhere' }).click()
  await expect.poll(() => left).toEqual(['https://elsewhere.invalid/photo.jpg'])
  await page.getByRole('button', { name: 'Put it there' }).click()
  await page.waitForURL(/\/collections\/tickets\/\d+/)
  const message = page.locator('.cp-message--in')
  await expect(message).toContainText('See the drawing.')
  await expect(message.getByRole('link', { name: 'plan.png' })).toBeVisible()
  await expect(message).not.toContainText('Unverified')

  // On the client's own page: the ticket, the mail, and what happened.
  await page.goto(`/admin/collections/clients/${client.id}`)
  const profile = page.locator('.cp-profile')
  await expect(profile.getByRole('link', { name: subject }).first()).toBeVisible()
  await page.getByText('Timeline', { exact: true }).click()
  await expect(profile.locator('.cp-timeline')).toContainText(`Mail from ${from} put on a ticket`)
  await page.getByRole('button', { name: 'Write to this client …' }).click()
  await page.getByLabel('Subject').last().fill('About your plans')
  await page.getByRole('dialog').getByLabel('Message').fill('We have them.')
  await expectNoViolations(page, 'writing to the client', '.cp-dialog')
  await page.getByRole('dialog').getByRole('button', { name: 'Send' }).click()
  await page.waitForURL(/\/collections\/tickets\/\d+/)
  await expect(page.locator('.cp-message--out')).toContainText('We have them.')

  // The next mail finds its way by itself.
  await post.sendMail({ from, to: 'hola@reply.localhost', subject: 'The next one', text: 'Me again' })
  const tickets = async () =>
    (await business.read<{ docs: Ticket[] }>(`/tickets?depth=0&where[client][equals]=${client.id}`)).docs
  await expect.poll(async () => (await tickets()).map(({ subject: each }) => each)).toContain('The next one')
  const known = await business.read<Client>(`/clients/${client.id}?depth=0`)
  expect(known.contacts).toMatchObject([{ email: from, name: 'Sam Stranger' }])
})
