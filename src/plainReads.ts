/**
 * Whether Payload has anything to add to what the database adapter reads. At depth 0, for our own server, that is what
 * hooks of the host say and fields that are made up on reading; where there are none, walking every field of every row
 * costs more than the query itself.
 */
import type { CollectionBeforeOperationHook, FlattenedField, SanitizedCollectionConfig } from 'payload'

/** On the hook itself: a bundler may load this module twice, and both have to know it. */
const SILENT = Symbol.for('payload-client-portal.silentOnRead')

/** Marks a hook of ours that leaves reads as they are. */
export const silentOnRead = (hook: CollectionBeforeOperationHook): CollectionBeforeOperationHook =>
  Object.assign(hook, { [SILENT]: true })

/** Kinds that the adapter answers as Payload would: nothing to hoist, fill in or render. */
const plainTypes: ReadonlySet<FlattenedField['type']> = new Set<FlattenedField['type']>([
  ...(['text', 'textarea', 'email', 'number', 'checkbox', 'date', 'select', 'radio', 'code', 'json'] as const),
  ...(['relationship', 'upload', 'array', 'group'] as const),
])

const isPlainField = (field: FlattenedField): boolean =>
  plainTypes.has(field.type) &&
  !('hidden' in field && field.hidden) &&
  !('virtual' in field && field.virtual) &&
  !('localized' in field && field.localized) &&
  !('hooks' in field && field.hooks?.afterRead?.length) &&
  (!('flattenedFields' in field) || field.flattenedFields.every(isPlainField))

const isPlain = ({ auth, trash, forceSelect, hooks, flattenedFields }: SanitizedCollectionConfig): boolean =>
  ![auth, trash, forceSelect].some(Boolean) &&
  hooks.beforeOperation.every((hook) => SILENT in hook) &&
  [hooks.beforeRead, hooks.afterRead, hooks.afterOperation].every((list) => list.length === 0) &&
  flattenedFields.every(isPlainField)

const known = new WeakMap<SanitizedCollectionConfig, boolean>()

/** Whether rows of this collection may be read straight from the adapter. */
export const isReadPlain = (collection: SanitizedCollectionConfig): boolean => {
  const answer = known.get(collection) ?? isPlain(collection)
  known.set(collection, answer)
  return answer
}
