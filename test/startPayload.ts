import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'

import { nodemailerAdapter } from '@payloadcms/email-nodemailer'
import { createTransport } from 'nodemailer'
import {
  getPayload,
  type Config,
  type EmailAdapter,
  type Payload,
  type SanitizedConfig,
  type SendEmailOptions,
  type TypedUser,
} from 'payload'
import type { ClientPortalOptions } from 'payload-client-portal/types'
import { inject } from 'vitest'

import { closePayload, runSql } from './closePayload.ts'
import { createRest, type Rest } from './rest.ts'
import { filesDirOf, testHost } from './testHost.ts'

export interface StartPayloadOptions {
  plugin?: Partial<ClientPortalOptions>
  /** A change to the host's own config, before the plugin sees it. */
  host?: (config: Config) => Config
  /** `capture` (default) keeps mails in `mails`; otherwise a real SMTP server. */
  email?: 'capture' | { host: string; port: number }
  poolMax?: number
  /** Another instance on the database of the first, as a further process of the same site would be. */
  databaseUrl?: string
}

export interface StartedPayload {
  payload: Payload
  config: SanitizedConfig
  databaseUrl: string
  /** Mails sent so far, where `email` is `capture`. */
  mails: SendEmailOptions[]
  /** Calls Payload's REST API, without a server. */
  rest: Rest
  /** A staff user of the demo's `users`, to pass to `rest`. */
  createUser: (data?: { email?: string; role?: 'owner' | 'editor' }) => Promise<TypedUser>
  stop: () => Promise<void>
}

const captureAdapter =
  (mails: SendEmailOptions[]): EmailAdapter =>
  () => ({
    name: 'capture',
    defaultFromAddress: 'hola@lumen.test',
    defaultFromName: 'Estudio Lumen',
    sendEmail: (message) => {
      mails.push(message)
      return Promise.resolve({ messageId: message.messageId })
    },
  })

const smtpAdapter = ({ host, port }: { host: string; port: number }) =>
  nodemailerAdapter({
    defaultFromAddress: 'hola@lumen.test',
    defaultFromName: 'Estudio Lumen',
    skipVerify: true,
    transport: createTransport({ host, port, secure: false, ignoreTLS: true }),
  })

/** Boots the demo site's Payload on a database of its own. Call `stop` in `afterAll`. */
export const startPayload = async (options: StartPayloadOptions = {}): Promise<StartedPayload> => {
  const key = `test_${randomUUID().replaceAll('-', '')}`
  const url = (database: string) => inject('databaseUrl').replace('{database}', database)
  const isSchemaOther = Boolean(
    options.host ?? options.plugin?.slugs ?? options.plugin?.overrides ?? options.plugin?.fields,
  )
  const isOwner = options.databaseUrl === undefined
  if (isOwner) {
    await runSql(
      url('postgres'),
      `create database ${key}${isSchemaOther ? '' : ` template ${inject('templateDatabase')}`}`,
    )
  }
  const databaseUrl = options.databaseUrl ?? url(key)
  const mails: SendEmailOptions[] = []
  const { email = 'capture' } = options
  const config = await testHost({
    databaseUrl,
    email: email === 'capture' ? captureAdapter(mails) : smtpAdapter(email),
    push: isOwner && isSchemaOther,
    ...(options.host ? { host: options.host } : {}),
    ...(options.plugin ? { plugin: options.plugin } : {}),
    ...(options.poolMax === undefined ? {} : { poolMax: options.poolMax }),
  })
  // Under a key of its own: without one, every instance of this process would be the first one.
  const payload = await getPayload({ config, key })
  let users = 0
  return {
    payload,
    config,
    databaseUrl,
    mails,
    rest: createRest({ payload, config, key }),
    createUser: async (data = {}) => {
      users += 1
      const user = await payload.create({
        collection: 'users',
        data: { email: `user${users}@lumen.test`, role: 'owner', ...data, password: randomUUID() },
      })
      return { ...user, collection: 'users' }
    },
    stop: async () => {
      await closePayload(payload)
      if (!isOwner) return
      rmSync(filesDirOf(databaseUrl), { recursive: true, force: true })
      await runSql(url('postgres'), `drop database if exists ${key} with (force)`)
    },
  }
}
