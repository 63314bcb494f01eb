'use client'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'

interface PreviewFrameProps {
  /** For screen readers: what the frame shows. */
  title: string
  lang: string
  css: string
  /** Of the screen it stands for, in pixels; drawn smaller where there is less room. */
  width: number
  height: number
  children: ReactNode
}

const EMPTY_PAGE = '<!doctype html><html><head><meta charset="utf-8"></head><body></body></html>'

/**
 * A page inside the page, with style sheets of its own and a screen of its own width. What is drawn in it is drawn by this
 * page: nothing is loaded, and nothing in it can be pressed.
 */
export const PreviewFrame = ({ title, lang, css, width, height, children }: PreviewFrameProps) => {
  const [page, setPage] = useState<Document | null>(null)
  const [room, setRoom] = useState(0)
  const box = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const { current } = box
    if (!current) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setRoom(entry.contentRect.width)
    })
    observer.observe(current)
    return () => observer.disconnect()
  }, [])

  useEffect(() => {
    if (!page) return
    page.documentElement.lang = lang
    page.body.inert = true
  }, [page, lang])

  const scale = room > 0 ? Math.min(1, room / width) : 1
  return (
    <div className="cp-preview__room" ref={box}>
      <div className="cp-preview__screen" style={{ width: width * scale, height: height * scale }}>
        <iframe
          onLoad={(event) => setPage(event.currentTarget.contentDocument)}
          srcDoc={EMPTY_PAGE}
          style={{ width, height, transform: `scale(${scale})` }}
          tabIndex={-1}
          title={title}
        />
      </div>
      {page?.body
        ? createPortal(
            <>
              <style>{css}</style>
              {children}
            </>,
            page.body,
          )
        : null}
    </div>
  )
}
