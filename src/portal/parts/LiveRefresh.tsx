'use client'
import { useLiveRefresh } from '../../useLiveRefresh.ts'

/** Whether a field holds what nobody has sent yet. */
const isChanged = (field: Element | null): boolean => {
  if (field instanceof HTMLSelectElement) return [...field.options].some((one) => one.selected !== one.defaultSelected)
  if (field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio'))
    return field.checked !== field.defaultChecked
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)
    return field.value !== field.defaultValue
  return false
}

/**
 * Somebody is in the middle of something: a field of theirs, a form on its way, a dialog, or whatever marks itself with
 * `data-live-hold` (a payment window).
 */
const isBusy = (): boolean => {
  const field = document.activeElement
  if (field?.closest('main') && isChanged(field)) return true
  return document.querySelector('dialog[open], [data-live-hold], form[data-sent]') !== null
}

/** Draws the page anew when something on it changed on the server. */
export const LiveRefresh = ({ url, stamp }: { url: string; stamp: string }) => {
  useLiveRefresh({ url, stamp, isHeld: isBusy })
  return null
}
