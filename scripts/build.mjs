#!/usr/bin/env node
/** `npm run build`: types and JavaScript with tsc, then everything else `src` holds, then a look at every entry. */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const repository = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const [source, target] = ['src', 'dist'].map((name) => path.join(repository, name))

const run = (...args) => {
  const result = spawnSync(process.execPath, args, { cwd: repository, stdio: 'inherit' })
  if (result.status !== 0) process.exit(result.status ?? 1)
}

if (existsSync(path.join(repository, 'scripts/buildPdfWorker.mjs'))) run('scripts/buildPdfWorker.mjs')
rmSync(target, { recursive: true, force: true })
run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json')

let assets = 0
for (const name of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
  if (/\.tsx?$/.test(name) || !/\.[^/]+$/.test(name)) continue
  cpSync(path.join(source, name), path.join(target, name), { recursive: true })
  assets++
}

const { publishConfig } = JSON.parse(readFileSync(path.join(repository, 'package.json'), 'utf8'))
const missing = Object.entries(publishConfig.exports).flatMap(([entry, conditions]) =>
  Object.values(conditions)
    .filter((file) => {
      const [before, after] = file.split('*')
      if (after === undefined) return !existsSync(path.join(repository, file))
      const folder = path.join(repository, before)
      return !existsSync(folder) || !readdirSync(folder).some((name) => name.endsWith(after))
    })
    .map((file) => `${entry} → ${file}`),
)
if (missing.length > 0) {
  console.error(`package.json names entries that the build did not make:\n  ${missing.join('\n  ')}`)
  process.exit(1)
}
console.log(`dist is built: ${Object.keys(publishConfig.exports).length} entries, ${assets} other files.`)
