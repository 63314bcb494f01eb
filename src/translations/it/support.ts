import type { support as english } from '../en/support.ts'
import { withArticle } from './withArticle.ts'

/** Sunday alone is feminine. */
const isFeminine = (weekday: string): boolean => weekday.endsWith('a')

const at = (time: string): string => (/^1\b/.test(time) ? `all’${time}` : `alle ${time}`)

export const support: typeof english = {
  clock: (clock) => clock,
  cities: {
    Canary: 'Canarie',
    Sao_Paulo: 'San Paolo',
    Bogota: 'Bogotá',
    London: 'Londra',
    Paris: 'Parigi',
    Berlin: 'Berlino',
    Rome: 'Roma',
    Lisbon: 'Lisbona',
    Brussels: 'Bruxelles',
    Zurich: 'Zurigo',
    Dublin: 'Dublino',
    Copenhagen: 'Copenaghen',
    Stockholm: 'Stoccolma',
    Athens: 'Atene',
    Warsaw: 'Varsavia',
    Prague: 'Praga',
    Luxembourg: 'Lussemburgo',
    Mexico_City: 'Città del Messico',
  },
  zone: (city) => (city === 'Canarie' ? `ora delle ${city}` : `ora di ${city}`),
  everyDay: 'tutti i giorni',
  day: (weekday) => `${isFeminine(weekday) ? 'la' : 'il'} ${weekday}`,
  days: (from, to) => `${isFeminine(from) ? 'dalla' : 'dal'} ${from} ${isFeminine(to) ? 'alla' : 'al'} ${to}`,
  aroundTheClock: '24 ore su 24',
  times: (opens, closes) => `${opens}–${closes}`,
  hours: (week, zone) => `Assistenza: ${week} (${zone})`,
  openNow: 'Ora aperta',
  closedNow: 'Ora chiusa',
  opensToday: (time) => `Apre oggi ${at(time)}`,
  opensTomorrow: (time) => `Riapre domani ${at(time)}`,
  opensOn: (weekday, time) => `Riapre ${weekday} ${at(time)}`,
  opensOnDay: (day, time) => `Riapre ${withArticle('il', day)} ${at(time)}`,
}
