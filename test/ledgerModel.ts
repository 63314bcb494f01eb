/**
 * What the books should say, thought out anew and as plainly as possible: no line of it is shared with the product. A
 * test carries out each step on both and compares.
 *
 * A row is a payment by hand, by card, or credit that was moved on. A card payment has two sides: what is true at Stripe,
 * and what our books have heard of it.
 */

type Known = 'pending' | 'processing' | 'failed' | 'received'

interface RefundModel {
  amount: number
  hasFailed: boolean
  wantsNote: boolean
}

interface CardModel {
  /** Null where Stripe would not take the offer. */
  intent: string | null
  state: 'open' | 'processing' | 'succeeded' | 'cancelled'
  refunds: Map<string, RefundModel>
  dispute: { id: string; amount: number; state: 'open' | 'won' | 'lost' } | null
}

export interface RowModel {
  kind: 'hand' | 'card' | 'credit'
  client: number
  /** Null: for no invoice. */
  invoice: InvoiceModel | null
  amount: number
  /** Comes before all rows of today. */
  isEarly: boolean
  source: RowModel | null
  known: Known
  isReversed: boolean
  /** What went back, as far as the books have heard; for credit, what was withdrawn. */
  returned: number
  heardOf: Map<string, RefundModel>
  heardDispute: 'open' | 'won' | 'lost' | null
  /** Nobody should pay this offer any more. */
  isWithdrawn: boolean
  card: CardModel | null
}

export interface InvoiceModel {
  client: number
  total: number
  credited: number
  isVoided: boolean
}

export interface BooksModel {
  invoices: InvoiceModel[]
  /** In the order in which they were written. */
  rows: RowModel[]
}

export const emptyBooks = (): BooksModel => ({ invoices: [], rows: [] })

export const net = (row: RowModel): number =>
  row.known === 'received' && !row.isReversed ? row.amount - row.returned : 0

const childrenOf = (books: BooksModel, row: RowModel): RowModel[] => books.rows.filter(({ source }) => source === row)

export const moved = (books: BooksModel, row: RowModel): number =>
  childrenOf(books, row).reduce((sum, child) => sum + net(child), 0)

const brings = (books: BooksModel, row: RowModel): number => net(row) - moved(books, row)

const inOrder = (rows: RowModel[]): RowModel[] => [
  ...rows.filter(({ isEarly }) => isEarly),
  ...rows.filter(({ isEarly }) => !isEarly),
]

const owed = (invoice: InvoiceModel): number => invoice.total - invoice.credited

/** Each row fills its invoice in turn; what no longer fits is credit and lies on that row. */
export const unapplied = (books: BooksModel, row: RowModel): number => {
  if (!row.invoice) return brings(books, row)
  let room = owed(row.invoice)
  for (const each of inOrder(books.rows.filter(({ invoice }) => invoice === row.invoice))) {
    const fits = Math.min(room, brings(books, each))
    if (each === row) return brings(books, each) - fits
    room -= fits
  }
  throw new Error('The row is not in the books.')
}

export const paid = (books: BooksModel, invoice: InvoiceModel): number => {
  const brought = books.rows.filter((row) => row.invoice === invoice).reduce((sum, row) => sum + brings(books, row), 0)
  return Math.min(brought, owed(invoice))
}

export const due = (books: BooksModel, invoice: InvoiceModel): number => owed(invoice) - paid(books, invoice)

export const statusOf = (books: BooksModel, invoice: InvoiceModel): 'void' | 'paid' | 'sent' => {
  if (invoice.isVoided || owed(invoice) === 0) return 'void'
  return due(books, invoice) === 0 ? 'paid' : 'sent'
}

/** Money in less money out less what invoices needed. */
export const creditOf = (books: BooksModel, client: number): number => {
  const money = books.rows
    .filter((row) => row.client === client && row.kind !== 'credit')
    .reduce((sum, row) => sum + net(row), 0)
  const needed = books.invoices
    .filter((invoice) => invoice.client === client)
    .reduce((sum, invoice) => sum + paid(books, invoice), 0)
  return money - needed
}

