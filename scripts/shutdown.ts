/** Things to stop, last started first, whatever ends the run. */
export class Shutdown {
  readonly #stops: { what: string; stop: () => Promise<void> }[] = []
  #ending: Promise<never> | null = null

  /** Whether the run is ending: what stops now was meant to. */
  get isEnding(): boolean {
    return this.#ending !== null
  }

  /** `interruptCode`: the exit code after a signal; 0 where stopping is the normal end of the run. */
  constructor(interruptCode = 0) {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      // Further signals (npm forwards Ctrl-C a second time) change nothing.
      process.on(signal, () => void this.end(interruptCode))
    }
  }

  /** Registers what must be stopped. */
  add(what: string, stop: () => Promise<void>): void {
    this.#stops.push({ what, stop })
  }

  /** Stops everything and ends the process. */
  end(exitCode: number): Promise<never> {
    this.#ending ??= this.#stopAll(exitCode)
    return this.#ending
  }

  async #stopAll(exitCode: number): Promise<never> {
    let code = exitCode
    for (const { what, stop } of this.#stops.reverse()) {
      try {
        await stop()
      } catch (error) {
        console.error(`${what} did not stop: ${String(error)}`)
        code = 1
      }
    }
    process.exit(code)
  }
}
