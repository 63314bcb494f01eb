import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import type { SdkParameters } from './deriveParameters.ts'

const here = path.dirname(fileURLToPath(import.meta.url))
const repository = path.join(here, '../../..')

/** Where the official SDK keeps its declarations. */
export const sdkFolder = path.join(repository, 'node_modules/stripe/esm')

/** The SDK's files whose endpoints the stand-in speaks. */
export const sdkResources = [
  'Accounts',
  'Balance',
  'BalanceTransactions',
  'Charges',
  'CustomerSessions',
  'Customers',
  'Disputes',
  'Events',
  'PaymentIntents',
  'PaymentMethods',
  'Refunds',
  'WebhookEndpoints',
]

/** Names the derivation's result: another SDK or another deriving code makes another file. */
const cacheFile = (): string => {
  const hash = createHash('sha256')
  hash.update(readFileSync(path.join(sdkFolder, '../package.json')))
  hash.update(readFileSync(path.join(here, 'deriveParameters.ts')))
  hash.update(sdkResources.join())
  return path.join(repository, `.cache/stripe/parameters-${hash.digest('hex').slice(0, 16)}.json`)
}

/** What the SDK's endpoints take; derived from its declarations once per version, and then read from the cache. */
export const loadParameters = async (): Promise<SdkParameters> => {
  const file = cacheFile()
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as SdkParameters
  } catch {
    // The compiler is loaded only where it is needed.
    const { deriveParameters } = await import('./deriveParameters.ts')
    const derived = deriveParameters(sdkFolder, sdkResources)
    mkdirSync(path.dirname(file), { recursive: true })
    const draft = `${file}.${process.pid}`
    writeFileSync(draft, JSON.stringify(derived))
    renameSync(draft, file)
    return derived
  }
}
