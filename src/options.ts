import type { CollectionConfig, Field, GlobalConfig, PayloadRequest } from 'payload'

import { apiPaths, portalPaths, type ApiPaths, type PortalPaths } from './paths.ts'
import { defaultSlugs, type CollectionKey, type SlugKey, type Slugs } from './slugs.ts'

/** Answers whether the person behind a request may do something. Throwing counts as no. */
export type StaffCheck = (args: { req: PayloadRequest }) => boolean | Promise<boolean>

export interface ClientPortalOptions {
  /**
   * `false` keeps collections and fields, so that the database schema stays as it is, and drops endpoints, jobs and
   * admin components. Default: `true`.
   */
  enabled?: boolean
  /**
   * The site's public address, for absolute links and origin checks; never read from a Host header.
   * Default: Payload's `serverURL`, else the environment variable `SITE_URL`. Production refuses to start without one.
   * @example 'https://studio.example'
   */
  url?: string
  /**
   * Where the host mounts the portal's route group. Default: `'/portal'`.
   * @example '/clients'
   */
  mountPath?: string
  /**
   * Other slugs for the plugin's collections and global, where a host already uses one.
   * @example { clients: 'customers' }
   */
  slugs?: Partial<Record<SlugKey, string>>
  /**
   * A last word on each collection (and the global, under `businessSettings`), given the finished default.
   * @example { clients: ({ defaultCollection }) => ({ ...defaultCollection, fields: [...defaultCollection.fields, vatField] }) }
   */
  overrides?: Partial<Record<CollectionKey, (args: { defaultCollection: CollectionConfig }) => CollectionConfig>> & {
    businessSettings?: (args: { defaultGlobal: GlobalConfig }) => GlobalConfig
  }
  /** More fields for a collection, without writing an override. */
  fields?: Partial<Record<CollectionKey, (args: { defaultFields: Field[] }) => Field[]>>
  access?: {
    /**
     * Who is staff. Default: users of `admin.user` whom that collection's own `access.admin` admits; where the host
     * defines none, every user of that collection (with a warning at start).
     * @example ({ req }) => req.user?.role === 'office'
     */
    isStaff?: StaffCheck
    /** Who of the staff may send, resend and share documents. Default: all staff. */
    canSend?: StaffCheck
    /** Who may void and revise issued documents. Default: all staff. */
    canVoid?: StaffCheck
    /** Who may record and reverse payments and apply credit. Default: all staff. */
    canRecordPayments?: StaffCheck
    /** Who may send money back through Stripe. Default: all staff. */
    canRefund?: StaffCheck
    /** Who may take everything personal out of a client for good, and export what is kept. Default: all staff. */
    canAnonymise?: StaffCheck
    /** Who may change the business settings. Default: all staff. */
    canEditSettings?: StaffCheck
  }
  /**
   * Sender of the portal's mails, unless the business settings name one. Default: the email adapter's own default.
   * @example { name: 'Estudio Lumen', address: 'facturas@lumen.example' }
   */
  mailFrom?: { name?: string; address: string }
  /**
   * The domain whose mail is handed to the inbound endpoint; replies go to `reply+<key>@` it. The business settings
   * win over this. Without either, replies go to the sender's address.
   * @example 'reply.studio.example'
   */
  inboundDomain?: string
  /**
   * The name under which your own receiving server writes `Authentication-Results`; no other server's are believed. A
   * failing result keeps a mail to a member of staff's own address from becoming their answer. The business settings win
   * over this. Default: none, and only what the mail provider itself vouches for counts.
   * @example 'mx.studio.example'
   */
  inboundAuthServId?: string
  /**
   * Stripe's keys, where they are not kept in the business settings (which win over these). Each falls back to its
   * environment variable: `STRIPE_SECRET_KEY`, `STRIPE_PUBLISHABLE_KEY`, `STRIPE_WEBHOOK_SECRET` (several, separated by
   * commas, while a secret is being rotated).
   */
  stripe?: {
    secretKey?: string
    publishableKey?: string
    webhookSecret?: string | string[]
    /**
     * For stand-ins only: where Stripe's API is. Default: `STRIPE_API_BASE`, else Stripe itself.
     * @example 'http://127.0.0.1:12111'
     */
    apiBase?: string
    /** For stand-ins only: the script in the place of Stripe.js. Default: `STRIPE_JS_URL`, else Stripe's own. */
    scriptUrl?: string
  }
  /**
   * How mail providers prove themselves at `/api/client-portal/mail/inbound/<provider>`; one that is not set up is 404.
   * Those saved in the business settings win over these, one by one.
   * `rawSecret` and `cloudflareSecret` fall back to the environment variable `INBOUND_MAIL_SECRET`.
   * @example { mailgunSigningKey: process.env.MAILGUN_SIGNING_KEY }
   */
  inbound?: Partial<InboundSecrets>
  sessions?: {
    /** Days without a visit after which a session ends. Default: 30. */
    idleDays?: number
    /** Days after which it ends whatever happens. Default: 180. */
    absoluteDays?: number
  }
  links?: {
    /** How long a document link may be opened. Default: 30 days. */
    documentDays?: number
    /** How long a sign-in link lives. Default: 15 minutes. */
    signInMinutes?: number
  }
  limits?: {
    /** Links mailed per address and hour; more requests are answered the same and mail nothing. Default: 5. */
    linksPerAddressPerHour?: number
    /** Payments a client may begin, per hour, over all of their tabs and people. Default: 60. */
    paymentsPerClientPerHour?: number
    /** How often the pages of a client may have Stripe asked how a payment stands, per hour. Default: 300. */
    paymentChecksPerClientPerHour?: number
    /** Mails of one client that staff is told of, per hour; those past it are kept and threaded quietly. Default: 60. */
    inboundMailPerClientPerHour?: number
    /** Tickets and answers a client may write in the portal, per hour. Default: 60. */
    messagesPerClientPerHour?: number
    /** Archives of documents a client may download, per hour; as many each member of staff. Default: 60. */
    exportsPerClientPerHour?: number
    /** Failed sign-ins (unknown or expired tokens) per client IP and hour. Default: 60. */
    failedSignInsPerIpPerHour?: number
    /** Lines on one document. Default: 500. */
    linesPerDocument?: number
    /** PDFs rendered at once in one process. Default: 2. */
    concurrentRenders?: number
  }
  /**
   * How many reverse proxies stand in front of the site: a client's IP is read that many places from the right of
   * `X-Forwarded-For`. Default: 0, the header is not believed.
   */
  trustedProxies?: number
  worker?: {
    /**
     * Deliver mail from the Next.js process itself, right after a save and once a minute. Set `false` where a worker
     * of its own runs `payload jobs:run --handle-schedules --queue client-portal`. Default: `true`.
     */
    inProcess?: boolean
  }
  /**
   * The folder for stored PDFs and logos where no storage adapter takes them. Keep it out of what the web server serves.
   * Default: `'portal-files'` in the working directory.
   * @example '/var/lib/studio/portal-files'
   */
  filesDir?: string
  pdf?: {
    /** Default: `'A4'`. */
    pageSize?: 'A4' | 'LETTER'
    /**
     * Further fonts, tried in this order for characters the bundled one lacks (it covers Latin, Greek and Cyrillic).
     * Paths of TTF or OTF files.
     * @example [{ family: 'Noto Sans SC', regular: require.resolve('…/noto-sans-sc.ttf') }]
     */
    fonts?: ExtraFont[]
  }
}

