/**
 * The long forms of three tests, one after the other: a thousand random histories of the ledger, which take most of an
 * hour, ten thousand mails changed at random, and a download whose reader stalls for a minute. `SOAK_ONLY` names one of
 * them, `ledger`, `mail` or `download`.
 *
 * `SOAK` and `SOAK_MAILS` set other numbers, `SOAK_MINUTES` ends the histories early; `SOAK_SEED` and `SOAK_PATH` repeat
 * a history that failed, `SOAK_SEED` and `SOAK_CASE` a mail.
 */
import { startNode } from './processes.ts'
import { Shutdown } from './shutdown.ts'

const shutdown = new Shutdown(130)

const run = async (name: string, test: string, env: Record<string, string>): Promise<number | null> => {
  const running = startNode(
    ['node_modules/vitest/vitest.mjs', 'run', '--project', 'integration', test, ...process.argv.slice(2)],
    { env: { ...process.env, ...env }, stopSignal: 'SIGINT' },
  )
  shutdown.add(name, running.stop)
  return running.ended
}

const parts = {
  ledger: { test: 'ledgerHistories', env: { SOAK: process.env.SOAK ?? '1000' } },
  mail: { test: 'mutatedMail', env: { SOAK_MAILS: process.env.SOAK_MAILS ?? '10000' } },
  download: { test: 'exports', env: { SOAK_STALL_SECONDS: process.env.SOAK_STALL_SECONDS ?? '60' } },
}
const only = process.env.SOAK_ONLY
let code: number | null = 0
for (const [name, { test, env }] of Object.entries(parts)) {
  if (code === 0 && (only === undefined || only === name))
    code = await run(name, `test/integration/${test}.test.ts`, env)
}
process.exit(code)
