/**
 * The long forms of two tests, one after the other: a thousand random histories of the ledger, which take most of an
 * hour, and ten thousand mails changed at random. `SOAK_ONLY` names one of the two, `ledger` or `mail`.
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

const only = process.env.SOAK_ONLY
let code: number | null = 0
if (only !== 'mail') {
  code = await run('histories', 'test/integration/ledgerHistories.test.ts', { SOAK: process.env.SOAK ?? '1000' })
}
if (code === 0 && only !== 'ledger') {
  code = await run('mails', 'test/integration/mutatedMail.test.ts', { SOAK_MAILS: process.env.SOAK_MAILS ?? '10000' })
}
process.exit(code)
