'use client'
import { Link } from '@payloadcms/ui'
import { usePathname } from 'next/navigation.js'
import { useEffect, useState } from 'react'

import { readFrom } from '../postTo.ts'
import { useWords } from '../useWords.ts'
import { filled } from '../words.ts'

interface TicketLinkProps {
  id: string
  href: string
  label: string
  initial: number
  badgesUrl: string
}

const EVERY_MS = 1_500
const SLOWEST_MS = 30_000

/** The link with its number, which follows while the admin is open and looked at. */
export const TicketLink = ({ id, href, label, initial, badgesUrl }: TicketLinkProps) => {
  const { words } = useWords()
  const path = usePathname()
  const [open, setOpen] = useState(initial)

  useEffect(() => setOpen(initial), [initial])
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let pause = EVERY_MS
    const look = async () => {
      if (document.visibilityState === 'visible') {
        const found = await readFrom<{ tickets: number }>(badgesUrl)
        // A server that is away, or a session that ended, is not asked every second.
        pause = found.ok ? EVERY_MS : Math.min(pause * 2, SLOWEST_MS)
        if (found.ok) setOpen(found.answer.tickets)
      }
      timer = setTimeout(() => void look(), pause)
    }
    timer = setTimeout(() => void look(), pause)
    return () => clearTimeout(timer)
  }, [badgesUrl])

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
