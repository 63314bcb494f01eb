/** Every collection and global the plugin owns, by the key the code uses for it. */
export const defaultSlugs = {
  clients: 'clients',
  quotes: 'quotes',
  invoices: 'invoices',
  payments: 'payments',
  tickets: 'tickets',
  ticketMessages: 'ticket-messages',
  emails: 'emails',
  businessSettings: 'business-settings',
  magicLinks: 'magic-links',
  portalSessions: 'portal-sessions',
  portalFiles: 'portal-files',
  portalCounters: 'portal-counters',
  portalEvents: 'portal-events',
  portalWriters: 'portal-writers',
  portalStaffKeys: 'portal-staff-keys',
} as const

export type SlugKey = keyof typeof defaultSlugs
export type CollectionKey = Exclude<SlugKey, 'businessSettings'>
/** Slugs after the host's renames: what the rest of the code asks, never `defaultSlugs`. */
export type Slugs = Readonly<Record<SlugKey, string>>
