import { createHmac, createSign, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'

import { type ProviderConfig } from '../../src/mail/inboundMail.ts'
import { type TestCertificate } from './certificate.ts'
import { formBody, MAIL, NOW, SECONDS, type FormPart, type Posted } from './inbound.ts'

/** Requests in the shapes that the providers' documents show, signed as the providers sign them. */

export const rawConfig = { rawSecret: 'a-long-secret-of-ours' } satisfies Partial<ProviderConfig>

export const rawPost = (changes: Partial<Posted> = {}): Posted => ({
  body: MAIL,
  ...changes,
  headers: {
    'content-type': 'message/rfc822',
    'x-inbound-secret': rawConfig.rawSecret,
    'x-envelope-to': 'Ticket+0123456789abcdefghjk@Reply.Studio.test, <second@studio.test>',
    'x-envelope-from': 'ana@client.test',
    ...changes.headers,
  },
})

export const sendgridConfig = { sendgridKey: 'the-key-in-the-address' } satisfies Partial<ProviderConfig>

const sendgridVerdicts: FormPart[] = [
  { name: 'SPF', value: 'pass' },
  { name: 'dkim', value: '{@other.test : fail, @client.test : pass}' },
  { name: 'spam_score', value: '0.011' },
  { name: 'sender_ip', value: '192.0.2.9' },
  {
    name: 'envelope',
    value: '{"to":["ticket+0123456789abcdefghjk@reply.studio.test"],"from":"ana@client.test"}',
  },
]

/** *POST the raw, full MIME message.* */
export const sendgridRaw = (): Posted => ({
  ...formBody([
    ...sendgridVerdicts,
    { name: 'to', value: 'Studio <ticket+0123456789abcdefghjk@reply.studio.test>' },
    { name: 'from', value: 'Ana Torres <ana@client.test>' },
    { name: 'subject', value: 'Re: Invoice INV-2026-0007' },
    { name: 'email', value: MAIL },
  ]),
  query: `?key=${sendgridConfig.sendgridKey}`,
})

export const sendgridParsed = (): Posted => ({
  ...formBody([
    {
      name: 'headers',
      value:
        'From: Ana Torres <ana@client.test>\nTo: ticket+0123456789abcdefghjk@reply.studio.test\n' +
        'Message-ID: <answer-1@client.test>\nIn-Reply-To: <ours@studio.test>\nMIME-Version: 1.0\n' +
        'Content-Type: multipart/mixed; boundary="old"\nSubject: =?utf-8?Q?A=C3=B1o?=\n',
    },
    ...sendgridVerdicts,
    { name: 'text', value: Buffer.from('Mañana, gracias.', 'latin1') },
    { name: 'html', value: '<p>Mañana, <img src="cid:logo@client.test"> gracias.</p>' },
    { name: 'from', value: 'Ana Torres <ana@client.test>' },
    { name: 'to', value: 'ticket+0123456789abcdefghjk@reply.studio.test' },
    { name: 'subject', value: 'Año' },
    { name: 'charsets', value: '{"to":"UTF-8","html":"UTF-8","subject":"UTF-8","from":"UTF-8","text":"iso-8859-1"}' },
    { name: 'attachments', value: '2' },
    { name: 'content-ids', value: '{"logo@client.test":"attachment2"}' },
    {
      name: 'attachment1',
      value: Buffer.from([0, 1, 2, 0xff, 13, 10, 254]),
      filename: 'plan.bin',
      type: 'application/x-plan',
    },
    { name: 'attachment2', value: Buffer.from('GIF89a…'), filename: 'logo.gif', type: 'image/gif' },
  ]),
  query: `?key=${sendgridConfig.sendgridKey}`,
})

export const sendgridKeys = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })

export const sendgridSignedConfig = {
  sendgridPublicKey: sendgridKeys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
} satisfies Partial<ProviderConfig>

export const signedBySendgrid = (
  posted: Posted,
  seconds = SECONDS,
  key: KeyObject = sendgridKeys.privateKey,
): Posted => ({
  ...posted,
  query: '',
  headers: {
    ...posted.headers,
    'x-twilio-email-event-webhook-timestamp': String(seconds),
    'x-twilio-email-event-webhook-signature': createSign('sha256')
      .update(String(seconds))
      .update(posted.body)
      .sign(key, 'base64'),
  },
})

