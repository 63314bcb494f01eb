import type { Item } from './items.ts'

/** The part of a page that content may fill. */
export interface Frame {
  left: number
  right: number
  top: number
  /** Where content begins on the pages after the first, below the running head. */
  laterTop: number
  bottom: number
}

/**
 * Places content from top to bottom and begins a new page where it no longer fits. React-PDF's own wrapping grows
 * with the square of a page's content; handing it finished pages keeps long documents quick.
 */
export class PageFlow {
  readonly pages: Item[][] = [[]]
  y: number
  /** Draws what each new page begins with (the heads of a table) and is called while that table lasts. */
  onNewPage: (() => void) | null = null

  constructor(readonly frame: Frame) {
    this.y = frame.top
  }

  get room(): number {
    return this.frame.bottom - this.y
  }

  /** What a page after the first holds. */
  get fullHeight(): number {
    return this.frame.bottom - this.frame.laterTop
  }

  add(...items: Item[]) {
    this.pages.at(-1)?.push(...items)
  }

  breakPage() {
    this.pages.push([])
    this.y = this.frame.laterTop
    this.onNewPage?.()
  }

  /** Begins a new page unless `height` fits on this one. */
  ensure(height: number) {
    if (height > this.room) this.breakPage()
  }

  /** Space between two parts; none at the top of a page. */
  space(height: number) {
    this.y = this.y <= this.frame.laterTop ? this.y : this.y + height
  }
}
