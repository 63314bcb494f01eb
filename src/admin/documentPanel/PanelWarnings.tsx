import type { PdfWarning } from '../../records.ts'
import { filled, type AdminWords } from '../words.ts'

/** What the renderer could not do as written. */
export const PanelWarnings = ({ warnings, words }: { warnings: readonly PdfWarning[]; words: AdminWords }) =>
  warnings.length === 0 ? null : (
    <div className="cp-notice cp-notice--late" role="note">
      <strong>{words.ui.invoice.warnings}</strong>
      {warnings
        .map(({ code, values }) => filled(words.ui.pdfWarnings[code], values))
        .map((warning) => (
          <span key={warning}>{warning}</span>
        ))}
    </div>
  )
