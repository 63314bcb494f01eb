import { Link } from '@payloadcms/ui'
import { createLocalReq, type BeforeListTableServerProps } from 'payload'

import { hasPermission } from '../../access/staff.ts'
import { getPortalOptions } from '../../context.ts'
import { seatOf } from '../../operations/assignTicket.ts'
import { count } from '../../store.ts'
import { adminUrls } from '../adminUrls.ts'
import { wordsOf } from '../words.ts'
import { filterIn, filterQuery, filterWhere, TICKET_FILTERS, type TicketFilter } from './ticketFilters.ts'

import '../admin.css'

/** The heaps that staff works through, as links above the list, each with how many lie on it. */
export const TicketFilters = async ({ payload, user, i18n, searchParams }: BeforeListTableServerProps) => {
  if (!user) return null
  const req = await createLocalReq({ user }, payload)
  if (!(await hasPermission(req, 'isStaff'))) return null
  const me = seatOf(req)
  const texts = wordsOf(i18n).ui.ticketList
  const base = adminUrls(getPortalOptions(payload)).list('tickets')
  const params = searchParams ?? {}
  const present = filterIn(params, me)
  const shown = TICKET_FILTERS.filter((filter) => filter !== 'mine' || me !== null)
  const counts = new Map<TicketFilter, number>(
    await Promise.all(
      shown
        .filter((filter) => filter !== 'all')
        .map(async (filter) => [filter, await count(req, 'tickets', filterWhere(filter, me))] as const),
    ),
  )
  // Every ticket stands in one of the three: counting them all once more would be the slowest of the counts.
  counts.set(
    'all',
    (['open', 'waiting', 'closed'] as const).reduce((sum, filter) => sum + (counts.get(filter) ?? 0), 0),
  )
  return (
    <nav aria-label={texts.label} className="cp-heaps">
      <ul>
        {shown.map((filter) => (
          <li key={filter}>
            <Link
              aria-current={filter === present ? 'page' : undefined}
              className="cp-heap"
              href={`${base}?${filterQuery(filter, me, params)}`}
              prefetch={false}
            >
              {texts.filters[filter]} <span className="cp-heap__count">{counts.get(filter)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
