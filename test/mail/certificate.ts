import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'

const der = (tag: number, ...contents: Uint8Array[]): Buffer => {
  const body = Buffer.concat(contents)
  const size = body.byteLength
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), body])
}

const hex = (text: string): Buffer => Buffer.from(text, 'hex')

const time = (date: Date): Buffer =>
  der(
    0x18,
    Buffer.from(
      date
        .toISOString()
        .replace(/[-:T]/g, '')
        .replace(/\.\d+Z$/, 'Z'),
    ),
  )

const name = (commonName: string): Buffer =>
  // CN, as the only part of a distinguished name.
  der(0x30, der(0x31, der(0x30, der(0x06, hex('550403')), der(0x0c, Buffer.from(commonName)))))

export interface TestCertificate {
  pem: string
  privateKey: KeyObject
}

/** A certificate such as Amazon signs with, made and signed by ourselves: an X.509 structure has few parts. */
export const makeCertificate = (from: Date, until: Date): TestCertificate => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const sha256WithRsa = der(0x30, der(0x06, hex('2a864886f70d01010b')), der(0x05))
  const toSign = der(
    0x30,
    der(0x02, Buffer.from([1])),
    sha256WithRsa,
    name('Test authority'),
    der(0x30, time(from), time(until)),
    name('sns.amazonaws.com'),
    publicKey.export({ type: 'spki', format: 'der' }),
  )
  const signature = sign('sha256', toSign, privateKey)
  const certificate = der(0x30, toSign, sha256WithRsa, der(0x03, Buffer.from([0]), signature))
  const lines = certificate.toString('base64').replace(/.{64}/g, '$&\n')
  return { pem: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`, privateKey }
}
