import { useSyncExternalStore } from 'react'

const query = '(prefers-color-scheme: dark)'

const subscribe = (onChange: () => void) => {
  const media = matchMedia(query)
  media.addEventListener('change', onChange)
  return () => media.removeEventListener('change', onChange)
}

/** Whether the page is drawn for the dark at this moment. */
export const useIsDark = (): boolean => useSyncExternalStore(subscribe, () => matchMedia(query).matches)
