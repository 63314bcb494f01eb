import { getPortalOptions } from '../context.ts'
import { portalLocale } from '../access/portalSession.ts'
import { endpointPaths } from '../paths.ts'
import { renewLink, requestSignInLink } from '../operations/requestLink.ts'
import { json, portalEndpoint, seeOther, wantsPage } from './answer.ts'
import { readFields, text } from './body.ts'

/**
 * How long every answer takes, whatever the work behind it needs: waiting for that would tell by the clock whether an
 * address is known. Long enough for the mail to be in the outbox on a platform that stops a process after its answer.
 */
const ANSWER_AFTER_MS = 250

/**
 * `POST /api/client-portal/links` `{ email, to? }` or `{ token }` (an old link): mails a link. Always 202, or 303 to the
 * 'link sent' page for a form: the answer never tells whether an address is known or a limit reached.
 */
export const linksEndpoint = portalEndpoint({
  path: endpointPaths.links,
  method: 'post',
  failurePage: (req) => getPortalOptions(req.payload).paths.signIn(),
  handler: async (req) => {
    const fields = await readFields(req)
    const token = text(fields.token)
    const email = text(fields.email)
    const work = async (): Promise<void> => {
      try {
        if (token) await renewLink(req, token)
        else if (email) {
          const locale = await portalLocale(req, req.headers)
          await requestSignInLink(req, { email, to: text(fields.to), locale })
        }
      } catch (error) {
        req.payload.logger.error({ err: error, msg: 'payload-client-portal: a link could not be mailed.' })
      }
    }
    void work()
    await new Promise((resolve) => setTimeout(resolve, ANSWER_AFTER_MS))
    if (wantsPage(req)) return seeOther(getPortalOptions(req.payload).paths.signIn('?sent=1'))
    return json({ ok: true }, { status: 202 })
  },
})
