export interface ImageSize {
  width: number
  height: number
}

/** Frame headers of JPEG (ITU T.81, table B.1): all SOFn but the tables DHT, JPG and DAC among them. */
const isFrameHeader = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

const jpegSize = (bytes: Uint8Array): ImageSize | null => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 2
  while (at + 9 < bytes.byteLength) {
    if (view.getUint8(at) !== 0xff) return null
    const marker = view.getUint8(at + 1)
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (isFrameHeader(marker)) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    at += 2 + view.getUint16(at + 2)
  }
  return null
}

/** How large an image says it is, read from its header alone: decoding one to find out may fill memory. */
export const imageSize = (bytes: Uint8Array, mimeType: 'image/png' | 'image/jpeg'): ImageSize | null => {
  if (mimeType === 'image/jpeg') return jpegSize(bytes)
  if (bytes.byteLength < 24) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return { width: view.getUint32(16), height: view.getUint32(20) }
}
