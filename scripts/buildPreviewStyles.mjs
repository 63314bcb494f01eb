/**
 * Writes the portal's style sheets as a TypeScript module, `src/admin/brandPreview/portalStyles.gen.ts`, for the settings'
 * preview, which draws the portal's own parts in a frame. The face goes along in it for Latin letters alone.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { transformSync } from 'esbuild'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const styles = join(root, 'src/portal/css')
const output = join(root, 'src/admin/brandPreview/portalStyles.gen.ts')

const withFonts = (css) =>
  css
    .replace(/@font-face\s*\{[^}]*\.\.\/fonts\/inter-(?:latin-ext|greek|cyrillic)[^}]*\}/g, '')
    .replace(/url\('(\.\.\/fonts\/[^']+)'\)/g, (_, file) => {
      const font = readFileSync(join(styles, file)).toString('base64')
      return `url('data:font/woff2;base64,${font}')`
    })

const css = ['tokens', 'frame', 'lists', 'pay', 'support'].map((name) =>
  readFileSync(join(styles, `${name}.css`), 'utf8'),
)
const { code } = transformSync(withFonts(css.join('\n')), { loader: 'css', minify: true, legalComments: 'none' })
const content = `/* eslint-disable */
/** Made by scripts/buildPreviewStyles.mjs. */
export const portalStyles: string = ${JSON.stringify(code.trim())}
`

if (!existsSync(output) || readFileSync(output, 'utf8') !== content) {
  // Two commands may build at once: a reader never meets half a file.
  const unfinished = `${output}.${process.pid}`
  writeFileSync(unfinished, content)
  renameSync(unfinished, output)
}
