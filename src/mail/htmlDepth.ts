const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/

/** What an element closes that was left open, as careless html relies on: a long run of cells is no depth. */
const closes: Readonly<Record<string, RegExp>> = {
  p: /^p$/,
  li: /^li$/,
  dt: /^d[td]$/,
  dd: /^d[td]$/,
  td: /^t[dh]$/,
  th: /^t[dh]$/,
  tr: /^(?:tr|td|th)$/,
  option: /^option$/,
}

const TAG = /<(\/?)([a-z][a-z0-9:_-]{0,40})/gi

/**
 * Whether html opens more elements inside one another than anybody writes: parsers keep them in a stack, and some grow
 * quadratic with it. One pass; what is unclear counts as open, since a false alarm costs no more than the looks.
 */
export const isDeeperThan = (html: string, limit: number): boolean => {
  const open: string[] = []
  for (const [, slash, tag = ''] of html.matchAll(TAG)) {
    const name = tag.toLowerCase()
    if (VOID.test(name)) continue
    if (slash === '') {
      const closed = Object.hasOwn(closes, name) ? closes[name] : undefined
      while (closed?.test(open.at(-1) ?? '')) open.pop()
      if (open.push(name) > limit) return true
    } else {
      const index = open.lastIndexOf(name)
      if (index !== -1) open.length = index
    }
  }
  return false
}
