import type { BeforeListTableServerProps } from 'payload'

import { getPortalOptions } from '../../context.ts'
import { staffPulse } from '../../queries/pulse.ts'
import { KeptTicks } from './KeptTicks.tsx'
import { LiveUpdates } from './LiveUpdates.tsx'

/** Keeps an open list up to date, and what is ticked in it. */
export const LiveList = async ({ payload }: BeforeListTableServerProps) => {
  const options = getPortalOptions(payload)
  return (
    <>
      <LiveUpdates stamp={await staffPulse({ payload, options })} url={options.api.staffPulse()} />
      <KeptTicks />
    </>
  )
}
