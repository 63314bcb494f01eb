import { expect, test } from '@playwright/test'
import { createTransport } from 'nodemailer'

import { confirmIntent } from '../../dev/stripe/browser/apiCalls.ts'
import type { Invoice, Payment, Ticket } from '../../src/records.ts'
import { asStaff, newClient, sendInvoice } from './support/business.ts'
import { replyAddressOf, site } from './support/site.ts'
import { stripe } from './support/stripe.ts'

/** What reaches the site from outside, with nobody's page open to ask for it. */

test('money that a bank sends late settles its invoice, and a dispute that is lost opens it again', async ({
  page,
  request,
}) => {
  const business = await asStaff(request)
  const invoice = await sendInvoice(business, await newClient(business))
  await page.goto(invoice.link)
  await page.waitForURL(`**/portal/invoices/${invoice.id}`)
  const begun = await page.request.post(`/api/client-portal/invoices/${invoice.id}/pay`, {
    headers: { Origin: site.url },
    data: {},
  })
  const { clientSecret, publishableKey } = (await begun.json()) as { clientSecret: string; publishableKey: string }
  await page.goto('about:blank')
  const { paymentIntent } = await confirmIntent(site.stripeUrl, publishableKey, clientSecret, {
    payment_method: 'pm_sim_card_processingWaits',
    return_url: `${site.url}/portal`,
  })
  const stands = async () => (await business.read<Invoice>(`/invoices/${invoice.id}?depth=0`)).status
  const payment = async () => {
    const { docs } = await business.read<{ docs: Payment[] }>(`/payments?depth=0&where[invoice][equals]=${invoice.id}`)
    return docs[0]
  }
  await expect.poll(async () => (await payment())?.status).toBe('processing')
  expect(await stands()).toBe('sent')

  await stripe.settle(paymentIntent!.id)
  await expect.poll(stands).toBe('paid')

  const dispute = await stripe.dispute((await payment())!.stripeCharge!)
  await expect.poll(async () => (await payment())?.disputeStatus).toBe('open')
  await stripe.loseDispute(dispute.id)
  await expect.poll(stands).toBe('sent')
  expect(await payment()).toMatchObject({ status: 'disputed', disputeStatus: 'lost', amountReturned: 14_297 })
})

test('an answer to an invoice’s mail opens a ticket about it', async ({ request }) => {
  const business = await asStaff(request)
  const client = await newClient(business)
  const { id, number, mail } = await sendInvoice(business, client)
  await createTransport(site.smtpUrl).sendMail({
    from: `Grace Hopper <${client.email}>`,
    to: await replyAddressOf(mail),
    subject: `Re: ${mail.subject}`,
    text: 'May we pay this in two parts?',
  })
  await expect
    .poll(async () => {
      const { docs } = await business.read<{ docs: Ticket[] }>(`/tickets?depth=0&where[client][equals]=${client.id}`)
      return docs.map(({ invoice, subject }) => ({ invoice, isAboutIt: subject.includes(number) }))
    })
    .toEqual([{ invoice: id, isAboutIt: true }])
})
