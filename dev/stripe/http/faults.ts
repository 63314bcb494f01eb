/** What goes wrong with requests on purpose. */
export interface Fault {
  /**
   * `error`: 500 without doing anything. `rate_limit`: 429 likewise. `drop`: the connection breaks before anything is
   * done. `drop_after`: it is done, and the connection breaks before the answer: the caller does not know.
   */
  mode: 'error' | 'rate_limit' | 'drop' | 'drop_after'
  /** How many requests. Default: 1. */
  times?: number
  /** Only this method. */
  method?: string
  /** Only addresses that contain this, such as `/confirm`. */
  path?: string
}

/** Which requests fail next. */
export class Faults {
  private planned: (Fault & { left: number })[] = []

  plan(fault: Fault): void {
    this.planned.push({ ...fault, left: fault.times ?? 1 })
  }

  /** The fault that this request meets, used up by it. */
  meet(method: string, path: string): Fault['mode'] | null {
    const fault = this.planned.find(
      (each) => each.left > 0 && (!each.method || each.method === method) && (!each.path || path.includes(each.path)),
    )
    if (!fault) return null
    fault.left -= 1
    return fault.mode
  }

  clear(): void {
    this.planned = []
  }
}
