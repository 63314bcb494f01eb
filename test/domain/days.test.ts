import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  addDays,
  dayInZone,
  dayOf,
  daysBetween,
  formatDay,
  formatInstant,
  isDay,
  isTimeZone,
  startOfNextDay,
  yearOf,
} from '../../src/domain/days.ts'

const ZONES = ['Europe/Madrid', 'Pacific/Auckland', 'America/Los_Angeles', 'Asia/Kathmandu', 'America/Santiago', 'UTC']

test('a day is one that the calendar has', () => {
  for (const day of ['2026-11-23', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])
    expect(isDay(day), day).toBe(true)
  const wrong = [
    '2026-02-29',
    '1900-02-29',
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '20261123',
    '',
    ' 2026-11-23',
  ]
  for (const text of [...wrong, '2026-11-23T00:00:00Z', '2026-11-23\n']) expect(isDay(text), text).toBe(false)
})

test('the day of a stored value is the day itself or the UTC day of the instant', () => {
  expect(dayOf('2026-11-23')).toBe('2026-11-23')
  expect(dayOf('2026-11-23T00:00:00.000Z')).toBe('2026-11-23')
  expect(dayOf('2026-11-23T23:30:00-05:00')).toBe('2026-11-24')
  const wrong = ['', 'soon', '2026-02-30T00:00:00.000Z', '2026-11-23T00:00:00', '2026-11-23T25:00:00Z', '2026-02-31']
  for (const text of wrong) expect(dayOf(text), text).toBeNull()
})

describe('counting days', () => {
  test.each([
    ['2026-11-23', 13, '2026-12-06'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2026-03-28', 1, '2026-03-29'],
    ['2026-10-25', 0, '2026-10-25'],
  ])('%s and %s days is %s', (day, count, result) => {
    expect(addDays(day, count)).toBe(result)
    expect(daysBetween(day, result)).toBe(count)
  })

  test('going there and back ends where it began', () => {
    fc.assert(
      fc.property(fc.integer({ min: -300_000, max: 300_000 }), (count) => {
        const there = addDays('2026-11-23', count)
        expect(addDays(there, -count)).toBe('2026-11-23')
        expect(daysBetween('2026-11-23', there)).toBe(count)
        expect(there > '2026-11-23').toBe(count > 0)
      }),
    )
  })

  test('what is no day is refused', () => {
    expect(() => addDays('2026-02-30', 1)).toThrow(RangeError)
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError)
    expect(() => addDays('2026-11-23', Number.NaN)).toThrow(RangeError)
    expect(() => yearOf('')).toThrow(RangeError)
    expect(yearOf('2026-11-23')).toBe(2026)
  })
})

describe('today in a time zone', () => {
  test.each([
    ['Europe/Madrid', '2026-11-23T22:59:59.999Z', '2026-11-23'],
    ['Europe/Madrid', '2026-11-23T23:00:00.000Z', '2026-11-24'],
    ['Europe/Madrid', '2026-07-01T21:59:59.999Z', '2026-07-01'],
    ['Europe/Madrid', '2026-07-01T22:00:00.000Z', '2026-07-02'],
    ['Europe/Madrid', '2026-12-31T23:00:00.000Z', '2027-01-01'],
    ['Pacific/Auckland', '2026-11-23T10:59:59.999Z', '2026-11-23'],
    ['Pacific/Auckland', '2026-11-23T11:00:00.000Z', '2026-11-24'],
    ['Pacific/Auckland', '2026-06-23T11:30:00.000Z', '2026-06-23'],
    ['America/Los_Angeles', '2026-11-24T07:59:59.999Z', '2026-11-23'],
    ['America/Los_Angeles', '2026-11-24T08:00:00.000Z', '2026-11-24'],
    ['America/Los_Angeles', '2026-07-24T07:00:00.000Z', '2026-07-24'],
  ])('in %s at %s it is %s', (zone, instant, day) => {
    expect(dayInZone(new Date(instant), zone)).toBe(day)
  })
})

