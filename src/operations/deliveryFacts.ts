import type { Verdicts } from '../mail/inboundMail.ts'
import type { Email } from '../records.ts'

/** What of a delivery can't be read from the mail itself: kept on its row for an attempt after a crash. */
export interface DeliveryFacts {
  provider: string
  envelopeTo: string[]
  envelopeFrom: string | null
  verdicts: Verdicts
  isRebuilt: boolean
  /** Names of attachments that the provider told of without giving them. */
  missing: string[]
}

export const deliveryFactsOf = (row: Email): DeliveryFacts => {
  const data = (row.data ?? {}) as Partial<DeliveryFacts>
  return {
    provider: data.provider ?? 'raw',
    envelopeTo: data.envelopeTo ?? [],
    envelopeFrom: data.envelopeFrom ?? null,
    verdicts: data.verdicts ?? { spf: 'none', dkim: 'none', dmarc: 'none', spam: 'none' },
    isRebuilt: data.isRebuilt ?? false,
    missing: data.missing ?? [],
  }
}