/** Where more was moved on than is left, credit comes back, the latest first. */
const withdraw = (books: BooksModel, row: RowModel): void => {
  for (const child of childrenOf(books, row).reverse()) {
    const missing = moved(books, row) - net(row)
    if (missing <= 0) return
    const taken = Math.min(missing, net(child))
    child.returned += taken
    if (net(child) === 0) child.isReversed = true
    withdraw(books, child)
  }
}

/** To call after every change: offers for more than is due are over. */
const withdrawOffers = (books: BooksModel): void => {
  for (const row of books.rows) {
    if (row.kind !== 'card' || row.known !== 'pending' || !row.invoice) continue
    if (row.amount > due(books, row.invoice)) row.isWithdrawn = true
  }
}

const newRow = (data: Pick<RowModel, 'kind' | 'client' | 'invoice' | 'amount' | 'known'> & Partial<RowModel>) => ({
  isEarly: false,
  source: null,
  isReversed: false,
  returned: 0,
  heardOf: new Map<string, RefundModel>(),
  heardDispute: null,
  isWithdrawn: false,
  card: null,
  ...data,
})

/** Every step answers the code of the refusal that is due, or `none`. */
export type Verdict = string

export const recordByHand = (
  books: BooksModel,
  { client, invoice, amount, isEarly }: Pick<RowModel, 'client' | 'invoice' | 'amount' | 'isEarly'>,
): Verdict => {
  if (invoice && statusOf(books, invoice) === 'void') return 'already-void'
  books.rows.push(newRow({ kind: 'hand', client, invoice, amount, isEarly, known: 'received' }))
  withdrawOffers(books)
  return 'none'
}

export const voidWhole = (books: BooksModel, invoice: InvoiceModel): Verdict => {
  if (statusOf(books, invoice) === 'void') return 'already-void'
  invoice.isVoided = true
  invoice.credited = invoice.total
  withdrawOffers(books)
  return 'none'
}

export const creditPart = (books: BooksModel, invoice: InvoiceModel, amount: number): Verdict => {
  if (amount > owed(invoice)) return 'credit-exceeds'
  invoice.credited += amount
  withdrawOffers(books)
  return 'none'
}

export const reverse = (books: BooksModel, row: RowModel): Verdict => {
  if (row.kind === 'card') return 'not-allowed'
  if (row.isReversed) return 'already-reversed'
  row.isReversed = true
  withdraw(books, row)
  withdrawOffers(books)
  return 'none'
}

export const applyTo = (books: BooksModel, source: RowModel, invoice: InvoiceModel, amount: number): Verdict => {
  if (source.client !== invoice.client) return 'wrong-client'
  if (source.invoice === invoice) return 'no-credit'
  if (statusOf(books, invoice) !== 'sent') return 'not-payable'
  const credit = unapplied(books, source)
  if (amount > credit || credit === 0) return 'no-credit'
  if (amount > due(books, invoice)) return 'exceeds-due'
  books.rows.push(newRow({ kind: 'credit', client: source.client, invoice, amount, source, known: 'received' }))
  withdrawOffers(books)
  return 'none'
}

const sent = (refunds: Map<string, RefundModel>): number =>
  [...refunds.values()].reduce((sum, { amount, hasFailed }) => sum + (hasFailed ? 0 : amount), 0)

