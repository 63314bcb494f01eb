/** What a form or a query says before anybody knows what was meant: texts, and hashes of them. */
export interface FormHash {
  [key: string]: string | FormHash
}

const decode = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '))

/** `a[b][0]` → ['a', 'b', '0']; `a[]` → ['a', '']. */
const segmentsOf = (key: string): string[] => {
  const first = key.indexOf('[')
  if (first <= 0) return [key]
  return [key.slice(0, first), ...[...key.slice(first).matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '')]
}

/** Reads nested keys as Stripe's clients write them; lists are hashes of numbers until their shape is known. */
export const parseForm = (text: string): FormHash => {
  // Without a prototype, so that `__proto__` is a parameter like any other, and unknown.
  const root = Object.create(null) as FormHash
  for (const pair of text.split('&')) {
    if (!pair) continue
    const at = pair.indexOf('=')
    const segments = segmentsOf(decode(at < 0 ? pair : pair.slice(0, at)))
    const value = at < 0 ? '' : decode(pair.slice(at + 1))
    let hash = root
    segments.forEach((segment, index) => {
      const key = segment === '' ? String(Object.keys(hash).length) : segment
      if (index === segments.length - 1) {
        hash[key] = value
        return
      }
      const inner = hash[key]
      if (typeof inner === 'object') hash = inner
      else {
        const made = Object.create(null) as FormHash
        hash[key] = made
        hash = made
      }
    })
  }
  return root
}
