import { useEffect, type RefObject } from 'react'

/** The page's own parts. Never the whole body: the bank's dialog that Stripe.js hangs there must stay usable. */
const PAGE_PARTS = ':scope > :is(a, aside, header, main, footer)'

const FOCUSABLE = 'a[href], button:not([disabled]), input:not([disabled]), iframe'

/** The first or last thing in the window that takes the keyboard; the guards at its ends are none. */
export const edgeOf = (box: HTMLElement, edge: 'first' | 'last'): HTMLElement | null => {
  const all = [...box.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((each) => each.getClientRects().length > 0)
  return (edge === 'first' ? all[0] : all.at(-1)) ?? null
}

/**
 * Makes the page behind an open window unreachable for keyboard, pointer and screen readers, moves the focus in, and
 * gives it back at the end: to where it came from, or to the page's content where that is gone. No `<dialog>`:
 * its top layer would cover the bank's.
 */
export const useModal = (box: RefObject<HTMLElement | null>, opener: RefObject<HTMLElement | null>): void => {
  useEffect(() => {
    const parts = [...document.body.querySelectorAll<HTMLElement>(PAGE_PARTS)].filter((part) => !part.inert)
    for (const part of parts) part.inert = true
    box.current?.focus({ preventScroll: true })
    return () => {
      for (const part of parts) part.inert = false
      const from = opener.current
      const isThere = from?.isConnected && from.getClientRects().length > 0
      const target = isThere ? from : document.querySelector<HTMLElement>('main')
      target?.focus({ preventScroll: true })
    }
  }, [box, opener])
}
