/** Words in the archive that a client downloads, and on what comes with it. */
export const download = {
  index: 'index',
  errors: 'errors',
  noDate: 'without date',
  columns: {
    client: 'Client',
    kind: 'Document',
    number: 'Number',
    issueDate: 'Issued',
    dueDate: 'Due date',
    status: 'Status',
    reference: 'Reference',
    currency: 'Currency',
    net: 'Net',
    tax: 'Tax',
    withholding: 'Withholding',
    total: 'Total',
    paid: 'Paid',
    due: 'Due',
    file: 'File',
  },
  kinds: { invoice: 'Invoice', 'credit-note': 'Credit note' },
  statuses: { draft: 'Draft', sent: 'Open', overdue: 'Overdue', paid: 'Paid', void: 'Void', issued: 'Issued' },
  missing: {
    intro: 'These files could not be added. Everything else is complete. Please download them again, or ask us.',
    file: (path: string) => `- ${path}`,
  },
}