export const mailgunConfig = { mailgunSigningKey: 'key-of-the-account' } satisfies Partial<ProviderConfig>

export const MAILGUN_TOKEN = 'e0b5477167110d68991efc6b9f89f0a11066af27834600e123'

export const mailgunProof = (seconds = SECONDS, key: string = mailgunConfig.mailgunSigningKey): FormPart[] => [
  { name: 'timestamp', value: String(seconds) },
  { name: 'token', value: MAILGUN_TOKEN },
  { name: 'signature', value: createHmac('sha256', key).update(`${seconds}${MAILGUN_TOKEN}`).digest('hex') },
]

const mailgunEnvelope: FormPart[] = [
  { name: 'recipient', value: 'ticket+0123456789abcdefghjk@reply.studio.test' },
  { name: 'sender', value: 'ana@client.test' },
  { name: 'from', value: 'Ana Torres <ana@client.test>' },
  { name: 'subject', value: 'Re: Invoice INV-2026-0007' },
]

/** What Mailgun's receiving server writes above the mail. */
const mailgunOnTop = Buffer.from(
  'X-Mailgun-Incoming: Yes\r\nX-Mailgun-Spf: Pass\r\nX-Mailgun-Dkim-Check-Result: Fail\r\nX-Mailgun-Sflag: No\r\n',
)

export const MAILGUN_MAIL = Buffer.concat([mailgunOnTop, MAIL])

/** A route whose address ends in `mime`. */
export const mailgunMime = (proof = mailgunProof()): Posted =>
  formBody([...mailgunEnvelope, { name: 'body-mime', value: MAILGUN_MAIL }, ...proof])

/** The same, urlencoded as Mailgun posts what has no files. */
export const mailgunUrlencoded = (): Posted => {
  const parts = [...mailgunEnvelope, ...mailgunProof()].map(
    ({ name, value }) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value)).replaceAll('%20', '+')}`,
  )
  const mime = [...MAILGUN_MAIL].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
  return {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: [...parts, `body-mime=${mime}`].join('&'),
  }
}

export const mailgunParsed = (): Posted =>
  formBody([
    ...mailgunEnvelope,
    {
      name: 'message-headers',
      value: JSON.stringify([
        ['X-Mailgun-Incoming', 'Yes'],
        ['X-Mailgun-Spf', 'Pass'],
        ['Received', 'by mxa.mailgun.org'],
        ['X-Mailgun-Dkim-Check-Result', 'Pass'],
        ['From', 'Ana Torres <ana@client.test>'],
        ['To', 'ticket+0123456789abcdefghjk@reply.studio.test'],
        ['Message-Id', '<answer-1@client.test>'],
        ['Subject', 'Re: Invoice INV-2026-0007'],
        ['Content-Type', 'multipart/mixed; boundary="old"'],
      ]),
    },
    { name: 'body-plain', value: 'Mañana, gracias.' },
    { name: 'stripped-text', value: 'Mañana' },
    { name: 'body-html', value: '<p>Mañana, gracias.</p>' },
    { name: 'content-id-map', value: '{"<logo@client.test>":"attachment-1"}' },
    { name: 'attachment-count', value: '1' },
    { name: 'attachment-1', value: Buffer.from('GIF89a…'), filename: 'logo.gif', type: 'image/gif' },
    ...mailgunProof(),
  ])

export const postmarkConfig = {
  postmarkUser: 'inbound',
  postmarkPassword: 'a:password with ñ',
} satisfies Partial<ProviderConfig>

export const basicAuth = (user: string, password: string): { authorization: string } => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`,
})

