/** What came of a request: the answer, or why it failed in words for a person. */
export type Outcome<T> = { ok: true; answer: T } | { ok: false; message: string | null; code: string | null }

interface Problem {
  message?: unknown
  code?: unknown
  data?: { errors?: { message?: unknown; label?: unknown }[] }
}

/** The words in Payload's error answers: what is wrong with single fields says more than the summary above it. */
export const problemText = (answer: unknown): string | null => {
  const problems = (answer as { errors?: Problem[] } | null)?.errors
  if (!Array.isArray(problems)) return null
  const texts = problems.flatMap((problem) => {
    const inner = (problem.data?.errors ?? []).map((each) => each.message)
    return inner.length > 0 ? inner : [problem.message]
  })
  return texts.filter((text): text is string => typeof text === 'string' && text !== '').join(' ') || null
}

/** The code of one of our own failures. */
const problemCode = (answer: unknown): string | null => {
  const problems = (answer as { errors?: Problem[] } | null)?.errors
  const code = Array.isArray(problems) ? problems[0]?.code : null
  return typeof code === 'string' ? code : null
}

const send = async <T>(url: string, init: RequestInit): Promise<Outcome<T>> => {
  try {
    const response = await fetch(url, { credentials: 'include', ...init })
    const answer: unknown = await response.json().catch(() => null)
    return response.ok
      ? { ok: true, answer: answer as T }
      : { ok: false, message: problemText(answer), code: problemCode(answer) }
  } catch {
    return { ok: false, message: null, code: null }
  }
}

/** Posts JSON to one of our endpoints, in the person's language. Never throws. */
export const postTo = <T>(url: string, language: string, body: unknown = {}): Promise<Outcome<T>> =>
  send(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'Accept-Language': language },
    body: JSON.stringify(body),
  })

/** Posts a multipart form. Never throws. */
export const postForm = <T>(url: string, language: string, form: FormData): Promise<Outcome<T>> =>
  send(url, { method: 'POST', headers: { Accept: 'application/json', 'Accept-Language': language }, body: form })

/** Reads JSON. Never throws. */
export const readFrom = <T>(url: string): Promise<Outcome<T>> => send(url, { headers: { Accept: 'application/json' } })
