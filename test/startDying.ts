import { fork, type ChildProcess } from 'node:child_process'
import { pathToFileURL } from 'node:url'

import type { ClientPortalOptions } from 'payload-client-portal/types'

import { typescriptFlags } from '../scripts/processes.ts'
import { inRepository } from '../scripts/repository.ts'
import type { ID } from '../src/records.ts'

export interface DyingStart {
  what: 'start'
  databaseUrl: string
  plugin: Partial<ClientPortalOptions>
}

export type DyingWork =
  | { what: 'settle'; intent: string }
  | { what: 'begin'; client: ID; invoice: ID }
  | { what: 'refund'; payment: ID; amount: number }
  /** A mail as it came in, in base64. */
  | { what: 'mail'; raw: string }

export interface DyingProcess {
  /** Sends it to work. It is not expected to finish: where it does, or fails, `finished` says so. */
  send: (work: DyingWork) => void
  /** What it said of its work so far: nothing while it is at it. */
  said: () => string | null
  /** SIGKILL: no handler runs, nothing is cleaned up. Resolves once the process is gone. */
  kill: () => Promise<void>
}

const gone = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    else
      child.once('exit', () => {
        resolve()
      })
  })

/** Starts another process of the site, a real one, and resolves once it has booted. */
export const startDying = async (start: Omit<DyingStart, 'what'>): Promise<DyingProcess> => {
  const endWithParent = pathToFileURL(inRepository('scripts/endWithParent.mjs')).href
  const child = fork(inRepository('test/dyingProcess.ts'), [], {
    cwd: inRepository('.'),
    execArgv: ['--import', endWithParent, ...typescriptFlags],
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  let said: string | null = null
  const ready = new Promise<void>((resolve, reject) => {
    child.on('message', ({ is, why }: { is: string; why?: string }) => {
      if (is === 'ready') {
        resolve()
        return
      }
      said = why ?? is
      reject(new Error(said))
    })
    child.once('exit', (code) => reject(new Error(`The process ended before it was ready: ${code ?? 'killed'}.`)))
  })
  child.send({ what: 'start', ...start } satisfies DyingStart)
  await ready
  return {
    send: (work) => child.send(work),
    said: () => said,
    kill: async () => {
      child.kill('SIGKILL')
      await gone(child)
    },
  }
}