/** How each mail provider proves itself; see `mail/adapters`. */
export interface InboundSecrets {
  /** In header `x-inbound-secret` of `raw`. */
  rawSecret: string | null
  /** In header `x-inbound-secret` of `cloudflare`, sent by the host's own worker. */
  cloudflareSecret: string | null
  /** In SendGrid's address: `?key=…`, or the password of `https://inbound:…@`. */
  sendgridKey: string | null
  /** The public key of SendGrid's signed webhook. */
  sendgridPublicKey: string | null
  /** Mailgun's *HTTP webhook signing key*. */
  mailgunSigningKey: string | null
  postmarkUser: string | null
  postmarkPassword: string | null
  /** The one SNS topic that may speak for SES. */
  sesTopicArn: string | null
  /** `whsec_…` */
  resendWebhookSecret: string | null
  /** `re_…`: Resend's webhooks tell of a mail without carrying it. */
  resendApiKey: string | null
}

export interface ExtraFont {
  family: string
  /** Path of the regular weight's TTF or OTF file. */
  regular: string
  /** Path of the bold weight's file; the regular one stands in where it is missing. */
  bold?: string
}

/** Options with every default decided: below `plugin.ts` nothing is optional any more. */
export interface ResolvedOptions {
  enabled: boolean
  /** Origin without a trailing slash; `null` only while building, migrating or developing without one. */
  url: string | null
  mountPath: string
  apiRoute: string
  adminRoute: string
  /** The host's collection of people who sign in to the admin: staff is among them. */
  adminUser: string
  slugs: Slugs
  overrides: NonNullable<ClientPortalOptions['overrides']>
  fields: NonNullable<ClientPortalOptions['fields']>
  access: Required<NonNullable<ClientPortalOptions['access']>>
  mailFrom: { name?: string; address: string } | null
  inboundDomain: string | null
  inboundAuthServId: string | null
  inbound: InboundSecrets
  stripe: {
    secretKey: string | null
    publishableKey: string | null
    webhookSecrets: string[]
    apiBase: string | null
    scriptUrl: string | null
  }
  sessions: { idleDays: number; absoluteDays: number }
  links: { documentDays: number; signInMinutes: number }
  limits: Required<NonNullable<ClientPortalOptions['limits']>>
  trustedProxies: number
  worker: { inProcess: boolean }
  filesDir: string
  pdf: { pageSize: 'A4' | 'LETTER'; fonts: ExtraFont[] }
  /** Page paths under the mount. */
  paths: PortalPaths
  /** Endpoint paths under the host's API route. */
  api: ApiPaths
}

