const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/
/** Closed by the next of their kind, as careless html relies on: a long run of them is no depth. */
const IMPLIED = /^(?:p|li|dt|dd|option|optgroup|tr|td|th|thead|tbody|tfoot|rt|rp)$/

const TAG = /<(\/?)([a-z][a-z0-9:_-]{0,40})/gi

/**
 * Whether html opens more elements inside one another than anybody writes: parsers keep them in a stack, and some grow
 * quadratic with it. One pass; what is unclear counts as open, since a false alarm costs no more than the looks.
 */
export const isDeeperThan = (html: string, limit: number): boolean => {
  const open = new Map<string, number>()
  let depth = 0
  for (const [, slash, tag = ''] of html.matchAll(TAG)) {
    const name = tag.toLowerCase()
    if (VOID.test(name) || IMPLIED.test(name)) continue
    const count = open.get(name) ?? 0
    if (slash === '') {
      open.set(name, count + 1)
      depth += 1
      if (depth > limit) return true
    } else if (count > 0) {
      open.set(name, count - 1)
      depth -= 1
    }
  }
  return false
}