describe('the start of the next day', () => {
  test.each([
    ['Europe/Madrid', '2026-11-23T12:00:00.000Z', '2026-11-23T23:00:00.000Z'],
    ['Europe/Madrid', '2026-11-23T23:00:00.000Z', '2026-11-24T23:00:00.000Z'],
    // 23 and 25 hours
    ['Europe/Madrid', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ['Europe/Madrid', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    ['Pacific/Auckland', '2026-04-04T11:00:00.000Z', '2026-04-05T12:00:00.000Z'],
    ['Pacific/Auckland', '2026-09-26T12:00:00.000Z', '2026-09-27T11:00:00.000Z'],
    ['America/Los_Angeles', '2026-03-08T08:00:00.000Z', '2026-03-09T07:00:00.000Z'],
    ['America/Los_Angeles', '2026-11-01T07:00:00.000Z', '2026-11-02T08:00:00.000Z'],
    // Midnight itself is skipped: the day begins at 01:00.
    ['America/Santiago', '2026-09-05T12:00:00.000Z', '2026-09-06T04:00:00.000Z'],
    // Samoa went from 29 to 31 December.
    ['Pacific/Apia', '2011-12-29T12:00:00.000Z', '2011-12-30T10:00:00.000Z'],
  ])('in %s after %s is %s', (zone, now, next) => {
    expect(startOfNextDay(new Date(now), zone).toISOString()).toBe(next)
  })

  test('it is the first instant of tomorrow and lies ahead', () => {
    const instant = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(instant, fc.constantFrom(...ZONES), (now, zone) => {
        const next = startOfNextDay(now, zone)
        const today = dayInZone(now, zone)
        expect(next.getTime()).toBeGreaterThan(now.getTime())
        expect(dayInZone(next, zone)).toBe(addDays(today, 1))
        expect(dayInZone(new Date(next.getTime() - 1), zone)).toBe(today)
      }),
    )
  })
})

describe('days in words', () => {
  test.each([
    ['2026-11-03', 'es', 'long', undefined, '3 de noviembre de 2026'],
    ['2026-11-03', 'es', 'long', '2026-01-01', '3 de noviembre'],
    ['2026-11-03', 'es', 'long', '2027-01-01', '3 de noviembre de 2026'],
    ['2026-11-03', 'es', 'medium', undefined, '3 nov 2026'],
    ['2026-11-03', 'es', 'short', undefined, '03/11/2026'],
    ['2026-11-03', 'en', 'long', undefined, '3 November 2026'],
    ['2026-11-03', 'en', 'long', '2026-11-23', '3 November'],
    ['2026-11-03', 'en', 'medium', undefined, '3 Nov 2026'],
    ['2026-11-03', 'en', 'short', undefined, '3 Nov 2026'],
    ['2026-11-03', 'en-US', 'long', undefined, 'November 3, 2026'],
    ['2026-11-03T00:00:00.000Z', 'es', 'long', '2026-11-23T00:00:00.000Z', '3 de noviembre'],
    ['2026-11-01', 'fr', 'long', undefined, '1er novembre 2026'],
    ['2026-11-11', 'fr', 'long', undefined, '11 novembre 2026'],
    ['2026-11-01', 'it', 'long', '2026-11-23', '1º novembre'],
    ['2026-11-01', 'it', 'short', undefined, '01/11/2026'],
  ] as const)('%s in %s, %s (%s): %s', (day, locale, style, sameYearAs, text) => {
    expect(formatDay(day, locale, style, sameYearAs)).toBe(text)
  })

  test('an instant reads as the clock on the wall showed it', () => {
    // The word between day and time is ICU's, and differs between its versions.
    const instant = '2026-11-23T23:05:00.000Z'
    expect(formatInstant(instant, 'es', 'Europe/Madrid')).toMatch(/^24 de noviembre de 2026\D* 00:05$/)
    expect(formatInstant(instant, 'en', 'America/Los_Angeles')).toMatch(/^23 November 2026\D* 15:05$/)
  })
})

test('a time zone has a name', () => {
  for (const zone of ZONES) expect(isTimeZone(zone), zone).toBe(true)
  for (const zone of ['', 'Europe/Lumen', '+01:00', 'nowhere', '../etc']) expect(isTimeZone(zone), zone).toBe(false)
})
