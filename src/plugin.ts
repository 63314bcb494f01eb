import {
  deepMergeSimple,
  type CollectionConfig,
  type Config,
  type Endpoint,
  type Field,
  type GlobalConfig,
  type Payload,
  type PayloadRequest,
  type Plugin,
} from 'payload'

import { hasPermission } from './access/staff.ts'
import { adminComponents } from './adminComponents.ts'
import { clientsCollection } from './collections/clients/collection.ts'
import { emailsCollection } from './collections/emails/collection.ts'
import { invoicesCollection } from './collections/invoices/collection.ts'
import { quotesCollection } from './collections/quotes/collection.ts'
import { paymentsCollection } from './collections/payments/collection.ts'
import {
  magicLinksCollection,
  portalCountersCollection,
  portalEventsCollection,
  portalFilesCollection,
  portalSessionsCollection,
  portalWritersCollection,
  portalStaffKeysCollection,
} from './collections/portal/hidden.ts'
import { ticketMessagesCollection, ticketsCollection } from './collections/tickets/collection.ts'
import { businessSettingsGlobal } from './collections/settings/global.ts'
import { withPortalOptions } from './context.ts'
import { fileEndpoint } from './endpoints/attachments.ts'
import { clientEndpoints } from './endpoints/clients.ts'
import { accountCsvEndpoint, accountPdfEndpoint } from './endpoints/account.ts'
import { exportEndpoint } from './endpoints/exports.ts'
import { detailsEndpoint } from './endpoints/details.ts'
import { emailEndpoints } from './endpoints/emails.ts'
import { iconEndpoint, invoicePdfEndpoint, logoEndpoint } from './endpoints/files.ts'
import { invoiceEndpoints } from './endpoints/invoices.ts'
import { inboundMailEndpoint } from './endpoints/inboundMail.ts'
import { linksEndpoint } from './endpoints/links.ts'
import { paymentEndpoints } from './endpoints/payments.ts'
import { payEndpoint, paySyncEndpoint } from './endpoints/payInvoice.ts'
import { pulseEndpoint, staffPulseEndpoint } from './endpoints/pulse.ts'
import {
  chooseClientEndpoint,
  endSessionEndpoint,
  languageEndpoint,
  seenEndpoint,
  signInEndpoint,
  signOutEndpoint,
} from './endpoints/sessions.ts'
import { settingsIconEndpoint, settingsLogoEndpoint } from './endpoints/settings.ts'
import {
  acceptQuoteEndpoint,
  declineQuoteEndpoint,
  quoteLinkEndpoint,
  quotePdfEndpoint,
} from './endpoints/answerQuote.ts'
import { quoteEndpoints } from './endpoints/quotes.ts'
import { reconcileEndpoint, stripeWebhookEndpoint } from './endpoints/stripe.ts'
import { stripeTestEndpoint } from './endpoints/stripeTest.ts'
import {
  answerEndpoint,
  askEndpoint,
  badgesEndpoint,
  closeTicketEndpoint,
  reopenTicketEndpoint,
  ticketEndpoints,
} from './endpoints/tickets.ts'
import { outboxTask } from './jobs/outboxTask.ts'
import { reconcileTask } from './jobs/reconcileTask.ts'
import {
  OptionsError,
  resolveOptions,
  type ClientPortalOptions,
  type HostFacts,
  type ResolvedOptions,
} from './options.ts'
import { OUTBOX_QUEUE } from './queue/tasks.ts'
import type { CollectionKey } from './slugs.ts'
import { adminTranslations } from './translations/adminTexts.ts'

const collectionMakers: Record<CollectionKey, (options: ResolvedOptions) => CollectionConfig> = {
  clients: clientsCollection,
  quotes: quotesCollection,
  invoices: invoicesCollection,
  payments: paymentsCollection,
  tickets: ticketsCollection,
  ticketMessages: ticketMessagesCollection,
  emails: emailsCollection,
  magicLinks: magicLinksCollection,
  portalSessions: portalSessionsCollection,
  portalFiles: portalFilesCollection,
  portalCounters: portalCountersCollection,
  portalEvents: portalEventsCollection,
  portalWriters: portalWritersCollection,
  portalStaffKeys: portalStaffKeysCollection,
}

const collectionEndpoints: Partial<Record<CollectionKey, Endpoint[]>> = {
  clients: clientEndpoints,
  quotes: quoteEndpoints,
  invoices: invoiceEndpoints,
  payments: paymentEndpoints,
  tickets: ticketEndpoints,
  emails: emailEndpoints,
}

/** Built fresh for each config, since Payload changes the objects it sanitises; then the host has the last word. */
const collectionsOf = (options: ResolvedOptions): CollectionConfig[] =>
  (Object.keys(collectionMakers) as CollectionKey[]).map((key) => {
    const made = {
      ...collectionMakers[key](options),
      ...(options.enabled ? { endpoints: [...(collectionEndpoints[key] ?? [])] } : {}),
    }
    const defaultFields: Field[] = made.fields
    const defaultCollection = { ...made, fields: options.fields[key]?.({ defaultFields }) ?? defaultFields }
    return options.overrides[key]?.({ defaultCollection }) ?? defaultCollection
  })

const globalOf = (options: ResolvedOptions): GlobalConfig => {
  const defaultGlobal = businessSettingsGlobal(options)
  return options.overrides.businessSettings?.({ defaultGlobal }) ?? defaultGlobal
}

