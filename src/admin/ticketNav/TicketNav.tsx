import { NavGroup } from '@payloadcms/ui'
import type { ServerProps } from 'payload'

import { hasPermission } from '../../access/staff.ts'
import { getPortalOptions } from '../../context.ts'
import { count } from '../../store.ts'
import { adminUrls } from '../adminUrls.ts'
import { filterQuery } from '../ticketList/ticketFilters.ts'
import { wordsOf } from '../words.ts'
import { SupportLinks } from './SupportLinks.tsx'

import '../admin.css'

/**
 * The place of tickets, and of mail that fits none, in the navigation, with how many wait for the business. Payload's own
 * links can carry no number.
 */
export const TicketNav = async ({ payload, user, i18n }: ServerProps) => {
  if (!user) return null
  const { createLocalReq } = await import('payload')
  const req = await createLocalReq({ user }, payload)
  if (!(await hasPermission(req, 'isStaff'))) return null
  const options = getPortalOptions(payload)
  const urls = adminUrls(options)
  const words = wordsOf(i18n)
  const [tickets, unassigned] = await Promise.all([
    count(req, 'tickets', { status: { equals: 'open' } }),
    count(req, 'emails', { placement: { equals: 'unassigned' } }),
  ])
  return (
    <NavGroup label={words.groups.support}>
      <SupportLinks
        badgesUrl={options.api.badges()}
        initial={{ tickets, unassigned }}
        links={[
          {
            badge: 'tickets',
            id: `nav-${options.slugs.tickets}`,
            href: `${urls.list('tickets')}?${filterQuery('open', null)}`,
            label: words.collections.tickets.plural,
            says: words.ui.ticket.waiting,
          },
          {
            badge: 'unassigned',
            id: `nav-${options.slugs.emails}-unassigned`,
            href: urls.heap('emails', { placement: 'unassigned' }),
            label: words.ui.unassigned.title,
            says: words.ui.unassigned.waiting,
          },
        ]}
      />
    </NavGroup>
  )
}
