import type { AdminWords } from '../words.ts'

/** What the renderer could not do as written. */
export const PanelWarnings = ({ warnings, words }: { warnings: readonly string[]; words: AdminWords }) =>
  warnings.length === 0 ? null : (
    <div className="cp-notice cp-notice--late" role="note">
      <strong>{words.ui.invoice.warnings}</strong>
      {warnings.map((warning) => (
        <span key={warning}>{warning}</span>
      ))}
    </div>
  )
