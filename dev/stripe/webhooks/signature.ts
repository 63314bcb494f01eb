import { createHmac } from 'node:crypto'

/** `t=…,v1=…`, with one signature per secret, as while a secret is being rolled. */
export const signatureOf = (body: string, timestamp: number, secrets: string[]): string => {
  const signatures = secrets.map((secret) => createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex'))
  return [`t=${timestamp}`, ...signatures.map((each) => `v1=${each}`)].join(',')
}
