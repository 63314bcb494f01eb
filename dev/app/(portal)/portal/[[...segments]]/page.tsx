import config from '@payload-config'
import { createPortal } from 'payload-client-portal/portal'

const { generateMetadata, Page } = createPortal({ config })

export const dynamic = 'force-dynamic'
export { generateMetadata }
export default Page
