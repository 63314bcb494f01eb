import type { download as english } from '../en/download.ts'

export const download: typeof english = {
  index: 'index',
  errors: 'erreurs',
  noDate: 'sans date',
  quotes: 'Devis',
  columns: {
    client: 'Client',
    kind: 'Document',
    number: 'Numéro',
    issueDate: 'Date d’émission',
    dueDate: 'Échéance',
    status: 'Statut',
    reference: 'Référence',
    currency: 'Devise',
    net: 'Montant HT',
    tax: 'TVA',
    withholding: 'Retenue à la source',
    total: 'Total',
    paid: 'Payé',
    due: 'Reste à payer',
    file: 'Fichier',
  },
  kinds: { invoice: 'Facture', 'credit-note': 'Avoir' },
  statuses: {
    draft: 'Brouillon',
    sent: 'À payer',
    overdue: 'En retard',
    paid: 'Payée',
    void: 'Annulée',
    issued: 'Émis',
  },
  missing: {
    intro:
      'Ces fichiers n’ont pas pu être ajoutés. Tout le reste est complet. Téléchargez-les à nouveau ou demandez-les-nous.',
    file: (path) => `- ${path}`,
  },
}
