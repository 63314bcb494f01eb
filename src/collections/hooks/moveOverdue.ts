import type { CollectionBeforeOperationHook } from 'payload'

import { refreshOverdue } from '../../operations/refreshOverdue.ts'

const reads: readonly string[] = ['read', 'readDistinct', 'count', 'find', 'findByID']

/**
 * Whoever reads documents first on a new business day moves what fell due, so that every list, filter and sort agrees.
 * Not inside a transaction: it would hold those rows' locks to its end, in an order that nobody agreed on.
 */
export const moveOverdue: CollectionBeforeOperationHook = async (args) => {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- Payload 3 still says 'read' here; 4.0 will say 'find'
  if (!reads.includes(args.operation) || (await args.req.transactionID)) return
  await refreshOverdue(args.req)
}
