import { problemText } from '../postTo.ts'

const FRAME = 'client-portal-download'

/** A place where an answer that is no file lands, so that the page stays. */
const frame = (): HTMLIFrameElement => {
  const known = document.getElementById(FRAME)
  if (known instanceof HTMLIFrameElement) return known
  const made = document.createElement('iframe')
  made.id = FRAME
  made.name = FRAME
  made.hidden = true
  document.body.append(made)
  return made
}

/** What an answer that is no file says. Null where it can't be read: the host forbids frames, or nothing came. */
const wordsIn = (landed: HTMLIFrameElement): string | null => {
  try {
    return problemText(JSON.parse(landed.contentDocument?.body.textContent ?? ''))
  } catch {
    return null
  }
}

/**
 * Posts a form whose answer the browser takes down as a file, however large it is. What comes back instead is a failure,
 * which `onProblem` gets in words. The form can't stand in the page, which is inside the document's own form.
 */
export const startDownload = (
  url: string,
  fields: readonly (readonly [name: string, value: string])[],
  onProblem: (message: string | null) => void,
): void => {
  const landing = frame()
  landing.onload = () => {
    // The empty page that a frame begins with has nothing to say.
    if (landing.contentDocument?.URL === 'about:blank') return
    onProblem(wordsIn(landing))
  }
  const form = document.createElement('form')
  form.method = 'post'
  form.action = url
  form.target = FRAME
  for (const [name, value] of fields) {
    const field = document.createElement('input')
    field.type = 'hidden'
    field.name = name
    field.value = value
    form.append(field)
  }
  document.body.append(form)
  form.submit()
  form.remove()
}
