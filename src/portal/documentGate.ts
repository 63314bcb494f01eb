/**
 * Lets the proxy answer 404 for documents and threads a client does not have. Only a proxy can set a page's status and keep its
 * content: Next's own `notFound()` answers with an empty body where JavaScript does not run.
 *
 * Proxy and pages are bundled apart, so that the proxy stays free of Payload; in one process the global object is what
 * they share. Where they run in different ones the gate is missing, and the page falls back to `notFound()`.
 */
const KEY = Symbol.for('payload-client-portal.documentGate')

/** What has a page of its own, by the word in its address. */
export interface Wanted {
  kind: 'invoices' | 'quotes' | 'support'
  id: string
}

/** Whether the visitor with these request headers is signed in and has nothing of this kind and id. */
export type DocumentGate = (wanted: Wanted, headers: Headers) => Promise<boolean>

const shared = globalThis as { [KEY]?: DocumentGate }

/** Told to the page once the proxy has set the status; the proxy takes it off incoming requests. */
export const MISSING_HEADER = 'x-client-portal-missing'

export const offerDocumentGate = (gate: DocumentGate): void => {
  shared[KEY] = gate
}

/** False where nobody can tell: the page then decides by itself. */
export const isMissingDocument: DocumentGate = async (wanted, headers) => {
  try {
    return (await shared[KEY]?.(wanted, headers)) ?? false
  } catch {
    return false
  }
}
