'use client'
import { Link } from '@payloadcms/ui'
import { usePathname, useSearchParams } from 'next/navigation.js'
import { useEffect, useRef, useState } from 'react'

import { watchPulse } from '../../watchPulse.ts'

type Badge = 'tickets' | 'unassigned'
type Badges = Record<Badge, number>

export interface SupportLink {
  badge: Badge
  id: string
  href: string
  label: string
  /** What the number says, with `{count}`. */
  says: string
}

interface SupportLinksProps {
  links: SupportLink[]
  initial: Badges
  badgesUrl: string
}

const stampOf = ({ tickets, unassigned }: Badges): string => `${tickets}/${unassigned}`

/** Tickets are one place whatever filter they are looked at through; unassigned mails are the mails' list with that filter. */
const isAt = ({ badge, href }: SupportLink, path: string, query: { get: (name: string) => string | null }): boolean => {
  const [ownPath = '', ownQuery] = href.split('?')
  if (badge === 'tickets') return path.startsWith(ownPath)
  return path === ownPath && [...new URLSearchParams(ownQuery)].every(([name, value]) => query.get(name) === value)
}

/** The links with their numbers, which follow while the admin is open and looked at. */
export const SupportLinks = ({ links, initial, badgesUrl }: SupportLinksProps) => {
  const path = usePathname()
  const query = useSearchParams()
  const [badges, setBadges] = useState(initial)

  const shown = useRef(badges)
  useEffect(() => {
    shown.current = badges
  }, [badges])
  useEffect(
    () => setBadges({ tickets: initial.tickets, unassigned: initial.unassigned }),
    [initial.tickets, initial.unassigned],
  )
  useEffect(
    () =>
      watchPulse({
        url: badgesUrl,
        stampIn: (answer) => stampOf(answer as Badges),
        shown: () => stampOf(shown.current),
        // A number in the margin disturbs nobody.
        isHeld: () => false,
        onChange: (stamp) => {
          const [tickets = 0, unassigned = 0] = stamp.split('/').map(Number)
          setBadges({ tickets, unassigned })
        },
      }),
    [badgesUrl],
  )

  return links.map((link) => {
    const { badge, id, href, label, says } = link
    return (
      <Link className="nav__link cp-nav-link" href={href} id={id} key={id} prefetch={false}>
        {isAt(link, path, query) ? <div className="nav__link-indicator" /> : null}
        <span className="nav__link-label">{label}</span>
        <span aria-live="polite" className="cp-nav-badge-place">
          {badges[badge] > 0 ? (
            <span className="cp-nav-badge">
              <span aria-hidden="true">{badges[badge] > 999 ? '999+' : badges[badge]}</span>
              <span className="cp-hidden">{says.replace('{count}', String(badges[badge]))}</span>
            </span>
          ) : null}
        </span>
      </Link>
    )
  })
}
