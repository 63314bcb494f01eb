'use client'
import { useRouter } from 'next/navigation.js'
import { useEffect, useRef, useTransition } from 'react'

import { watchPulse } from './watchPulse.ts'

interface LiveRefresh {
  /** Where the stamp is asked for. */
  url: string
  /** The stamp that came with the page. */
  stamp: string
  /** Whether this is no moment to touch the page. */
  isHeld: () => boolean
  /** Right before the page is asked for anew. */
  onRefresh?: () => void
  /** There is something new, while it is no moment to touch the page. */
  onHeld?: (stamp: string) => void
}

/**
 * Asks the server for the page anew when something changed, one request at a time. React then changes what differs and
 * leaves the rest alone: scroll position, focus, opened details, state of components.
 */
export const useLiveRefresh = (live: LiveRefresh): void => {
  const router = useRouter()
  const [isPending, startTransition] = useTransition()
  const latest = useRef({ ...live, isPending })
  useEffect(() => {
    latest.current = { ...live, isPending }
  })
  const { url } = live
  useEffect(
    () =>
      watchPulse({
        url,
        shown: () => latest.current.stamp,
        isHeld: () => latest.current.isPending || latest.current.isHeld(),
        onChange: () => {
          latest.current.onRefresh?.()
          startTransition(() => router.refresh())
        },
        onHeld: (stamp) => {
          if (!latest.current.isPending) latest.current.onHeld?.(stamp)
        },
      }),
    [url, router],
  )
}
