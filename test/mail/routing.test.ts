import { expect, test } from 'vitest'

import { keysIn, messageIdsIn } from '../../src/mail/routing.ts'
import { answer } from './mails.ts'

const DOMAINS = ['reply.studio.test']
const A = '0123456789abcdefghjk'
const B = 'zyxwvtsrqpnmkjhgfedc'

const found = async (
  headers: Record<string, string>,
  envelopeTo: string[] = [],
  domains: readonly string[] = DOMAINS,
) => keysIn({ envelopeTo }, await answer({ To: 'hello@studio.test', ...headers }), domains)

test.each([
  ['To', `Studio <ticket+${A}@reply.studio.test>`],
  ['To', `"Studio, S.L." <ticket+${A}@reply.studio.test>, ana@client.test`],
  ['Cc', `ana@client.test,\r\n\tticket+${A}@reply.studio.test`],
  ['Delivered-To', `ticket+${A}@reply.studio.test`],
  ['X-Original-To', `<ticket+${A}@reply.studio.test>`],
  ['X-Forwarded-To', `ticket+${A}@reply.studio.test`],
  ['Envelope-To', `ticket+${A}@reply.studio.test`],
  ['To', `TICKET+${A.toUpperCase()}@REPLY.STUDIO.TEST`],
  ['To', `"ticket+${A}@reply.studio.test" <support@studio.test>`],
  ['To', `"ticket+${A}"@reply.studio.test`],
  ['To', `'ticket+${A}@reply.studio.test' <ticket+${A}@reply.studio.test>`],
  ['To', `=?utf-8?B?${Buffer.from(`Ana ticket+${A}@reply.studio.test`).toString('base64')}?= <x@y.test>`],
  ['To', `<mailto:ticket+${A}@reply.studio.test>`],
  ['To', `bounce-ticket+${A}=reply.studio.test@lists.test`],
  ['Delivered-To', `fwd+ticket+${A}=reply.studio.test@forwarder.test`],
  ['To', `ticket%2B${A}%40reply.studio.test@forwarder.test`],
  ['To', `ticket=2B${A}@reply.studio.test`],
  ['To', `ticket+${A}%reply.studio.test@relay.test`],
  ['To', `ticket+${A}@reply.studio.test.`],
])('the key is found in %s: %s', async (name, value) => {
  expect(await found({ [name]: value })).toEqual([{ kind: 'ticket', key: A, source: 'header' }])
})

test.each([
  ['another domain', `ticket+${A}@client.test`],
  ['a domain that goes on', `ticket+${A}@reply.studio.test.evil.test`],
  ['a domain that begins earlier', `ticket+${A}@xreply.studio.test`],
  ['a parent domain', `ticket+${A}@studio.test`],
  ['a shorter key', `ticket+${A.slice(1)}@reply.studio.test`],
  ['a longer key', `ticket+${A}0@reply.studio.test`],
  ['letters no key has', `ticket+${'l'.repeat(20)}@reply.studio.test`],
  ['another kind', `tickets+${A}@reply.studio.test`],
  ['a kind within a word', `mysticket+${A}@reply.studio.test`.replace('mys', 'my')],
  ['no key', 'ticket@reply.studio.test'],
])('%s is no key', async (_, value) => {
  expect(await found({ To: value })).toEqual([])
})

test('a key in the subject, the From or the Reply-To routes nothing', async () => {
  const address = `ticket+${A}@reply.studio.test`
  expect(await found({ Subject: address, From: address, 'Reply-To': address, References: `<${address}>` })).toEqual([])
})

test('the envelope comes first, then what servers wrote, then what the writer wrote; each key once', async () => {
  const keys = await found(
    {
      Cc: `staff+${B}@reply.studio.test, ticket+${B}@reply.studio.test`,
      To: `reply+${A}@reply.studio.test`,
      'Delivered-To': `ticket+${B}@reply.studio.test`,
    },
    ['someone@studio.test', `ticket+${A}@reply.studio.test`],
  )
  expect(keys).toEqual([
    { kind: 'ticket', key: A, source: 'envelope' },
    { kind: 'ticket', key: B, source: 'header' },
    { kind: 'reply', key: A, source: 'header' },
    { kind: 'staff', key: B, source: 'header' },
  ])
})

test('several inbound domains are ours; none, or an empty one, is nobody’s', async () => {
  const headers = { To: `ticket+${A}@reply.studio.test, ticket+${B}@OLD.studio.test` }
  expect((await found(headers, [], ['old.studio.test', 'Reply.studio.test'])).map(({ key }) => key)).toEqual([A, B])
  expect(await found(headers, [], [])).toEqual([])
  expect(await found(headers, [], [''])).toEqual([])
})

test('a domain’s dots are dots', async () => {
  expect(await found({ To: `ticket+${A}@replyxstudio.test` })).toEqual([])
})

test('ten thousand keys are not all looked at for long', async () => {
  const value = Array.from(
    { length: 10_000 },
    (_, index) => `ticket+${String(index).padStart(20, '0')}@reply.studio.test`,
  )
  const begun = performance.now()
  expect(await found({ To: value.join(', ') })).toHaveLength(20)
  expect(performance.now() - begun).toBeLessThan(2000)
})

test('the direct parent comes first, then the thread from its newest mail; each once, and not without end', async () => {
  const mail = await answer({ 'In-Reply-To': '<c@x>', References: '<a@x> <b@x> <c@x>' })
  expect(messageIdsIn(mail)).toEqual(['<c@x>', '<b@x>', '<a@x>'])
  expect(messageIdsIn(await answer())).toEqual([])
  const long = await answer({ References: Array.from({ length: 300 }, (_, index) => `<${index}@x>`).join(' ') })
  expect(messageIdsIn(long)).toHaveLength(50)
  expect(messageIdsIn(long)[0]).toBe('<299@x>')
})
