import { Link } from '@payloadcms/ui'
import type { ServerProps, Where } from 'payload'

import { hasPermission } from '../../access/staff.ts'
import { getPortalOptions } from '../../context.ts'
import { staffPulse } from '../../queries/pulse.ts'
import type { CollectionKey } from '../../slugs.ts'
import { count } from '../../store.ts'
import { adminUrls } from '../adminUrls.ts'
import { LiveUpdates } from '../refresh/LiveUpdates.tsx'
import { filterQuery } from '../ticketList/ticketFilters.ts'
import { wordsOf } from '../words.ts'

import '../admin.css'

interface Heap {
  kind: CollectionKey
  where: Where
  href: string
  label: string
  isLate?: boolean
}

/** Above the dashboard: what waits for the business, each with a way to it; and that nothing does, where nothing does. */
export const Attention = async ({ payload, user, i18n }: ServerProps) => {
  if (!user) return null
  const { createLocalReq } = await import('payload')
  const req = await createLocalReq({ user }, payload)
  if (!(await hasPermission(req, 'isStaff'))) return null
  const options = getPortalOptions(payload)
  const live = { url: options.api.staffPulse(), stamp: await staffPulse({ payload, options }) }
  const urls = adminUrls(options)
  const words = wordsOf(i18n)
  const texts = words.ui.attention
  const inState = (kind: 'invoices' | 'quotes' | 'emails', status: string) => ({
    kind,
    where: { status: { equals: status } },
    href: urls.list(kind, { status }),
  })
  const heaps: Heap[] = [
    {
      kind: 'tickets',
      where: { status: { equals: 'open' } },
      href: `${urls.list('tickets')}?${filterQuery('open', null)}`,
      label: texts.tickets,
    },
    {
      kind: 'emails',
      where: { placement: { equals: 'unassigned' } },
      href: urls.heap('emails', { placement: 'unassigned' }),
      label: words.ui.unassigned.title,
    },
    { ...inState('invoices', 'overdue'), label: texts.overdue, isLate: true },
    { ...inState('quotes', 'accepted'), label: texts.accepted },
    { ...inState('emails', 'failed'), label: texts.failed, isLate: true },
  ]
  const counts = await Promise.all(heaps.map(({ kind, where }) => count(req, kind, where)))
  const waiting = heaps.flatMap((heap, index) => (counts[index] ? [{ ...heap, count: counts[index] }] : []))
  return (
    <section aria-label={texts.title} className="cp-attention">
      <h2 className="cp-attention__title">{texts.title}</h2>
      <LiveUpdates {...live} />
      {waiting.length === 0 ? <p className="cp-hint">{texts.nothing}</p> : null}
      <ul className="cp-attention__list">
        {waiting.map((heap) => (
          <li key={heap.label}>
            <Link
              className={`cp-attention__one${heap.isLate ? ' cp-attention__one--late' : ''}`}
              href={heap.href}
              prefetch={false}
            >
              <span className="cp-attention__count">{new Intl.NumberFormat(i18n.language).format(heap.count)}</span>
              <span>{heap.label}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
