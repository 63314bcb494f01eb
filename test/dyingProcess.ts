/**
 * A process of the site that tests kill: boots Payload on a database that is there already, says so, and then does what
 * it is told, once. Started by `test/startDying.ts`.
 */
import { BasePayload } from 'payload'

import { noVerdicts } from '../src/mail/inboundMail.ts'
import { beginPayment } from '../src/operations/beginPayment.ts'
import { receiveMail } from '../src/operations/receiveMail.ts'
import { refundPayment } from '../src/operations/refundPayment.ts'
import { settleStripePayment } from '../src/operations/settleStripePayment.ts'
import { stored, systemReq } from './factories.ts'
import type { DyingStart, DyingWork } from './startDying.ts'
import { testHost } from './testHost.ts'

const boot = async ({ databaseUrl, plugin }: DyingStart): Promise<BasePayload> =>
  new BasePayload().init({ config: await testHost({ databaseUrl, plugin, push: false }), disableOnInit: true })

const perform = async (payload: BasePayload, work: DyingWork): Promise<void> => {
  const req = await systemReq(payload)
  if (work.what === 'settle') await settleStripePayment(req, work.intent)
  else if (work.what === 'refund') await refundPayment(req, work.payment, { amount: work.amount, creditNote: true })
  else if (work.what === 'mail') {
    await receiveMail(req, {
      provider: 'raw',
      raw: Buffer.from(work.raw, 'base64'),
      isRebuilt: false,
      envelopeTo: [],
      envelopeFrom: null,
      verdicts: noVerdicts,
      providerId: null,
      missingAttachments: [],
    })
  } else {
    const client = await stored(payload, 'clients', work.client)
    await beginPayment(req, { client, invoice: work.invoice, payerEmail: client.email, locale: 'en' })
  }
}

const tell = (message: { is: 'ready' | 'done' | 'failed'; why?: string }): void => {
  process.send?.(message)
}

let payload: BasePayload | undefined
process.on('message', (message: DyingStart | DyingWork) => {
  const doing = async () => {
    if (message.what === 'start') {
      payload = await boot(message)
      tell({ is: 'ready' })
    } else if (payload) {
      await perform(payload, message)
      tell({ is: 'done' })
    }
  }
  doing().catch((error: unknown) => {
    tell({ is: 'failed', why: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  })
})
