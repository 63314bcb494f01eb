import { mkdirSync } from 'node:fs'

import { chromium, type Browser, type BrowserContextOptions, type Page } from '@playwright/test'
import sharp from 'sharp'

import startSite from '../test/e2e/support/globalSetup.ts'
import { signInToPortal } from '../test/e2e/support/business.ts'
import { signInToAdmin, site } from '../test/e2e/support/site.ts'
import { buildSite } from './buildSite.ts'
import { inRepository } from './repository.ts'

/** Remakes the README's pictures from the demo data. */

const folder = inRepository('docs/images')

/** Small enough for a README: at most 1,280 pixels wide, with a palette. */
const shoot = async (page: Page, name: string): Promise<void> => {
  await page.waitForLoadState('networkidle')
  const png = await page.screenshot()
  await sharp(png)
    .resize({ width: 1280, withoutEnlargement: true })
    .png({ palette: true, quality: 90 })
    .toFile(`${folder}/${name}.png`)
}

const newPage = async (browser: Browser, options: BrowserContextOptions): Promise<Page> =>
  (await browser.newContext({ baseURL: site.url, reducedMotion: 'reduce', locale: 'en-GB', ...options })).newPage()

const takeAll = async (browser: Browser): Promise<void> => {
  const page = await newPage(browser, { viewport: { width: 1280, height: 800 } })
  await signInToPortal(page, 'john@client.test')
  await shoot(page, 'statement')
  await page.goto('/portal/invoices')
  await shoot(page, 'invoices')
  const invoice = (await page.locator('main a[href*="/portal/invoices/"]').first().getAttribute('href')) ?? '/portal'
  await page.goto(invoice)
  await shoot(page, 'invoice')
  const phone = await newPage(browser, {
    viewport: { width: 390, height: 844 },
    storageState: await page.context().storageState(),
  })
  await phone.goto(invoice)
  await shoot(phone, 'invoice-phone')

  const staff = await newPage(browser, { viewport: { width: 1280, height: 900 } })
  await signInToAdmin(staff)
  await staff.goto('/admin/collections/invoices?sort=-statusRank')
  await shoot(staff, 'admin-invoices')
  const id = invoice.split('/').pop() ?? ''
  await staff.goto(`/admin/collections/invoices/${id}`)
  await shoot(staff, 'admin-invoice')
}

mkdirSync(folder, { recursive: true })
await buildSite()
const stop = await startSite()
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH,
  args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-background-networking'],
})
try {
  await takeAll(browser)
  console.log(`The pictures are in ${folder}.`)
} finally {
  await browser.close()
  await stop()
}
process.exit(0)
