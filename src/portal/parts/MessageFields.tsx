import type { FormDraft } from '../../records.ts'
import type { PortalFrame } from '../frame.ts'

const MAX_MESSAGE = 50_000

/** What was written in this form, where the server has just refused it. */
export const refusedDraft = ({ draft, outcome }: PortalFrame, form: string): FormDraft | null =>
  outcome?.kind === 'failed' && draft?.form === form ? draft : null

interface MessageFieldsProps {
  frame: PortalFrame
  label: string
  rows: number
  draft: FormDraft | null
  /** Words that are there to begin with. */
  initial?: string | undefined
}

/** What every message consists of: words, and files beside them. */
export const MessageFields = ({ frame, label, rows, draft, initial }: MessageFieldsProps) => {
  const { texts, outcome } = frame
  const words = texts.support
  const isWrong = outcome?.kind === 'failed' && outcome.code === 'empty-message'
  return (
    <>
      <div className="field">
        <label htmlFor="message">{label}</label>
        <textarea
          aria-describedby={isWrong ? 'outcome' : undefined}
          aria-invalid={isWrong || undefined}
          autoFocus={isWrong}
          defaultValue={draft?.message || initial}
          id="message"
          maxLength={MAX_MESSAGE}
          name="message"
          required
          rows={rows}
        />
      </div>
      <div className="field">
        <label htmlFor="files">{words.files}</label>
        <input aria-describedby="files-hint" id="files" multiple name="files" type="file" />
        <p className="hint" id="files-hint">
          {draft?.message ? `${words.draftKept} ${words.filesHint}` : words.filesHint}
        </p>
      </div>
    </>
  )
}
