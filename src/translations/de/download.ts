import type { download as english } from '../en/download.ts'

export const download: typeof english = {
  index: 'verzeichnis',
  errors: 'fehler',
  noDate: 'ohne Datum',
  quotes: 'Angebote',
  columns: {
    client: 'Kunde',
    kind: 'Beleg',
    number: 'Nummer',
    issueDate: 'Datum',
    dueDate: 'Fällig am',
    status: 'Status',
    reference: 'Referenz',
    currency: 'Währung',
    net: 'Netto',
    tax: 'Umsatzsteuer',
    withholding: 'Steuerabzug',
    total: 'Gesamtbetrag',
    paid: 'Bezahlt',
    due: 'Offen',
    file: 'Datei',
  },
  kinds: { invoice: 'Rechnung', 'credit-note': 'Rechnungskorrektur' },
  statuses: {
    draft: 'Entwurf',
    sent: 'Offen',
    overdue: 'Überfällig',
    paid: 'Bezahlt',
    void: 'Storniert',
    issued: 'Ausgestellt',
  },
  missing: {
    intro:
      'Diese Dateien konnten nicht hinzugefügt werden. Alles andere ist vollständig. Bitte laden Sie sie erneut herunter oder fragen Sie uns.',
    file: (path) => `- ${path}`,
  },
}
