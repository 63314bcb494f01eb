import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import path from 'node:path'

import { chromium } from '@playwright/test'

const onPath = (name: string): string | null => {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    const file = path.join(folder, name)
    try {
      accessSync(file, constants.X_OK)
      return file
    } catch {
      // Not in this folder.
    }
  }
  return null
}

/** Installs Debian packages where we may: as root, on a system that has apt. */
const aptInstall = (...packages: string[]): boolean => {
  if (process.getuid?.() !== 0 || !onPath('apt-get')) return false
  console.log(`Installing ${packages.join(', ')} (apt-get) …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args: string[]) =>
    spawnSync('apt-get', ['-qq', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env })
  apt('update')
  return apt('install', '-y', '--no-install-recommends', ...packages).status === 0
}

const systemBrowser = (): string | null => {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
  for (const name of names) {
    const found = onPath(name)
    if (found) return found
  }
  const mac = ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
  return mac.find((file) => existsSync(file)) ?? null
}

/** A Chromium for the browser tests, installed where there is none. Throws one line that says what to do. */
export const findBrowser = (): string => {
  const given = process.env.CHROMIUM_PATH
  if (given) {
    if (existsSync(given)) return given
    throw new Error(`CHROMIUM_PATH names "${given}", which does not exist.`)
  }
  const own = chromium.executablePath()
  if (existsSync(own)) return own
  const system = systemBrowser() ?? (aptInstall('chromium') ? systemBrowser() : null)
  if (system) return system
  console.log('Installing Chromium (playwright install chromium) …')
  const cli = ['node_modules/playwright/cli.js', 'install', 'chromium']
  if (spawnSync(process.execPath, cli, { stdio: 'inherit', timeout: 300_000 }).status === 0 && existsSync(own))
    return own
  throw new Error(
    'No browser: install Chromium or Chrome, run "npx playwright install chromium", or set CHROMIUM_PATH.',
  )
}

/** The export's archives are opened by programs that others use: Info-ZIP, 7-Zip and Python. */
export const findUnpackers = (): void => {
  const isThere = () => onPath('unzip') !== null && onPath('7z') !== null && onPath('python3') !== null
  if (isThere() || (aptInstall('unzip', 'p7zip-full', 'python3') && isThere())) return
  throw new Error(
    'No unzip, 7z or python3: install them (Debian: unzip p7zip-full python3, macOS: brew install p7zip python).',
  )
}

/** The PDF tests read documents with poppler's programs. */
export const findPoppler = (): void => {
  const isThere = () => onPath('pdftotext') !== null && onPath('pdftoppm') !== null
  if (isThere() || (aptInstall('poppler-utils') && isThere())) return
  throw new Error('No pdftotext or pdftoppm: install poppler (Debian: poppler-utils, macOS: brew install poppler).')
}
