import { newId } from '../state/identifier.ts'
import type { StoredEvent } from '../state/objects.ts'
import type { World } from '../state/world.ts'
import { signatureOf } from './signature.ts'

/** Where events go. */
export interface Destination {
  url: string
  /** Every one of them signs: two while a secret is being rolled. */
  secrets: string[]
  /** Which events: `charge.*`, `*`. */
  events: string[]
}

export interface Attempt {
  at: number
  /** Null where nobody answered. */
  status: number | null
  error?: string
  ms: number
}

export interface Delivery {
  id: string
  event: string
  type: string
  url: string
  state: 'held' | 'waiting' | 'sending' | 'delivered' | 'failed' | 'dropped'
  attempts: Attempt[]
}

/** Something to happen to deliveries instead of being sent at once. */
export interface DeliveryRule {
  action: 'delay' | 'duplicate' | 'drop' | 'hold'
  /** Only these kinds of events; `charge.*` works. Default: all. */
  types?: string[]
  /** How many deliveries it applies to. Default: every one, until the rules are cleared. */
  times?: number
  /** With `delay`. */
  ms?: number
  /** With `duplicate`: how often altogether. Default: 2. */
  copies?: number
}

const isOf = (type: string, patterns: string[]): boolean =>
  patterns.some((each) => each === '*' || each === type || (each.endsWith('*') && type.startsWith(each.slice(0, -1))))

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref())

/** Sends events to the webhook endpoints, again until they are taken, and does to them what tests ask for. */
export class Deliveries {
  readonly all: Delivery[] = []
  readonly destinations: Destination[] = []
  private rules: (DeliveryRule & { left: number })[] = []
  /** Waits between attempts; after the last one a delivery has failed. */
  retryDelaysMs: number[]
  timeoutMs = 10_000
  private readonly world: World
  private readonly underWay = new Set<Promise<void>>()
  private generation = 0

  constructor(world: World, retryDelaysMs: number[]) {
    this.world = world
    this.retryDelaysMs = retryDelaysMs
  }

  addRule(rule: DeliveryRule): void {
    this.rules.push({ ...rule, left: rule.times ?? Infinity })
  }

  clearRules(): void {
    this.rules = []
  }

  /** Sends an event to everybody who wants it. */
  dispatch(event: StoredEvent): void {
    for (const destination of this.destinations) {
      if (!isOf(event.type, destination.events)) continue
      event.pending_webhooks += 1
      const rule = this.rules.find((each) => each.left > 0 && isOf(event.type, each.types ?? ['*']))
      if (rule) rule.left -= 1
      const copies = rule?.action === 'duplicate' ? (rule.copies ?? 2) : 1
      for (let copy = 0; copy < copies; copy += 1) this.begin(event, destination, rule)
    }
  }

  /** Sends what nobody had taken when the world was written down. */
  resume(): void {
    for (const event of this.world.tables.events.values()) {
      if (event.pending_webhooks === 0) continue
      event.pending_webhooks = 0
      this.dispatch(event)
    }
  }

  private begin(event: StoredEvent, destination: Destination, rule: DeliveryRule | undefined): void {
    const delivery: Delivery = {
      id: newId('del'),
      event: event.id,
      type: event.type,
      url: destination.url,
      state: 'waiting',
      attempts: [],
    }
    this.all.push(delivery)
    if (rule?.action === 'drop') delivery.state = 'dropped'
    else if (rule?.action === 'hold') delivery.state = 'held'
    else this.track(this.carry(delivery, rule?.action === 'delay' ? (rule.ms ?? 0) : 0))
  }

  private track(work: Promise<void>): void {
    const tracked: Promise<void> = work.finally(() => this.underWay.delete(tracked))
    this.underWay.add(tracked)
  }

  private async carry(delivery: Delivery, afterMs: number): Promise<void> {
    const { generation } = this
    // Even without a delay an event leaves after the answer to the request that caused it was made.
    await sleep(afterMs)
    for (const wait of [0, ...this.retryDelaysMs]) {
      if (wait > 0) await sleep(wait)
      if (generation !== this.generation || delivery.state === 'delivered') return
      if (await this.attempt(delivery)) return
    }
    if (generation === this.generation) delivery.state = 'failed'
  }

  private async attempt(delivery: Delivery): Promise<boolean> {
    const event = this.world.tables.events.get(delivery.event)
    const destination = this.destinations.find(({ url }) => url === delivery.url)
    if (!event || !destination) return true
    delivery.state = 'sending'
    const body = JSON.stringify(event, null, 2)
    const started = Date.now()
    const attempt: Attempt = { at: this.world.now(), status: null, ms: 0 }
    try {
      const answer = await fetch(destination.url, {
        method: 'POST',
        redirect: 'manual',
        headers: {
          'Content-Type': 'application/json; charset=utf-8',
          'User-Agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
          'Stripe-Signature': signatureOf(body, this.world.now(), destination.secrets),
        },
        body,
        signal: AbortSignal.timeout(this.timeoutMs),
      })
      attempt.status = answer.status
      await answer.arrayBuffer()
    } catch (error) {
      attempt.error =
        error instanceof Error ? (error.cause instanceof Error ? error.cause : error).message : String(error)
    }
    attempt.ms = Date.now() - started
    delivery.attempts.push(attempt)
    const isTaken = attempt.status !== null && attempt.status >= 200 && attempt.status < 300
    delivery.state = isTaken ? 'delivered' : 'waiting'
    if (isTaken) event.pending_webhooks = Math.max(0, event.pending_webhooks - 1)
    return isTaken
  }

  /** Lets held deliveries go one after the other, each once the one before was answered; `ids` names events. */
  async release(order: 'first-in' | 'last-in' | 'shuffled' = 'first-in', ids?: string[]): Promise<Delivery[]> {
    const held = this.all.filter(({ state, event }) => state === 'held' && (ids === undefined || ids.includes(event)))
    if (ids) held.sort((one, other) => ids.indexOf(one.event) - ids.indexOf(other.event))
    else if (order === 'last-in') held.reverse()
    else if (order === 'shuffled') held.sort(() => Math.random() - 0.5)
    for (const delivery of held) {
      delivery.state = 'waiting'
      if (!(await this.attempt(delivery))) this.track(this.carry(delivery, this.retryDelaysMs[0] ?? 0))
    }
    return held
  }

  /** Sends an event once more, whatever became of it; waits for the answers. */
  async resend(event: StoredEvent, times = 1): Promise<Delivery[]> {
    const sent = this.destinations.flatMap((destination) =>
      Array.from({ length: times }, (): Delivery => ({
        id: newId('del'),
        event: event.id,
        type: event.type,
        url: destination.url,
        state: 'waiting',
        attempts: [],
      })),
    )
    this.all.push(...sent)
    await Promise.all(sent.map((delivery) => this.attempt(delivery)))
    return sent
  }

  /** Tries now what waits for its next attempt or has failed. */
  async retryNow(): Promise<void> {
    const waiting = this.all.filter(
      ({ state, attempts }) => attempts.length > 0 && (state === 'waiting' || state === 'failed'),
    )
    for (const delivery of waiting) await this.attempt(delivery)
  }

  /** Resolves once nothing is under way any more: delivered, failed, held or dropped. */
  async settle(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay)
  }

  /** Forgets everything that waits, and the rules. */
  reset(): void {
    this.generation += 1
    this.rules = []
    this.all.length = 0
  }
}
