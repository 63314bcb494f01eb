import type { FieldHook, TextField } from 'payload'

import { operationsOnly } from '../../access/staff.ts'
import { line } from '../fields/values.ts'

type Label = Parameters<typeof line>[1]

/**
 * Nothing reads a secret back: not REST, not GraphQL, not the Local API whatever it overrides. It is deleted rather than
 * emptied, because Payload saves what an earlier read left behind, and `null` would mean that it is to be removed.
 */
const takeAway: FieldHook = ({ siblingData, field }) => {
  if (field.name) Reflect.deleteProperty(siblingData, field.name)
}

/** A secret that is stored sealed; the settings' hooks seal it, and write its `hint`. */
export const writeOnly = (name: string, label: Label, extra: Partial<TextField>): TextField =>
  line(name, label, { maxLength: 2000, hooks: { afterRead: [takeAway] }, ...extra })

/** What a secret ends in, so that people can tell which one it is. */
export const hint = (name: string, label: Label): TextField =>
  line(`${name}Hint`, label, { access: operationsOnly, admin: { hidden: true } })
