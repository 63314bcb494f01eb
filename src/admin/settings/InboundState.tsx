import type { UIFieldServerProps } from 'payload'

import { getPortalOptions } from '../../context.ts'
import { formatInstant } from '../../domain/days.ts'
import { providersSetUp } from '../../mail/inboundFields.ts'
import { inboundSecrets } from '../../mail/inboundSecrets.ts'
import { absoluteUrl } from '../../operations/absoluteUrl.ts'
import { deliveryFactsOf } from '../../operations/deliveryFacts.ts'
import { inboundDomainOf } from '../../operations/sender.ts'
import { findMany, readSettings } from '../../store.ts'
import { filled, wordsOf } from '../words.ts'
import { InboundAddress } from './InboundAddress.tsx'

import '../admin.css'

/** Where the chosen provider hands its mail to, and whether any has come: what a person wants to know after setting it up. */
export const InboundState = async ({ req, i18n }: UIFieldServerProps) => {
  const words = wordsOf(i18n)
  const texts = words.ui.inbound
  const providers: Readonly<Record<string, string>> = words.options.mailProvider
  const nameOf = (provider: string): string => providers[provider] ?? provider
  const settings = await readSettings(req)
  const { secrets } = await inboundSecrets(req)
  const ready = providersSetUp(secrets)
  const [last] = await findMany(req, 'emails', {
    where: { kind: { equals: 'inbound' } },
    sort: ['-queuedAt', '-id'],
    limit: 1,
    select: { queuedAt: true, data: true },
  })
  const lines = [
    last
      ? filled(texts.last, {
          when: formatInstant(last.queuedAt, i18n.language, settings.timeZone),
          provider: nameOf(deliveryFactsOf(last).provider),
        })
      : texts.none,
    ready.length > 0 ? filled(texts.ready, { providers: ready.map(nameOf).join(', ') }) : texts.notReady,
    ...(inboundDomainOf(req, settings) === null ? [texts.noDomain] : []),
  ]
  const { api } = getPortalOptions(req.payload)
  return (
    <div className="field-type cp-stripe cp-inbound">
      <InboundAddress base={absoluteUrl(req, api.inboundMail(''))} />
      {lines.map((line) => (
        <p className="cp-hint" key={line}>
          {line}
        </p>
      ))}
    </div>
  )
}
