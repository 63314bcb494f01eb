import { clearedLanguageCookie } from '../access/cookies.ts'
import { requireClient } from '../access/portalSession.ts'
import { getPortalOptions } from '../context.ts'
import { changeDetails } from '../operations/changeDetails.ts'
import { confirmSession } from '../operations/confirmVisit.ts'
import { endpointPaths } from '../paths.ts'
import { json, portalEndpoint, seeOther, wantsPage } from './answer.ts'
import { readFields } from './body.ts'

/**
 * `POST /api/client-portal/details` `name, company, taxId, phone, address, country, locale`: the client's own
 * corrections. What is not sent stays. 422 `bad-details` names the field.
 */
export const detailsEndpoint = portalEndpoint({
  path: endpointPaths.details,
  method: 'post',
  failurePage: (req) => getPortalOptions(req.payload).paths.details(),
  handler: async (req) => {
    const { paths, url } = getPortalOptions(req.payload)
    const viewer = await requireClient(req, { write: true })
    const fields = await readFields(req)
    await confirmSession(req, viewer)
    const client = await changeDetails(req, viewer, fields)
    // The language they just chose wins over the one this browser switched to before.
    const headers = 'locale' in fields ? { 'Set-Cookie': clearedLanguageCookie(url) } : undefined
    if (wantsPage(req)) return seeOther(paths.details('?saved=1'), headers)
    const { name, company, taxId, phone, address, country, locale } = client
    return json({ name, company, taxId, phone, address, country, locale }, { headers })
  },
})
