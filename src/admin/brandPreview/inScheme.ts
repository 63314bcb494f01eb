/**
 * A style sheet as a reader with this colour scheme sees it, whatever the scheme of whoever looks at the preview: a frame
 * can't be told which one to prefer.
 */
export const inScheme = (css: string, scheme: 'light' | 'dark'): string =>
  css.replace(/\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/g, (_, wanted: string) =>
    wanted === scheme ? '(min-width:0)' : '(max-width:0)',
  )
