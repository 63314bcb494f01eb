import { Link } from '@payloadcms/ui'
import type { DefaultServerCellComponentProps } from 'payload'
import { formatAdminURL } from 'payload/shared'
import type { ReactNode } from 'react'

interface CellLinkProps {
  cell: Pick<DefaultServerCellComponentProps, 'link' | 'linkURL' | 'collectionSlug' | 'rowData' | 'payload'>
  children: ReactNode
}

/**
 * The way from a list's row to its document. Payload puts it on whichever column stands first and leaves it to that
 * column's cell to draw; a cell without one would make the row a dead end.
 */
export const CellLink = ({ cell, children }: CellLinkProps) => {
  if (!cell.link) return children
  const { id } = cell.rowData as { id: number | string }
  const href =
    cell.linkURL ??
    formatAdminURL({
      adminRoute: cell.payload.config.routes.admin,
      path: `/collections/${cell.collectionSlug}/${encodeURIComponent(id)}`,
    })
  return (
    <Link href={href} prefetch={false}>
      {children}
    </Link>
  )
}
