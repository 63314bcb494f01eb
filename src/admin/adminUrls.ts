import type { ResolvedOptions } from '../options.ts'
import type { ID } from '../records.ts'
import type { CollectionKey } from '../slugs.ts'

const joined = (base: string, path: string) => `${base === '/' ? '' : base}${path}`

/** Addresses of admin pages and of our collections' REST endpoints, below the host's own routes. */
export const adminUrls = ({
  adminRoute,
  apiRoute,
  slugs,
}: Pick<ResolvedOptions, 'adminRoute' | 'apiRoute' | 'slugs'>) => ({
  list: (kind: CollectionKey, where: Readonly<Record<string, ID>> = {}) => {
    const query = Object.entries(where).map(
      ([field, value], index) =>
        `${encodeURIComponent(`where[or][0][and][${index}][${field}][equals]`)}=${encodeURIComponent(value)}`,
    )
    return joined(adminRoute, `/collections/${slugs[kind]}${query.length > 0 ? `?${query.join('&')}` : ''}`)
  },
  /** A list by a filter that has a name of its own above it: in Payload's shorter form, which leaves its builder closed. */
  heap: (kind: CollectionKey, where: Readonly<Record<string, ID>>) => {
    const query = Object.entries(where).map(
      ([field, value], index) =>
        `${encodeURIComponent(`where[and][${index}][${field}][equals]`)}=${encodeURIComponent(value)}`,
    )
    return joined(adminRoute, `/collections/${slugs[kind]}?${query.join('&')}`)
  },
  document: (kind: CollectionKey, id: ID) => joined(adminRoute, `/collections/${slugs[kind]}/${id}`),
  create: (kind: CollectionKey, query = '') => joined(adminRoute, `/collections/${slugs[kind]}/create${query}`),
  settings: () => joined(adminRoute, `/globals/${slugs.businessSettings}`),
  api: (kind: CollectionKey, id?: ID) => joined(apiRoute, `/${slugs[kind]}${id === undefined ? '' : `/${id}`}`),
  settingsApi: () => joined(apiRoute, `/globals/${slugs.businessSettings}`),
})

export type AdminUrls = ReturnType<typeof adminUrls>