const hostFacts = (config: Config): HostFacts => {
  return {
    serverURL: config.serverURL,
    apiRoute: config.routes?.api ?? '/api',
    adminRoute: config.routes?.admin ?? '/admin',
    // As Payload itself decides it where the host names none.
    adminUser: config.admin?.user ?? config.collections?.find(({ auth }) => auth)?.slug ?? 'users',
    collectionSlugs: config.collections?.map(({ slug }) => slug) ?? [],
    globalSlugs: config.globals?.map(({ slug }) => slug) ?? [],
  }
}

/** Payload lets every user of any auth collection run jobs; ours, and the host's beside them, are for staff. */
const forStaff = ({ req }: { req: PayloadRequest }): Promise<boolean> => hasPermission(req, 'isStaff')

type AutoRun = NonNullable<NonNullable<Config['jobs']>['autoRun']>

const outboxRun = { cron: '* * * * *', queue: OUTBOX_QUEUE, limit: 10 }

const withOutboxRun = (given: AutoRun | undefined): AutoRun =>
  typeof given === 'function'
    ? async (payload: Payload) => [...(await given(payload)), outboxRun]
    : [...(given ?? []), outboxRun]

const isServing = (): boolean =>
  process.env.NODE_ENV === 'production' && process.env.NEXT_PHASE !== 'phase-production-build'

/** What only a running Payload can tell. Throws `OptionsError`, so that the process says why and stops. */
const checkAtStart = async (payload: Payload, options: ResolvedOptions, chosen: ClientPortalOptions) => {
  if (isServing() && !options.url) {
    throw new OptionsError(
      "set option url (or Payload's serverURL, or SITE_URL) to the site's public address: mails need absolute links.",
    )
  }
  const transaction = await payload.db.beginTransaction()
  if (!transaction) {
    throw new OptionsError(
      'the database adapter runs without transactions. For SQLite set transactionOptions: {} in sqliteAdapter().',
    )
  }
  await payload.db.rollbackTransaction(transaction)
  const adminUsers = payload.config.admin.user
  if (!chosen.access?.isStaff && !payload.collections[adminUsers]?.config.access.admin) {
    payload.logger.warn(
      `payload-client-portal: every user of "${adminUsers}" counts as staff. Define access.admin on that collection or option access.isStaff to narrow it.`,
    )
  }
}

/**
 * The client portal as a Payload plugin. Adds its collections, the business settings, endpoints under
 * `/api/client-portal` and a task that delivers mail; changes nothing else of the host.
 *
 * List it before storage adapters, so that they find `portal-files`. Throws `OptionsError` for options that can't work.
 *
 * @example
 * export default buildConfig({
 *   plugins: [clientPortal({ url: 'https://studio.example', mailFrom: { address: 'billing@studio.example' } })],
 * })
 */
export const clientPortal =
  (chosen: ClientPortalOptions = {}): Plugin =>
  (incoming: Config): Config => {
    const host = hostFacts(incoming)
    const options = resolveOptions(chosen, host)
    const withData: Config = {
      ...withPortalOptions(incoming, options),
      collections: [...(incoming.collections ?? []), ...collectionsOf(options)],
      globals: [...(incoming.globals ?? []), globalOf(options)],
      i18n: {
        ...incoming.i18n,
        translations: deepMergeSimple(adminTranslations, incoming.i18n?.translations ?? {}),
      },
    }
    if (!options.enabled) return withData
    return {
      ...withData,
      admin: {
        ...incoming.admin,
        components: {
          ...incoming.admin?.components,
          beforeNavLinks: [adminComponents.ticketNav, ...(incoming.admin?.components?.beforeNavLinks ?? [])],
          beforeDashboard: [adminComponents.attention, ...(incoming.admin?.components?.beforeDashboard ?? [])],
        },
      },
      endpoints: [
        ...(incoming.endpoints ?? []),
        linksEndpoint,
        signInEndpoint,
        signOutEndpoint,
        seenEndpoint,
        chooseClientEndpoint,
        endSessionEndpoint,
        languageEndpoint,
        detailsEndpoint,
        invoicePdfEndpoint,
        quotePdfEndpoint,
        acceptQuoteEndpoint,
        declineQuoteEndpoint,
        quoteLinkEndpoint,
        exportEndpoint,
        accountPdfEndpoint,
        accountCsvEndpoint,
        logoEndpoint,
        iconEndpoint,
        settingsLogoEndpoint,
        settingsIconEndpoint,
        stripeTestEndpoint,
        payEndpoint,
        paySyncEndpoint,
        stripeWebhookEndpoint,
        reconcileEndpoint,
        inboundMailEndpoint,
        askEndpoint,
        answerEndpoint,
        closeTicketEndpoint,
        reopenTicketEndpoint,
        fileEndpoint,
        badgesEndpoint,
        pulseEndpoint,
        staffPulseEndpoint,
      ],
      jobs: {
        ...incoming.jobs,
        access: { run: forStaff, queue: forStaff, cancel: forStaff, ...incoming.jobs?.access },
        tasks: [...(incoming.jobs?.tasks ?? []), outboxTask(), reconcileTask()],
        ...(options.worker.inProcess ? { autoRun: withOutboxRun(incoming.jobs?.autoRun) } : {}),
      },
      onInit: async (payload) => {
        await incoming.onInit?.(payload)
        await checkAtStart(payload, options, chosen)
      },
    }
  }
