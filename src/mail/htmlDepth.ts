import { Parser } from 'htmlparser2'

class TooDeep extends Error {}

/**
 * Whether html opens more elements inside one another than anybody writes. The parser below `sanitize-html` and
 * `html-to-text` is quadratic in that depth, minutes for a megabyte; asked itself, up to the limit, it is quick, and
 * tells exactly what it would do: what it takes for a tag, a comment or an attribute is never guessed here.
 */
export const isDeeperThan = (html: string, limit: number): boolean => {
  let depth = 0
  const parser = new Parser({
    onopentagname: () => {
      depth += 1
      if (depth > limit) throw new TooDeep()
    },
    onclosetag: () => {
      depth -= 1
    },
  })
  try {
    parser.end(html)
    return false
  } catch (error) {
    if (error instanceof TooDeep) return true
    throw error
  }
}
