/** Nobody reads this slowly: a reader that takes nothing for so long has gone without saying so. */
const STALLED_MS = 10 * 60_000

/** What makes the pieces hears that nobody is there any more, so that it can stop its work. */
type Pieces = (gone: AbortSignal) => AsyncGenerator<Uint8Array>

/**
 * Hands out what a generator makes as it is asked for, no more than one piece ahead. `onEnd` runs once, when it is done,
 * when it fails, when the reader goes away, or when it has taken nothing for ten minutes. `left` tells that the reader
 * has gone also where the stream was never begun: nobody cancels that one.
 */
export const streamed = (
  pieces: Pieces,
  onEnd: () => void,
  { left, stalledMs = STALLED_MS }: { left?: AbortSignal | null; stalledMs?: number } = {},
): ReadableStream<Uint8Array> => {
  const gone = new AbortController()
  const source = pieces(gone.signal)
  let timer: NodeJS.Timeout | undefined
  let isOver = false
  const end = () => {
    clearTimeout(timer)
    if (isOver) return
    isOver = true
    gone.abort()
    onEnd()
  }
  const stop = async () => {
    end()
    await source.return(undefined)
  }
  const waiting = (controller: ReadableStreamDefaultController<Uint8Array>) =>
    setTimeout(() => {
      controller.error(new Error('The reader has stalled.'))
      void stop()
    }, stalledMs).unref()
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        timer = waiting(controller)
        // The stream itself is left to whoever pipes it: they hear of it too, and an error here would be told as one.
        if (left?.aborted) void stop()
        else left?.addEventListener('abort', () => void stop(), { once: true })
      },
      async pull(controller) {
        clearTimeout(timer)
        try {
          const next = await source.next()
          if (isOver) {
            controller.error(new Error('The reader has gone.'))
          } else if (next.done) {
            controller.close()
            end()
          } else {
            controller.enqueue(next.value)
            timer = waiting(controller)
          }
        } catch (error) {
          controller.error(error)
          end()
        }
      },
      cancel: stop,
    },
    { highWaterMark: 0 },
  )
}
