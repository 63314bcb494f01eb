/**
 * The long form of the ledger's random histories: a thousand, each with a seed of its own, which takes most of an hour.
 * `SOAK` sets another number, `SOAK_MINUTES` ends it early, `SOAK_SEED` and `SOAK_PATH` repeat one that failed.
 */
import { startNode } from './processes.ts'
import { Shutdown } from './shutdown.ts'

const shutdown = new Shutdown(130)
const running = startNode(
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project',
    'integration',
    'test/integration/ledgerHistories.test.ts',
    ...process.argv.slice(2),
  ],
  { env: { ...process.env, SOAK: process.env.SOAK ?? '1000' }, stopSignal: 'SIGINT' },
)
shutdown.add('histories', running.stop)
process.exit(await running.ended)
