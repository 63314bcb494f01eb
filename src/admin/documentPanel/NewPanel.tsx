import type { AdminWords } from '../words.ts'
import { DraftDefaults, type DraftDefaultsProps } from './DraftDefaults.tsx'

/** What stands above a document that is not saved yet. */
export const NewPanel = ({ defaults, words }: { defaults: DraftDefaultsProps; words: AdminWords }) => (
  <div className="cp-panel cp-panel--new">
    <DraftDefaults {...defaults} />
    <p className="cp-hint">{words.ui.invoice.newHint}</p>
  </div>
)
