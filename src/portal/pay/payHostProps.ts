import type { BusinessSettings, Locale } from '../../records.ts'
import type { PayStart } from './payTarget.ts'

/** What the page tells the payment window. */
export interface PayHostProps {
  locale: Locale
  formality: BusinessSettings['formality']
  businessName: string
  publishableKey: string
  scriptUrl: string | null
  allowParts: boolean
  /** Who pays: also where the receipt goes. */
  payer: { name: string; email: string }
  sendsReceipts: boolean
  /** What this page was called up for. */
  start: PayStart | null
}
