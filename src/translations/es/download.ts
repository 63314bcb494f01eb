import type { download as english } from '../en/download.ts'

export const download: typeof english = {
  index: 'indice',
  errors: 'errores',
  noDate: 'sin fecha',
  quotes: 'Presupuestos',
  columns: {
    client: 'Cliente',
    kind: 'Documento',
    number: 'Número',
    issueDate: 'Emisión',
    dueDate: 'Vencimiento',
    status: 'Estado',
    reference: 'Referencia',
    currency: 'Moneda',
    net: 'Base',
    tax: 'Impuestos',
    withholding: 'Retención',
    total: 'Total',
    paid: 'Pagado',
    due: 'Pendiente',
    file: 'Archivo',
  },
  kinds: { invoice: 'Factura', 'credit-note': 'Factura rectificativa' },
  statuses: {
    draft: 'Borrador',
    sent: 'Pendiente',
    overdue: 'Vencida',
    paid: 'Pagada',
    void: 'Anulada',
    issued: 'Emitida',
  },
  missing: {
    intro: 'Estos archivos no se han podido incluir. Todo lo demás está completo. Descárguelos de nuevo o pregúntenos.',
    file: (path) => `- ${path}`,
  },
}
