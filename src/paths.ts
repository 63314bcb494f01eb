/** Every URL the plugin owns. Pages hang under the host's mount, endpoints under Payload's API route. */

const NAMESPACE = '/client-portal'

/** The placeholder that stands in stored mails where the link's token was: jobs, rows and logs never hold a token. */
export const TOKEN_PLACEHOLDER = '__link-token__'

/** Page paths under the mount (default `/portal`). */
export const portalPaths = (mount: string) => ({
  statement: () => mount,
  invoices: (query = '') => `${mount}/invoices${query}`,
  invoice: (id: number | string) => `${mount}/invoices/${id}`,
  quotes: (query = '') => `${mount}/quotes${query}`,
  quote: (id: number | string) => `${mount}/quotes/${id}`,
  account: (query = '') => `${mount}/account${query}`,
  support: (query = '') => `${mount}/support${query}`,
  ticket: (id: number | string) => `${mount}/support/${id}`,
  details: (query = '') => `${mount}/details${query}`,
  signIn: (query = '') => `${mount}/sign-in${query}`,
  enter: (token: string) => `${mount}/enter/${token}`,
})

export type PortalPaths = ReturnType<typeof portalPaths>

/** Paths of our root endpoints, as Payload registers them: relative to `routes.api`. */
export const endpointPaths = {
  links: `${NAMESPACE}/links`,
  sessions: `${NAMESPACE}/sessions`,
  signOut: `${NAMESPACE}/sign-out`,
  seen: `${NAMESPACE}/seen`,
  chooseClient: `${NAMESPACE}/choose-client`,
  endSession: `${NAMESPACE}/end-session`,
  language: `${NAMESPACE}/language`,
  details: `${NAMESPACE}/details`,
  invoicePdf: `${NAMESPACE}/invoices/:id/pdf`,
  quotePdf: `${NAMESPACE}/quotes/:id/pdf`,
  acceptQuote: `${NAMESPACE}/quotes/:id/accept`,
  declineQuote: `${NAMESPACE}/quotes/:id/decline`,
  quoteLink: `${NAMESPACE}/quotes/:id/link`,
  export: `${NAMESPACE}/export`,
  accountPdf: `${NAMESPACE}/statement.pdf`,
  accountCsv: `${NAMESPACE}/statement.csv`,
  logo: `${NAMESPACE}/logo/:id`,
  icon: `${NAMESPACE}/icon/:id`,
  settingsLogo: `${NAMESPACE}/settings/logo`,
  settingsIcon: `${NAMESPACE}/settings/icon`,
  pay: `${NAMESPACE}/invoices/:id/pay`,
  paySync: `${NAMESPACE}/invoices/:id/pay/sync`,
  stripeWebhook: `${NAMESPACE}/stripe/webhook`,
  stripeTest: `${NAMESPACE}/stripe/test`,
  reconcile: `${NAMESPACE}/stripe/reconcile`,
  inboundMail: `${NAMESPACE}/mail/inbound/:provider`,
  tickets: `${NAMESPACE}/tickets`,
  ticketMessages: `${NAMESPACE}/tickets/:id/messages`,
  ticketClose: `${NAMESPACE}/tickets/:id/close`,
  ticketReopen: `${NAMESPACE}/tickets/:id/reopen`,
  file: `${NAMESPACE}/files/:id`,
  badges: `${NAMESPACE}/badges`,
  pulse: `${NAMESPACE}/pulse`,
  staffPulse: `${NAMESPACE}/staff-pulse`,
} as const

/** Absolute paths of the endpoints for pages and mails; `api` is the host's `routes.api`. */
export const apiPaths = (api: string) => ({
  links: () => api + endpointPaths.links,
  sessions: () => api + endpointPaths.sessions,
  signOut: () => api + endpointPaths.signOut,
  seen: () => api + endpointPaths.seen,
  chooseClient: () => api + endpointPaths.chooseClient,
  endSession: () => api + endpointPaths.endSession,
  language: () => api + endpointPaths.language,
  details: () => api + endpointPaths.details,
  invoicePdf: (id: number | string) => `${api}${NAMESPACE}/invoices/${id}/pdf`,
  quotePdf: (id: number | string) => `${api}${NAMESPACE}/quotes/${id}/pdf`,
  acceptQuote: (id: number | string) => `${api}${NAMESPACE}/quotes/${id}/accept`,
  declineQuote: (id: number | string) => `${api}${NAMESPACE}/quotes/${id}/decline`,
  quoteLink: (id: number | string) => `${api}${NAMESPACE}/quotes/${id}/link`,
  export: () => api + endpointPaths.export,
  accountPdf: () => api + endpointPaths.accountPdf,
  accountCsv: () => api + endpointPaths.accountCsv,
  logo: (id: number | string) => `${api}${NAMESPACE}/logo/${id}`,
  icon: (id: number | string) => `${api}${NAMESPACE}/icon/${id}`,
  settingsLogo: () => api + endpointPaths.settingsLogo,
  settingsIcon: () => api + endpointPaths.settingsIcon,
  pay: (id: number | string) => `${api}${NAMESPACE}/invoices/${id}/pay`,
  paySync: (id: number | string) => `${api}${NAMESPACE}/invoices/${id}/pay/sync`,
  stripeWebhook: () => api + endpointPaths.stripeWebhook,
  stripeTest: () => api + endpointPaths.stripeTest,
  reconcile: () => api + endpointPaths.reconcile,
  inboundMail: (provider: string) => `${api}${NAMESPACE}/mail/inbound/${provider}`,
  tickets: () => api + endpointPaths.tickets,
  ticketMessages: (id: number | string) => `${api}${NAMESPACE}/tickets/${id}/messages`,
  ticketClose: (id: number | string) => `${api}${NAMESPACE}/tickets/${id}/close`,
  ticketReopen: (id: number | string) => `${api}${NAMESPACE}/tickets/${id}/reopen`,
  file: (id: number | string) => `${api}${NAMESPACE}/files/${id}`,
  badges: () => api + endpointPaths.badges,
  pulse: () => api + endpointPaths.pulse,
  staffPulse: () => api + endpointPaths.staffPulse,
})

export type ApiPaths = ReturnType<typeof apiPaths>
