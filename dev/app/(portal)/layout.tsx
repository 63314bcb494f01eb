export { PortalLayout as default } from 'payload-client-portal/portal'
