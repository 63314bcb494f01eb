import type { CSSProperties } from 'react'

import type { MailFigure } from '../mailView.ts'

/** Neutrals and meanings for one ground. Off-white and off-black, so that readers which invert by force stay legible. */
export const light = {
  ground: '#f4f4f2',
  sheet: '#ffffff',
  ink: '#1c1c1a',
  quiet: '#66655f',
  line: '#e5e4df',
  good: '#176b3a',
  late: '#b3261e',
  noticeGround: '#fdf3d7',
  noticeInk: '#5c4300',
}

const dark: typeof light = {
  ground: '#121211',
  sheet: '#1d1d1b',
  ink: '#f2f1ee',
  quiet: '#a9a8a2',
  line: '#383733',
  good: '#74d69d',
  late: '#ff9a8f',
  noticeGround: '#3a2f10',
  noticeInk: '#f6dfa0',
}

export const FONT = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"

export const toneColor = (tone: MailFigure['tone']): string =>
  tone === 'late' ? light.late : tone === 'good' ? light.good : light.ink

export const toneClass = (tone: MailFigure['tone']): string =>
  tone === 'late' ? 'cp-late' : tone === 'good' ? 'cp-good' : 'cp-ink'

export const text = {
  body: { margin: 0, fontFamily: FONT, fontSize: '16px', lineHeight: '24px', color: light.ink },
  small: { margin: 0, fontFamily: FONT, fontSize: '14px', lineHeight: '21px', color: light.quiet },
  legal: { margin: 0, fontFamily: FONT, fontSize: '13px', lineHeight: '20px', color: light.quiet },
} satisfies Record<string, CSSProperties>

/** What a button is painted with, on both grounds. */
export interface ButtonColors {
  light: { ground: string; ink: string }
  dark: { ground: string; ink: string }
}

const darkRules = (button: ButtonColors, prefix = ''): string =>
  [
    `.cp-ground{background-color:${dark.ground}!important}`,
    `.cp-sheet{background-color:${dark.sheet}!important;border-color:${dark.line}!important}`,
    `.cp-ink{color:${dark.ink}!important}`,
    `.cp-quiet{color:${dark.quiet}!important}`,
    `.cp-good{color:${dark.good}!important}`,
    `.cp-late{color:${dark.late}!important}`,
    `.cp-line{border-color:${dark.line}!important}`,
    `.cp-notice{background-color:${dark.noticeGround}!important;color:${dark.noticeInk}!important}`,
    `.cp-button{background-color:${button.dark.ground}!important}`,
    `.cp-button a{color:${button.dark.ink}!important}`,
    // Most logos are drawn for white paper.
    '.cp-logo{background-color:#ffffff!important;padding:8px 12px!important;border-radius:8px!important}',
  ]
    .map((rule) => prefix + rule)
    .join('')

/**
 * The head's style sheet: dark mode and phones. Mail readers that ignore it show the inline styles, which are complete
 * by themselves. It must stay free of quotes and angle brackets, for it is written into the page as it is.
 */
export const headStyles = (button: ButtonColors): string =>
  [
    ':root{color-scheme:light dark;supported-color-schemes:light dark}',
    '.cp-button a:focus{outline:2px solid currentColor;outline-offset:2px}',
    '@media (max-width:620px){.cp-outer{padding:0!important}.cp-sheet{border-radius:0!important;border-width:0!important}' +
      '.cp-pad{padding:28px 20px!important}.cp-foot{padding:20px 20px 36px!important}' +
      '.cp-button-table{width:100%!important}.cp-button a{display:block!important}}',
    `@media (prefers-color-scheme:dark){${darkRules(button)}}`,
    // Outlook on the web and its apps mark what they darkened with an attribute instead.
    darkRules(button, '[data-ogsc] '),
  ].join('')
