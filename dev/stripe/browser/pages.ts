import type { StoredPaymentIntent } from '../state/objects.ts'
import { textsFor } from './texts.ts'

const safe = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

const page = (locale: string, title: string, style: string, body: string): string =>
  `<!doctype html><html lang="${safe(locale.slice(0, 2))}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${safe(title)}</title><style>${style}</style>${body}</html>`

/** The page inside the Payment Element's frame. */
export const elementPage = (): string =>
  page(
    'en',
    'Payment',
    `*{box-sizing:border-box}body{margin:0;padding:2px;font:var(--fontSizeBase,16px) var(--fontFamily,system-ui);color:var(--colorText);background:var(--colorBackground)}
.field,fieldset,.check{margin:0 0 12px}label,legend{display:inline-block;margin-bottom:4px;font-size:.93em}
input:not([type=radio]):not([type=checkbox]),select{width:100%;min-height:44px;padding:8px 12px;font:inherit;color:inherit;background:var(--colorBackground);border:1px solid #8886;border-radius:var(--borderRadius)}
:focus-visible{outline:2px solid var(--colorPrimary);outline-offset:1px}[aria-invalid=true]{border-color:var(--colorDanger)!important}
.error{margin:4px 0 0;color:var(--colorDanger);font-size:.93em}.error:empty{display:none}.row{display:flex;gap:12px}.row>*{flex:1}
fieldset{border:0;padding:0}fieldset span{margin-right:16px;display:inline-flex;gap:6px;align-items:baseline}`,
    '<main></main><script src="/_browser/element.js"></script>',
  )

/** The bank's page: authorise or fail. In a dialog it tells the page around it, else it goes back to `return_url`. */
export const bankPage = (intent: StoredPaymentIntent, isDialog: boolean, locale: string): string => {
  const texts = textsFor(locale)
  const amount = new Intl.NumberFormat(locale, { style: 'currency', currency: intent.currency })
  const decimals = amount.resolvedOptions().maximumFractionDigits ?? 2
  const button = (outcome: string, label: string) => `<button name="outcome" value="${outcome}">${safe(label)}</button>`
  return page(
    locale,
    texts.bank,
    'body{font:16px system-ui;margin:32px;color:#222;background:#fff}button{min-height:44px;padding:0 20px;margin:0 8px 8px 0;font:inherit}:focus-visible{outline:2px solid #0570de;outline-offset:2px}',
    `<h1>${safe(texts.bank)}</h1><p>${safe(texts.bankAsks)}</p><p><strong>${safe(amount.format(intent.amount / 10 ** decimals))}</strong></p>
<form method="post"><input type="hidden" name="client_secret" value="${safe(intent.client_secret ?? '')}"><input type="hidden" name="dialog" value="${isDialog ? '1' : ''}">
${button('succeed', isDialog ? texts.complete : texts.authorise)}${button('fail', isDialog ? texts.fail : texts.refuse)}</form>`,
  )
}

/** What the dialog's frame shows after the answer: it tells the page around it. */
export const bankAnswered = (): string =>
  page('en', 'Done', '', "<script>parent.postMessage({ kind: 'bank-answered' }, '*')</script>")

/** A page with one sentence. */
export const plainPage = (locale: string, sentence: string): string =>
  page(locale, sentence, 'body{font:16px system-ui;margin:32px}', `<p>${safe(sentence)}</p>`)
