/** The two things a person can write on a ticket: to the client, or between staff. */
export type Mode = 'answer' | 'note'

/** Words that were begun and not sent, and the last message their writer had seen when they began. */
export interface Draft {
  text: string
  seen: string | null
}

export const noDraft: Draft = { text: '', seen: null }

/** What was begun survives a reload; a browser without storage forgets it, and nothing else. */
export const readDraft = (key: string): Draft => {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Partial<Draft> | null
    return typeof kept?.text === 'string' ? { text: kept.text, seen: kept.seen ?? null } : noDraft
  } catch {
    return noDraft
  }
}

export const keepDraft = (key: string, draft: Draft): void => {
  try {
    if (draft.text) localStorage.setItem(key, JSON.stringify(draft))
    else localStorage.removeItem(key)
  } catch {
    // Private windows may refuse: the words still stand in the box.
  }
}
