import type { IncomingHttpHeaders } from 'node:http'

import { ApiError } from './apiError.ts'

export interface Keys {
  secret: string[]
  publishable: string[]
  /** Publishable keys of somebody else's account: Stripe knows them, and they see nothing of this one. */
  foreignPublishable?: string[]
  /** Restricted keys and what they may: `{ rk_test_…: ['payment_intents:write', 'charges:read'] }`. */
  restricted: Record<string, string[]>
}

export type Caller =
  | { kind: 'secret' }
  | { kind: 'publishable'; isForeign?: true }
  | { kind: 'restricted'; key: string; permissions: string[] }

const unauthorised = (message: string, code?: string) =>
  new ApiError(401, { type: 'invalid_request_error', message, ...(code ? { code } : {}) })

const masked = (key: string): string =>
  key.length > 12 ? `${key.slice(0, 8)}${'*'.repeat(key.length - 12)}${key.slice(-4)}` : '*'.repeat(key.length)

const keyIn = (headers: IncomingHttpHeaders): string | null => {
  const [scheme = '', value = ''] = (headers.authorization ?? '').split(/\s+/)
  if (/^bearer$/i.test(scheme)) return value || null
  if (/^basic$/i.test(scheme)) return Buffer.from(value, 'base64').toString('utf8').split(':')[0] ?? null
  return null
}

/** Who asks. */
export const authenticate = (keys: Keys, headers: IncomingHttpHeaders): Caller => {
  const key = keyIn(headers)
  if (!key) {
    throw unauthorised(
      'You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth ' +
        "(e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or " +
        'we can help at https://support.stripe.com/.',
    )
  }
  if (keys.secret.includes(key)) return { kind: 'secret' }
  if (keys.publishable.includes(key)) return { kind: 'publishable' }
  if (keys.foreignPublishable?.includes(key)) return { kind: 'publishable', isForeign: true }
  const permissions = Object.hasOwn(keys.restricted, key) ? keys.restricted[key] : undefined
  if (permissions) return { kind: 'restricted', key, permissions }
  throw unauthorised(`Invalid API Key provided: ${masked(key)}`)
}

/** Refuses what the caller's key is not for. */
export const authorise = (caller: Caller, route: { isOpenToBrowsers?: true }, endpoint: string): void => {
  if (caller.kind === 'publishable' && !route.isOpenToBrowsers) {
    throw unauthorised(
      'This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of ' +
        'your API keys at https://dashboard.stripe.com/account/apikeys.',
      'secret_key_required',
    )
  }
  if (caller.kind !== 'restricted') return
  const [verb, address = ''] = endpoint.split(' ')
  const resource = address.split('/')[2] ?? ''
  const isAllowed =
    caller.permissions.includes(`${resource}:write`) ||
    (verb === 'GET' && caller.permissions.includes(`${resource}:read`))
  if (isAllowed) return
  throw new ApiError(403, {
    type: 'invalid_request_error',
    message:
      `The provided key '${masked(caller.key)}' does not have the required permissions for this endpoint. Having the ` +
      `'rak_${resource.replace(/s$/, '')}_${verb === 'GET' ? 'read' : 'write'}' permission would allow this request to continue.`,
  })
}
