'use client'
import { useListQuery, useSelection } from '@payloadcms/ui'
import { useEffect, useRef } from 'react'

import type { ID } from '../../records.ts'

type Query = ReturnType<typeof useListQuery>['query']

/** What a list shows, whatever the object is that says so. */
const askedIn = (query: Query): string =>
  JSON.stringify([query.where ?? {}, query.search ?? '', query.page ?? 1, query.limit, String(query.sort ?? '')])

/**
 * Payload drops every tick of a list when its query becomes another object, and that it does when the list is drawn anew,
 * though it asks for the same. This sets them again; a list that was filtered, sorted or turned over starts without, as ever.
 */
export const KeptTicks = () => {
  const { query, data } = useListQuery()
  const { selected, selectAll, setSelection, toggleAll } = useSelection()
  const status: string = selectAll
  const seen = useRef(query)
  const dropped = useRef<{ ids: ID[]; isAll: boolean } | null>(null)

  // The list drops them in an effect of its own, after those of what stands in it: here they are still there.
  useEffect(() => {
    const isSame = askedIn(seen.current) === askedIn(query)
    if (seen.current !== query) {
      const ids = [...selected].filter(([, isTicked]) => isTicked).map(([id]) => id)
      dropped.current = isSame && ids.length > 0 ? { ids, isAll: status === 'allAvailable' } : null
      seen.current = query
    } else if (dropped.current && selected.size === 0) {
      const { ids, isAll } = dropped.current
      dropped.current = null
      if (isAll) toggleAll(true)
      else for (const { id } of (data?.docs ?? []) as { id: ID }[]) if (ids.includes(id)) setSelection(id)
    }
    // What these do follows from the two
  }, [query, selected])
  return null
}
