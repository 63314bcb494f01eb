import type { ID, Quote } from '../../records.ts'
import type { DocumentUrls } from '../documentPanel/useDocumentDeeds.ts'

/** What the panel's buttons need to know of a quote; everything in it may go to the browser. */
export interface QuoteFacts {
  quote: Pick<Quote, 'id' | 'number' | 'status'> & { isIssued: boolean }
  urls: DocumentUrls & {
    client: string
    /** The admin's page of an invoice, with `ID` in its place. */
    invoicePage: string
  }
  may: { send: boolean }
  can: { sendAgain: boolean; revise: boolean; markAccepted: boolean; convert: boolean }
}

export interface Revised {
  draft: { id: ID }
}

export interface Converted {
  invoice: { id: ID }
}
