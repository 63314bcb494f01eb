import { describe, expect, it } from 'vitest'

import {
  overlapsAnother,
  readClock,
  runsOf,
  supportState,
  supportWeek,
  weekdays,
  type SupportSpan,
} from '../../src/domain/supportHours.ts'
import { type locales } from '../../src/locales.ts'
import { supportHoursText, supportWords, type SupportSettings } from '../../src/translations/supportTexts.ts'

const working = weekdays.slice(0, 5)
const office: SupportSpan[] = [{ days: [...working], opens: '09:00', closes: '17:00' }]
const at = (iso: string) => new Date(iso)

describe('a time of day', () => {
  it.each([
    ['9', '09:00'],
    ['9:30', '09:30'],
    ['9.30', '09:30'],
    ['9h30', '09:30'],
    ['17 h', '17:00'],
    ['5 pm', '17:00'],
    ['12 a.m.', '00:00'],
    ['12:15 PM', '12:15'],
    [' 08:05 ', '08:05'],
    ['24:00', '24:00'],
  ])('is read from %j', (text, clock) => {
    expect(readClock(text)).toBe(clock)
  })

  it.each(['', 'noon', '25:00', '24:01', '9:60', '13 pm', '0 am', '9:5', '-9', '9:00:00'])('is not in %j', (text) => {
    expect(readClock(text)).toBeNull()
  })
})

describe('the week', () => {
  it('keeps days with the same times together, and joins what touches', () => {
    expect(
      supportWeek([
        { days: ['mon', 'tue'], opens: '16:00', closes: '18:00' },
        { days: ['tue', 'mon'], opens: '9:00', closes: '14:00' },
        { days: ['sat'], opens: '10:00', closes: '12:00' },
        { days: ['sat'], opens: '12:00', closes: '13:00' },
      ]),
    ).toEqual([
      {
        days: ['mon', 'tue'],
        times: [
          { opens: '09:00', closes: '14:00' },
          { opens: '16:00', closes: '18:00' },
        ],
      },
      { days: ['sat'], times: [{ opens: '10:00', closes: '13:00' }] },
    ])
  })

  it('passes over rows that are still being written', () => {
    expect(supportWeek([{ days: ['mon'] }, { days: ['mon'], opens: '17', closes: '9' }, {}])).toEqual([])
  })

  it('tells runs of days', () => {
    expect(runsOf(['mon', 'tue', 'wed', 'sat', 'sun'])).toEqual([
      ['mon', 'tue', 'wed'],
      ['sat', 'sun'],
    ])
  })

  it('knows rows that claim the same hour of the same day', () => {
    const rows: SupportSpan[] = [
      ...office,
      { days: ['fri', 'sat'], opens: '17:00', closes: '20:00' },
      { days: ['sat'], opens: '19:59', closes: '21:00' },
    ]
    expect(rows.map((_, index) => overlapsAnother(rows, index))).toEqual([false, true, true])
  })
})

