#!/usr/bin/env node
/**
 * Looks at the built package as its users' tools do: the config entry runs in plain Node and pulls in neither React nor
 * CSS (Payload reads the config outside any bundler), and nothing of the demo or its stand-ins is published.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const repository = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const entry = pathToFileURL(path.join(repository, 'dist/exports/plugin.js')).href

const problems = []

// A resolve hook that prints what is loaded.
const hooks = `export const resolve = async (name, context, next) => {
  const found = await next(name, context)
  process._rawDebug(found.url)
  return found
}`
const register = `import { register } from 'node:module'; register('data:text/javascript,' + ${JSON.stringify(encodeURIComponent(hooks))})`
const run = spawnSync(
  process.execPath,
  [
    '--import',
    `data:text/javascript,${encodeURIComponent(register)}`,
    '--input-type=module',
    '--eval',
    `const { clientPortal } = await import(${JSON.stringify(entry)})
     const config = await clientPortal({ url: 'https://studio.example' })({ collections: [] })
     console.log(config.collections.length)`,
  ],
  { cwd: repository, encoding: 'utf8' },
)
if (run.status !== 0) problems.push(`the config entry does not run in plain Node:\n${run.stderr.slice(-2000)}`)
const loaded = run.stderr.split('\n')
for (const unwanted of [
  /\/node_modules\/react\//,
  /\/node_modules\/next\//,
  /\.css$/,
  /workerSource\.gen/,
  /@react-(?:email|pdf)/,
]) {
  const found = loaded.find((url) => unwanted.test(url))
  if (found) problems.push(`the config entry loads ${found}`)
}

const [pack] = JSON.parse(
  execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: repository,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }),
)
const files = pack.files.map((file) => file.path)
for (const file of files) {
  if (!/^(?:dist\/|docs\/inbound-mail\.md$|package\.json$|README\.md$|LICENSE$)/.test(file))
    problems.push(`${file} would be published`)
}
for (const needed of [
  'dist/exports/plugin.js',
  'dist/exports/plugin.d.ts',
  'dist/portal/css/tokens.css',
  'README.md',
  'LICENSE',
]) {
  if (!files.includes(needed)) problems.push(`${needed} is missing from the package`)
}

if (problems.length > 0) {
  console.error(problems.join('\n'))
  process.exit(1)
}
console.log(`The package is whole: ${files.length} files, and its config entry runs in plain Node.`)
