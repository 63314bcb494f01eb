import type { support as english } from '../en/support.ts'

const at = (time: string): string => (/^1\b/.test(time) ? `à ${time}` : `às ${time}`)

/** Saturday and Sunday are masculine, the working days feminine. */
const on = (weekday: string): string => `${weekday.endsWith('feira') ? 'na' : 'no'} ${weekday}`

export const support: typeof english = {
  clock: (clock) => clock,
  cities: {
    Canary: 'Canárias',
    Sao_Paulo: 'São Paulo',
    Bogota: 'Bogotá',
    London: 'Londres',
    Berlin: 'Berlim',
    Rome: 'Roma',
    Lisbon: 'Lisboa',
    Brussels: 'Bruxelas',
    Amsterdam: 'Amesterdão',
    Zurich: 'Zurique',
    Vienna: 'Viena',
    Copenhagen: 'Copenhaga',
    Stockholm: 'Estocolmo',
    Athens: 'Atenas',
    Warsaw: 'Varsóvia',
    Prague: 'Praga',
    Luxembourg: 'Luxemburgo',
    New_York: 'Nova Iorque',
    Mexico_City: 'Cidade do México',
    Tokyo: 'Tóquio',
  },
  zone: (city) => (city === 'Canárias' ? `hora das ${city}` : `hora de ${city}`),
  everyDay: 'todos os dias',
  day: (weekday) => weekday,
  // De segunda a sexta-feira: the word they share is said once.
  days: (from, to) => `de ${to.endsWith('-feira') ? from.replace(/-feira$/, '') : from} a ${to}`,
  aroundTheClock: '24 horas por dia',
  times: (opens, closes) => `${opens}–${closes}`,
  hours: (week, zone) => `Suporte: ${week} (${zone})`,
  openNow: 'Aberto agora',
  closedNow: 'Fechado agora',
  opensToday: (time) => `Abre hoje ${at(time)}`,
  opensTomorrow: (time) => `Reabre amanhã ${at(time)}`,
  opensOn: (weekday, time) => `Reabre ${on(weekday)} ${at(time)}`,
  opensOnDay: (day, time) => `Reabre em ${day} ${at(time)}`,
}
