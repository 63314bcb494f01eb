import type { Page } from '@playwright/test'

const fromSetup = (name: string): string => {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is missing: the global setup sets it.`)
  return value
}

/** Where the site under test and its services are. */
export const site = {
  get url() {
    return fromSetup('E2E_SITE_URL')
  },
  get databaseUrl() {
    return fromSetup('E2E_DATABASE_URL')
  },
  get smtpUrl() {
    return fromSetup('E2E_SMTP_URL')
  },
  /** The Stripe stand-in. */
  get stripeUrl() {
    return fromSetup('E2E_STRIPE_URL')
  },
}

/** The demo studio's owner. */
export const owner = { email: 'owner@demo.test', password: 'demo-demo' }

/**
 * A member of staff for each worker: two sign-ins of one user at the same moment can cost each other their session, since
 * Payload keeps all of a user's sessions in one row.
 */
export const staffOf = (worker: number) => ({ email: `staff-${worker}@demo.test`, password: 'demo-demo' })

/** The member of staff of the worker that asks. */
export const staff = () => staffOf(Number(process.env.TEST_PARALLEL_INDEX ?? 0))

/** Signs the page's browser into the admin, as the worker's member of staff or another one. */
export const signInToAdmin = async (page: Page, { email, password } = staff()): Promise<void> => {
  await page.goto('/admin/login')
  await page.locator('#field-email').fill(email)
  await page.locator('#field-password').fill(password)
  await page.locator('form.login__form button[type=submit]').click()
  await page.waitForURL(/\/admin\/?$/)
}

export interface InboxMail {
  id: string
  subject: string
  to: { address: string; name: string }[]
  html?: string
  text?: string
  headers: Record<string, string | string[]>
}

/** Mails that arrived for an address, newest last. */
export const mailsTo = async (address: string): Promise<InboxMail[]> => {
  const response = await fetch(`${fromSetup('E2E_INBOX_URL')}/api/email`)
  const mails = (await response.json()) as InboxMail[]
  return mails.filter((mail) => mail.to.some((to) => to.address === address))
}

/** Where an answer to a mail goes: the inbox's list leaves that out. */
export const replyAddressOf = async ({ id, subject }: InboxMail): Promise<string> => {
  const source = await (await fetch(`${fromSetup('E2E_INBOX_URL')}/api/email/${id}/source`)).text()
  const address = /^Reply-To:[^\n]*?([\w.+-]+@[\w.-]+)/im.exec(source)?.[1]
  if (!address) throw new Error(`"${subject}" says not where an answer goes.`)
  return address
}

/** Waits for a mail to an address that fits, and answers it; throws where none comes in time. */
export const waitForMail = async (
  address: string,
  fits: (mail: InboxMail) => boolean = () => true,
  timeoutMs = 15_000,
): Promise<InboxMail> => {
  for (const until = Date.now() + timeoutMs; Date.now() < until;) {
    const found = (await mailsTo(address)).filter(fits).at(-1)
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`No such mail came to ${address} within ${timeoutMs} ms.`)
}
