/** When the business answers. Clocks come as `9:00`, weekdays and days in the words of `Intl`. */
export const support = {
  clock: (clock: string) => clock,
  /** A place whose name differs from the one its time zone has. */
  cities: { Canary: 'Canary Islands', Sao_Paulo: 'São Paulo', Bogota: 'Bogotá' } as Record<string, string>,
  zone: (city: string) => `${city} time`,
  everyDay: 'every day',
  day: (weekday: string) => weekday,
  days: (from: string, to: string) => `${from} to ${to}`,
  aroundTheClock: 'around the clock',
  times: (opens: string, closes: string) => `${opens}–${closes}`,
  hours: (week: string, zone: string) => `Support: ${week} (${zone})`,
  openNow: 'Open now',
  closedNow: 'Closed now',
  opensToday: (time: string) => `Opens today at ${time}`,
  opensTomorrow: (time: string) => `Opens again tomorrow at ${time}`,
  opensOn: (weekday: string, time: string) => `Opens again on ${weekday} at ${time}`,
  opensOnDay: (day: string, time: string) => `Opens again on ${day} at ${time}`,
}
