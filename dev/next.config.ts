import { withPayload } from '@payloadcms/next/withPayload'
import type { NextConfig } from 'next'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const repository = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')

const config: NextConfig = {
  turbopack: { root: repository },
  outputFileTracingRoot: repository,
  // Types are checked once for the whole repository by `tsc`, not a second time here.
  typescript: { ignoreBuildErrors: true },
}

export default withPayload(config)
