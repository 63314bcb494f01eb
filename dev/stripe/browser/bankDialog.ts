import { textsFor } from './texts.ts'

/**
 * Opens the bank's question over the page and resolves once it was answered. Like Stripe's own, it hangs on the body:
 * a page whose payment form is a modal `<dialog>` covers it and has to make way.
 */
export const openBankDialog = (origin: string, address: string, locale: string): Promise<void> =>
  new Promise((resolve) => {
    const before = document.activeElement
    const backdrop = document.createElement('div')
    Object.assign(backdrop.style, {
      position: 'fixed',
      inset: '0',
      zIndex: '2147483647',
      display: 'grid',
      placeItems: 'center',
      background: 'rgba(0, 0, 0, 0.5)',
    })
    const frame = document.createElement('iframe')
    frame.name = '__privateStripeFrameChallenge'
    frame.title = textsFor(locale).dialog
    frame.src = `${address}&dialog=1&locale=${encodeURIComponent(locale)}`
    Object.assign(frame.style, {
      width: 'min(400px, 94vw)',
      height: '320px',
      border: '0',
      borderRadius: '12px',
      background: '#fff',
    })
    frame.addEventListener('load', () => {
      frame.focus()
    })
    backdrop.append(frame)
    const hear = (event: MessageEvent<{ kind?: string } | null>) => {
      if (event.origin !== origin || event.source !== frame.contentWindow || event.data?.kind !== 'bank-answered')
        return
      window.removeEventListener('message', hear)
      backdrop.remove()
      if (before instanceof HTMLElement) before.focus()
      resolve()
    }
    window.addEventListener('message', hear)
    document.body.append(backdrop)
  })
