import type { ThreadFile } from '../../queries/ticketPage.ts'
import { formatSize } from '../../domain/formatSize.ts'
import type { PortalFrame } from '../frame.ts'
import { Icon } from './Icon.tsx'

const MAX_PREVIEW = 2_000_000
const pictures = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/** What the name says it is, for people: `PDF`. The bytes decide what a browser does with it, elsewhere. */
const kindOf = (file: ThreadFile, isPicture: boolean, { support }: PortalFrame['texts']): string => {
  const extension = /\.([A-Za-z0-9]{1,5})$/.exec(file.name)?.[1]
  return extension?.toUpperCase() ?? (isPicture ? support.fileKinds.image : support.fileKinds.file)
}

/** An attachment: what it is, how large, and the way to it. */
export const FileTile = ({ file, frame }: { file: ThreadFile; frame: PortalFrame }) => {
  const isPicture = pictures.has(file.mimeType ?? '')
  const size = file.filesize ?? null
  const href = frame.api.file(file.id)
  const facts = [kindOf(file, isPicture, frame.texts), size === null ? '' : formatSize(size, frame.locale)]
  return (
    <a className="tile" download={isPicture ? undefined : file.name} href={isPicture ? `${href}?inline=1` : href}>
      <span className="tile-sign">
        {isPicture && (size ?? Infinity) <= MAX_PREVIEW ? (
          <img alt="" decoding="async" height="40" loading="lazy" src={`${href}?inline=1`} width="40" />
        ) : (
          <Icon name="document" />
        )}
      </span>
      <span className="tile-text">
        <span className="tile-name">{file.name}</span>
        <span className="tile-facts">{facts.filter(Boolean).join(' · ')}</span>
      </span>
    </a>
  )
}
