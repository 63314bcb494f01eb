import type { ElementsOptions, FromFrame, PaymentElementOptions, ToFrame } from './messages.ts'

type Listener = (event: Record<string, unknown>) => void
type Result = Extract<FromFrame, { kind: 'answer' }>['result']
type Asked = { kind: 'submit' } | { kind: 'refresh' } | { kind: 'confirm'; clientSecret: string; params: object }

/** What Stripe.js throws where a page holds it wrong. */
export const integrationError = (message: string): Error =>
  Object.assign(new Error(message), { name: 'IntegrationError' })

/** The page's half of the Payment Element: a frame of our origin, and words to and from it. */
export class PaymentElement {
  private frame: HTMLIFrameElement | null = null
  private readonly listeners = new Map<string, Set<Listener>>()
  private readonly waiting = new Map<number, (result: Result) => void>()
  private lastId = 0
  private isDestroyed = false
  private readonly origin: string
  private readonly key: string
  elementsOptions: ElementsOptions
  private options: PaymentElementOptions

  constructor(origin: string, key: string, elementsOptions: ElementsOptions, options: PaymentElementOptions) {
    this.origin = origin
    this.key = key
    this.elementsOptions = elementsOptions
    this.options = options
    window.addEventListener('message', this.hear)
  }

  get isMounted(): boolean {
    return this.frame?.isConnected ?? false
  }

  mount(target: string | HTMLElement): void {
    if (this.isDestroyed) throw integrationError('This Element has already been destroyed. Please create a new one.')
    const place = typeof target === 'string' ? document.querySelector<HTMLElement>(target) : target
    if (!(place instanceof HTMLElement)) {
      throw integrationError('Invalid DOM element. Make sure to call mount() with a valid DOM element or selector.')
    }
    this.frame?.remove()
    const frame = document.createElement('iframe')
    frame.name = `__privateStripeFrame${Math.round(Math.random() * 10000)}`
    frame.title = 'Secure payment input frame'
    frame.allow = 'payment *; clipboard-write'
    frame.src = `${this.origin}/_browser/element`
    Object.assign(frame.style, {
      border: '0',
      width: '100%',
      height: '1px',
      display: 'block',
      colorScheme: 'light only',
    })
    this.frame = frame
    place.replaceChildren(frame)
    place.classList.add('StripeElement')
    setTimeout(() => {
      if (this.frame !== frame || frame.dataset.started) return
      this.emit('loaderror', {
        elementType: 'payment',
        error: { type: 'api_connection_error', message: 'The Payment Element did not load.' },
      })
    }, 10_000)
  }

  unmount(): void {
    this.frame?.remove()
    this.frame = null
  }

  destroy(): void {
    this.unmount()
    this.isDestroyed = true
    window.removeEventListener('message', this.hear)
    this.listeners.clear()
  }

  update(options: PaymentElementOptions): void {
    this.options = { ...this.options, ...options }
    this.sendOptions()
  }

  sendOptions(): void {
    this.send({ kind: 'options', key: this.key, elements: this.elementsOptions, payment: this.options })
  }

  on(name: string, listener: Listener): this {
    const known = this.listeners.get(name) ?? new Set()
    known.add(listener)
    this.listeners.set(name, known)
    return this
  }

  once(name: string, listener: Listener): this {
    const first: Listener = (event) => {
      this.off(name, first)
      listener(event)
    }
    return this.on(name, first)
  }

  off(name: string, listener?: Listener): this {
    if (listener) this.listeners.get(name)?.delete(listener)
    else this.listeners.delete(name)
    return this
  }

  focus(): void {
    this.frame?.focus()
    this.send({ kind: 'focus' })
  }

  blur(): void {
    this.send({ kind: 'blur' })
  }

  clear(): void {
    this.send({ kind: 'clear' })
  }

  collapse(): void {
    this.send({ kind: 'collapse' })
  }

  /** Whether a detail is collected by the frame; what is not, the page has to bring when it confirms. */
  collectsNot(): string[] {
    const given = this.options.fields?.billingDetails
    if (given === 'never') return ['address.country', 'address.postal_code', 'name', 'email']
    if (typeof given !== 'object') return []
    const { address } = given
    if (address === 'never') return ['address.country', 'address.postal_code']
    return typeof address === 'object'
      ? [
          ...(address.country === 'never' ? ['address.country'] : []),
          ...(address.postalCode === 'never' ? ['address.postal_code'] : []),
        ]
      : []
  }

  /** Asks the frame and resolves with its answer. */
  ask(asked: Asked): Promise<Result> {
    this.lastId += 1
    const id = this.lastId
    return new Promise((resolve) => {
      this.waiting.set(id, resolve)
      this.send({ ...asked, id } as ToFrame)
    })
  }

  private send(message: ToFrame): void {
    // Options and params are plain data; a function among them would be refused by structured cloning.
    this.frame?.contentWindow?.postMessage(JSON.parse(JSON.stringify(message)), this.origin)
  }

  private emit(name: string, event: Record<string, unknown>): void {
    for (const listener of this.listeners.get(name) ?? []) listener(event)
  }

  private readonly hear = ({ origin, source, data }: MessageEvent<FromFrame>): void => {
    if (!this.frame || origin !== this.origin || source !== this.frame.contentWindow) return
    switch (data.kind) {
      case 'started':
        this.frame.dataset.started = 'true'
        this.sendOptions()
        return
      case 'height':
        this.frame.style.height = `${data.height}px`
        return
      case 'answer':
        this.waiting.get(data.id)?.(data.result)
        this.waiting.delete(data.id)
        return
      case 'change':
        this.emit('change', {
          elementType: 'payment',
          empty: data.empty,
          complete: data.complete,
          collapsed: false,
          value: { type: data.type },
        })
        return
      case 'loaderror':
        this.emit('loaderror', { elementType: 'payment', error: data.error })
        return
      default:
        this.emit(data.kind, { elementType: 'payment' })
    }
  }
}
