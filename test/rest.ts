import { getFieldsToSign, handleEndpoints, jwtSign, type Payload, type SanitizedConfig, type TypedUser } from 'payload'
import { addSessionToUser } from 'payload/shared'

import { testSiteUrl } from './testHost.ts'

export interface RestOptions {
  /** Sent as JSON, or as it is where it is text, bytes or `FormData`. */
  body?: unknown
  headers?: Record<string, string>
  /** Signs in as this user of the admin: see `createUser`. */
  user?: TypedUser
  /** The Cookie header, for example what a sign-in set. */
  cookie?: string
  /** Sent as a browser's form: urlencoded, and asking for a page. */
  form?: Record<string, string> | [string, string][]
  /** Aborted once whoever asked has gone. */
  signal?: AbortSignal
}

/** `path` is what follows the API route, for example `/invoices/1/send`; an absolute URL is taken as it is. */
export type Rest = (method: string, path: string, options?: RestOptions) => Promise<Response>

interface Instance {
  payload: Payload
  config: SanitizedConfig
  key: string
}

const signIn = async ({ payload }: Instance, user: TypedUser): Promise<string> => {
  const collection = payload.collections[user.collection]
  if (!collection) throw new Error(`There is no collection "${user.collection}" to sign in to.`)
  const collectionConfig = collection.config
  const known = await payload.findByID({ collection: user.collection, id: user.id, depth: 0, showHiddenFields: true })
  const session = await addSessionToUser({
    collectionConfig,
    payload,
    req: { payload, context: {} } as never,
    user: { ...known, collection: user.collection },
  })
  const fieldsToSign = getFieldsToSign({
    collectionConfig,
    email: known.email,
    user: { ...known, collection: user.collection },
    ...(session.sid ? { sid: session.sid } : {}),
  })
  const { token } = await jwtSign({ fieldsToSign, secret: payload.secret, tokenExpiration: 7200 })
  return token
}

const isRaw = (body: unknown): body is string | Uint8Array<ArrayBuffer> | Blob | FormData | URLSearchParams =>
  typeof body === 'string' ||
  body instanceof Uint8Array ||
  body instanceof Blob ||
  body instanceof FormData ||
  body instanceof URLSearchParams

/** Calls endpoints the way Next's route handlers do: a `Request` in, a `Response` out. */
export const createRest = (instance: Instance): Rest => {
  const tokens = new Map<string, Promise<string>>()
  const tokenOf = (user: TypedUser): Promise<string> => {
    const id = `${user.collection}/${user.id}`
    const token = tokens.get(id) ?? signIn(instance, user)
    tokens.set(id, token)
    return token
  }
  return async (method, path, { body, headers: given, user, cookie, form, signal } = {}) => {
    const { config, key } = instance
    // A browser says where a request comes from, and endpoints that change something look at it.
    const headers = new Headers({ origin: testSiteUrl })
    let content: BodyInit | undefined
    if (form) {
      headers.set('accept', 'text/html,application/xhtml+xml')
      content = new URLSearchParams(form)
    } else if (isRaw(body)) {
      content = body
    } else if (body !== undefined) {
      headers.set('content-type', 'application/json')
      content = JSON.stringify(body)
    }
    if (user) headers.set('authorization', `JWT ${await tokenOf(user)}`)
    if (cookie) headers.set('cookie', cookie)
    for (const [name, value] of Object.entries(given ?? {})) headers.set(name, value)
    const url = new URL(/^https?:/.test(path) ? path : `${config.routes.api}${path}`, testSiteUrl)
    const init = { method, headers, ...(signal ? { signal } : {}), ...(content === undefined ? {} : { body: content }) }
    const request = new Request(url, init)
    return handleEndpoints({ config, path: url.pathname, payloadInstanceCacheKey: key, request })
  }
}
