import { startNode, type RunningProcess } from './processes.ts'

interface SiteOptions {
  mode: 'development' | 'production'
  /** Null for all addresses. */
  host: string | null
  port: number
  env: NodeJS.ProcessEnv
  onOutput?: (text: string) => void
  loud?: boolean
}

/** Starts the demo site with Next. */
export const startSite = ({ mode, host, port, env, ...output }: SiteOptions): RunningProcess => {
  const next = ['node_modules/next/dist/bin/next', mode === 'development' ? 'dev' : 'start', 'dev', '-p', String(port)]
  // Node closes an idle connection after five seconds, at times in the very moment in which it is used again.
  const keepAlive = mode === 'production' ? ['--keepAliveTimeout', '70000'] : []
  return startNode([...next, ...keepAlive, ...(host === null ? [] : ['-H', host])], {
    env: { ...env, NODE_ENV: mode, NEXT_TELEMETRY_DISABLED: '1' },
    ...output,
  })
}

/** Waits until the site answers; throws where it ends before. */
export const waitForSite = async (url: string, site: RunningProcess): Promise<void> => {
  const end: { code?: number } = {}
  void site.ended.then((code) => {
    end.code = code
  })
  for (const until = Date.now() + 120_000; Date.now() < until;) {
    if (end.code !== undefined) throw new Error(`The site ended with exit code ${end.code} before it answered.`)
    try {
      await fetch(url, { signal: AbortSignal.timeout(60_000), redirect: 'manual' })
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 150))
    }
  }
  throw new Error(`The site does not answer at ${url}.`)
}
