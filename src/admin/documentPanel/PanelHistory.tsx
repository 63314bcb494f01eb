import { Timeline } from '../timeline/Timeline.tsx'
import type { TimelineEntry } from '../timeline/timelineEntry.ts'
import { filled, type AdminWords } from '../words.ts'

/** What happened to a document, and how often it was looked at. */
export const PanelHistory = ({
  entries,
  views,
  isOpen,
  words,
}: {
  entries: TimelineEntry[]
  views: number
  isOpen: boolean
  words: AdminWords
}) => {
  if (entries.length === 0) return null
  const texts = words.ui.history
  return (
    <details className="cp-history" open={isOpen}>
      <summary className="cp-heading">{texts.title}</summary>
      {views > 0 ? (
        <p className="cp-hint">{filled(views === 1 ? texts.views_one : texts.views_other, { count: views })}</p>
      ) : null}
      <Timeline entries={entries} words={words} />
    </details>
  )
}
