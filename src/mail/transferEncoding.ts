const hexValue = (byte: number | undefined): number => {
  if (byte === undefined) return -1
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const upper = byte & 0xdf
  return upper >= 0x41 && upper <= 0x46 ? upper - 0x37 : -1
}

/** Where a soft line break that begins at `=` ends: behind its spaces and line ending; -1 where it is none. */
const softBreakEnd = (bytes: Uint8Array, index: number): number => {
  let at = index + 1
  while (bytes[at] === 0x20 || bytes[at] === 0x09) at += 1
  if (bytes[at] === 0x0d) at += 1
  return bytes[at] === 0x0a ? at + 1 : -1
}

/** Quoted-printable (RFC 2045, 6.7) in one pass; what is no escape stays as it stands. */
export const decodeQuotedPrintable = (bytes: Uint8Array): Uint8Array => {
  const out = new Uint8Array(bytes.byteLength)
  let size = 0
  let at = 0
  while (at < bytes.byteLength) {
    const byte = bytes[at] ?? 0
    if (byte === 0x3d) {
      const high = hexValue(bytes[at + 1])
      const low = hexValue(bytes[at + 2])
      if (high >= 0 && low >= 0) {
        out[size++] = high * 16 + low
        at += 3
        continue
      }
      const end = softBreakEnd(bytes, at)
      if (end !== -1) {
        at = end
        continue
      }
    }
    out[size++] = byte
    at += 1
  }
  return out.subarray(0, size)
}

/** A part's bytes as they were before they were made fit for mail. Cut or damaged base64 gives what can be read of it. */
export const decodeTransfer = (bytes: Uint8Array, encoding: string): Uint8Array => {
  if (encoding === 'quoted-printable') return decodeQuotedPrintable(bytes)
  if (encoding === 'base64') return Buffer.from(Buffer.from(bytes).toString('latin1'), 'base64')
  return bytes
}
