import {
  commitTransaction,
  initTransaction,
  isolateObjectProperty,
  killTransaction,
  type PayloadRequest,
} from 'payload'

/**
 * Runs `work` in one database transaction and hands it the request that carries it. Every call inside must pass that
 * request on: one that does not takes a second connection and, with many callers at once, waits for ever.
 *
 * Called inside a transaction it joins that one. Nothing slow (PDF, SMTP, Stripe) belongs inside.
 */
export const inTransaction = async <T>(req: PayloadRequest, work: (req: PayloadRequest) => Promise<T>): Promise<T> => {
  if (await req.transactionID) return work(req)
  const isolated = isolateObjectProperty(req, 'transactionID')
  delete isolated.transactionID
  if (!(await initTransaction(isolated))) {
    throw new Error('payload-client-portal needs a database adapter with transactions.')
  }
  try {
    const result = await work(isolated)
    await commitTransaction(isolated)
    return result
  } catch (error) {
    await killTransaction(isolated)
    throw error
  }
}
