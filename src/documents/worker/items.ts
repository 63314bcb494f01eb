import type { Type } from './textFitting.ts'

export interface TextItem {
  kind: 'text'
  /** The left edge, or the right one where `align` is right. */
  x: number
  baseline: number
  text: string
  type: Type
  color: string
  align: 'left' | 'right' | 'center'
}

export interface BoxItem {
  kind: 'box'
  x: number
  y: number
  width: number
  height: number
  color: string
}

export interface ImageItem {
  kind: 'image'
  x: number
  y: number
  width: number
  height: number
  data: Uint8Array
  format: 'png' | 'jpg'
}

export interface PathItem {
  kind: 'path'
  x: number
  y: number
  width: number
  height: number
  /** An SVG path on a square of `units` by `units`. */
  path: string
  units: number
  color: string
}

/** What stands on a page, in points from its top left corner. Every line of text is an item of its own. */
export type Item = TextItem | BoxItem | ImageItem | PathItem
