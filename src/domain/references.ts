/** Room for the ids in the header References: mail servers refuse lines that have no end. */
const MAX_LENGTH = 1500

const ID = /^<[^\s<>]{1,900}>$/

/**
 * The header References of an answer: what it answers last, the thread's first mail always, and of the others as many of
 * the newest as there is room for. Ids that are none are left out, for they come from other people's mails.
 */
export const threadReferences = (references: readonly string[], inReplyTo: string | null): string[] => {
  const known = [...references, ...(inReplyTo === null ? [] : [inReplyTo])].filter((id) => ID.test(id))
  // Of an id that stands twice the later place counts.
  const ids = known.filter((id, index) => known.lastIndexOf(id) === index)
  const [first, ...others] = ids
  const parent = others.pop()
  if (first === undefined || parent === undefined) return ids
  const kept = [parent]
  let length = first.length + 1 + parent.length
  if (length > MAX_LENGTH) return [parent]
  for (const id of others.toReversed()) {
    length += id.length + 1
    if (length > MAX_LENGTH) break
    kept.unshift(id)
  }
  return [first, ...kept]
}
