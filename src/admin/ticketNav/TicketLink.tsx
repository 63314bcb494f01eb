'use client'
import { Link } from '@payloadcms/ui'
import { usePathname } from 'next/navigation.js'
import { useEffect, useRef, useState } from 'react'

import { watchPulse } from '../../watchPulse.ts'
import { useWords } from '../useWords.ts'
import { filled } from '../words.ts'

interface TicketLinkProps {
  id: string
  href: string
  label: string
  initial: number
  badgesUrl: string
}

/** The link with its number, which follows while the admin is open and looked at. */
export const TicketLink = ({ id, href, label, initial, badgesUrl }: TicketLinkProps) => {
  const { words } = useWords()
  const path = usePathname()
  const [open, setOpen] = useState(initial)

  const shown = useRef(open)
  useEffect(() => {
    shown.current = open
  }, [open])
  useEffect(() => setOpen(initial), [initial])
  useEffect(
    () =>
      watchPulse({
        url: badgesUrl,
        stampIn: (answer) => String((answer as { tickets: number }).tickets),
        shown: () => String(shown.current),
        // A number in the margin disturbs nobody.
        isHeld: () => false,
        onChange: (tickets) => setOpen(Number(tickets)),
      }),
    [badgesUrl],
  )

  const isHere = path.startsWith(href)
  return (
    <Link className="nav__link cp-nav-link" href={href} id={id} prefetch={false}>
      {isHere ? <div className="nav__link-indicator" /> : null}
      <span className="nav__link-label">{label}</span>
      <span aria-live="polite" className="cp-nav-badge-place">
        {open > 0 ? (
          <span className="cp-nav-badge">
            <span aria-hidden="true">{open > 999 ? '999+' : open}</span>
            <span className="cp-hidden">{filled(words.ui.ticket.waiting, { count: open })}</span>
          </span>
        ) : null}
      </span>
    </Link>
  )
}
