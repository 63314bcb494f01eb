import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'

import { buildPdfWorker, buildSite } from './buildSite.ts'
import { startNode, typescriptFlags } from './processes.ts'
import { inRepository } from './repository.ts'
import { Shutdown } from './shutdown.ts'
import { findBrowser, findPoppler, findUnpackers } from './tools.ts'

const parts = ['static', 'unit', 'integration', 'e2e'] as const
type Part = (typeof parts)[number]

interface Result {
  what: string
  passed: number
  failed: number
  /** Why it counts as failed, where its own output does not say so. */
  note?: string
}

const shutdown = new Shutdown(130)

const run = async (what: string, args: string[], env: Record<string, string> = {}): Promise<number> => {
  console.log(`\n── ${what}`)
  const running = startNode(args, { env: { ...process.env, ...env }, stopSignal: 'SIGINT' })
  shutdown.add(what, running.stop)
  return running.ended
}

/** Its output comes in one piece at its end: others run beside it. */
const check = async (what: string, args: string[]): Promise<Result> => {
  let output = ''
  const running = startNode(args, { loud: false, stopSignal: 'SIGINT', onOutput: (text) => (output += text) })
  shutdown.add(what, running.stop)
  const isGood = (await running.ended) === 0
  console.log(`\n── ${what}\n${output.trimEnd()}`)
  return { what, passed: isGood ? 1 : 0, failed: isGood ? 0 : 1 }
}

const failure = (what: string, error: unknown): Result => {
  const note = error instanceof Error ? error.message : String(error)
  console.error(note)
  return { what, passed: 0, failed: 1, note }
}

/** A runner that fails without a failed test, or runs none, counts as one failure: silence is no success. */
const counted = (what: string, passed: number, failed: number, exitCode: number): Result => {
  if (passed + failed === 0) return { what, passed, failed: 1, note: 'it ran no test' }
  if (exitCode !== 0 && failed === 0) return { what, passed, failed: 1, note: `exit code ${exitCode}` }
  return { what, passed, failed }
}

const readReport = <Report>(name: string): Partial<Report> => {
  const file = inRepository('.cache', name)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Report>) : {}
}

const reportFor = (name: string): string => {
  const file = inRepository('.cache', name)
  mkdirSync(inRepository('.cache'), { recursive: true })
  rmSync(file, { force: true })
  return file
}

const checks: Record<string, string[]> = {
  prettier: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
  tsc: ['node_modules/typescript/bin/tsc'],
  eslint: ['node_modules/eslint/bin/eslint.js', '--cache', '--cache-location', '.cache/eslint/', '.'],
  'dependency-cruiser': [
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    '--config',
    '.dependency-cruiser.cjs',
    'src',
    'dev',
  ],
  'the build': ['scripts/build.mjs'],
  'the package': ['scripts/checkPackage.mjs'],
  migrations: [...typescriptFlags, 'scripts/generate.ts', '--check'],
}

/** Two at a time, since each uses one core; what needs another's result stands behind it. */
const lanes = [
  ['eslint', 'prettier', 'migrations'],
  ['tsc', 'dependency-cruiser', 'the build', 'the package'],
]

const runStatic = async (): Promise<Result[]> => {
  const results = await Promise.all(
    lanes.map(async (names) => {
      const done: Result[] = []
      for (const name of names) if (!shutdown.isEnding) done.push(await check(name, checks[name] ?? []))
      return done
    }),
  )
  return results.flat()
}

const runVitest = async (project: Part): Promise<Result[]> => {
  const file = `vitest-${project}.json`
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', project]
  args.push('--reporter=default', '--reporter=json', `--outputFile.json=${reportFor(file)}`)
  const code = await run(`vitest: ${project}`, args, { NODE_ENV: 'test' })
  const report = readReport<{ numPassedTests: number; numFailedTests: number }>(file)
  return [counted(project, report.numPassedTests ?? 0, report.numFailedTests ?? 0, code)]
}

const runBrowserTests = async (): Promise<Result[]> => {
  const file = 'playwright.json'
  const browser = findBrowser()
  await buildSite()
  const code = await run('playwright', ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json'], {
    CHROMIUM_PATH: browser,
    PLAYWRIGHT_JSON_OUTPUT_NAME: reportFor(file),
  })
  const { stats } = readReport<{ stats: { expected: number; unexpected: number; flaky: number } }>(file)
  return [counted('e2e', stats?.expected ?? 0, (stats?.unexpected ?? 0) + (stats?.flaky ?? 0), code)]
}

const runPart = async (part: Part): Promise<Result[]> => {
  try {
    if (part === 'static') return await runStatic()
    if (part === 'e2e') return await runBrowserTests()
    return await runVitest(part)
  } catch (error) {
    return [failure(part, error)]
  }
}

const prepare = async (wanted: Part[]): Promise<Result[]> => {
  const results: Result[] = []
  const readsFiles = wanted.some((part) => part !== 'static')
  for (const [what, work] of [
    ['the PDF worker', buildPdfWorker],
    ['poppler', readsFiles ? findPoppler : () => undefined],
    ['unpackers', readsFiles ? findUnpackers : () => undefined],
  ] as const) {
    try {
      await work()
    } catch (error) {
      results.push(failure(what, error))
    }
  }
  return results
}

/** Runs the parts named, or all of them, and says at the end how many passed and failed. */
export const testAll = async (names: string[]): Promise<void> => {
  const unknown = names.find((name) => !parts.some((part) => part === name))
  if (unknown !== undefined) {
    console.error(`There is no part "${unknown}". Known: ${parts.join(', ')}.`)
    process.exit(2)
  }
  const wanted = parts.filter((part) => names.length === 0 || names.includes(part))
  const results = await prepare(wanted)
  for (const part of wanted) {
    if (shutdown.isEnding) return
    results.push(...(await runPart(part)))
  }
  if (shutdown.isEnding) return

  console.log('\n── Summary')
  for (const { what, passed, failed, note } of results) {
    console.log(
      `${failed > 0 ? '✗' : '✓'} ${what}: ${passed} passed, ${failed} failed${note ? ` (${note.split('\n')[0] ?? ''})` : ''}`,
    )
  }
  const sum = (key: 'passed' | 'failed') => results.reduce((total, result) => total + result[key], 0)
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`)
  await shutdown.end(sum('failed') > 0 ? 1 : 0)
}
