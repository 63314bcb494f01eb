export { createPortalProxy, portalProxy } from '../portal/proxy.ts'