export const postmarkMail = {
  FromName: 'Torres, Ana',
  MessageStream: 'inbound',
  From: 'ana@client.test',
  FromFull: { Email: 'ana@client.test', Name: 'Torres, Ana', MailboxHash: '' },
  To: '"Studio" <ticket+0123456789abcdefghjk@reply.studio.test>',
  ToFull: [
    { Email: 'ticket+0123456789abcdefghjk@reply.studio.test', Name: 'Studio', MailboxHash: '0123456789abcdefghjk' },
  ],
  Cc: 'accounts@client.test',
  CcFull: [{ Email: 'accounts@client.test', Name: '', MailboxHash: '' }],
  Bcc: '',
  BccFull: [],
  OriginalRecipient: 'Ticket+0123456789abcdefghjk@reply.studio.test',
  Subject: 'Re: Invoice INV-2026-0007',
  MessageID: '73e6d360-66eb-11e1-8e72-a8904824019b',
  ReplyTo: '',
  MailboxHash: '0123456789abcdefghjk',
  Date: 'Mon, 2 Mar 2026 10:59:57 +0100',
  TextBody: 'Mañana, gracias.',
  HtmlBody: '<p>Mañana, gracias.</p>',
  StrippedTextReply: 'Mañana',
  Tag: '',
  Headers: [
    { Name: 'Return-Path', Value: '<ana@client.test>' },
    { Name: 'Received', Value: 'by p-pm-inboundg02a-aws.inbound.postmarkapp.com' },
    { Name: 'X-Spam-Status', Value: 'No' },
    { Name: 'X-Spam-Tests', Value: 'DKIM_SIGNED,DKIM_VALID,DKIM_VALID_AU,SPF_PASS' },
    { Name: 'Received-SPF', Value: 'Fail (domain owner discourages use of this host) identity=mailfrom' },
    { Name: 'Received-SPF', Value: 'Pass (written by whoever sent it)' },
    { Name: 'MIME-Version', Value: '1.0' },
    { Name: 'Message-ID', Value: '<answer-1@client.test>' },
    { Name: 'In-Reply-To', Value: '<ours@studio.test>' },
  ],
  Attachments: [
    {
      Name: 'factura ñ.pdf',
      Content: Buffer.from('%PDF-1.7 …').toString('base64'),
      ContentType: 'application/pdf',
      ContentLength: 12,
      ContentID: '',
    },
  ],
}

export const postmarkPost = (mail: unknown = postmarkMail): Posted => ({
  body: JSON.stringify(mail),
  headers: {
    'content-type': 'application/json',
    ...basicAuth(postmarkConfig.postmarkUser, postmarkConfig.postmarkPassword),
  },
})

export const sesConfig = {
  sesTopicArn: 'arn:aws:sns:eu-west-1:123456789012:inbound-mail',
} satisfies Partial<ProviderConfig>

export const CERTIFICATE_URL =
  'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-f3ecfb7224c7233fe7bb5f59f96de52f.pem'

export const CONFIRM_URL =
  'https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:eu-west-1:123456789012:inbound-mail&Token=2336412f37'

export const sesNotification = (changes: Record<string, unknown> = {}) => ({
  notificationType: 'Received',
  mail: {
    timestamp: '2026-03-02T09:59:58.000Z',
    source: 'ana@client.test',
    messageId: 'd6iitobk75ur44p8kdnnp7g2n800',
    destination: ['ticket+0123456789abcdefghjk@reply.studio.test'],
    headersTruncated: false,
    commonHeaders: { from: ['Ana Torres <ana@client.test>'], subject: 'Re: Invoice INV-2026-0007' },
  },
  receipt: {
    timestamp: '2026-03-02T09:59:58.000Z',
    processingTimeMillis: 222,
    recipients: ['ticket+0123456789abcdefghjk@reply.studio.test'],
    spamVerdict: { status: 'PASS' },
    virusVerdict: { status: 'PASS' },
    spfVerdict: { status: 'PASS' },
    dkimVerdict: { status: 'GRAY' },
    dmarcVerdict: { status: 'FAIL' },
    dmarcPolicy: 'reject',
    action: { type: 'SNS', topicArn: sesConfig.sesTopicArn, encoding: 'BASE64' },
  },
  content: MAIL.toString('base64'),
  ...changes,
})

export type SnsMessage = Record<string, string>

export const snsNotification = (notification: unknown = sesNotification(), changes: SnsMessage = {}): SnsMessage => ({
  Type: 'Notification',
  MessageId: '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324',
  TopicArn: sesConfig.sesTopicArn,
  Subject: 'Amazon SES Email Receipt Notification',
  Message: typeof notification === 'string' ? notification : JSON.stringify(notification),
  Timestamp: NOW.toISOString(),
  UnsubscribeURL: 'https://sns.eu-west-1.amazonaws.com/?Action=Unsubscribe',
  SignatureVersion: '2',
  SigningCertURL: CERTIFICATE_URL,
  ...changes,
})

