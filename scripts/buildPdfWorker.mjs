/**
 * Bundles the PDF worker (`src/documents/worker/renderWorker.ts`) with React-PDF and the fonts into one script and
 * writes it as a TypeScript module, `src/documents/workerSource.gen.ts`. Does nothing while that file is up to date.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'

import { build } from 'esbuild'

// Whatever wants the one wants the other: types are not whole without both.
import './buildPreviewStyles.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const output = join(root, 'src/documents/workerSource.gen.ts')

const filesUnder = (folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))

const inputs = [
  ...filesUnder('src/documents/worker'),
  ...filesUnder('src/domain'),
  ...['en', 'es', 'fr', 'de', 'it', 'pt'].flatMap((language) =>
    ['account', 'document'].map((texts) => join(root, `src/translations/${language}/${texts}.ts`)),
  ),
  ...['accountTexts', 'documentTexts'].map((texts) => join(root, `src/translations/${texts}.ts`)),
  join(root, 'src/locales.ts'),
  ...['src/documents/codeSquares.ts', 'src/documents/renderRequest.ts', 'src/records.ts', 'package-lock.json'].map(
    (file) => join(root, file),
  ),
  fileURLToPath(import.meta.url),
].sort()

const digest = createHash('sha256')
for (const file of inputs)
  digest
    .update(`${relative(root, file)}\0`)
    .update(readFileSync(file))
    .update('\0')
const stamp = `// inputs ${digest.digest('hex')}`

if (existsSync(output) && readFileSync(output, 'utf8').startsWith(stamp)) process.exit(0)

/** Modules that exist only in the bundle. */
const virtual = {
  name: 'virtual',
  setup(context) {
    context.onResolve({ filter: /^client-portal:fonts$/ }, (args) => ({ path: args.path, namespace: 'virtual' }))
    context.onLoad({ filter: /.*/, namespace: 'virtual' }, () => {
      const face = (name) =>
        brotliCompressSync(readFileSync(join(root, `node_modules/@expo-google-fonts/inter/${name}.ttf`))).toString(
          'base64',
        )
      return {
        contents: `export const interRegular = '${face('400Regular/Inter_400Regular')}'
          export const interSemibold = '${face('600SemiBold/Inter_600SemiBold')}'`,
      }
    })
    // fontkit needs Brotli for WOFF2 alone: Node's own stands in for a copy with a 460 kB dictionary.
    context.onLoad({ filter: /[\\/]brotli[\\/]decompress\.js$/ }, () => ({
      contents: `module.exports = (data) => require('node:zlib').brotliDecompressSync(data)`,
    }))
    // PDFKit asks for the metrics of Helvetica and its like at run time, from its own folder: they come along instead.
    context.onLoad({ filter: /pdfkit[\\/]js[\\/]pdfkit\.node\.mjs$/ }, ({ path }) => {
      const contents = readFileSync(path, 'utf8').replaceAll("require$1('#standard-fonts/", "require('#standard-fonts/")
      if (!contents.includes("require('#standard-fonts/Helvetica')"))
        throw new Error('PDFKit loads its fonts in a new way.')
      return { contents }
    })
    // Reconcilers for older Reacts: the bundle has its own React, the newest.
    context.onLoad({ filter: /@react-pdf[\\/]reconciler[\\/]lib[\\/]reconciler-(23|31)\.js$/ }, () => ({
      contents: 'export default () => { throw new Error("This React is not bundled.") }',
    }))
  },
}

const result = await build({
  entryPoints: [join(root, 'src/documents/worker/renderWorker.ts')],
  absWorkingDir: root,
  bundle: true,
  write: false,
  metafile: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  jsx: 'automatic',
  minify: true,
  legalComments: 'none',
  define: { 'process.env.NODE_ENV': '"production"', 'import.meta.url': '"file:///client-portal/pdf-worker"' },
  plugins: [virtual],
  logLevel: 'warning',
})

/** Licences of what the bundle holds, which they ask to be kept with every copy. */
const packages = new Set(['@expo-google-fonts/inter'])
for (const input of Object.keys(result.metafile.inputs)) {
  const path = input.split(sep).join('/').split('node_modules/').slice(1).pop()
  if (path)
    packages.add(
      path
        .split('/')
        .slice(0, path.startsWith('@') ? 2 : 1)
        .join('/'),
    )
}
const notices = [...packages].sort().map((name) => {
  const folder = join(root, 'node_modules', name)
  if (!existsSync(folder)) return name
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const text = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|ofl)/i.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8').trim())
  return [`${name} ${version} (${license ?? 'see text'})`, ...text].join('\n\n')
})

const script = result.outputFiles[0].text
// Two commands may build at once: a reader never meets half a file.
const unfinished = `${output}.${process.pid}`
writeFileSync(
  unfinished,
  `${stamp}
/* eslint-disable */
/*! Made by scripts/buildPdfWorker.mjs. It holds these packages:

${notices.join('\n\n----\n\n').replaceAll('*/', '* /')}
*/
export const workerSource: string = ${JSON.stringify(script)}
`,
)
renameSync(unfinished, output)
console.log(`PDF worker: ${Math.round(script.length / 1000)} kB`)
