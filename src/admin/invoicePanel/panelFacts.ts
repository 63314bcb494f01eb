import type { Invoice } from '../../records.ts'
import type { DocumentUrls } from '../documentPanel/useDocumentDeeds.ts'

/** What the panel's buttons need to know of a document; everything in it may go to the browser. */
export interface PanelFacts {
  invoice: Pick<
    Invoice,
    'id' | 'kind' | 'number' | 'status' | 'client' | 'currency' | 'total' | 'amountPaid' | 'amountDue'
  > & { isIssued: boolean }
  urls: DocumentUrls & { client: string; payments: string }
  may: { send: boolean; void: boolean; recordPayments: boolean }
  can: { void: boolean; recordPayment: boolean }
  /** Today where the business is. */
  today: string
}
