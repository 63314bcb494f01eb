import type { Metadata } from 'next'
import type { ReactNode } from 'react'

import './site.css'

export const metadata: Metadata = {
  title: 'Estudio Lumen',
  description: 'Branding and web design: the demo studio of payload-client-portal.',
}

const SiteLayout = ({ children }: { children: ReactNode }) => (
  <html lang="en">
    <body>{children}</body>
  </html>
)

export default SiteLayout
