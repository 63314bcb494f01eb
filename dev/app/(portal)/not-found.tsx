import config from '@payload-config'
import { createPortal } from 'payload-client-portal/portal'

export default createPortal({ config }).NotFound
