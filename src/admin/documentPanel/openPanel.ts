import type { UIFieldServerProps } from 'payload'

import { hasPermission } from '../../access/staff.ts'
import { findById, readSettings, type RecordTypes } from '../../store.ts'
import { panelContext } from '../panelContext.ts'
import { readLive } from '../refresh/readLive.ts'
import type { TimelineContext } from '../timeline/entries.ts'
import type { DraftDefaultsProps } from './DraftDefaults.tsx'

interface OpenPanel<K extends 'invoices' | 'quotes'> {
  /** Null while it is being written for the first time. */
  document: RecordTypes[K] | null
  live: Awaited<ReturnType<typeof readLive>>
  defaults: DraftDefaultsProps
  context: TimelineContext
}

/** What the panel of an invoice or a quote begins with; null where whoever looks is no staff. */
export const openPanel = async <K extends 'invoices' | 'quotes'>(
  kind: K,
  { id, req, i18n }: Pick<UIFieldServerProps, 'id' | 'req' | 'i18n'>,
): Promise<OpenPanel<K> | null> => {
  if (!(await hasPermission(req, 'isStaff'))) return null
  const context = await panelContext(req, i18n)
  const known = id === undefined ? null : await findById(req, kind, id)
  // Before the document itself is read: what changes meanwhile is noticed at the first look.
  const live = await readLive(req, known?.client)
  return {
    document: known && (await findById(req, kind, known.id)),
    live,
    context,
    defaults: {
      currency: (await readSettings(req)).currency,
      clientUrl: context.urls.api('clients', 'ID'),
      hasNumericIds: req.payload.db.defaultIDType === 'number',
    },
  }
}
