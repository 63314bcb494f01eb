/**
 * A query for the ids of all documents that a list shows, by the list's own address: its filters as they stand there and
 * its search, which Payload's API knows nothing of: the list turns it into conditions on these fields.
 */
export const listIdsQuery = (
  params: Pick<URLSearchParams, 'entries' | 'get'>,
  searchedFields: readonly string[],
): string => {
  const query = new URLSearchParams()
  for (const [name, value] of params.entries()) {
    if (name.startsWith('where[')) query.append(`where[and][0]${name.slice('where'.length)}`, value)
  }
  const search = params.get('search')
  if (search) searchedFields.forEach((field, n) => query.append(`where[and][1][or][${n}][${field}][like]`, search))
  for (const [name, value] of [
    ['limit', '0'],
    ['pagination', 'false'],
    ['depth', '0'],
    ['sort', 'id'],
    ['select[number]', 'true'],
  ] as const) {
    query.set(name, value)
  }
  return query.toString()
}
