const LINE = 22
const CHARACTERS_A_LINE = 90
const BLOCK = /<(?:p|div|br|tr|li|h[1-6]|blockquote|hr|pre)\b/g
const IMAGE = /<img [^>]*src="[^>]*>/g

const heightOf = (tag: string): number => Math.min(Number(/ height="(\d{1,4})"/.exec(tag)?.[1] ?? 160), 400)

/**
 * About how high a mail is, in pixels: its frame has no rights, so that nobody can measure what is in it. High enough for a
 * short one to show whole, never more than a long one needs to be read in; the rest scrolls.
 */
export const frameHeight = (page: string): number => {
  const body = page.slice(page.indexOf('<body>'))
  const blocks = body.match(BLOCK)?.length ?? 0
  const text = body.replace(/<[^>]*>/g, '').length
  const images = (body.match(IMAGE) ?? []).reduce((sum, tag) => sum + heightOf(tag), 0)
  return Math.min(Math.max((blocks + text / CHARACTERS_A_LINE) * LINE + images + 64, 140), 640)
}
