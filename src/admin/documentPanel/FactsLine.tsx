import { Link } from '@payloadcms/ui'

import type { Client, ID } from '../../records.ts'
import type { AdminUrls } from '../adminUrls.ts'
import type { AdminWords } from '../words.ts'

/** Another document that this one came of, or that came of it. */
export interface RelatedDocument {
  label: string
  kind: 'invoices' | 'quotes'
  document: { id: ID; number?: string | null } | null
}

interface FactsLineProps {
  /** Where the panel's title does not name the client already. */
  client: Pick<Client, 'id' | 'name' | 'company'> | null
  /** In the order they are read; what is null is not known. */
  facts: readonly (string | null)[]
  related: readonly RelatedDocument[]
  urls: AdminUrls
  words: AdminWords
}

/** The quiet line below a document's head: for whom, since when, sent where, and what belongs to it. */
export const FactsLine = ({ client, facts, related, urls, words }: FactsLineProps) => (
  <ul className="cp-facts">
    {client ? (
      <li>
        <Link href={urls.document('clients', client.id)} prefetch={false}>
          {client.company || client.name}
        </Link>
      </li>
    ) : null}
    {facts.map((fact) => (fact ? <li key={fact}>{fact}</li> : null))}
    {related.map(({ label, kind, document }) =>
      document ? (
        <li key={`${label}-${document.id}`}>
          {label}{' '}
          <Link href={urls.document(kind, document.id)} prefetch={false}>
            {document.number ?? words.ui.invoice.draftLink}
          </Link>
        </li>
      ) : null,
    )}
  </ul>
)
