import type { download as english } from '../en/download.ts'

export const download: typeof english = {
  index: 'indice',
  errors: 'erros',
  noDate: 'sem data',
  quotes: 'Orçamentos',
  columns: {
    client: 'Cliente',
    kind: 'Documento',
    number: 'Número',
    issueDate: 'Emissão',
    dueDate: 'Vencimento',
    status: 'Estado',
    reference: 'Referência',
    currency: 'Moeda',
    net: 'Base tributável',
    tax: 'Impostos',
    withholding: 'Retenção na fonte',
    total: 'Total',
    paid: 'Pago',
    due: 'Por pagar',
    file: 'Ficheiro',
  },
  kinds: { invoice: 'Fatura', 'credit-note': 'Nota de crédito' },
  statuses: {
    draft: 'Rascunho',
    sent: 'Em aberto',
    overdue: 'Vencida',
    paid: 'Paga',
    void: 'Anulada',
    issued: 'Emitida',
  },
  missing: {
    intro:
      'Não foi possível incluir estes ficheiros. Tudo o resto está completo. Descarregue-os de novo ou fale connosco.',
    file: (path) => `- ${path}`,
  },
}