/** A mistake in the options, said in one sentence that names the option. */
export class OptionsError extends Error {
  constructor(message: string) {
    super(`payload-client-portal: ${message}`)
    this.name = 'OptionsError'
  }
}

/** What the options need to know of the host's config; nothing of it is changed. */
export interface HostFacts {
  serverURL?: string
  apiRoute: string
  adminRoute: string
  adminUser: string
  collectionSlugs: string[]
  globalSlugs: string[]
}

const positive = (name: string, value: number | undefined, fallback: number, whole = true): number => {
  if (value === undefined) return fallback
  if (!Number.isFinite(value) || value <= 0 || (whole && !Number.isInteger(value))) {
    throw new OptionsError(`option ${name} must be a positive ${whole ? 'whole ' : ''}number, not ${String(value)}.`)
  }
  return value
}

const publicOrigin = (given: string | undefined): string | null => {
  if (!given) return null
  let parsed: URL
  try {
    parsed = new URL(given)
  } catch {
    throw new OptionsError(`option url must be an absolute address such as "https://studio.example", not "${given}".`)
  }
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') {
    throw new OptionsError(`option url must begin with https:// or http://, not "${given}".`)
  }
  return parsed.origin
}

const mount = (given: string | undefined): string => {
  const path = given ?? '/portal'
  if (!/^\/[a-z0-9][a-z0-9/_-]*$/i.test(path) || path.endsWith('/') || path.includes('//')) {
    throw new OptionsError(
      `option mountPath must be a path such as "/portal", without a slash at its end, not "${path}".`,
    )
  }
  return path
}

const checkedSlugs = (given: ClientPortalOptions['slugs'], host: HostFacts): Slugs => {
  const slugs: Record<SlugKey, string> = { ...defaultSlugs }
  for (const [key, slug] of Object.entries(given ?? {})) {
    if (!(key in defaultSlugs)) {
      throw new OptionsError(
        `option slugs names "${key}", which is no collection of ours. Known: ${Object.keys(defaultSlugs).join(', ')}.`,
      )
    }
    if (!/^[a-z][a-z0-9_-]*$/.test(slug)) throw new OptionsError(`option slugs.${key} is no slug: "${slug}".`)
    slugs[key as SlugKey] = slug
  }
  const seen = new Set<string>()
  for (const [key, slug] of Object.entries(slugs)) {
    if (seen.has(slug)) throw new OptionsError(`option slugs gives "${slug}" to two collections.`)
    seen.add(slug)
    const taken = key === 'businessSettings' ? host.globalSlugs : host.collectionSlugs
    if (taken.includes(slug)) {
      throw new OptionsError(
        `the site already has "${slug}". Give ours another name, for example slugs: { ${key}: 'portal-${slug}' }.`,
      )
    }
  }
  return slugs
}

/**
 * Staff by default: users of the admin's collection whom its `access.admin` admits. Asked of the finished config at each
 * request, since a plugin listed after ours may be the one that narrows it.
 */
const admittedByAdmin: StaffCheck = async ({ req }) => {
  const { config, collections } = req.payload
  if (req.user?.collection !== config.admin.user) return false
  const admits = collections[config.admin.user]?.config.access.admin
  return admits ? await admits({ req }) : true
}

const filled = (...values: (string | undefined)[]): string | null =>
  values.find((value) => value !== undefined && value.trim() !== '')?.trim() ?? null

const standIn = (name: string, value: string | null): string | null => {
  if (value !== null && !URL.canParse(value)) {
    throw new OptionsError(`option stripe.${name} must be an absolute address, not "${value}".`)
  }
  return value
}

const stripeOptions = (given: ClientPortalOptions['stripe'] = {}): ResolvedOptions['stripe'] => {
  const secrets = given.webhookSecret ?? process.env.STRIPE_WEBHOOK_SECRET ?? ''
  return {
    secretKey: filled(given.secretKey, process.env.STRIPE_SECRET_KEY),
    publishableKey: filled(given.publishableKey, process.env.STRIPE_PUBLISHABLE_KEY),
    webhookSecrets: (typeof secrets === 'string' ? secrets.split(',') : secrets)
      .map((secret) => secret.trim())
      .filter(Boolean),
    apiBase: standIn('apiBase', filled(given.apiBase, process.env.STRIPE_API_BASE)),
    scriptUrl: standIn('scriptUrl', filled(given.scriptUrl, process.env.STRIPE_JS_URL)),
  }
}

