'use client'
import { Button } from '@payloadcms/ui'

/** One of the buttons above a document; the next step is the primary one. */
export const ActionButton = ({
  label,
  onClick,
  isNext = false,
  isBusy = false,
}: {
  label: string
  onClick: () => void
  isNext?: boolean
  isBusy?: boolean
}) => (
  <Button
    buttonStyle={isNext ? 'primary' : 'secondary'}
    size="medium"
    margin={false}
    disabled={isBusy}
    onClick={onClick}
  >
    {label}
  </Button>
)
