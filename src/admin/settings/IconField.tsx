'use client'
import { useConfig } from '@payloadcms/ui'
import type { RelationshipFieldClientProps } from 'payload'

import { apiPaths } from '../../paths.ts'
import { useWords } from '../useWords.ts'
import { PictureField } from './PictureField.tsx'

/** The icon of the browser's tab. */
export const IconField = ({ field, path }: RelationshipFieldClientProps) => {
  const { words } = useWords()
  const api = apiPaths(useConfig().config.routes.api)
  return (
    <PictureField
      field={field}
      path={path}
      kind="icon"
      postUrl={api.settingsIcon()}
      srcOf={api.icon}
      accept="image/png,image/svg+xml,image/x-icon,.ico,.svg"
      words={words.ui.icon}
    />
  )
}
