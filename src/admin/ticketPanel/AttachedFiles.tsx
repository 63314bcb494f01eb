'use client'
import { useRef, type RefObject } from 'react'

import { formatSize } from '../../domain/formatSize.ts'
import { useWords } from '../useWords.ts'
import { filled } from '../words.ts'

interface FilesProps {
  files: File[]
  onChange: (files: File[]) => void
  /** The button that chooses: where the focus goes when a file was taken off. */
  opener: RefObject<HTMLButtonElement | null>
}

/** Chooses files, in as many goes as one likes. */
export const AttachButton = ({ files, onChange, opener }: FilesProps) => {
  const { words } = useWords()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button className="cp-tool" onClick={() => input.current?.click()} ref={opener} type="button">
        {words.ui.ticket.attach}
      </button>
      <input
        aria-label={words.ui.ticket.files}
        hidden
        multiple
        onChange={(event) => {
          onChange([...files, ...(event.target.files ?? [])])
          // The same file can be chosen again once it was taken off.
          event.target.value = ''
        }}
        ref={input}
        type="file"
      />
    </>
  )
}

/** What goes with the message, each with a way to take it off again. */
export const AttachedFiles = ({ files, onChange, opener }: FilesProps) => {
  const { words, language } = useWords()
  if (files.length === 0) return null
  return (
    <ul aria-label={words.ui.ticket.files} className="cp-attached">
      {files.map((file, index) => (
        <li key={index}>
          <span className="cp-attached__name">{file.name}</span>
          <span className="cp-hint">{formatSize(file.size, language)}</span>
          <button
            aria-label={filled(words.ui.ticket.removeFile, { name: file.name })}
            className="cp-attached__remove"
            onClick={() => {
              onChange(files.filter((_, at) => at !== index))
              opener.current?.focus()
            }}
            type="button"
          >
            ×
          </button>
        </li>
      ))}
    </ul>
  )
}
