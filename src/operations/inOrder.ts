/**
 * Works on a list with a few items under way at once and hands the results over in the list's order. `work` must not
 * reject. Whoever stops listening stops it: what is under way is let go, nothing more is begun.
 */
export async function* inOrder<T, R>(
  items: readonly T[],
  ahead: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<[T, R]> {
  const underWay: Promise<R>[] = []
  for (const [index, item] of items.entries()) {
    while (underWay.length < ahead && index + underWay.length < items.length) {
      const next = items[index + underWay.length]
      if (next !== undefined) underWay.push(work(next))
    }
    const first = underWay.shift()
    if (first) yield [item, await first]
  }
}

/** Begins at once, and works on one item ahead of whoever listens. */
export const oneAhead = <T>(items: AsyncGenerator<T, void>): AsyncGenerator<T, void> => {
  const ask = () => {
    const asked = items.next()
    // Whoever gets as far as this one hears of it; who goes away before has no use for it.
    asked.catch(() => undefined)
    return asked
  }
  let asked = ask()
  async function* handedOut(): AsyncGenerator<T, void> {
    try {
      for (let got = await asked; !got.done; got = await asked) {
        asked = ask()
        yield got.value
      }
    } finally {
      await items.return(undefined)
    }
  }
  return handedOut()
}
