import type { download as english } from '../en/download.ts'

export const download: typeof english = {
  index: 'indice',
  errors: 'errori',
  noDate: 'senza data',
  quotes: 'Preventivi',
  columns: {
    client: 'Cliente',
    kind: 'Documento',
    number: 'Numero',
    issueDate: 'Emissione',
    dueDate: 'Scadenza',
    status: 'Stato',
    reference: 'Riferimento',
    currency: 'Valuta',
    net: 'Imponibile',
    tax: 'IVA',
    withholding: 'Ritenuta',
    total: 'Totale',
    paid: 'Pagato',
    due: 'Da pagare',
    file: 'File',
  },
  kinds: { invoice: 'Fattura', 'credit-note': 'Nota di credito' },
  statuses: {
    draft: 'Bozza',
    sent: 'Da pagare',
    overdue: 'Scaduta',
    paid: 'Pagata',
    void: 'Stornata',
    issued: 'Emessa',
  },
  missing: {
    intro: 'Non è stato possibile includere questi file. Tutto il resto è completo. Li scarichi di nuovo o ci scriva.',
    file: (path) => `- ${path}`,
  },
}