describe('whether somebody is there', () => {
  const madrid = (iso: string, spans = office, closures: { from: string; until?: string }[] = []) =>
    supportState(spans, closures, 'Europe/Madrid', at(iso))

  it('goes by the clock of the business', () => {
    // Wednesday, 25 November 2026; Madrid is an hour ahead of UTC.
    expect(madrid('2026-11-25T07:59:59Z')).toEqual({ isOpen: false, next: { day: '2026-11-25', time: '09:00' } })
    expect(madrid('2026-11-25T08:00:00Z')).toEqual({ isOpen: true })
    expect(madrid('2026-11-25T15:59:59Z')).toEqual({ isOpen: true })
    expect(madrid('2026-11-25T16:00:00Z')).toEqual({ isOpen: false, next: { day: '2026-11-26', time: '09:00' } })
    expect(supportState(office, [], 'Asia/Tokyo', at('2026-11-25T08:00:00Z'))).toEqual({
      isOpen: false,
      next: { day: '2026-11-26', time: '09:00' },
    })
  })

  it('counts over the weekend, a lunch break and closed days', () => {
    expect(madrid('2026-11-27T20:00:00Z')).toEqual({ isOpen: false, next: { day: '2026-11-30', time: '09:00' } })
    const split: SupportSpan[] = [
      { days: ['fri'], opens: '09:00', closes: '14:00' },
      { days: ['fri'], opens: '16:00', closes: '18:00' },
    ]
    expect(madrid('2026-11-27T14:00:00Z', split)).toEqual({
      isOpen: false,
      next: { day: '2026-11-27', time: '16:00' },
    })
    // As the database keeps days: noon UTC.
    const holidays = [{ from: '2026-12-24T12:00:00.000Z', until: '2027-01-06T12:00:00.000Z' }]
    expect(madrid('2026-12-24T10:00:00Z', office, holidays)).toEqual({
      isOpen: false,
      next: { day: '2027-01-07', time: '09:00' },
    })
    expect(madrid('2026-12-08T10:00:00Z', office, [{ from: '2026-12-08' }])).toEqual({
      isOpen: false,
      next: { day: '2026-12-09', time: '09:00' },
    })
  })

  it('holds on the days when clocks change', () => {
    const sunday: SupportSpan[] = [{ days: ['sun'], opens: '02:30', closes: '09:00' }]
    // 28 March 2027: 02:00 becomes 03:00, so that 02:30 never is. They are there from 03:00 on.
    expect(madrid('2027-03-28T00:59:59Z', sunday)).toEqual({
      isOpen: false,
      next: { day: '2027-03-28', time: '02:30' },
    })
    expect(madrid('2027-03-28T01:00:00Z', sunday)).toEqual({ isOpen: true })
    expect(madrid('2027-03-28T06:59:59Z', sunday)).toEqual({ isOpen: true })
    expect(madrid('2027-03-28T07:00:00Z', sunday)).toMatchObject({ isOpen: false })
    // 25 October 2026: the hour from 02:00 to 03:00 is twice; nine o'clock is an hour later by UTC than the day before.
    const early: SupportSpan[] = [{ days: ['sat', 'sun'], opens: '09:00', closes: '10:00' }]
    expect(madrid('2026-10-24T07:00:00Z', early)).toEqual({ isOpen: true })
    expect(madrid('2026-10-25T07:00:00Z', early)).toEqual({ isOpen: false, next: { day: '2026-10-25', time: '09:00' } })
    expect(madrid('2026-10-25T08:00:00Z', early)).toEqual({ isOpen: true })
  })

  it('does not end at midnight where a night is written in two rows', () => {
    const night: SupportSpan[] = [
      { days: ['fri'], opens: '22:00', closes: '24:00' },
      { days: ['sat'], opens: '00:00', closes: '02:00' },
    ]
    const zone = 'America/New_York'
    expect(supportState(night, [], zone, at('2026-11-28T04:59:59Z'))).toEqual({ isOpen: true })
    expect(supportState(night, [], zone, at('2026-11-28T05:00:00Z'))).toEqual({ isOpen: true })
    expect(supportState(night, [], zone, at('2026-11-28T07:00:00Z'))).toMatchObject({ isOpen: false })
  })

  it('is unknown without hours, and never where every day is closed', () => {
    expect(supportState([], [], 'UTC', at('2026-11-25T08:00:00Z'))).toBeNull()
    expect(
      supportState(office, [{ from: '2026-01-01', until: '2030-01-01' }], 'UTC', at('2026-11-25T08:00:00Z')),
    ).toEqual({
      isOpen: false,
      next: null,
    })
  })
})

