'use client'
import { useDocumentInfo, useModal } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { useEffect, useRef, useState } from 'react'

import { useLiveRefresh } from '../../useLiveRefresh.ts'
import { readFrom } from '../postTo.ts'
import { useUnsaved } from '../useUnsaved.ts'
import { useWords } from '../useWords.ts'
import { useKeptEdits } from './useKeptEdits.ts'

import '../admin.css'

export interface LiveUpdatesProps {
  /** Where the stamp is asked for, and the one that came with the page. */
  url: string
  stamp: string
  /** The document whose form this stands in: its REST address, and when what is shown was written. */
  document?: { url: string; updatedAt: string }
}

/** Somebody who pressed a key or a button a moment ago is about to press the next one. */
const BUSY_MS = 1_000
const PRESSES = ['keydown', 'pointerdown'] as const

/**
 * Keeps a page of the admin up to date while it is open: lists, and the panels above documents, which Payload renders
 * when their page opens and not again when the form is saved. A form with changes in it is left alone, and so is what
 * stands in a dialog; where the very document was changed meanwhile, a line says so.
 */
export const LiveUpdates = ({ url, stamp, document: shown }: LiveUpdatesProps) => {
  const { words } = useWords()
  const router = useRouter()
  const isUnsaved = useUnsaved()
  const { oneModalIsOpen } = useModal()
  const { data } = useDocumentInfo()
  const expectRefresh = useKeptEdits(isUnsaved)
  const [overtaken, setOvertaken] = useState<string | null>(null)
  const pressedAt = useRef(0)
  const lookedFor = useRef('')

  useEffect(() => {
    const pressed = () => {
      pressedAt.current = Date.now()
    }
    for (const event of PRESSES) window.addEventListener(event, pressed, { capture: true, passive: true })
    return () => {
      for (const event of PRESSES) window.removeEventListener(event, pressed, { capture: true })
    }
  }, [])

  /** Whether it was this document that changed, and not just something about its client. */
  const lookAtDocument = async (changed: string) => {
    if (!shown || !isUnsaved || lookedFor.current === changed) return
    lookedFor.current = changed
    const found = await readFrom<{ updatedAt?: string }>(`${shown.url}?depth=0&select[updatedAt]=true`)
    if (found.ok && (found.answer.updatedAt ?? '') > shown.updatedAt) setOvertaken(shown.updatedAt)
  }
  useLiveRefresh({
    url,
    stamp,
    isHeld: () => isUnsaved || oneModalIsOpen || Date.now() - pressedAt.current < BUSY_MS,
    onRefresh: expectRefresh,
    onHeld: (changed) => void lookAtDocument(changed),
  })

  // The form was saved: what stands in the panel is of before.
  const savedAt: unknown = data?.updatedAt
  const asked = useRef<unknown>(shown?.updatedAt)
  useEffect(() => {
    if (!shown || typeof savedAt !== 'string' || savedAt <= shown.updatedAt || savedAt === asked.current) return
    asked.current = savedAt
    expectRefresh()
    router.refresh()
  }, [savedAt, shown, router, expectRefresh])

  const isOvertaken = overtaken !== null && overtaken === shown?.updatedAt && isUnsaved
  return (
    <div className="cp-live" role="status">
      {isOvertaken ? <p className="cp-notice cp-notice--late">{words.ui.live.changed}</p> : null}
    </div>
  )
}