/** No provider is set up. */
export const noInboundSecrets: InboundSecrets = {
  rawSecret: null,
  cloudflareSecret: null,
  sendgridKey: null,
  sendgridPublicKey: null,
  mailgunSigningKey: null,
  postmarkUser: null,
  postmarkPassword: null,
  sesTopicArn: null,
  resendWebhookSecret: null,
  resendApiKey: null,
}

const inboundOptions = (given: Partial<InboundSecrets> = {}): InboundSecrets => {
  const secret = filled(process.env.INBOUND_MAIL_SECRET)
  return { ...noInboundSecrets, rawSecret: secret, cloudflareSecret: secret, ...given }
}

/** Checks the options against the host and decides every default, once. Throws `OptionsError`. */
export const resolveOptions = (options: ClientPortalOptions, host: HostFacts): ResolvedOptions => {
  const isStaff: StaffCheck = options.access?.isStaff ?? admittedByAdmin
  if (options.mailFrom && !/^[^\s@<>]+@[^\s@<>]+$/.test(options.mailFrom.address)) {
    throw new OptionsError(`option mailFrom.address is no e-mail address: "${options.mailFrom.address}".`)
  }
  const proxies = options.trustedProxies ?? 0
  if (!Number.isInteger(proxies) || proxies < 0)
    throw new OptionsError('option trustedProxies must be 0 or a positive whole number.')
  const mountPath = mount(options.mountPath)
  return {
    enabled: options.enabled ?? true,
    url: publicOrigin(options.url ?? (host.serverURL || process.env.SITE_URL)),
    mountPath,
    apiRoute: host.apiRoute,
    adminRoute: host.adminRoute,
    adminUser: host.adminUser,
    slugs: checkedSlugs(options.slugs, host),
    overrides: options.overrides ?? {},
    fields: options.fields ?? {},
    access: {
      isStaff,
      canSend: options.access?.canSend ?? isStaff,
      canVoid: options.access?.canVoid ?? isStaff,
      canRecordPayments: options.access?.canRecordPayments ?? isStaff,
      canRefund: options.access?.canRefund ?? isStaff,
      canAnonymise: options.access?.canAnonymise ?? isStaff,
      canEditSettings: options.access?.canEditSettings ?? isStaff,
    },
    mailFrom: options.mailFrom ?? null,
    inboundDomain: options.inboundDomain ?? null,
    inboundAuthServId: filled(options.inboundAuthServId),
    inbound: inboundOptions(options.inbound),
    stripe: stripeOptions(options.stripe),
    sessions: {
      idleDays: positive('sessions.idleDays', options.sessions?.idleDays, 30),
      absoluteDays: positive('sessions.absoluteDays', options.sessions?.absoluteDays, 180),
    },
    links: {
      documentDays: positive('links.documentDays', options.links?.documentDays, 30),
      signInMinutes: positive('links.signInMinutes', options.links?.signInMinutes, 15),
    },
    limits: {
      linksPerAddressPerHour: positive('limits.linksPerAddressPerHour', options.limits?.linksPerAddressPerHour, 5),
      paymentsPerClientPerHour: positive(
        'limits.paymentsPerClientPerHour',
        options.limits?.paymentsPerClientPerHour,
        60,
      ),
      paymentChecksPerClientPerHour: positive(
        'limits.paymentChecksPerClientPerHour',
        options.limits?.paymentChecksPerClientPerHour,
        300,
      ),
      inboundMailPerClientPerHour: positive(
        'limits.inboundMailPerClientPerHour',
        options.limits?.inboundMailPerClientPerHour,
        60,
      ),
      messagesPerClientPerHour: positive(
        'limits.messagesPerClientPerHour',
        options.limits?.messagesPerClientPerHour,
        60,
      ),
      exportsPerClientPerHour: positive('limits.exportsPerClientPerHour', options.limits?.exportsPerClientPerHour, 60),
      failedSignInsPerIpPerHour: positive(
        'limits.failedSignInsPerIpPerHour',
        options.limits?.failedSignInsPerIpPerHour,
        60,
      ),
      linesPerDocument: positive('limits.linesPerDocument', options.limits?.linesPerDocument, 500),
      concurrentRenders: positive('limits.concurrentRenders', options.limits?.concurrentRenders, 2),
    },
    trustedProxies: proxies,
    filesDir: options.filesDir ?? 'portal-files',
    worker: { inProcess: options.worker?.inProcess ?? true },
    pdf: { pageSize: options.pdf?.pageSize ?? 'A4', fonts: options.pdf?.fonts ?? [] },
    paths: portalPaths(mountPath),
    api: apiPaths(host.apiRoute),
  }
}
