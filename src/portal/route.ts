export type Route =
  | { page: 'statement' | 'invoices' | 'account' | 'quotes' | 'support' | 'details' | 'sign-in' | 'unknown' }
  | { page: 'invoice' | 'quote' | 'ticket'; id: string }
  | { page: 'enter'; token: string }

const plain = ['invoices', 'account', 'quotes', 'support', 'details', 'sign-in'] as const

/** Which page an address under the mount means. */
export const parseRoute = (segments: readonly string[]): Route => {
  const [first, second] = segments
  if (first === undefined) return { page: 'statement' }
  if (segments.length === 1) return { page: plain.find((page) => page === first) ?? 'unknown' }
  if (segments.length === 2 && second !== undefined) {
    if (first === 'invoices') return { page: 'invoice', id: second }
    if (first === 'quotes') return { page: 'quote', id: second }
    if (first === 'support') return { page: 'ticket', id: second }
    if (first === 'enter') return { page: 'enter', token: second }
  }
  return { page: 'unknown' }
}
