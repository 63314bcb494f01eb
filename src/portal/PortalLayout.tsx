import type { ReactNode } from 'react'

import './css/tokens.css'
import './css/frame.css'
import './css/lists.css'
import './css/invoice.css'
import './css/quotes.css'
import './css/forms.css'
import './css/pay.css'
import './css/support.css'
import './css/selection.css'
import './css/account.css'
import './css/contrast.css'
import './css/print.css'

/**
 * The portal's root layout. Only its style sheets: pages draw the document themselves, because they alone know the
 * language and the accent.
 */
export const PortalLayout = ({ children }: { children: ReactNode }) => children
