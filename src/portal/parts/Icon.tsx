const paths = {
  check: 'M3.5 8.5l3 3 6-7',
  clock: 'M8 4.5V8l2.25 1.5M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
  alert: 'M8 5v3.5M8 11h.01M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
  pencil: 'M3 13l.6-2.7 7-7a1.3 1.3 0 0 1 1.9 0l.2.2a1.3 1.3 0 0 1 0 1.9l-7 7L3 13Z',
  slash: 'M3.8 3.8l8.4 8.4M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
  undo: 'M6 3.5L3 6.5l3 3M3 6.5h6.5a3.25 3.25 0 0 1 0 6.5H7',
  download: 'M8 2.5v7.5M4.75 7L8 10.25 11.25 7M3 13.5h10',
  up: 'M4 9.5l4-4 4 4',
  down: 'M4 6.5l4 4 4-4',
  both: 'M5 6.25L8 3.5l3 2.75M5 9.75L8 12.5l3-2.75',
  left: 'M9.5 4l-4 4 4 4',
  right: 'M6.5 4l4 4-4 4',
  search: 'M10.2 10.2L13.5 13.5M11.5 7a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0Z',
  mail: 'M2.5 4.5h11v7.5h-11zM2.75 4.75L8 8.75l5.25-4',
  eye: 'M1.75 8S4 3.75 8 3.75 14.25 8 14.25 8 12 12.25 8 12.25 1.75 8 1.75 8ZM9.75 8a1.75 1.75 0 1 1-3.5 0 1.75 1.75 0 0 1 3.5 0Z',
  cross: 'M4 4l8 8M12 4l-8 8',
  lock: 'M4 7.25h8v6H4zM5.75 7.25V5a2.25 2.25 0 0 1 4.5 0v2.25',
  transfer: 'M2.5 5.5h10.25L10 2.75M13.5 10.5H3.25L6 13.25',
  document: 'M4 1.75h5L12.5 5.25v9H4zM8.75 2v3.5h3.5',
  chat: 'M3 3h10a1 1 0 0 1 1 1v6.5a1 1 0 0 1-1 1H7.5L4.5 14v-2.5H3a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1Z',
  clip: 'M12.5 7.5L7.75 12.25a2.75 2.75 0 0 1-3.9-3.9L8.8 3.4a1.85 1.85 0 0 1 2.6 2.6L6.6 10.85a.9.9 0 0 1-1.3-1.3L9.75 5.1',
} as const

export type IconName = keyof typeof paths

/** Decoration beside a word; never stands alone. */
export const Icon = ({ name, className = '' }: { name: IconName; className?: string }) => (
  <svg
    aria-hidden="true"
    className={`icon ${className}`.trim()}
    fill="none"
    focusable="false"
    height="16"
    stroke="currentColor"
    strokeLinecap="round"
    strokeLinejoin="round"
    strokeWidth="1.6"
    viewBox="0 0 16 16"
    width="16"
  >
    <path d={paths[name]} />
  </svg>
)
