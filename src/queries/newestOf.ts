import type { Payload, Where } from 'payload'

import type { ID } from '../records.ts'

/**
 * A client's rows, the newest first, for collections with an index of client and time. The client is asked for as a range
 * of one and stands in the order as well, so that only this index can answer. Asked for plainly, PostgreSQL believes that
 * a client with many rows has some among the newest of all, and walks past everybody's until it meets them: for a client
 * who has been quiet for a while, half of the table on every look.
 */
export const newestOf = (payload: Payload, client: ID, by: string): { where: Where; sort: string[] } =>
  payload.db.name === 'mongoose'
    ? { where: { client: { equals: client } }, sort: [`-${by}`, '-id'] }
    : {
        where: { and: [{ client: { greater_than_equal: client } }, { client: { less_than_equal: client } }] },
        sort: ['-client', `-${by}`, '-id'],
      }
