import {
  buildMail,
  entity,
  filePart,
  GIF,
  HALF_HEIC,
  htmlPart,
  mailPart,
  multipart,
  PNG,
  SVG_WITH_SCRIPT,
  textPart,
  type Headers,
} from './buildMail.ts'

export interface Correspondents {
  /** An address on file. */
  client: string
  stranger: string
  /** `ticket+key@…` of a thread of the client's. */
  ticket: string
  /** `reply+key@…` of an invoice of the client's. */
  reply: string
  /** The Message-ID of a mail of ours to the client. */
  ourId: string
}

export interface VariedMail {
  name: string
  raw: Buffer
}

const QUOTE = `On Wed, 25 Nov 2026 at 10:00, Estudio Lumen <hola@lumen.test> wrote:
> We have sent it today.
> It should be with you soon.
`

const CALENDAR = `BEGIN:VCALENDAR
METHOD:REQUEST
BEGIN:VEVENT
UID:1@client.test
DTSTART:20261130T100000Z
SUMMARY:A call
END:VEVENT
END:VCALENDAR
`

const OUTLOOK = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><!--[if gte mso 9]><xml></xml><![endif]--></head>
<body lang=EN-GB><div class=WordSection1><p class=MsoNormal>Hello,<o:p></o:p></p><p class=MsoNormal>could you change line 3?</p>
<div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal><b>From:</b> Estudio Lumen<br>
<b>Sent:</b> 25 November 2026<br><b>To:</b> Client<br><b>Subject:</b> Invoice</p></div><p>The old words</p></div></body></html>`

const GMAIL = `<div dir="ltr">Thank you, <b>all clear</b></div><br><div class="gmail_quote"><div class="gmail_attr">On Wed, Lumen wrote:</div>
<blockquote class="gmail_quote" style="margin:0 0 0 .8ex">We have sent it.</blockquote></div>`

const uuencoded = `See the file.

begin 644 notes.txt
#0V%T
\`
end
`

