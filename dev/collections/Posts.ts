import type { CollectionConfig } from 'payload'

/** Content the site had before the portal moved in. */
export const Posts: CollectionConfig = {
  slug: 'posts',
  admin: { useAsTitle: 'title', group: 'Studio' },
  fields: [
    { name: 'title', type: 'text', required: true },
    { name: 'body', type: 'textarea' },
    { name: 'publishedAt', type: 'date' },
  ],
}
