import { postgresAdapter } from '@payloadcms/db-postgres'
import { nodemailerAdapter } from '@payloadcms/email-nodemailer'
import { de } from '@payloadcms/translations/languages/de'
import { en } from '@payloadcms/translations/languages/en'
import { es } from '@payloadcms/translations/languages/es'
import { fr } from '@payloadcms/translations/languages/fr'
import { it } from '@payloadcms/translations/languages/it'
import { pt } from '@payloadcms/translations/languages/pt'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createTransport } from 'nodemailer'
import { buildConfig, type Config, type SanitizedConfig } from 'payload'
import { clientPortal } from 'payload-client-portal'
import type { ClientPortalOptions } from 'payload-client-portal/types'
import sharp from 'sharp'

import { Posts } from './collections/Posts.ts'
import { Users } from './collections/Users.ts'

export interface DemoConfigArgs {
  databaseUrl: string
  secret: string
  siteUrl: string
  /** Connection URL of the SMTP server; without one mails go where Payload's default sends them: the console. */
  smtpUrl?: string
  /** Another email adapter instead of SMTP. */
  email?: Config['email']
  /** Push the schema on connecting instead of expecting migrations. */
  push?: boolean
  /** Where stored PDFs and logos lie. */
  filesDir: string
  /** Connections the pool may hold. */
  poolMax?: number
  plugin?: Partial<ClientPortalOptions>
  /** A last word on the host's own config, before the plugin sees it. */
  host?: (config: Config) => Config
  logger?: Config['logger']
}

const dev = path.dirname(fileURLToPath(import.meta.url))

/** The demo studio's Payload config: a site that had users and posts of its own before the plugin came. */
export const buildDemoConfig = (args: DemoConfigArgs): Promise<SanitizedConfig> => {
  const email =
    args.email ??
    (args.smtpUrl
      ? nodemailerAdapter({
          defaultFromAddress: 'hola@lumen.test',
          defaultFromName: 'Estudio Lumen',
          transport: createTransport(args.smtpUrl),
          skipVerify: true,
        })
      : undefined)
  const host: Config = {
    admin: {
      user: Users.slug,
      // Payload's default asks gravatar.com for a picture of each user.
      avatar: 'default',
      importMap: { baseDir: dev, importMapFile: path.join(dev, 'app/(payload)/admin/importMap.js') },
      meta: { titleSuffix: ' · Estudio Lumen' },
    },
    collections: [Users, Posts],
    db: postgresAdapter({
      pool: { connectionString: args.databaseUrl, max: args.poolMax ?? 10 },
      push: args.push ?? false,
      migrationDir: path.join(dev, 'migrations'),
    }),
    ...(email ? { email } : {}),
    graphQL: { schemaOutputFile: path.join(dev, '../.cache/schema.graphql') },
    i18n: { supportedLanguages: { en, es, fr, de, it, pt }, fallbackLanguage: 'en' },
    ...(args.logger ? { logger: args.logger } : {}),
    secret: args.secret,
    serverURL: args.siteUrl,
    sharp,
    telemetry: false,
    typescript: { declare: false, autoGenerate: false, outputFile: path.join(dev, 'payload-types.ts') },
  }
  return buildConfig({
    ...(args.host ? args.host(host) : host),
    plugins: [clientPortal({ filesDir: args.filesDir, ...args.plugin })],
  })
}
