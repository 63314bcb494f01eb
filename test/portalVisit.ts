import type { Client, ID, MagicLinkKind } from '../src/records.ts'
import { makeToken } from '../src/domain/token.ts'
import { insertRow } from '../src/store.ts'
import { systemReq } from './factories.ts'
import type { StartedPayload } from './startPayload.ts'

export interface LinkData {
  kind?: MagicLinkKind
  email?: string
  client?: ID | null
  target?: string
  expiresAt?: Date
  revokedAt?: Date
}

/** A link as the worker mints it, and the token that a mail would carry. */
export const makeLink = async (site: StartedPayload, client: Client, data: LinkData = {}): Promise<string> => {
  const { token, tokenHash } = makeToken()
  const { kind = 'document', email = client.email, target = '/portal', expiresAt, revokedAt } = data
  await insertRow(await systemReq(site.payload), 'magicLinks', {
    tokenHash,
    kind,
    email,
    client: kind === 'document' ? (data.client ?? client.id) : null,
    target,
    expiresAt: (expiresAt ?? new Date(Date.now() + 3_600_000)).toISOString(),
    revokedAt: revokedAt?.toISOString() ?? null,
  })
  return token
}

/** The Cookie header that a response's Set-Cookie makes a browser send next. */
export const cookieOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .filter((pair) => !pair.endsWith('='))
    .join('; ')

/** Signs a client in by a link and answers the cookie. */
export const signIn = async (site: StartedPayload, client: Client, data: LinkData = {}): Promise<string> => {
  const token = await makeLink(site, client, data)
  const response = await site.rest('POST', '/client-portal/sessions', { form: { token } })
  if (response.status !== 303) throw new Error(`Signing in answered ${response.status}.`)
  return cookieOf(response)
}

/** The plain text of a mail that was handed to the adapter. */
export const textOf = (mail: { text?: unknown } | undefined): string =>
  typeof mail?.text === 'string' ? mail.text : ''
