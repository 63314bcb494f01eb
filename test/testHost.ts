import { tmpdir } from 'node:os'
import path from 'node:path'

import type { SanitizedConfig } from 'payload'

import { buildDemoConfig, type DemoConfigArgs } from '../dev/buildDemoConfig.ts'

/** The site's public address in tests. No server listens there. */
export const testSiteUrl = 'http://localhost:3000'

/** One folder a database, so that two instances on one database share their files as two processes of a site do. */
export const filesDirOf = (databaseUrl: string): string =>
  path.join(tmpdir(), 'client-portal-files', path.basename(new URL(databaseUrl).pathname))

/** The demo's config with a test's own settings: quiet, and with no worker that wakes up between two assertions. */
export const testHost = (args: Omit<DemoConfigArgs, 'secret' | 'siteUrl' | 'filesDir'>): Promise<SanitizedConfig> =>
  buildDemoConfig({
    secret: 'a-secret-for-tests',
    siteUrl: testSiteUrl,
    filesDir: filesDirOf(args.databaseUrl),
    logger: { options: { level: process.env.PAYLOAD_LOG_LEVEL ?? 'error' } },
    ...args,
    plugin: { worker: { inProcess: false }, ...args.plugin },
  })
