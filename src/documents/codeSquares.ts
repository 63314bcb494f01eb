import { encode } from 'uqr'

/** A QR code's dark squares as one path of unit squares, a row's neighbours joined: the PDF and the portal draw it. */
export const codeSquares = (code: string): { path: string; size: number } => {
  const { data, size } = encode(code, { ecc: 'M', border: 0 })
  const path = data.flatMap((row, y) => {
    const strokes: string[] = []
    for (let x = 0; x < size; x += 1) {
      let length = 0
      while (row[x + length]) length += 1
      if (length > 0) strokes.push(`M${x} ${y}h${length}v1h-${length}z`)
      x += length
    }
    return strokes
  })
  return { path: path.join(''), size }
}
