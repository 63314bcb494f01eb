import type { Font } from 'fontkit'

type Run = Pick<ReturnType<Font['layout']>, 'glyphs' | 'positions' | 'advanceWidth'>
type Features = Readonly<Record<string, boolean>>
interface Step {
  glyph: Run['glyphs'][number]
  position: Run['positions'][number]
}

/** Letters, figures and signs that stand side by side, each kerned by its neighbours alone. */
const PLAIN = /^[ -~\u00a0-\u00ff€–—’“”…·−]*$/
const LATIN = /[A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]/

/** A run of the same glyphs at the same places, for whoever turns its positions into other units in place. */
const copyOf = ({ glyphs, positions, advanceWidth }: Run): Run => ({
  glyphs: [...glyphs],
  positions: positions.map((position) => ({ ...position })),
  advanceWidth,
})

/**
 * A font that shapes each text once, and plain ones from pairs of neighbours: shaping is most of the work of a long
 * document, and its amounts and numbers are different texts of the same few pairs. What comes out is what the font says
 * itself, which a test holds it to. For one document: what is remembered grows with it.
 */
export const shapedOnce = (font: Font): Font => {
  /** What was shaped with one set of features. */
  const createMemory = (features: Features) => {
    const runs = new Map<string, Run>()
    const steps = { latn: new Map<string, Step | null>(), none: new Map<string, Step | null>() }

    const shape = (text: string, script?: string): Run => {
      const { glyphs, positions, advanceWidth } = font.layout(text, features, script)
      return { glyphs, positions, advanceWidth }
    }
    /** A character before its neighbour; null where these two are not two glyphs side by side. */
    const shapeStep = (pair: string, script?: string): Step | null => {
      const { glyphs, positions } = shape(pair, script)
      const [glyph] = glyphs
      const [position, next] = positions
      const alone = next && shape(pair.slice(1), script).positions[0]
      const isPlain = glyphs.length === pair.length && next?.xOffset === alone?.xOffset
      return isPlain && glyph && position ? { glyph, position } : null
    }
    const fromPairs = (text: string): Run | null => {
      const isLatin = LATIN.test(text)
      const known = isLatin ? steps.latn : steps.none
      const run: Run = { glyphs: [], positions: [], advanceWidth: 0 }
      for (let at = 0; at < text.length; at += 1) {
        const pair = text.slice(at, at + 2)
        let step = known.get(pair)
        if (step === undefined) {
          step = shapeStep(pair, isLatin ? 'latn' : undefined)
          known.set(pair, step)
        }
        if (step === null) return null
        run.glyphs.push(step.glyph)
        run.positions.push(step.position)
        run.advanceWidth += step.position.xAdvance
      }
      return run
    }
    return (text: string): Run => {
      const known = runs.get(text)
      if (known) return known
      const run = (PLAIN.test(text) ? fromPairs(text) : null) ?? shape(text)
      runs.set(text, run)
      return run
    }
  }

  const memories = new Map<string, (text: string) => Run>()
  const layout = (text: string, features: Features = {}): Run => {
    const set = Object.entries(features).join()
    const memory = memories.get(set) ?? createMemory(features)
    memories.set(set, memory)
    return copyOf(memory(text))
  }
  return Object.create(font, { layout: { value: layout } }) as Font
}
