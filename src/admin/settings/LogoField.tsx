'use client'
import { useConfig } from '@payloadcms/ui'
import type { RelationshipFieldClientProps } from 'payload'

import { apiPaths } from '../../paths.ts'
import { useWords } from '../useWords.ts'
import { PictureField } from './PictureField.tsx'

/** The logo of documents, mails and the portal. */
export const LogoField = ({ field, path }: RelationshipFieldClientProps) => {
  const { words } = useWords()
  const api = apiPaths(useConfig().config.routes.api)
  return (
    <PictureField
      field={field}
      path={path}
      kind="logo"
      postUrl={api.settingsLogo()}
      srcOf={api.logo}
      accept="image/png,image/jpeg"
      words={words.ui.logo}
    />
  )
}
