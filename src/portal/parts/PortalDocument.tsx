import type { ReactNode } from 'react'

import { accentScale } from '../../domain/accent.ts'
import { accentStyle } from '../accentStyle.ts'
import type { PortalFrame } from '../frame.ts'
import { currentScript, onceScript } from '../scripts.ts'
import { AccentStyle } from './AccentStyle.tsx'
import { InlineScript } from './InlineScript.tsx'

/**
 * The whole document. Pages draw it themselves rather than the root layout, because only they know the language and
 * the accent.
 */
export const PortalDocument = ({ frame, children }: { frame: PortalFrame; children: ReactNode }) => (
  <html lang={frame.locale}>
    <head>
      <title>{frame.title}</title>
      <meta content="light dark" name="color-scheme" />
      <meta content="telephone=no" name="format-detection" />
      {(['light', 'dark'] as const).map((scheme) => (
        <meta
          content={accentScale(frame.business.accentColor, scheme).ground}
          key={scheme}
          media={`(prefers-color-scheme: ${scheme})`}
          name="theme-color"
        />
      ))}
      <link href={frame.icon.href} rel="icon" type={frame.icon.type ?? undefined} />
      {frame.icon.touch ? <link href={frame.icon.touch} rel="apple-touch-icon" /> : null}
    </head>
    <body>
      <AccentStyle css={accentStyle(frame.business.accentColor)} nonce={frame.nonce} />
      {children}
      <InlineScript code={onceScript + ';' + currentScript} nonce={frame.nonce} />
    </body>
  </html>
)