/** One mail of each kind that people, programs and machines send; every call makes the same ones. */
export const variedMails = (who: Correspondents): VariedMail[] => {
  const { client, stranger, ticket, reply, ourId } = who
  const mails: VariedMail[] = []
  const add = (name: string, headers: Headers, part: Parameters<typeof buildMail>[1]) => {
    const id = `<varied-${mails.length}@mail.example>`
    mails.push({ name, raw: buildMail({ From: client, 'Message-ID': id, ...headers }, part) })
  }
  const mixed = (...parts: Parameters<typeof multipart>[1][number][]) =>
    multipart('mixed', parts, { boundary: `mixed-${mails.length}` })
  const alternative = (text: string, html: string) =>
    multipart('alternative', [textPart(text), htmlPart(html)], { boundary: `alternative-${mails.length}` })

  add('plain', {}, 'Is it paid?')
  add('plain answer with a quote', { To: ticket, Subject: 'Re: A question' }, `Thank you.\n\n${QUOTE}`)
  add('quoted-printable', {}, textPart('Mañana = €20, señor. '.repeat(20), { encoding: 'quoted-printable' }))
  add('base64 text', { To: reply }, textPart('Grüße aus Köln', { encoding: 'base64' }))
  add(
    'flowed',
    {},
    textPart('A line that \nflows on. \n> quoted \n> flow', { charset: 'utf-8; format=flowed; delsp=yes' }),
  )
  add('html alone', { To: ticket }, htmlPart(GMAIL))
  add('html alone, Outlook', { To: `"Lumen" <${ticket}>` }, htmlPart(OUTLOOK, { charset: 'windows-1252' }))
  add('alternative', {}, alternative(`Thanks\n\n${QUOTE}`, GMAIL))
  add(
    'related picture',
    { To: ticket },
    multipart(
      'related; type="text/html"',
      [
        htmlPart('<p>See <img src="cid:pixel@client.test" alt="it"></p>'),
        filePart('pixel.png', PNG, { type: 'image/png', cid: 'pixel@client.test' }),
        filePart('moving.gif', GIF, { type: 'image/gif', cid: 'moving' }),
      ],
      { boundary: 'related' },
    ),
  )
  add('files', {}, mixed(textPart('Attached'), filePart('plan.pdf', '%PDF-1.7 plan', { type: 'application/pdf' })))
  add(
    'texts around a file',
    {},
    mixed(textPart('Before'), filePart('a.png', PNG, { type: 'image/png' }), textPart('After')),
  )
  add(
    'report of a server',
    {
      From: 'MAILER-DAEMON@mx.client.test',
      'Return-Path': '<>',
      'Auto-Submitted': 'auto-replied',
      Subject: 'Returned mail',
    },
    multipart(
      'report; report-type=delivery-status',
      [
        textPart('It came back.'),
        {
          headers: { 'Content-Type': 'message/delivery-status' },
          body: Buffer.from(
            `Reporting-MTA: dns; mx.client.test\r\n\r\nFinal-Recipient: rfc822; ${client}\r\nAction: failed\r\nStatus: 5.1.1\r\n`,
          ),
        },
        mailPart(Buffer.from(`Message-ID: ${ourId}\r\nSubject: x\r\n\r\nx`)),
      ],
      { boundary: 'report' },
    ),
  )
  add('absence', { To: ticket, 'Auto-Submitted': 'auto-replied', Subject: 'Automatic reply: x' }, 'I am away.')
  add(
    'list',
    { 'List-Id': '<news.client.test>', 'List-Unsubscribe': '<https://client.test>', Precedence: 'bulk' },
    'News',
  )
  add(
    'invitation',
    {},
    multipart(
      'alternative',
      [textPart('A call?'), textPart(CALENDAR, { type: 'text/calendar', charset: 'utf-8; method=REQUEST' })],
      { boundary: 'calendar' },
    ),
  )
  add(
    'three mails deep',
    { From: stranger },
    mixed(
      textPart('Forwarded'),
      mailPart(
        buildMail(
          { 'Message-ID': '<in1@x>' },
          multipart(
            'mixed',
            [
              textPart('One'),
              mailPart(
                buildMail(
                  { 'Message-ID': '<in2@x>' },
                  multipart('mixed', [mailPart(buildMail({ 'Message-ID': '<in3@x>' }, 'Three'))], { boundary: 'in2' }),
                ),
              ),
            ],
            { boundary: 'in1' },
          ),
        ),
      ),
    ),
  )
  add(
    'Japanese',
    { Subject: '=?iso-2022-jp?B?GyRCJDMkcyRLJEEkTxsoQg==?=' },
    textPart(Buffer.from('\x1b$B$"$j$,$H$&\x1b(B\r\n', 'latin1'), { charset: 'iso-2022-jp' }),
  )
  add('Chinese', {}, textPart(Buffer.from([0xd0, 0xbb, 0xd0, 0xbb, 0x94, 0x39, 0xfc, 0x36]), { charset: 'gb18030' }))
  add('Windows-1252', {}, textPart(Buffer.from('Ma\xf1ana \x80 20', 'latin1'), { charset: 'windows-1252' }))
  add('UTF-8 that lies', { Subject: 'Mañana' }, textPart('Mañana €', { charset: 'us-ascii' }))
  add(
    'UTF-16 html',
    {},
    htmlPart(Buffer.from('\ufeff<p>Wide</p>', 'utf16le'), { charset: 'utf-16', encoding: 'base64' }),
  )
  add('answers between the lines', { To: ticket }, `> Is it done?\nYes.\n> And paid?\nNot yet.\n`)
  add(
    'winmail.dat',
    {},
    mixed(
      textPart('See'),
      filePart('winmail.dat', Buffer.concat([Buffer.from([0x78, 0x9f, 0x3e, 0x22]), Buffer.alloc(200, 9)]), {
        type: 'application/ms-tnef',
      }),
    ),
  )
  add(
    'encoded names',
    {
      From: `=?utf-8?Q?Jos=C3=A9?= <${client}>`,
      To: `"a, b" <${ticket}>, Group: c@d.test, e@f.test;`,
      Subject: '=?utf-8?B?UGxhbiDwn5iA?=\r\n =?iso-8859-1?Q?_a=F1o?=',
    },
    mixed(textPart('Names'), {
      headers: {
        'Content-Type': "application/pdf; name*0*=utf-8''a%20; name*1=b.pdf",
        'Content-Disposition': "attachment; filename*=utf-8''%e2%82%ac%20plan.pdf",
      },
      body: Buffer.from('%PDF'),
    }),
  )
  add(
    'signed',
    {},
    multipart(
      'signed; protocol="application/pgp-signature"; micalg=pgp-sha256',
      [
        textPart('Signed words'),
        textPart('-----BEGIN PGP SIGNATURE-----\n\niQ==\n-----END PGP SIGNATURE-----\n', {
          type: 'application/pgp-signature',
          charset: null,
        }),
      ],
      { boundary: 'signed' },
    ),
  )
  add(
    'sealed',
    {},
    filePart('smime.p7m', Buffer.alloc(300, 0x30), { type: 'application/pkcs7-mime; smime-type=enveloped-data' }),
  )
  add(
    'receipt',
    { Subject: 'Read: x' },
    multipart(
      'report; report-type=disposition-notification',
      [
        textPart('It was read.'),
        {
          headers: { 'Content-Type': 'message/disposition-notification' },
          body: Buffer.from(`Final-Recipient: rfc822; ${client}\r\nDisposition: manual-action; displayed\r\n`),
        },
      ],
      { boundary: 'receipt' },
    ),
  )
  add('no words', { Subject: '' }, '')
  add(
    'a file and no words',
    { To: ticket },
    mixed(filePart('photo.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), { type: 'image/jpeg' })),
  )
  add('uuencoded', {}, uuencoded)
  add(
    'files that stores refuse',
    {},
    mixed(
      textPart('Odd files'),
      filePart('logo.svg', SVG_WITH_SCRIPT, { type: 'image/svg+xml' }),
      filePart('photo.heic', HALF_HEIC, { type: 'image/heic' }),
      filePart('setup.exe', 'MZ\0'),
      filePart('invoice.xml', '<?xml version="1.0"?><Facturae/>', { type: 'application/xml' }),
    ),
  )
  add(
    'a long thread',
    {
      To: 'hola@lumen.test',
      'In-Reply-To': ourId,
      References: Array.from({ length: 60 }, (_, index) => `<ref${index}@x.test>`).join('\r\n ') + `\r\n ${ourId}`,
    },
    'On it goes',
  )
  add(
    'our own notice',
    {
      From: 'Estudio Lumen <hola@lumen.test>',
      'Reply-To': ticket,
      'Message-ID': '<0b6e1f@lumen.test>',
      'Auto-Submitted': 'auto-generated',
    },
    'Somebody has written',
  )
  add(
    'a card',
    {},
    mixed(textPart('My card'), textPart('BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nEND:VCARD\n', { type: 'text/vcard' })),
  )
  add(
    'for watches and dynamic mail',
    {},
    multipart(
      'alternative',
      [
        textPart('Plain'),
        textPart('<html ⚡4email></html>', { type: 'text/x-amp-html' }),
        textPart('<b>Rich</b>', { type: 'text/enriched' }),
        htmlPart('<p>Html</p>'),
      ],
      { boundary: 'amp' },
    ),
  )
  mails.push({
    name: 'a mailbox file’s first line',
    raw: Buffer.concat([
      Buffer.from(`From ${client} Wed Nov 25 10:00:00 2026\r\n`),
      buildMail({ From: stranger, 'Message-ID': '<mbox@mail.example>' }, 'Words'),
    ]),
  })
  mails.push({
    name: 'bare line feeds',
    raw: Buffer.from(
      entity({ headers: { From: client, To: ticket }, body: Buffer.from('Unix\r\n') })
        .toString('latin1')
        .replaceAll('\r', ''),
      'latin1',
    ),
  })
  mails.push({ name: 'no header at all', raw: Buffer.from('Just words\r\n') })
  return mails
}
