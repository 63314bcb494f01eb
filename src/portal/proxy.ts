import { NextResponse, type NextRequest } from 'next/server.js'

import { isMissingDocument, MISSING_HEADER, type Wanted } from './documentGate.ts'

interface PaymentOrigins {
  scripts: string
  frames: string
  connections: string
}

/** What https://docs.stripe.com/security/guide asks for, with Link's and Stripe.js's own reports. */
const stripeOrigins: PaymentOrigins = {
  scripts: 'https://js.stripe.com https://*.js.stripe.com',
  frames: 'https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com https://*.link.com',
  connections: 'https://api.stripe.com https://r.stripe.com https://*.link.com',
}

const originOf = (url: string | undefined): string | null => (url && URL.canParse(url) ? new URL(url).origin : null)

/** Stripe's, or a stand-in's, where the environment names one. */
const paymentOrigins = (): PaymentOrigins => {
  const script = originOf(process.env.STRIPE_JS_URL)
  if (!script) return stripeOrigins
  const connections = [script, originOf(process.env.STRIPE_API_BASE)].filter(Boolean).join(' ')
  return { scripts: script, frames: script, connections }
}

/**
 * What pages of the portal may load and do: our own scripts by nonce, our own style sheets and images, and Stripe where
 * something can be paid. `connect-src` is for our own calls; nobody may frame the portal, and forms go nowhere else.
 */
const policy = (nonce: string, isDevelopment: boolean, payments: PaymentOrigins | null): string =>
  [
    `default-src 'none'`,
    // Development builds evaluate code and reload over a socket; browsers that know 'strict-dynamic' ignore 'self'.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}${payments ? ` ${payments.scripts}` : ''}`,
    // An 'unsafe-inline' beside a nonce would be ignored, and the development overlay injects styles of its own.
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'${isDevelopment ? ' ws:' : ''}${payments ? ` ${payments.connections}` : ''}`,
    // Stripe.js gives its own frames their size by a style attribute.
    ...(payments ? [`frame-src ${payments.frames}`, `style-src-attr 'unsafe-inline'`] : []),
    `manifest-src 'self'`,
    `form-action 'self'`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ')

const headers = (csp: string, takesPayments: boolean): Record<string, string> => ({
  'Content-Security-Policy': csp,
  // Not 'no-referrer': with it the enter page's form would be posted from origin 'null'.
  'Referrer-Policy': 'strict-origin',
  'X-Frame-Options': 'DENY',
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'noindex, nofollow',
  // With 'same-origin' the browser gives a frame of Stripe's no hold of the bank's or wallet's window that it opens.
  'Cross-Origin-Opener-Policy': takesPayments ? 'same-origin-allow-popups' : 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=()',
  'Cache-Control': 'private, no-store',
})

/** Known addresses under a mount, whatever the mount is: anything else is answered 404 along with its page. */
const known =
  /^(?:|\/(?:invoices(?:\/[\w-]{1,64})?|quotes(?:\/[\w-]{1,64})?|support(?:\/[\w-]{1,64})?|account|details|sign-in|enter\/[^/]{1,200}))$/

/** The statement, the list and an invoice: where there may be something to pay. */
const payable = /^(?:|\/invoices(?:\/[\w-]{1,64})?)$/

/**
 * The host's `proxy.ts` for the portal's pages: a strict Content-Security-Policy with a fresh nonce, which Next puts on
 * its own scripts too, and headers that keep private pages out of caches, frames and search engines.
 */
export const portalProxy = (request: NextRequest): Promise<NextResponse> => withPortalHeaders(request)

const withPortalHeaders = async (request: NextRequest, mount = '/portal'): Promise<NextResponse> => {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
  const path = request.nextUrl.pathname.replace(/\/$/, '')
  const place = path.startsWith(mount) ? path.slice(mount.length) : ''
  const takesPayments = payable.test(place)
  const csp = policy(nonce, process.env.NODE_ENV === 'development', takesPayments ? paymentOrigins() : null)
  const forwarded = new Headers(request.headers)
  // Next reads the nonce from here.
  forwarded.set('Content-Security-Policy', csp)
  forwarded.delete(MISSING_HEADER)
  const [, kind, id] = /^\/(invoices|quotes|support)\/([\w-]{1,64})$/.exec(place) ?? []
  const wanted = id === undefined ? null : ({ kind, id } as Wanted)
  const isUnknown = !known.test(place) || (wanted !== null && (await isMissingDocument(wanted, request.headers)))
  if (isUnknown) forwarded.set(MISSING_HEADER, '1')
  // Rewritten to itself, because only a rewrite keeps the status.
  const response = isUnknown
    ? NextResponse.rewrite(request.nextUrl, { status: 404, request: { headers: forwarded } })
    : NextResponse.next({ request: { headers: forwarded } })
  for (const [name, value] of Object.entries(headers(csp, takesPayments))) response.headers.set(name, value)
  return response
}

/** `portalProxy` for a portal mounted elsewhere than `/portal`. */
export const createPortalProxy =
  ({ mountPath }: { mountPath: string }) =>
  (request: NextRequest): Promise<NextResponse> =>
    withPortalHeaders(request, mountPath)

/** For the host's `export const config`, which Next reads without running the file: to be copied, not imported. */
export const proxyConfig = { matcher: ['/portal', '/portal/:path*'] }
