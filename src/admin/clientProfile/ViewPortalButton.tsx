'use client'
import { Button } from '@payloadcms/ui'

/**
 * Opens the portal as a client sees it, in a tab of its own. A form that a page without JavaScript would post: the
 * answer sets a cookie and leads on. It can't stand in the page, which is inside the document's own form.
 */
export const ViewPortalButton = ({ url, label }: { url: string; label: string }) => {
  const open = () => {
    const form = document.createElement('form')
    form.method = 'post'
    form.action = url
    form.target = '_blank'
    document.body.append(form)
    form.submit()
    form.remove()
  }
  return (
    <Button buttonStyle="secondary" size="medium" margin={false} onClick={open}>
      {label}
    </Button>
  )
}
