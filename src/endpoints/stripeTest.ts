import { requireStaff } from '../access/staff.ts'
import { testStripe } from '../operations/testStripe.ts'
import { endpointPaths } from '../paths.ts'
import { stripeFindingText } from '../translations/stripeText.ts'
import { json, portalEndpoint } from './answer.ts'

/**
 * `POST /api/client-portal/stripe/test`, for staff who may change the settings: tries the saved keys →
 * `{ ok, findings: [{ level: 'good' | 'warning' | 'bad', code, text }] }`, each text with what to do.
 */
export const stripeTestEndpoint = portalEndpoint({
  path: endpointPaths.stripeTest,
  method: 'post',
  handler: async (req) => {
    await requireStaff(req, 'canEditSettings')
    const { ok, findings } = await testStripe(req)
    return json({
      ok,
      findings: findings.map(({ level, code, params }) => ({
        level,
        code,
        text: stripeFindingText(code, req.i18n.language, params),
      })),
    })
  },
})
