'use client'
import type { CSSProperties, ReactNode } from 'react'

import './admin.css'

interface FieldShellProps {
  field: { admin?: { className?: string; style?: CSSProperties; width?: CSSProperties['width'] } }
  kind: string
  isWrong?: boolean
  isReadOnly?: boolean
  children: ReactNode
}

/** The box Payload puts around its own fields, so that ours take the same widths, classes and distances. */
export const FieldShell = ({ field, kind, isWrong, isReadOnly, children }: FieldShellProps) => {
  const { className, style, width } = field.admin ?? {}
  const classes = ['field-type', `cp-field-${kind}`, className, isWrong && 'error', isReadOnly && 'read-only']
  // Payload's rows share their width by this variable.
  const widths = width ? ({ '--field-width': width } as CSSProperties) : { flex: '1 1 auto' }
  return (
    <div className={classes.filter(Boolean).join(' ')} style={{ ...style, ...widths }}>
      {children}
    </div>
  )
}
