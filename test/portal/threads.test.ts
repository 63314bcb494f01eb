import { describe, expect, it } from 'vitest'

import { formatSize } from '../../src/domain/formatSize.ts'
import { portalTexts } from '../../src/portal/frame.ts'
import { parseRoute } from '../../src/portal/route.ts'
import { byDay, dayWords, whenWords } from '../../src/portal/threadDays.ts'
import { isUnread } from '../../src/queries/ticketList.ts'

const words = {
  texts: portalTexts('es', 'formal'),
  locale: 'es' as const,
  today: '2026-11-25',
  timeZone: 'Europe/Madrid',
}

describe('a thread on its page', () => {
  it('has a divider for each day of the business’s calendar, not of UTC', () => {
    const days = byDay(
      [{ at: '2026-11-23T22:30:00Z' }, { at: '2026-11-23T23:30:00Z' }, { at: '2026-11-24T10:00:00Z' }],
      'Europe/Madrid',
    )
    expect(days.map(({ day, messages }) => [day, messages.length])).toEqual([
      ['2026-11-23', 1],
      ['2026-11-24', 2],
    ])
  })

  it('says today and yesterday by name, and other days in words', () => {
    expect(dayWords('2026-11-25', words)).toBe('Hoy')
    expect(dayWords('2026-11-24', words)).toBe('Ayer')
    expect(dayWords('2026-11-03', words)).toBe('3 de noviembre')
    expect(dayWords('2025-11-03', words)).toBe('3 de noviembre de 2025')
  })

  it('dates a message of today by its time on the business’s clock', () => {
    expect(whenWords('2026-11-25T09:12:00Z', words)).toBe('10:12')
    expect(whenWords('2026-11-24T09:12:00Z', words)).toBe('Ayer')
  })

  it('says how large a file is as its reader writes numbers', () => {
    expect(formatSize(999, 'en')).toBe('999 byte')
    expect(formatSize(999_600, 'en')).toBe('1 MB')
    expect(formatSize(48_211, 'en')).toBe('48 kB')
    expect(formatSize(1_234_567, 'es')).toBe('1,2 MB')
    expect(formatSize(0, 'en')).toBe('0 byte')
  })

  it('lies under support, and nothing lies deeper', () => {
    expect(parseRoute(['support'])).toEqual({ page: 'support' })
    expect(parseRoute(['support', '7'])).toEqual({ page: 'ticket', id: '7' })
    expect(parseRoute(['support', '7', 'x'])).toEqual({ page: 'unknown' })
  })

  it('is unread only for words of the business that came after the last look', () => {
    const lastAt = '2026-11-25T09:12:00.000Z'
    expect(isUnread({ lastDirection: 'out', lastAt, clientSeenAt: null })).toBe(true)
    expect(isUnread({ lastDirection: 'out', lastAt, clientSeenAt: lastAt })).toBe(false)
    expect(isUnread({ lastDirection: 'in', lastAt, clientSeenAt: null })).toBe(false)
  })
})
