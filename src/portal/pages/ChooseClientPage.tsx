import type { Client, ID } from '../../records.ts'
import type { PortalFrame } from '../frame.ts'
import { Icon } from '../parts/Icon.tsx'
import { DoorPage } from '../parts/Shell.tsx'

export interface ChooseClientPageProps {
  frame: PortalFrame
  choices: Pick<Client, 'id' | 'name' | 'company'>[]
  current: ID | null
}

/** For an address that stands on several clients. */
export const ChooseClientPage = ({ frame, choices, current }: ChooseClientPageProps) => {
  const { texts, api, viewer } = frame
  return (
    <DoorPage frame={frame} title={texts.choose.title}>
      <p className="lead">{texts.choose.text(viewer?.email ?? '')}</p>
      <form action={api.chooseClient()} className="choices" method="post">
        {choices.map((choice) => (
          <button className="choice" key={choice.id} name="client" type="submit" value={choice.id}>
            <span>
              <span className="choice-name">{choice.company || choice.name}</span>
              {choice.company && choice.company !== choice.name ? <span className="quiet">{choice.name}</span> : null}
            </span>
            {choice.id === current ? <span className="quiet">{texts.choose.current}</span> : null}
            <Icon name="right" />
          </button>
        ))}
      </form>
    </DoorPage>
  )
}