describe('the hours in words', () => {
  const settings: SupportSettings = { supportHours: office, timeZone: 'Europe/Madrid' }

  it.each([
    ['en', 'Support: Monday to Friday, 9:00–17:00 (Madrid time)'],
    ['es', 'Soporte: de lunes a viernes, 9:00–17:00 (hora de Madrid)'],
    ['fr', 'Assistance\u202f: du lundi au vendredi, 9\u00a0h–17\u00a0h (heure de Madrid)'],
    ['de', 'Support: Montag bis Freitag, 9:00–17:00\u00a0Uhr (Ortszeit Madrid)'],
    ['it', 'Assistenza: dal lunedì al venerdì, 9:00–17:00 (ora di Madrid)'],
    ['pt', 'Suporte: de segunda a sexta-feira, 9:00–17:00 (hora de Madrid)'],
  ] as const)('are said in %s', (locale, text) => {
    expect(supportHoursText(settings, locale)).toBe(text)
  })

  it('name single days, several times, and the place as its readers call it', () => {
    const mixed: SupportSpan[] = [
      { days: ['mon', 'wed', 'sun'], opens: '09:00', closes: '14:00' },
      { days: ['mon', 'wed', 'sun'], opens: '16:30', closes: '19:00' },
      { days: ['sat'], opens: '00:00', closes: '24:00' },
    ]
    const london = { supportHours: mixed, timeZone: 'Europe/London' }
    expect(supportHoursText(london, 'en')).toBe(
      'Support: Monday, Wednesday and Sunday, 9:00–14:00 and 16:30–19:00; Saturday, around the clock (London time)',
    )
    expect(supportHoursText(london, 'it')).toBe(
      'Assistenza: il lunedì, il mercoledì e la domenica, 9:00–14:00 e 16:30–19:00; il sabato, 24 ore su 24 (ora di Londra)',
    )
    const always: SupportSpan[] = [{ days: [...weekdays], opens: '00:00', closes: '24:00' }]
    expect(supportHoursText({ supportHours: always, timeZone: 'UTC' }, 'de')).toBe(
      'Support: täglich, rund um die Uhr (UTC)',
    )
  })

  const said = (iso: string, locale: (typeof locales)[number] = 'en', more: Partial<SupportSettings> = {}) =>
    supportWords({ ...settings, ...more }, locale, at(iso))?.state

  it('say whether somebody is there, and else when next', () => {
    expect(said('2026-11-25T10:00:00Z')).toBe('Open now')
    expect(said('2026-11-25T07:00:00Z')).toBe('Opens today at 9:00')
    expect(said('2026-11-25T19:00:00Z')).toBe('Opens again tomorrow at 9:00')
    expect(said('2026-11-27T19:00:00Z')).toBe('Opens again on Monday at 9:00')
    expect(said('2026-11-27T19:00:00Z', 'es')).toBe('Vuelve a abrir el lunes a las 9:00')
    expect(said('2026-11-27T19:00:00Z', 'fr')).toBe('Rouvre lundi à 9\u00a0h')
    expect(said('2026-11-27T19:00:00Z', 'de')).toBe('Wieder erreichbar am Montag ab 9:00\u00a0Uhr')
    expect(said('2026-11-27T19:00:00Z', 'it')).toBe('Riapre lunedì alle 9:00')
    expect(said('2026-11-27T19:00:00Z', 'pt')).toBe('Reabre na segunda-feira às 9:00')
    const holidays = { supportClosures: [{ from: '2026-12-24', until: '2027-01-07' }] }
    expect(said('2026-12-24T10:00:00Z', 'en', holidays)).toBe('Opens again on 8 January 2027 at 9:00')
    expect(said('2026-12-24T10:00:00Z', 'it', holidays)).toBe('Riapre l’8 gennaio 2027 alle 9:00')
  })

  it('are nothing where the business says nothing, and its own line alone where it says no more', () => {
    expect(supportWords({ timeZone: 'UTC' }, 'en', at('2026-11-25T10:00:00Z'))).toBeNull()
    expect(supportWords({ timeZone: 'UTC', supportNote: ' Call us. ' }, 'en', at('2026-11-25T10:00:00Z'))).toEqual({
      hours: null,
      isOpen: false,
      state: null,
      note: 'Call us.',
      noteLang: null,
    })
  })
})