export const snsConfirmation = (changes: SnsMessage = {}): SnsMessage => ({
  Type: 'SubscriptionConfirmation',
  MessageId: '165545c9-2a5c-472c-8df2-7ff2be2b3b1b',
  Token: '2336412f37',
  TopicArn: sesConfig.sesTopicArn,
  Message: 'You have chosen to subscribe to the topic.',
  SubscribeURL: CONFIRM_URL,
  Timestamp: NOW.toISOString(),
  SignatureVersion: '1',
  SigningCertURL: CERTIFICATE_URL,
  ...changes,
})

/** Signs as Amazon does: names and values of these fields, a line each, in the order of the alphabet. */
export const signedByAmazon = (message: SnsMessage, { privateKey }: TestCertificate): Posted => {
  const keys =
    message.Type === 'Notification'
      ? ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type']
      : ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type']
  const text = keys.flatMap((key) => (key in message ? [`${key}\n${message[key]}\n`] : [])).join('')
  const algorithm = message.SignatureVersion === '1' ? 'sha1' : 'sha256'
  return {
    headers: { 'content-type': 'text/plain; charset=UTF-8', 'x-amz-sns-message-type': message.Type ?? '' },
    body: JSON.stringify({ ...message, Signature: sign(algorithm, Buffer.from(text), privateKey).toString('base64') }),
  }
}

export const resendConfig = {
  resendWebhookSecret: `whsec_${Buffer.from('thirty-two-bytes-of-shared-secret').toString('base64')}`,
  resendApiKey: 're_123456789',
} satisfies Partial<ProviderConfig>

export const RESEND_ID = '56761188-7520-42d8-8898-ff6fc54ce618'
export const RESEND_API_URL = `https://api.resend.com/emails/receiving/${RESEND_ID}`
export const RESEND_RAW_URL = `https://inbound-cdn.resend.com/${RESEND_ID}/raw?some-params=example&signature=sig-123`

export const resendEvent = {
  type: 'email.received',
  created_at: '2026-03-02T09:59:58.126Z',
  data: {
    email_id: RESEND_ID,
    created_at: '2026-03-02T09:59:57.894719+00:00',
    from: 'Ana Torres <ana@client.test>',
    to: ['ticket+0123456789abcdefghjk@reply.studio.test'],
    bcc: [],
    cc: ['accounts@client.test'],
    message_id: '<answer-1@client.test>',
    subject: 'Re: Invoice INV-2026-0007',
    attachments: [
      {
        id: '2a0c9ce0-3112-4728-976e-47ddcd16a318',
        filename: 'avatar.png',
        content_type: 'image/png',
        content_disposition: 'inline',
        content_id: 'img001',
      },
    ],
  },
}

/** What `GET /emails/receiving/:id` answers. */
export const resendDetails = (
  raw: unknown = { download_url: RESEND_RAW_URL, expires_at: '2026-03-02T11:00:00.000Z' },
) => ({
  object: 'email',
  id: RESEND_ID,
  to: resendEvent.data.to,
  from: resendEvent.data.from,
  created_at: resendEvent.data.created_at,
  subject: resendEvent.data.subject,
  html: '<p>Mañana, gracias.</p>',
  text: 'Mañana, gracias.',
  headers: { 'return-path': 'ana@client.test', 'mime-version': '1.0', 'in-reply-to': '<ours@studio.test>' },
  bcc: [],
  cc: resendEvent.data.cc,
  reply_to: [],
  message_id: resendEvent.data.message_id,
  raw,
  attachments: resendEvent.data.attachments,
})

export const signedByResend = (
  event: unknown = resendEvent,
  { seconds = SECONDS, secret = resendConfig.resendWebhookSecret } = {},
): Posted => {
  const body = typeof event === 'string' ? event : JSON.stringify(event)
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const signature = createHmac('sha256', key).update(`msg_p5jXN8AQM9LWM0D4loKWxJek.${seconds}.${body}`).digest('base64')
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'svix-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'svix-timestamp': String(seconds),
      'svix-signature': `v1,bm9uc2Vuc2U= v2,x v1,${signature}`,
    },
  }
}
