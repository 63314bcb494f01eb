import type { ID } from '../records.ts'

/** What stands in stored html where the mail showed one of its own images: its file, whatever addresses our routes have then. */
const MARK = 'portal-file:'

export const fileMark = (id: ID): string => `${MARK}${id}`

/**
 * In what `sanitizeHtml` writes, `<`, `>` and `"` inside texts and values are escaped: this matches its images alone, and
 * an attribute's name with its quote is that attribute, whatever the mail's words say.
 */
const IMAGE = /<img [^>]*>/g
const MARKED = / src="portal-file:([\w-]{1,64})"/
const REMOTE = ' data-remote-src="'

export const hasRemoteImages = (html: string): boolean => (html.match(IMAGE) ?? []).some((tag) => tag.includes(REMOTE))

/** The files whose images sanitised html shows, each once. */
export const markedFiles = (html: string): string[] => [
  ...new Set((html.match(IMAGE) ?? []).flatMap((tag) => MARKED.exec(tag)?.[1] ?? [])),
]

export interface ShownImages {
  /** `data:` of a mark's image; null where its file is gone: the words it has instead of itself stay. */
  image: (id: string) => string | null
  /** Somebody asked for the images that lie elsewhere, by a click. */
  remote: boolean
}

const withImages = (html: string, { image, remote }: ShownImages): string =>
  html.replace(IMAGE, (tag) => {
    const marked = MARKED.exec(tag)
    if (marked) {
      const src = image(marked[1] ?? '')
      return tag.replace(MARKED, () => (src === null ? '' : ` src="${src}"`))
    }
    return remote ? tag.replace(REMOTE, ' src="') : tag
  })

const STYLE = `
html { color-scheme: light; background: #fff; }
body { margin: 16px; color: #141414; font: 15px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
img { max-width: 100%; height: auto; }
img[data-remote-src] { display: inline-block; min-width: 20px; min-height: 20px; border: 1px dashed #b5b5b5; }
table { max-width: 100%; }
pre { white-space: pre-wrap; }
blockquote { margin: 8px 0; padding-left: 12px; border-left: 2px solid #d5d5d5; }
`

/**
 * A page of its own around a mail's sanitised html, for a frame without any rights. Its policy is the second lock: were
 * something to get past the sanitiser, it still could not run, post or load. Images come as `data:`, since a frame
 * without an origin has no cookie to fetch ours with; those from elsewhere only after a click, and without telling from where.
 */
export const framePage = (html: string, images: ShownImages): string =>
  [
    '<!doctype html><html><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:${images.remote ? ' https: http:' : ''}; form-action 'none'; base-uri 'none'">`,
    '<meta name="referrer" content="no-referrer"><meta http-equiv="x-dns-prefetch-control" content="off">',
    `<style>${STYLE}</style></head><body>${withImages(html, images)}</body></html>`,
  ].join('')
