import { Worker } from 'node:worker_threads'

import type { RenderedPdf, RenderReply, RenderRequest } from './renderRequest.ts'

/** Rendering failed: the document could not be laid out, or its worker crashed or took too long. */
export class PdfRenderError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'PdfRenderError'
  }
}

interface Job {
  request: RenderRequest
  resolve: (pdf: RenderedPdf) => void
  reject: (error: PdfRenderError) => void
}

export interface RenderPoolSettings {
  /** The worker's program: a self-contained script. */
  source: () => Promise<string>
  timeLimitMs: number
  /** How long an idle worker waits for the next document before it ends. */
  idleMs: number
}

/** A thread and the document it is at. */
class Thread {
  readonly worker: Worker
  job: Job | null = null
  private timer: NodeJS.Timeout | undefined

  constructor(
    source: string,
    onEnd: (thread: Thread, failure: PdfRenderError) => void,
    onFree: (thread: Thread) => void,
  ) {
    // A script given as text starts alike from TypeScript source, from dist and from inside a bundle, where no file
    // path survives. `Reflect.construct` keeps bundlers from taking the argument for a path. Options of the parent
    // (loaders, inspector, NODE_OPTIONS) are not inherited: the script needs none, and they slow or break its start.
    this.worker = Reflect.construct(Worker, [
      source,
      { eval: true, env: {}, execArgv: [], name: 'client-portal-pdf', resourceLimits: { maxOldGenerationSizeMb: 768 } },
    ])
    this.worker.on('message', (reply: RenderReply) => {
      const job = this.release()
      if (reply.ok) job?.resolve(reply.pdf)
      else job?.reject(new PdfRenderError(`The PDF could not be rendered: ${reply.message}`))
      onFree(this)
    })
    this.worker.on('error', (error) =>
      onEnd(
        this,
        new PdfRenderError(`The PDF worker crashed: ${error instanceof Error ? error.message : String(error)}`),
      ),
    )
    this.worker.on('exit', (code) =>
      onEnd(this, new PdfRenderError(`The PDF worker ended unexpectedly (code ${code}).`)),
    )
  }

  run(job: Job, timeLimitMs: number, onTimeout: () => void) {
    clearTimeout(this.timer)
    this.job = job
    this.worker.ref()
    this.timer = setTimeout(onTimeout, timeLimitMs)
    this.worker.postMessage(job.request)
  }

  /** Takes the job off; an idle thread keeps no process alive. */
  release(): Job | null {
    clearTimeout(this.timer)
    const job = this.job
    this.job = null
    this.worker.unref()
    return job
  }

  retireAfter(idleMs: number, onRetire: () => void) {
    this.timer = setTimeout(onRetire, idleMs)
    this.timer.unref()
  }
}

/** A bounded set of threads that render documents, one at a time each; further requests wait their turn. */
export class RenderPool {
  private readonly threads = new Set<Thread>()
  private readonly waiting: Job[] = []
  private concurrency = 1
  private source: string | null = null

  constructor(private readonly settings: RenderPoolSettings) {}

  async render(request: RenderRequest, concurrency: number): Promise<RenderedPdf> {
    this.concurrency = Math.max(1, Math.floor(concurrency))
    this.source ??= await this.settings.source()
    return new Promise((resolve, reject) => {
      this.waiting.push({ request, resolve, reject })
      this.dispatch()
    })
  }

  private dispatch() {
    while (this.waiting.length > 0) {
      const thread = [...this.threads].find((candidate) => candidate.job === null) ?? this.start()
      const job = thread && this.waiting.shift()
      if (!thread || !job) return
      try {
        thread.run(job, this.settings.timeLimitMs, () => {
          this.end(thread, new PdfRenderError(`The PDF took longer than ${this.settings.timeLimitMs / 1000} seconds.`))
        })
      } catch (error) {
        // What cannot be sent to a thread (a function inside the snapshot, say) fails alone.
        thread.release()
        job.reject(
          new PdfRenderError(
            `The PDF could not be rendered: ${error instanceof Error ? error.message : String(error)}`,
          ),
        )
        this.retire(thread)
      }
    }
  }

  private start(): Thread | null {
    if (this.source === null || this.threads.size >= this.concurrency) return null
    const thread = new Thread(
      this.source,
      (ended, failure) => this.end(ended, failure),
      (freed) => {
        if (this.threads.size > this.concurrency) {
          this.end(freed, null)
          return
        }
        this.retire(freed)
        this.dispatch()
      },
    )
    this.threads.add(thread)
    return thread
  }

  private retire(thread: Thread) {
    thread.retireAfter(this.settings.idleMs, () => this.end(thread, null))
  }

  /** Takes a thread out, fails what it was at, and lets a fresh one take the next document. */
  private end(thread: Thread, failure: PdfRenderError | null) {
    if (!this.threads.delete(thread)) return
    const job = thread.release()
    if (job && failure) job.reject(failure)
    void thread.worker.terminate()
    this.dispatch()
  }
}
