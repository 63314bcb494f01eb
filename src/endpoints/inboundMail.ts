import type { PayloadRequest } from 'payload'

import { getPortalOptions } from '../context.ts'
import { PortalError } from '../errors.ts'
import { refuse, type InboundDelivery } from '../mail/inboundMail.ts'
import { inboundFields } from '../mail/inboundFields.ts'
import { inboundSecrets } from '../mail/inboundSecrets.ts'
import { readInbound } from '../mail/providers.ts'
import { makeSafeFetch } from '../mail/safeFetch.ts'
import { receiveMail } from '../operations/receiveMail.ts'
import { endpointPaths } from '../paths.ts'
import { readBytes } from './body.ts'
import { json, portalEndpoint } from './answer.ts'

/** One for the process: it remembers the certificates it has fetched. */
const fetchSafely = makeSafeFetch()

/** SendGrid sends up to 30 MB, and base64 in JSON makes a third more of it. */
const LIMIT = 45_000_000

/** Whatever goes wrong in here is no fault of the provider's: an answer below 500 would tell it to give the mail up. */
const take = async (req: PayloadRequest, delivery: InboundDelivery, replayKey: string | null) => {
  try {
    return await receiveMail(req, delivery, { replayKey })
  } catch (error) {
    throw new Error('A mail could not be taken in.', { cause: error })
  }
}

/**
 * `POST /api/client-portal/mail/inbound/:provider` (`raw`, `sendgrid`, `mailgun`, `postmark`, `ses`, `resend`,
 * `cloudflare`), each with its own proof → `{ received, duplicates }`. A provider that is not set up is 404, one that
 * proves nothing 401 or what makes it stop; what could not be kept answers 500, so that it comes again.
 */
export const inboundMailEndpoint = portalEndpoint({
  path: endpointPaths.inboundMail,
  method: 'post',
  anyOrigin: true,
  handler: async (req) => {
    const named = req.routeParams?.provider
    const provider = typeof named === 'string' ? named : ''
    const body = await readBytes(req, LIMIT, '45 MB')
    const url = new URL(req.url ?? '/', getPortalOptions(req.payload).url ?? 'http://localhost')
    const { secrets, unreadable } = await inboundSecrets(req)
    // A fault of ours, and no reason for the provider to give its mail up.
    const isUnreadable = inboundFields.some((field) => field.provider === provider && unreadable.includes(field.secret))
    const outcome = isUnreadable
      ? refuse(503, 'the saved secret can’t be read any more: enter it again in the business settings')
      : await readInbound(provider, { headers: req.headers, url, body }, secrets, {
          now: new Date(),
          fetch: fetchSafely,
        })
    if (outcome.kind === 'acknowledge') return json({ received: 0, duplicates: 0 })
    if (outcome.kind === 'refusal') {
      if (outcome.status === 404) throw new PortalError('not-found')
      req.payload.logger.warn({ msg: `payload-client-portal: mail by ${provider} refused: ${outcome.reason}` })
      return json({ errors: [{ message: outcome.reason, code: 'mail-refused' }] }, { status: outcome.status })
    }
    let duplicates = 0
    for (const [index, delivery] of outcome.deliveries.entries()) {
      // One request, one signature: whatever it brought, the first of its mails claims it.
      const replayKey = index === 0 ? outcome.replayKey : null
      if ((await take(req, delivery, replayKey)) === 'duplicate') duplicates += 1
    }
    return json({ received: outcome.deliveries.length - duplicates, duplicates })
  },
})
