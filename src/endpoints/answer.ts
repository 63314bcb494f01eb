import type { Endpoint, PayloadRequest } from 'payload'

import { readLanguageCookie } from '../access/cookies.ts'
import { requireOwnOrigin } from '../access/origin.ts'
import { errorTable, isPortalError, type ErrorCode } from '../errors.ts'
import { errorText } from '../translations/errorText.ts'

/** Portal and admin answers are private to who asked. */
export const PRIVATE = { 'Cache-Control': 'private, no-store' } as const

/** Whether a page's form posted this, without JavaScript: it wants a page back, not JSON. */
export const wantsPage = (req: PayloadRequest): boolean => (req.headers.get('accept') ?? '').includes('text/html')

/** Whether the caller asked for JSON by name. */
export const wantsJson = (req: PayloadRequest): boolean =>
  !wantsPage(req) && (req.headers.get('accept') ?? '').includes('application/json')

const withPrivacy = (headers: HeadersInit | undefined): Headers => {
  const all = new Headers(headers)
  for (const [name, value] of Object.entries(PRIVATE)) all.set(name, value)
  return all
}

export const json = (body: unknown, init: ResponseInit = {}): Response =>
  Response.json(body, { ...init, headers: withPrivacy(init.headers) })

/** 303, so that reloading the page that follows posts nothing again. */
export const seeOther = (location: string, headers: HeadersInit = {}): Response => {
  const all = new Headers({ ...PRIVATE, Location: location })
  for (const [name, value] of new Headers(headers)) all.append(name, value)
  return new Response(null, { status: 303, headers: all })
}

const languageOf = (req: PayloadRequest): string => readLanguageCookie(req.headers) ?? req.i18n.language

export const problem = (
  req: PayloadRequest,
  code: ErrorCode,
  params: Readonly<Record<string, string>> = {},
): Response =>
  json(
    { errors: [{ message: errorText(code, languageOf(req), params), code }] },
    {
      status: errorTable[code].status,
      headers: errorTable[code].status === 429 ? { 'Retry-After': '30' } : {},
    },
  )

/** The code of a failure that one of our collection hooks said in Payload's way. */
const codeFromHook = (error: unknown): ErrorCode | null => {
  const code = (error as { data?: { code?: unknown } | null } | null)?.data?.code
  return typeof code === 'string' && code in errorTable ? (code as ErrorCode) : null
}

export interface PortalEndpoint {
  path: string
  method: 'get' | 'post'
  handler: (req: PayloadRequest) => Promise<Response>
  /** Where a page's form is sent when this fails; the code is added as `?error=`. */
  failurePage?: (req: PayloadRequest, code: ErrorCode) => string
  /** Stripe and mail providers come from elsewhere and prove themselves otherwise. Default: false. */
  anyOrigin?: boolean
}

/**
 * Turns a handler into a Payload endpoint: refuses posts from other sites, answers failures of ours with their code and
 * words. Payload's own errors pass through to Payload; what is neither is a fault of ours and stays a 500.
 */
export const portalEndpoint = ({ path, method, handler, failurePage, anyOrigin }: PortalEndpoint): Endpoint => ({
  path,
  method,
  handler: async (req) => {
    try {
      if (method === 'post' && !anyOrigin) requireOwnOrigin(req)
      return await handler(req)
    } catch (error) {
      const hookCode = codeFromHook(error)
      if (hookCode) return problem(req, hookCode)
      if (!isPortalError(error)) throw error
      if (failurePage && wantsPage(req)) {
        const page = failurePage(req, error.code)
        const { field } = error.params
        const query = new URLSearchParams({ error: error.code, ...(field ? { field } : {}) })
        return seeOther(`${page}${page.includes('?') ? '&' : '?'}${query.toString()}`)
      }
      return problem(req, error.code, error.params)
    }
  },
})
