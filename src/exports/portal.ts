export { createPortal } from '../portal/createPortal.tsx'
export type { CreatePortalArgs, PortalPageProps } from '../portal/createPortal.tsx'
export { PortalLayout } from '../portal/PortalLayout.tsx'
