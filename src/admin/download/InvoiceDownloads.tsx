import { createLocalReq, type BeforeListTableServerProps } from 'payload'

import { hasPermission } from '../../access/staff.ts'
import { getPortalOptions } from '../../context.ts'
import { adminUrls } from '../adminUrls.ts'
import { DownloadChosen } from './DownloadChosen.tsx'

import '../admin.css'

/** The PDFs of a list of invoices: those that are ticked, else all that it shows. */
export const InvoiceDownloads = async ({ payload, user }: BeforeListTableServerProps) => {
  if (!user) return null
  const req = await createLocalReq({ user }, payload)
  if (!(await hasPermission(req, 'isStaff'))) return null
  const options = getPortalOptions(payload)
  const url = adminUrls(options).api('invoices')
  const { admin } = payload.collections[options.slugs.invoices]?.config ?? {}
  return (
    <DownloadChosen
      searchedFields={admin?.listSearchableFields ?? [admin?.useAsTitle ?? 'id']}
      urls={{ list: url, download: `${url}/export` }}
    />
  )
}
