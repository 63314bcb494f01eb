import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const repository = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')

const isNodeSupported = (version) => {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major >= 22 || (major === 20 && minor >= 20)
}

const packagesOf = (file) => JSON.parse(readFileSync(path.join(repository, file), 'utf8')).packages

/**
 * Whether node_modules holds what the lockfile names. The list npm leaves there is compared package by package: times of
 * files say little after a checkout or an installation by hand.
 */
const isInstalled = () => {
  try {
    const installed = packagesOf('node_modules/.package-lock.json')
    return Object.entries(packagesOf('package-lock.json')).every(
      // Optional packages are those of other systems.
      ([name, { version, optional }]) => name === '' || optional || installed[name]?.version === version,
    )
  } catch {
    return false
  }
}

/** Installs what the lockfile names where that has not happened yet; ends the process where it can't. */
export const ensureInstalled = () => {
  if (!isNodeSupported(process.versions.node)) {
    console.error(`Node ${process.versions.node} is too old or untested: use 20.20 or newer of 20, or 22 and newer.`)
    process.exit(1)
  }
  if (isInstalled()) return
  console.log('Installing packages (npm install) …')
  // Not `npm ci`: it refuses a lockfile without the optional packages of systems other than the one that wrote it, where
  // a registry does not carry them. `npm install` takes the lockfile's versions all the same.
  const result = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--include=dev'], {
    cwd: repository,
    stdio: 'inherit',
    // NODE_ENV=production would leave out everything the demo and the tests are made of.
    env: { ...process.env, NODE_ENV: 'development' },
  })
  if (result.status !== 0) {
    console.error('npm install failed. Its output above says why.')
    process.exit(1)
  }
}
