import type { Type } from './textFitting.ts'

/** Type sizes in points with the distance between two lines. */
export const type = {
  title: { size: 18, weight: 600, leading: 22 },
  name: { size: 15, weight: 600, leading: 19 },
  total: { size: 24, weight: 600, leading: 30 },
  strong: { size: 9.5, weight: 600, leading: 14 },
  text: { size: 9.5, weight: 400, leading: 14 },
  small: { size: 8.5, weight: 400, leading: 12.5 },
  smallStrong: { size: 8.5, weight: 600, leading: 12.5 },
  tiny: { size: 7.5, weight: 400, leading: 10.5 },
} as const satisfies Record<string, Type & { leading: number }>

export interface Style extends Type {
  leading: number
}

export const color = {
  ink: '#16181d',
  text: '#3b404a',
  quiet: '#6b7280',
  line: '#e2e4e9',
  draft: { ground: '#fdf1d3', text: '#7a4a00' },
  duplicate: { ground: '#eceef2', text: '#3b404a' },
}

export const pageSizes = { A4: { width: 595.28, height: 841.89 }, LETTER: { width: 612, height: 792 } }

export const margin = { side: 56, top: 56, bottom: 44 }

export const bandHeight = 26
