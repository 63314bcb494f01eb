import type { StatusText } from './statusTone.ts'

import '../admin.css'

/** A status as a small coloured pill with its word. */
export const StatusPill = ({ tone, label }: StatusText) => <span className={`cp-pill cp-pill--${tone}`}>{label}</span>
