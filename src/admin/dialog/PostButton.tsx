'use client'
import { Button, toast, useModal } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'

import { Dialog } from './Dialog.tsx'
import { useDeed } from './useDeed.ts'

interface PostButtonProps {
  label: string
  url: string
  body?: Record<string, unknown>
  done: string
  style?: 'primary' | 'secondary' | 'transparent'
  size?: 'small' | 'xsmall' | 'medium'
  /** Asks before it posts. */
  ask?: { slug: string; title: string; text: string; confirm: string; isGrave?: boolean }
}

/** A button that posts to one of our endpoints, says what came of it and shows the page as it is then. */
export const PostButton = ({ label, url, body, done, style = 'secondary', size = 'small', ask }: PostButtonProps) => {
  const router = useRouter()
  const { openModal, closeModal } = useModal()
  // With a dialog the words stand in it, where the person is looking.
  const { run, isBusy, problem, setProblem } = useDeed(ask ? undefined : toast.error)

  const post = async () => {
    if (!(await run(url, body))) return
    if (ask) closeModal(ask.slug)
    toast.success(done)
    router.refresh()
  }
  return (
    <>
      <Button
        buttonStyle={style}
        size={size}
        margin={false}
        disabled={isBusy}
        onClick={() => {
          if (!ask) return void post()
          setProblem(null)
          openModal(ask.slug)
        }}
      >
        {label}
      </Button>
      {ask ? (
        <Dialog
          slug={ask.slug}
          title={ask.title}
          confirmLabel={ask.confirm}
          isGrave={ask.isGrave}
          isBusy={isBusy}
          problem={problem}
          onConfirm={() => void post()}
        >
          <p>{ask.text}</p>
        </Dialog>
      ) : null}
    </>
  )
}
