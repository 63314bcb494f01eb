/** Enough for a write to cost little beside what it carries. */
const CHUNK = 256 * 1024

/**
 * The same bytes in fewer pieces: small ones are put together, for each that goes over the network costs as much as
 * reading a file. The first leaves at once, and a large one as it is. Ending it early ends what it reads from.
 */
export async function* inChunks(pieces: AsyncIterable<Uint8Array>, size = CHUNK): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = []
  let bytes = 0
  let wanted = 0
  for await (const piece of pieces) {
    held.push(piece)
    bytes += piece.byteLength
    if (bytes < wanted) continue
    yield held.length === 1 ? piece : Buffer.concat(held, bytes)
    held = []
    bytes = 0
    wanted = size
  }
  if (bytes > 0) yield Buffer.concat(held, bytes)
}
