export interface CreditPart<I> {
  id: I
  amount: number
}

/** Which rows a sum of credit is taken from, and how much of each: the oldest are used up first. */
export const takeCredit = <I>(sources: readonly CreditPart<I>[], amount: number): CreditPart<I>[] => {
  let left = amount
  return sources.flatMap(({ id, amount: available }) => {
    const taken = Math.min(available, left)
    left -= taken
    return taken > 0 ? [{ id, amount: taken }] : []
  })
}
