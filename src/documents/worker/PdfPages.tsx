import { Canvas, Document, Image, Page, Path, Svg, Text, View } from '@react-pdf/renderer'

import { featuresFor } from './fontStack.ts'
import type { Item, TextItem } from './items.ts'
import { paint, paintedOf } from './paintItems.ts'
import { isRightToLeft, type TextFitter } from './textFitting.ts'

/** Wider than any line: lines are cut already, and React-PDF must not cut them again. */
const AMPLE = 1600

const LEFT_OF = { left: 0, right: AMPLE, center: AMPLE / 2 }

const TextView = ({ item, fitter, families }: { item: TextItem; fitter: TextFitter; families: string[] }) => (
  <Text
    style={{
      position: 'absolute',
      left: item.x - LEFT_OF[item.align],
      top: item.baseline - fitter.ascent(item.text, item.type),
      width: AMPLE,
      fontFamily: families,
      fontSize: item.type.size,
      fontWeight: item.type.weight,
      fontFeatureSettings: featuresFor(item.text),
      color: item.color,
      textAlign: item.align,
      direction: isRightToLeft(item.text) ? 'rtl' : 'ltr',
    }}
  >
    {item.text}
  </Text>
)

const ItemView = ({ item, fitter, families }: { item: Item; fitter: TextFitter; families: string[] }) => {
  if (item.kind === 'text')
    return item.text === '' ? null : <TextView item={item} fitter={fitter} families={families} />
  if (item.kind === 'box') return null
  const place = { position: 'absolute', left: item.x, top: item.y, width: item.width, height: item.height } as const
  if (item.kind === 'path') {
    return (
      <Svg style={place} viewBox={`0 0 ${item.units} ${item.units}`}>
        <Path d={item.path} fill={item.color} />
      </Svg>
    )
  }
  return (
    <Image
      src={{ data: Buffer.from(item.data), format: item.format }}
      style={{ ...place, objectFit: 'contain', objectPosition: '0% 0%' }}
    />
  )
}

type ItemsProps = Pick<PdfPagesProps, 'size' | 'fitter' | 'families'> & { items: Item[] }

/** Boxes and plain text at the bottom, what needs a layout on top of them. */
const Items = ({ items, size, fitter, families }: ItemsProps) => {
  const painted = items.flatMap((item) => paintedOf(item, fitter) ?? [])
  const laidOut = items.filter((item) => !paintedOf(item, fitter))
  return (
    <>
      <Canvas style={{ position: 'absolute', left: 0, top: 0, ...size }} paint={(pen) => paint(pen, painted)} />
      {laidOut.map((item, place) => (
        <ItemView key={place} item={item} fitter={fitter} families={families} />
      ))}
    </>
  )
}

export interface PdfPagesProps {
  pages: Item[][]
  size: { width: number; height: number }
  title: string
  author: string
  language: string
  createdAt: Date
  fitter: TextFitter
  families: string[]
}

/** Finished pages as a PDF: everything has its place already. */
export const PdfPages = ({ pages, size, title, author, language, createdAt, fitter, families }: PdfPagesProps) => (
  <Document
    title={title}
    author={author}
    language={language}
    creator="payload-client-portal"
    producer="payload-client-portal"
    creationDate={createdAt}
    modificationDate={createdAt}
  >
    {pages.map((items, index) => (
      <Page key={index} size={size} wrap={false}>
        {/* A page that does not wrap is as high as what it holds. */}
        <View style={size}>
          <Items items={items} size={size} fitter={fitter} families={families} />
        </View>
      </Page>
    ))}
  </Document>
)
