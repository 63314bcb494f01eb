/** Nobody reads this slowly: a reader that takes nothing for so long has gone without saying so. */
const STALLED_MS = 10 * 60_000

/**
 * Hands out what a generator makes as it is asked for, no more than one piece ahead. `onEnd` runs once, when it is done,
 * when it fails, when the reader goes away, or when it has taken nothing for ten minutes.
 */
export const streamed = (
  pieces: AsyncGenerator<Uint8Array>,
  onEnd: () => void,
  stalledMs = STALLED_MS,
): ReadableStream<Uint8Array> => {
  let timer: NodeJS.Timeout | undefined
  let isOver = false
  const end = () => {
    clearTimeout(timer)
    if (isOver) return
    isOver = true
    onEnd()
  }
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        clearTimeout(timer)
        try {
          const next = await pieces.next()
          if (next.done) {
            controller.close()
            end()
            return
          }
          controller.enqueue(next.value)
          timer = setTimeout(() => {
            controller.error(new Error('The reader has stalled.'))
            void pieces.return(undefined)
            end()
          }, stalledMs)
          timer.unref()
        } catch (error) {
          controller.error(error)
          end()
        }
      },
      async cancel() {
        end()
        await pieces.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
}
