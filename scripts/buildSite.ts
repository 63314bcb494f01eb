import { existsSync } from 'node:fs'

import { fingerprint, isFresh, markFresh } from './fingerprint.ts'
import { startNode, typescriptFlags } from './processes.ts'
import { inRepository } from './repository.ts'

const isGenerated = (file: string): boolean =>
  file.startsWith('dev/migrations/') ||
  file.endsWith('.gen.ts') ||
  file === 'dev/payload-types.ts' ||
  file.endsWith('/importMap.js')

const run = async (what: string, args: string[], env: Record<string, string> = {}): Promise<void> => {
  let output = ''
  const running = startNode(args, {
    env: { ...process.env, ...env },
    loud: false,
    onOutput: (text) => {
      output += text
    },
  })
  // An interrupted build must not go on alone: it is a process group of its own.
  const end = () => void running.stop()
  process.once('exit', end)
  const code = await running.ended
  process.off('exit', end)
  if (code !== 0) throw new Error(`${what} failed:\n${output.trim()}`)
}

/** The PDF worker is bundled beforehand, where the repository has one. */
export const buildPdfWorker = async (): Promise<void> => {
  if (!existsSync(inRepository('scripts/buildPdfWorker.mjs'))) return
  // It does nothing while its output is up to date.
  await run('Building the PDF worker', ['scripts/buildPdfWorker.mjs'])
}

/** Types, import map and migrations of the demo, made anew where the sources changed since. */
export const generate = async (): Promise<void> => {
  await buildPdfWorker()
  const print = () => fingerprint(['src', 'dev', 'package-lock.json', 'scripts/generate.ts'])
  if (isFresh('generated', print())) return
  console.log('Generating types, import map and migrations …')
  await run('Generating', [...typescriptFlags, 'scripts/generate.ts'], { NODE_ENV: 'development' })
  markFresh('generated', print())
}

/** `next build` of the demo, only where the sources changed since the last one. */
export const buildSite = async (): Promise<void> => {
  await generate()
  const print = fingerprint(
    ['src', 'dev', 'package-lock.json', 'package.json', 'tsconfig.json'],
    (file) => isGenerated(file) && !file.endsWith('/importMap.js'),
  )
  if (isFresh('site', print) && existsSync(inRepository('dev/.next/BUILD_ID'))) return
  console.log('Building the site (next build, half a minute or so) …')
  await run('next build', ['node_modules/next/dist/bin/next', 'build', 'dev'], {
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
  })
  markFresh('site', print)
}
