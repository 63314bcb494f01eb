'use client'
import { useState } from 'react'

/**
 * The accent's custom properties. When the page is drawn anew without being loaded anew, it comes with another nonce,
 * while the browser goes on judging by the policy the document was loaded with: the first nonce is kept.
 */
export const AccentStyle = ({ css, nonce }: { css: string; nonce?: string }) => {
  const [first] = useState(nonce)
  return <style dangerouslySetInnerHTML={{ __html: css }} nonce={first} suppressHydrationWarning />
}
