'use client'
import { useFormModified } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { useEffect } from 'react'

const AFTER_MS = [1500, 4000, 9000]

/**
 * Looks again a few times while something is on its way, so that a mail turns to delivered before one's eyes. Never
 * while the form has changes: showing the page anew would take them away.
 */
export const RefreshSoon = () => {
  const router = useRouter()
  const isModified = useFormModified()
  useEffect(() => {
    if (isModified) return
    const timers = AFTER_MS.map((ms) => setTimeout(() => router.refresh(), ms))
    return () => timers.forEach(clearTimeout)
  }, [isModified, router])
  return null
}
