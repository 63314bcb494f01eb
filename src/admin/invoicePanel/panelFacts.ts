import type { ID, Invoice } from '../../records.ts'

/** What the panel's buttons need to know of a document; everything in it may go to the browser. */
export interface PanelFacts {
  invoice: Pick<
    Invoice,
    'id' | 'kind' | 'number' | 'status' | 'client' | 'currency' | 'total' | 'amountPaid' | 'amountDue'
  > & { isIssued: boolean }
  urls: {
    /** REST address of this document; operations hang below it. */
    document: string
    client: string
    payments: string
    /** The admin's page of a document, with `ID` in its place. */
    page: string
  }
  may: { send: boolean; void: boolean; recordPayments: boolean }
  can: { void: boolean; recordPayment: boolean }
  /** Today where the business is. */
  today: string
}

export const pageOf = (urls: PanelFacts['urls'], id: ID): string => urls.page.replace('ID', String(id))
