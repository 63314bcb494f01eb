/**
 * Keeps an open page up to date: asks the server for a stamp while somebody can see the page, and says when it is another
 * one than the page was drawn with. Runs in the browser; the portal and the admin share it.
 */

const EVERY_MS = 1_000
const UNTENDED_MS = 10_000
const UNTENDED_AFTER_MS = 10 * 60_000
const AT_MOST_MS = 30_000
/** A page that was asked for and still shows the old stamp is asked for once more, not at every look. */
const ASK_AGAIN_MS = 5_000

/** How long to wait for the next look: more after failures, and where nobody has touched the page for long. */
export const pulseDelay = (failures: number, untouchedMs: number): number => {
  if (failures > 0) return Math.min(EVERY_MS * 2 ** failures, AT_MOST_MS)
  return untouchedMs > UNTENDED_AFTER_MS ? UNTENDED_MS : EVERY_MS
}

export interface PulseWatch {
  url: string
  /** The stamp in the server's answer. Default: its `stamp`. */
  stampIn?: (answer: unknown) => string
  /** The stamp of what the page shows now. */
  shown: () => string
  /** Whether this is no moment to touch the page; it is asked again at the next look. */
  isHeld: () => boolean
  /** The page shows something of before. */
  onChange: (stamp: string) => void
  /** The same, while it is no moment to touch the page. */
  onHeld?: (stamp: string) => void
}

const INPUTS = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const
const RETURNS = ['focus', 'pageshow', 'online'] as const

const ownStamp = (answer: unknown): string => (answer as { stamp: string }).stamp

/** Begins to watch; answers how to stop. Stops by itself once the session has ended. */
export const watchPulse = ({ url, stampIn = ownStamp, shown, isHeld, onChange, onHeld }: PulseWatch): (() => void) => {
  const life = new AbortController()
  const { signal } = life
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let touchedAt = Date.now()
  let isAsking = false
  let asked = { stamp: '', at: 0 }

  const isOver = () => signal.aborted
  const offer = (stamp: string) => {
    if (isOver() || stamp === shown()) return
    if (isHeld()) {
      onHeld?.(stamp)
      return
    }
    const now = Date.now()
    if (stamp === asked.stamp && now - asked.at < ASK_AGAIN_MS) return
    asked = { stamp, at: now }
    onChange(stamp)
  }
  const look = async () => {
    clearTimeout(timer)
    if (isAsking || isOver() || document.hidden) return
    isAsking = true
    try {
      const response = await fetch(url, {
        headers: { Accept: 'application/json' },
        cache: 'no-store',
        signal: AbortSignal.timeout(10_000),
      })
      // Signed out, or no longer allowed: that does not change by asking.
      if (response.status === 401 || response.status === 403) {
        life.abort()
        return
      }
      if (!response.ok) throw new Error(`The pulse answered ${response.status}.`)
      const stamp = stampIn(await response.json())
      failures = 0
      offer(stamp)
    } catch {
      failures += 1
    } finally {
      isAsking = false
      clearTimeout(timer)
      if (!isOver()) timer = setTimeout(() => void look(), pulseDelay(failures, Date.now() - touchedAt))
    }
  }
  const returned = () => {
    touchedAt = Date.now()
    void look()
  }
  const touched = () => {
    const wasUntended = Date.now() - touchedAt > UNTENDED_AFTER_MS
    touchedAt = Date.now()
    if (wasUntended) void look()
  }

  document.addEventListener('visibilitychange', returned, { signal })
  for (const event of RETURNS) window.addEventListener(event, returned, { signal })
  for (const event of INPUTS) window.addEventListener(event, touched, { signal, capture: true, passive: true })
  void look()
  return () => {
    life.abort()
    clearTimeout(timer)
  }
}
