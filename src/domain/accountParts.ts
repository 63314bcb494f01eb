import type { AccountStatement } from './accountStatement.ts'

/** What of a statement stands in one file. */
export type AccountPiece = AccountStatement & {
  currency: string
  /** The balance that the part before ended with; null where the statement begins here. */
  broughtForward: number | null
  /** Whether the statement ends here, with its closing figures. */
  isEnd: boolean
}

/**
 * Statements cut into parts of at most `size` entries. Each goes on where the one before ended; one without entries stands
 * in the part that is being filled. Always at least one part.
 */
export const accountParts = (
  statements: readonly (AccountStatement & { currency: string })[],
  size: number,
): AccountPiece[][] => {
  const parts: AccountPiece[][] = [[]]
  let room = size
  for (const statement of statements) {
    let at = 0
    do {
      if (room === 0) {
        parts.push([])
        room = size
      }
      const entries = statement.entries.slice(at, at + room)
      const before = statement.entries[at - 1]
      at += entries.length
      room -= entries.length
      parts.at(-1)?.push({
        ...statement,
        entries,
        broughtForward: before ? before.balance : null,
        isEnd: at >= statement.entries.length,
      })
    } while (at < statement.entries.length)
  }
  return parts
}
