import { NavGroup } from '@payloadcms/ui'
import type { ServerProps } from 'payload'

import { hasPermission } from '../../access/staff.ts'
import { getPortalOptions } from '../../context.ts'
import { count } from '../../store.ts'
import { adminUrls } from '../adminUrls.ts'
import { wordsOf } from '../words.ts'
import { TicketLink } from './TicketLink.tsx'

import '../admin.css'

/** The tickets' place in the navigation, with how many wait for the business. Payload's own links can carry no number. */
export const TicketNav = async ({ payload, user, i18n }: ServerProps) => {
  if (!user) return null
  const { createLocalReq } = await import('payload')
  const req = await createLocalReq({ user }, payload)
  if (!(await hasPermission(req, 'isStaff'))) return null
  const options = getPortalOptions(payload)
  const words = wordsOf(i18n)
  return (
    <NavGroup label={words.groups.support}>
      <TicketLink
        badgesUrl={options.api.badges()}
        href={adminUrls(options).list('tickets')}
        id={`nav-${options.slugs.tickets}`}
        initial={await count(req, 'tickets', { status: { equals: 'open' } })}
        label={words.collections.tickets.plural}
      />
    </NavGroup>
  )
}
