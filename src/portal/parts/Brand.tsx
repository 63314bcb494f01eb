import type { PortalFrame } from '../frame.ts'

/** The business's logo, or its name where it has none. */
export const Brand = ({ frame }: { frame: PortalFrame }) => {
  const { name, logo } = frame.business
  return logo === null ? (
    <span className="brand-name">{name}</span>
  ) : (
    <img alt={name} className="brand-logo" src={frame.api.logo(logo)} />
  )
}
