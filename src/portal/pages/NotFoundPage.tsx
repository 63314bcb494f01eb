import type { PortalFrame } from '../frame.ts'
import { DoorPage } from '../parts/Shell.tsx'

/** For unknown addresses and for other people's documents alike. */
export const NotFoundPage = ({ frame }: { frame: PortalFrame }) => {
  const { texts, paths } = frame
  return (
    <DoorPage frame={frame} title={texts.notFound.title}>
      <p className="lead">{texts.notFound.text}</p>
      <p>
        <a className="button button-primary" href={paths.statement()}>
          {texts.notFound.back}
        </a>
      </p>
    </DoorPage>
  )
}

/** Something failed on our side: what happened, that nothing was lost, how to go on. */
export const FailurePage = ({ frame }: { frame: PortalFrame }) => {
  const { texts, paths, here } = frame
  return (
    <DoorPage frame={frame} title={texts.failure.title}>
      <p className="lead">{texts.failure.text}</p>
      <p className="door-actions">
        <a className="button button-primary" href={here}>
          {texts.failure.retry}
        </a>
        <a href={paths.statement()}>{texts.failure.back}</a>
      </p>
    </DoorPage>
  )
}
