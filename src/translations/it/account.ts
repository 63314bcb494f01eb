import type { account as english } from '../en/account.ts'
import { withArticle } from './withArticle.ts'

export const account: typeof english = {
  title: 'Estratto conto',
  period: {
    all: (to) => `Fino ${withArticle('al', to)}`,
    between: (from, to) => `${withArticle('Dal', from)} ${withArticle('al', to)}`,
  },
  columns: {
    day: 'Data',
    kind: 'Movimento',
    number: 'Documento',
    detail: 'Dettaglio',
    currency: 'Valuta',
    charge: 'Dare',
    credit: 'Avere',
    balance: 'Saldo',
  },
  kinds: {
    invoice: 'Fattura',
    'credit-note': 'Nota di credito',
    payment: 'Pagamento',
    refund: 'Rimborso',
    dispute: 'Restituito dalla banca',
    reversal: 'Pagamento stornato',
  },
  methods: {
    stripe: 'Online',
    'bank-transfer': 'Bonifico',
    cash: 'Contanti',
    credit: 'Credito',
    other: 'Altro',
  },
  opening: 'Saldo iniziale',
  closing: 'Saldo finale',
  owed: 'Da pagare',
  inCredit: 'A suo credito',
  sums: { invoiced: 'Fatturato', credited: 'Note di credito', paid: 'Pagato', returned: 'Restituito' },
  ageing: {
    title: 'Importi da pagare per anzianità',
    bands: {
      current: 'A scadere',
      to30: '1–30 giorni',
      to60: '31–60 giorni',
      to90: '61–90 giorni',
      over90: 'Oltre 90 giorni',
    },
    credit: 'Credito',
  },
  noEntries: 'Nessun movimento in questo periodo.',
  broughtForward: 'Riporto',
  client: 'Cliente',
  from: 'Fornitore',
  part: (part, parts) => `Parte ${part} di ${parts}`,
  asOf: (day) => withArticle('Al', day),
}
