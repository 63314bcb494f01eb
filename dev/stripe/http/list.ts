import { invalidRequest, noSuch } from './apiError.ts'

export interface ListParams {
  limit?: number
  starting_after?: string
  ending_before?: string
  created?: number | { gt?: number; gte?: number; lt?: number; lte?: number }
}

export interface ApiList<T> {
  object: 'list'
  url: string
  has_more: boolean
  data: T[]
}

const isWithin = (created: number, range: ListParams['created']): boolean => {
  if (range === undefined) return true
  if (typeof range === 'number') return created === range
  return (
    created > (range.gt ?? -Infinity) &&
    created >= (range.gte ?? -Infinity) &&
    created < (range.lt ?? Infinity) &&
    created <= (range.lte ?? Infinity)
  )
}

/** A page of a table, newest first. */
export const listPage = <T extends { id: string; created: number }>(
  table: Map<string, T>,
  url: string,
  params: ListParams,
  isWanted: (each: T) => boolean = () => true,
): ApiList<T> => {
  const limit = params.limit ?? 10
  if (limit < 1 || limit > 100) {
    throw invalidRequest(
      limit < 1 ? 'This value must be greater than or equal to 1.' : 'This value must be less than or equal to 100.',
      { code: 'parameter_invalid_integer', param: 'limit' },
    )
  }
  if (params.starting_after !== undefined && params.ending_before !== undefined) {
    throw invalidRequest('You may only specify one of these parameters: starting_after, ending_before.', {
      param: 'starting_after',
    })
  }
  for (const name of ['starting_after', 'ending_before'] as const) {
    const id = params[name]
    if (id !== undefined && !table.has(id)) throw noSuch(url.split('/')[2]?.replace(/s$/, '') ?? 'object', id, name)
  }
  const cursor = params.starting_after ?? params.ending_before
  const order = [...table.values()].reverse()
  const at = cursor === undefined ? -1 : order.findIndex(({ id }) => id === cursor)
  const side = params.ending_before === undefined ? order.slice(at + 1) : order.slice(0, at)
  const wanted = side.filter((each) => isWithin(each.created, params.created) && isWanted(each))
  const data = params.ending_before === undefined ? wanted.slice(0, limit) : wanted.slice(-limit)
  return { object: 'list', url, has_more: wanted.length > data.length, data }
}
