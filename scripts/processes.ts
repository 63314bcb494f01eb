import { spawn, type ChildProcess } from 'node:child_process'
import { pathToFileURL } from 'node:url'

import { inRepository, repository } from './repository.ts'

export interface RunningProcess {
  child: ChildProcess
  /** Resolves with the exit code once it is gone, whoever ended it. */
  ended: Promise<number>
  /** Ends the process and everything it started; resolves once it is gone. */
  stop: () => Promise<void>
}

const signalGroup = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(-pid, signal)
  } catch {
    // Already gone.
  }
}

interface SpawnOptions {
  env?: NodeJS.ProcessEnv
  /** Print its output. Default: true. */
  loud?: boolean
  /** What asks it to end. Default: SIGTERM. */
  stopSignal?: NodeJS.Signals
  /** Called with every piece of output. */
  onOutput?: (text: string) => void
}

/**
 * Starts a program in a process group of its own: Ctrl-C in the terminal then reaches only us, and we end things in
 * order; ending the group takes the program's own children along.
 */
export const startProcess = (command: string, args: string[], options: SpawnOptions = {}): RunningProcess => {
  const child = spawn(command, args, {
    cwd: repository,
    env: options.env ?? process.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const pass = (to: NodeJS.WriteStream) => (chunk: Buffer) => {
    if (options.loud ?? true) to.write(chunk)
    options.onOutput?.(chunk.toString('utf8'))
  }
  child.stdout.on('data', pass(process.stdout))
  child.stderr.on('data', pass(process.stderr))
  const ended = new Promise<number>((resolve) => {
    child.once('error', (error) => {
      console.error(`${command} could not be started: ${error.message}`)
      resolve(127)
    })
    // What it started and left behind goes with it.
    child.once('exit', () => {
      if (child.pid !== undefined) signalGroup(child.pid, 'SIGKILL')
    })
    child.once('close', (code) => {
      resolve(code ?? 1)
    })
  })
  return {
    child,
    ended,
    stop: async () => {
      const { pid } = child
      if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return
      signalGroup(pid, options.stopSignal ?? 'SIGTERM')
      const timer = setTimeout(() => {
        signalGroup(pid, 'SIGKILL')
      }, 8000)
      await ended
      clearTimeout(timer)
    },
  }
}

const endWithParent = pathToFileURL(inRepository('scripts/endWithParent.mjs')).href

/** A Node program of ours in TypeScript, or a package's own command given by its file. */
export const startNode = (args: string[], options?: SpawnOptions): RunningProcess =>
  startProcess(process.execPath, ['--import', endWithParent, ...args], options)

/** How to run a TypeScript file with Node 20: the flags that come before its name. */
export const typescriptFlags = ['--import', 'tsx']
