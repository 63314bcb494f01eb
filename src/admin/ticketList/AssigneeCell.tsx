import type { DefaultServerCellComponentProps } from 'payload'

import type { ID } from '../../records.ts'
import { CellLink } from '../CellLink.tsx'
import { readRelated } from '../related/readRelated.ts'

const NONE = '–'

/** Who looks after a ticket, by name; Payload's own cell shows whatever field the host titles its users with. */
export const AssigneeCell = async (cell: DefaultServerCellComponentProps) => {
  const id = cell.cellData as ID | null | undefined
  const person = id === null || id === undefined ? null : await readRelated(cell.payload, 'staff', id)
  return (
    <CellLink cell={cell}>
      <span>{(person?.name || person?.email) ?? NONE}</span>
    </CellLink>
  )
}
