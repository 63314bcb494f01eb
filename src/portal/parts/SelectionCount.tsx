'use client'
import { useEffect, useRef, useState } from 'react'

import { formatMoney } from '../../domain/money.ts'
import { formatNumber } from '../formatNumber.ts'

interface Sum {
  currency: string
  total: number
}

interface SelectionCountProps {
  /** Everything that the filters leave, beyond this page too. */
  all: { count: number; sums: Sum[] }
  locale: string
  words: {
    /** Stands there until a script counts. */
    some: string
    one: string
    other: string
    matching: string
    started: string
  }
}

type Chosen = { kind: 'none' | 'all' } | { kind: 'some'; count: number; sums: Sum[] }

const boxesOf = (form: HTMLFormElement): { all: HTMLInputElement | undefined; rows: HTMLInputElement[] } => {
  const boxes = [...form.elements].filter(
    (field): field is HTMLInputElement => field instanceof HTMLInputElement && field.type === 'checkbox',
  )
  return { all: boxes.find((box) => 'all' in box.dataset), rows: boxes.filter((box) => !('all' in box.dataset)) }
}

const chosenIn = (form: HTMLFormElement): Chosen => {
  const { all, rows } = boxesOf(form)
  if (all?.checked) return { kind: 'all' }
  const checked = rows.filter((box) => box.checked)
  const sums = new Map<string, number>()
  for (const { dataset } of checked) {
    const currency = dataset.currency ?? ''
    sums.set(currency, (sums.get(currency) ?? 0) + Number(dataset.total))
  }
  return checked.length === 0
    ? { kind: 'none' }
    : { kind: 'some', count: checked.length, sums: [...sums].map(([currency, total]) => ({ currency, total })) }
}

/** An address that was opened to download something is not to do so again: see `autoDownloadScript`. */
const forgetDownload = () => {
  const address = new URL(location.href)
  if (!address.searchParams.has('download')) return
  address.searchParams.delete('download')
  history.replaceState(null, '', address)
}

/** How many documents are chosen and what they add up to; and what the box for all does to the others. */
export const SelectionCount = ({ all, locale, words }: SelectionCountProps) => {
  const place = useRef<HTMLParagraphElement>(null)
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [isStarted, setIsStarted] = useState(false)

  useEffect(() => {
    const form = place.current?.closest('form')
    if (!form) return
    const count = () => setChosen(chosenIn(form))
    const onChange = ({ target }: Event) => {
      if (!(target instanceof HTMLInputElement) || target.form !== form) return
      const boxes = boxesOf(form)
      if (target === boxes.all) for (const box of boxes.rows) box.checked = target.checked
      // One taken out of all leaves the others of this page.
      else if (boxes.all && !target.checked) boxes.all.checked = false
      setIsStarted(false)
      count()
    }
    // What a reset leaves is there only after its event.
    const onReset = () => queueMicrotask(() => setTimeout(count))
    const onSubmit = () => setIsStarted(true)
    document.addEventListener('change', onChange)
    form.addEventListener('reset', onReset)
    form.addEventListener('submit', onSubmit)
    // A browser that comes back to the page has ticked the boxes already.
    count()
    // The page began the download by itself, before this was there.
    if ('started' in form.dataset) setIsStarted(true)
    // Next's router takes a change of the address over only once it stands, which is after this effect.
    const settled = setTimeout(forgetDownload)
    return () => {
      clearTimeout(settled)
      document.removeEventListener('change', onChange)
      form.removeEventListener('reset', onReset)
      form.removeEventListener('submit', onSubmit)
    }
  }, [])

  const isAll = chosen?.kind === 'all'
  const sums = isAll ? all.sums : chosen?.kind === 'some' ? chosen.sums : []
  const count = chosen?.kind === 'some' ? chosen.count : 0
  const text = isAll
    ? words.matching
    : count === 0
      ? words.some
      : count === 1
        ? words.one
        : words.other.replace('{n}', formatNumber(count, locale))
  return (
    <p className="selection-count" ref={place} role="status">
      <strong>{text}</strong>
      {sums.map(({ currency, total }) => (
        <span className="selection-sum" key={currency}>
          {formatMoney(total, currency, locale)}
        </span>
      ))}
      {isStarted ? <span className="selection-started">{words.started}</span> : null}
    </p>
  )
}
