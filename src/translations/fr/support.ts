import type { support as english } from '../en/support.ts'
import { de } from './elision.ts'

export const support: typeof english = {
  // 9 h, 9 h 30.
  clock: (clock) => clock.replace(':00', '\u00a0h').replace(':', '\u00a0h\u00a0'),
  cities: {
    Canary: 'îles Canaries',
    Sao_Paulo: 'São Paulo',
    Bogota: 'Bogota',
    London: 'Londres',
    Rome: 'Rome',
    Lisbon: 'Lisbonne',
    Brussels: 'Bruxelles',
    Vienna: 'Vienne',
    Copenhagen: 'Copenhague',
    Athens: 'Athènes',
    Warsaw: 'Varsovie',
    Mexico_City: 'Mexico',
    Montreal: 'Montréal',
    Zurich: 'Zurich',
  },
  zone: (city) => (city.startsWith('îles') ? `heure des ${city}` : `heure ${de(city)}`),
  everyDay: 'tous les jours',
  day: (weekday) => `le ${weekday}`,
  days: (from, to) => `du ${from} au ${to}`,
  aroundTheClock: '24\u00a0h sur 24',
  times: (opens, closes) => `${opens}–${closes}`,
  hours: (week, zone) => `Assistance\u202f: ${week} (${zone})`,
  openNow: 'Ouvert en ce moment',
  closedNow: 'Fermé en ce moment',
  opensToday: (time) => `Ouvre aujourd’hui à ${time}`,
  opensTomorrow: (time) => `Rouvre demain à ${time}`,
  opensOn: (weekday, time) => `Rouvre ${weekday} à ${time}`,
  opensOnDay: (day, time) => `Rouvre le ${day} à ${time}`,
}