/** The books hear what is true at Stripe now. */
export const hear = (books: BooksModel, row: RowModel): void => {
  const { card } = row
  if (!card) return
  if (card.state === 'succeeded') {
    row.known = 'received'
    row.isWithdrawn = false
    for (const [id, refund] of card.refunds) {
      const isNew = !row.heardOf.has(id)
      row.heardOf.set(id, { ...refund })
      if (isNew && !refund.hasFailed && refund.wantsNote && row.invoice) {
        row.invoice.credited += Math.min(refund.amount, owed(row.invoice))
      }
    }
    row.heardDispute = card.dispute?.state ?? null
    const lost = card.dispute?.state === 'lost' ? card.dispute.amount : 0
    row.returned = Math.min(row.amount, sent(row.heardOf) + lost)
    withdraw(books, row)
  } else if (card.state === 'processing') {
    row.known = 'processing'
    row.isWithdrawn = false
  } else if (card.state === 'cancelled') {
    row.known = 'failed'
    row.isWithdrawn = false
  } else if (row.known === 'processing' || row.known === 'failed') {
    row.known = 'failed'
    row.isWithdrawn = true
  }
  withdrawOffers(books)
}

export const hearOf = (books: BooksModel, intent: string): void => {
  const row = books.rows.find(({ card }) => card?.intent === intent)
  if (row) hear(books, row)
}

const cancel = (books: BooksModel, row: RowModel): void => {
  if (row.card?.state === 'open') row.card.state = 'cancelled'
  hear(books, row)
}

/** What Stripe takes at least, in euro. */
const SMALLEST = 50

/** Answers the offer as well; a new one has no intent yet. */
export const begin = (
  books: BooksModel,
  invoice: InvoiceModel,
  amount: number,
): { verdict: Verdict; offer: RowModel | null } => {
  const refused = (verdict: Verdict) => ({ verdict, offer: null })
  for (;;) {
    const offers = books.rows.filter((row) => row.kind === 'card' && row.invoice === invoice)
    if (offers.some(({ known }) => known === 'processing')) return refused('payment-processing')
    if (statusOf(books, invoice) !== 'sent') return refused('not-payable')
    if (amount > due(books, invoice)) return refused('exceeds-due')
    const open = offers.filter(({ known }) => known === 'pending')
    const same = open.find((row) => row.amount === amount && !row.isWithdrawn)
    const others = open.filter((row) => row !== same)
    if (others.length > 0) {
      for (const row of others) row.isWithdrawn = true
      for (const row of others) cancel(books, row)
      continue
    }
    if (same?.card?.state === 'open') return { verdict: 'none', offer: same }
    if (same) {
      hear(books, same)
      continue
    }
    const isTooSmall = amount < SMALLEST
    const offer: RowModel = newRow({
      kind: 'card',
      client: invoice.client,
      invoice,
      amount,
      known: isTooSmall ? 'failed' : 'pending',
      card: { intent: null, state: isTooSmall ? 'cancelled' : 'open', refunds: new Map(), dispute: null },
    })
    books.rows.push(offer)
    return isTooSmall ? refused('amount-too-small') : { verdict: 'none', offer }
  }
}

/** The browser asks after paying: open offers of the invoice, the latest first. */
export const sync = (books: BooksModel, invoice: InvoiceModel): void => {
  const open = books.rows.filter(
    (row) => row.card?.intent && row.invoice === invoice && ['pending', 'processing'].includes(row.known),
  )
  for (const row of open.reverse()) hear(books, row)
}

/** What Stripe itself would still send back. */
export const leftAtStripe = ({ amount, card }: RowModel): number =>
  card?.state === 'succeeded' && !card.dispute ? amount - sent(card.refunds) : 0

/** Whether our side lets a refund through to Stripe, and whether Stripe then takes it. */
export const refundVerdict = (row: RowModel, amount: number): Verdict => {
  const isDisputed = row.heardDispute === 'open' || row.heardDispute === 'lost'
  if (row.kind !== 'card' || isDisputed || net(row) === 0) return 'not-refundable'
  if (amount > net(row)) return 'refund-exceeds'
  return amount > leftAtStripe(row) ? 'stripe-refused' : 'none'
}

/** Rows marked as over are ended at Stripe. */
export const endWithdrawn = (books: BooksModel): void => {
  for (const row of books.rows.filter((each) => each.isWithdrawn)) cancel(books, row)
}
