import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { inRepository } from './repository.ts'

export interface DemoSecrets {
  PAYLOAD_SECRET: string
  INBOUND_MAIL_SECRET: string
}

/** The demo's secrets: from the environment, else made once and kept, so that sessions outlive a restart. */
export const demoSecrets = (): DemoSecrets => {
  const file = inRepository('.data/secrets.json')
  let kept: Partial<DemoSecrets> = {}
  if (existsSync(file)) kept = JSON.parse(readFileSync(file, 'utf8')) as Partial<DemoSecrets>
  const random = () => randomBytes(32).toString('base64url')
  const secrets = {
    PAYLOAD_SECRET: kept.PAYLOAD_SECRET ?? random(),
    INBOUND_MAIL_SECRET: kept.INBOUND_MAIL_SECRET ?? random(),
  }
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 })
  return {
    PAYLOAD_SECRET: process.env.PAYLOAD_SECRET ?? secrets.PAYLOAD_SECRET,
    INBOUND_MAIL_SECRET: process.env.INBOUND_MAIL_SECRET ?? secrets.INBOUND_MAIL_SECRET,
  }
}
