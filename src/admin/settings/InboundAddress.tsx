'use client'
import { useFormFields } from '@payloadcms/ui'

import { useWords } from '../useWords.ts'
import { CopyText } from './CopyText.tsx'

/** What the address needs beyond its provider's name: Mailgun sends a mail whole to addresses that end so. */
const endings: Readonly<Record<string, string>> = { mailgun: '?as=mime', sendgrid: '?key=…' }

/** The address for the provider that is chosen in the form at this moment. */
export const InboundAddress = ({ base }: { base: string }) => {
  const { words } = useWords()
  const provider = useFormFields(([fields]) => fields.inboundProvider?.value)
  const texts = words.ui.inbound
  if (typeof provider !== 'string' || !Object.hasOwn(texts.how, provider)) return null
  return (
    <>
      <span className="field-label">{texts.address}</span>
      <CopyText text={`${base}${provider}${endings[provider] ?? ''}`} label={texts.address} />
      <p className="cp-hint">
        {texts.how[provider as keyof typeof texts.how]} {texts.guide}
      </p>
    </>
  )
}
