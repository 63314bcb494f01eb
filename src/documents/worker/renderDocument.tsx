import { createHash } from 'node:crypto'

import { renderToBuffer } from '@react-pdf/renderer'

import type { RenderedPdf, RenderRequest } from '../renderRequest.ts'
import { openFontStack } from './fontStack.ts'
import type { ImageItem } from './items.ts'
import { layOut } from './layOut.ts'
import { layOutAccount } from './layOutAccount.ts'
import { readLogo } from './logo.ts'
import { PdfPages } from './PdfPages.tsx'
import { createTextFitter } from './textFitting.ts'
import { pageSizes } from './theme.ts'

const MOST_NAMED = 30

const renderOnce = async (request: RenderRequest, logo: Pick<ImageItem, 'data' | 'format'> | null) => {
  const stack = openFontStack(request.fonts)
  const fitter = createTextFitter(stack)
  const isAccount = 'account' in request
  const { pages, title } = isAccount ? layOutAccount(request, fitter, logo) : layOut(request, fitter, logo)
  const { seller, locale } = isAccount ? request.account : request.snapshot
  const bytes = await renderToBuffer(
    <PdfPages
      pages={pages}
      size={pageSizes[request.pageSize]}
      title={title}
      author={seller.name}
      language={locale}
      createdAt={new Date(request.createdAt)}
      fitter={fitter}
      families={stack.families}
    />,
  )
  const warnings = [...stack.warnings]
  if (fitter.missing.size > 0) {
    const named = [...fitter.missing].slice(0, MOST_NAMED).join(' ')
    const more = fitter.missing.size > MOST_NAMED ? ' …' : ''
    warnings.push({ code: 'missingCharacters', values: { characters: `${named}${more}` } })
  }
  return { bytes, warnings }
}

/** React-PDF leaves out an image it cannot decode and tells the console alone. This thread has one document at a time. */
const withComplaints = async <T,>(work: () => Promise<T>): Promise<{ result: T; complaints: string[] }> => {
  const complaints: string[] = []
  const { warn, error } = console
  const note = (...args: unknown[]) => void complaints.push(args.map(String).join(' '))
  Object.assign(console, { warn: note, error: note })
  try {
    return { result: await work(), complaints }
  } finally {
    Object.assign(console, { warn, error })
  }
}

/** Renders with the logo; tells why not where the logo spoils the document. */
const renderWithLogo = async (request: RenderRequest, image: Pick<ImageItem, 'data' | 'format'>) => {
  try {
    const { result, complaints } = await withComplaints(() => renderOnce(request, image))
    return complaints.length === 0 ? { rendered: result } : { rendered: null, why: complaints[0] }
  } catch (error) {
    return { rendered: null, why: error instanceof Error ? error.message : String(error) }
  }
}

/** Renders a request to PDF. A logo that cannot be decoded gives way to the business's name. */
export const renderDocument = async (request: RenderRequest): Promise<RenderedPdf> => {
  const { image, warnings } = readLogo(request.logo)
  const first = image && (await renderWithLogo(request, image))
  const rendered = first?.rendered ?? (await withComplaints(() => renderOnce(request, null))).result
  if (first && !first.rendered) {
    warnings.push({ code: 'unreadableLogo', values: { reason: first.why ?? '–' } })
  }
  const bytes = new Uint8Array(rendered.bytes)
  return {
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    warnings: [...rendered.warnings, ...warnings],
  }
}
