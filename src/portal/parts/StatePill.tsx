import type { StateInWords } from '../stateInWords.ts'
import { Icon } from './Icon.tsx'

/** A state as one word with a sign: never by colour alone. */
export const StatePill = ({ state, text = state.label }: { state: StateInWords; text?: string }) => (
  <span className={`pill pill-${state.tone}`}>
    <Icon name={state.icon} />
    {text}
  </span>
)

/** A state as people say it: the sentence itself where it names the state, else the word and the sentence. */
export const StateWords = ({ state }: { state: StateInWords }) =>
  state.tone === 'quiet' ? (
    <>
      <StatePill state={state} />
      <span className="row-words quiet">{state.words}</span>
    </>
  ) : (
    <StatePill state={state} text={state.words} />
  )
