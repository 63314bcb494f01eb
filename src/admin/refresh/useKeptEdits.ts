'use client'
import { useDocumentInfo, useForm } from '@payloadcms/ui'
import type { FormState } from 'payload'
import { useCallback, useEffect, useRef } from 'react'

/** What was edited, with the components that the server has just rendered anew: the panel above the form among them. */
const withFreshComponents = (edited: FormState, fresh: FormState): FormState =>
  Object.fromEntries(
    Object.entries(edited).map(([path, field]) => {
      const components = fresh[path]?.customComponents
      return [path, components ? { ...field, customComponents: components } : field]
    }),
  )

/**
 * Payload's form takes over whatever comes with a refreshed page, changed or not: a key that was pressed while the page
 * was on its way would be undone. This puts back what was edited meanwhile. Answers what to call right before a refresh
 * is asked for; a refresh that others ask for (Payload's own *Reload*) goes its usual way.
 */
export const useKeptEdits = (isUnsaved: boolean): (() => void) => {
  const { getFields, dispatchFields } = useForm()
  const { initialState } = useDocumentInfo()
  const isExpected = useRef(false)
  const latest = useRef({ isUnsaved, getFields, dispatchFields })
  useEffect(() => {
    latest.current = { isUnsaved, getFields, dispatchFields }
  })
  useEffect(() => {
    if (!isExpected.current) return
    isExpected.current = false
    const form = latest.current
    if (!form.isUnsaved || !initialState) return
    const edited = form.getFields()
    // The form puts the new state in place in an effect of its own, after those of what stands in it.
    queueMicrotask(() =>
      form.dispatchFields({ type: 'REPLACE_STATE', optimize: false, state: withFreshComponents(edited, initialState) }),
    )
  }, [initialState])
  return useCallback(() => {
    isExpected.current = true
  }, [])
}
