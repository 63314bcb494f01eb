import { expect, type Page } from '@playwright/test'

/** What is wrong with the page as it stands, in words; looked for in the browser, in one go. */
const layoutProblems = (width: number): string[] => {
  const root = document.documentElement
  const problems = new Set<string>()
  const name = (element: Element) => {
    const words = (element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 40)
    return `${element.tagName.toLowerCase()}${[...element.classList].map((each) => `.${each}`).join('')} "${words}"`
  }
  if (root.scrollWidth > width) problems.add(`the page is ${root.scrollWidth} pixels wide`)

  const isShown = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true }) &&
    !element.closest('.visually-hidden, .skip') &&
    // Heads of a table that became a list are left to screen readers.
    getComputedStyle(element.closest('thead') ?? element).clipPath === 'none'
  /** What scrolls sideways on purpose: sections and filters on a phone. */
  const scrolls = (element: Element) => element.closest('.nav, .chips') !== null

  // Words: inside the page, inside what they stand in, and nothing cut off but what ends in dots on purpose.
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const range = document.createRange()
  for (let node = words.nextNode(); node; node = words.nextNode()) {
    const element = node.parentElement
    if (!element || !node.textContent?.trim() || !isShown(element) || scrolls(element)) continue
    if (element.closest('script, style, noscript, option, textarea, svg')) continue
    const style = getComputedStyle(element)
    if (style.textOverflow === 'ellipsis') continue
    range.selectNodeContents(node)
    const box = element.closest('button, .button, .pill, .tile, .chip, summary, .bubble')?.getBoundingClientRect()
    for (const rect of range.getClientRects()) {
      if (rect.width === 0) continue
      if (rect.left < -1 || rect.right > width + 1) problems.add(`${name(element)} leaves the page`)
      if (box && (rect.left < box.left - 1 || rect.right > box.right + 1 || rect.bottom > box.bottom + 2))
        problems.add(`${name(element)} leaves its box`)
    }
    if (style.overflow !== 'visible' && element.scrollWidth > element.clientWidth + 1)
      problems.add(`${name(element)} is cut off`)
  }

  // What can be pressed: large enough, and nothing lies on anything else.
  const isTouched = matchMedia('screen and (pointer: coarse)').matches
  const targets = [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
    .filter((element) => isShown(element) && !(element instanceof HTMLInputElement && element.type === 'hidden'))
    .map((element) => {
      // A box is pressed by its label, and a link in a row by the row.
      const label = element.closest('label.select-one, label.select-all, label.pay-option')
      const isSpread = getComputedStyle(element, '::after').position === 'absolute' && !element.closest('.nav')
      const row = isSpread ? element.closest('li, tr') : null
      const whole = label ?? row ?? element
      const parent = element.parentElement
      const isInText =
        getComputedStyle(element).display === 'inline' &&
        (parent?.textContent ?? '').trim() !== element.textContent.trim()
      return {
        element,
        isInText,
        isRow: row !== null,
        area: whole.getBoundingClientRect(),
        rects: [...element.getClientRects()],
      }
    })
  for (const { element, area, isInText } of targets) {
    if (isTouched && !isInText && area.height < 43.5) problems.add(`${name(element)} is ${area.height} pixels high`)
  }
  targets.forEach(({ element, rects }, index) => {
    if (scrolls(element)) return
    for (const other of targets.slice(index + 1)) {
      if (element.contains(other.element) || other.element.contains(element) || scrolls(other.element)) continue
      const lies = rects.some((a) =>
        other.rects.some(
          (b) =>
            Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
            Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1,
        ),
      )
      // What sticks to the bottom lies over what scrolls below it.
      const sticks = element.closest('.selection') !== other.element.closest('.selection')
      if (lies && !sticks) problems.add(`${name(element)} lies on ${name(other.element)}`)
    }
  })
  return [...problems]
}

/** What can only be pressed, and what leads about. */
const ofScreens = '.nav, .skip, .button, .link-button, .filters, .pagination, .composer, .selection, .banner'

const sizes = [
  { width: 360, height: 740 },
  { width: 390, height: 844 },
  { width: 844, height: 390 },
  { width: 820, height: 1180 },
  { width: 1440, height: 900 },
  { width: 2560, height: 1440 },
] as const

/**
 * Looks at a page on every screen, in forced colours, with text of twice the size, and on paper. It is loaded once: only
 * the screen around it changes.
 */
export const expectGoodLayout = async (page: Page, where: string): Promise<void> => {
  const found: Record<string, string[]> = {}
  const note = (how: string, problems: string[]) => {
    if (problems.length > 0) found[how] = problems
  }
  const scale = (percent: number) =>
    page.evaluate((size) => document.documentElement.style.setProperty('font-size', `${size}%`), percent)

  for (const size of sizes) {
    await page.setViewportSize(size)
    note(`${size.width} × ${size.height}`, await page.evaluate(layoutProblems, size.width))
  }
  await scale(200)
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 844 })
    note(`${width}, text of twice the size`, await page.evaluate(layoutProblems, width))
  }
  await scale(100)
  await page.emulateMedia({ forcedColors: 'active' })
  note('forced colours', await page.evaluate(layoutProblems, 390))
  // A sheet of A4 between its margins.
  await page.setViewportSize({ width: 688, height: 971 })
  await page.emulateMedia({ forcedColors: 'none', media: 'print' })
  note('on paper', await page.evaluate(layoutProblems, 688))
  note(
    'pressed on paper',
    await page
      .locator(ofScreens)
      .evaluateAll((all) =>
        all.filter((each) => each.checkVisibility()).map((each) => `${each.tagName} ${each.getAttribute('class')}`),
      ),
  )
  await page.emulateMedia({ media: null })
  expect(found, where).toEqual({})
}
