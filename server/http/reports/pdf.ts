import PDFDocument from 'pdfkit'
import type {Content, Step} from './content.ts'
import {nameOf} from './content.ts'
import {type Face, heightOf, type Page, registerFonts, write} from './page-fonts.ts'
import {agesTitle, drawSketch, type SketchLines} from './sketch.ts'
import type {ReportWords} from './report-words.ts'
import {filled} from './words.ts'

/** When and by whom a report was made, and how the other side's clock differed then. */
export type Made = {
  readonly at: number
  readonly by: string
  readonly clocks: readonly {
    readonly nation: string
    readonly offsetMs?: number | undefined
    readonly uncertaintyMs?: number | undefined
  }[]
}

const LEFT = 48
const TOP = 74
const WIDTH = 595.28 - 2 * LEFT
const BOTTOM = 841.89 - 62
const SIZE = 9

/** A report on A4, readable in black and white; on every page its marking, its world, who made it when, and the hash. */
export function pdfOf(of: {
  readonly content: Content
  readonly hash: string
  readonly made: Made
  readonly words: ReportWords
  readonly lines: SketchLines
}): Promise<Buffer> {
  const {content, hash, made, words, lines} = of
  const title = `${words.title[content.kind]} ${content.title}`
  const page = new PDFDocument({
    size: 'A4',
    margins: {top: TOP, bottom: 0, left: LEFT, right: LEFT},
    bufferPages: true,
    info: {
      Title: title,
      Author: made.by,
      Subject: `${markingOf(content, words)} · ${words.world[content.world]}`,
      Keywords: `sha256:${hash}`,
      CreationDate: new Date(made.at),
    },
  })
  registerFonts(page)
  const parts: Buffer[] = []
  const whole = new Promise<Buffer>((resolve, reject) => {
    page.on('data', (part: Buffer) => parts.push(part))
    page.on('end', () => resolve(Buffer.concat(parts)))
    page.on('error', reject)
  })

  page.y = TOP
  write(page, words.title[content.kind], {x: LEFT, y: TOP}, {face: 'strong', size: 17, width: WIDTH})
  write(page, content.title, {x: LEFT, y: page.y}, {face: 'body', size: 12, width: WIDTH})
  page.y += 6
  summary(page, content, words)
  if (content.kind !== 'shift') sketch(page, {content, lines, made, words})
  if (content.items.length > 0) items(page, content, words)
  timeline(page, {content, made, words})
  decisions(page, {content, made, words})
  sharing(page, content, words)
  signatures(page, content, words)
  heading(page, words.part.check)
  paragraph(page, `${words.codes} ${words.recompute}`)
  frames(page, {content, hash, made, words})
  page.end()
  return whole
}

function summary(page: Page, {summary: rows}: Content, words: ReportWords): void {
  heading(page, words.part.summary)
  for (const {label, value} of rows)
    row(page, [
      {text: words.label[label] ?? label, width: 130, face: 'strong'},
      {text: shownValue(value), width: WIDTH - 136, face: isCode(label) ? 'code' : 'body'},
    ])
}

function sketch(
  page: Page,
  of: {readonly content: Content; readonly lines: SketchLines; readonly made: Made; readonly words: ReportWords},
): void {
  const {content, lines, made, words} = of
  heading(page, `${words.part.map} · ${agesTitle(words, made.at)}`)
  if (content.spots.length === 0) {
    paragraph(page, words.noPlace)
    return
  }
  room(page, 236)
  const box = {x: LEFT, y: page.y, width: WIDTH, height: 220}
  drawSketch(page, box, {spots: content.spots, lines, now: made.at, words})
  page.y = box.y + box.height + 8
}

function items(page: Page, content: Content, words: ReportWords): void {
  heading(page, words.part.items)
  const [first, read] = [WIDTH - 96, 90]
  row(page, [
    {text: words.column.item, width: first, face: 'strong'},
    {text: words.column.read, width: read, face: 'strong'},
  ])
  let section = ''
  for (const item of content.items) {
    if (item.section !== section) {
      section = item.section
      room(page, 40)
      write(
        page,
        words.section[section] ?? section,
        {x: LEFT, y: page.y + 3},
        {face: 'strong', size: SIZE, width: WIDTH},
      )
    }
    const due = item.due === undefined ? '' : ` · ${words.column.due} ${shownTime(item.due)}`
    row(page, [
      {text: `${item.code} ${valuesText(item.values)}${due}`, width: first, face: 'code'},
      {text: item.read === undefined ? words.unread : clockOf(item.read), width: read, face: 'body'},
    ])
    if (item.remark !== undefined && item.remark !== '') note(page, `${words.remark}: ${item.remark}`)
    for (const {text, answer} of item.questions) note(page, `${words.question}: ${text}  ${words.answer}: ${answer}`)
  }
}

/** Each step by the own clock, and by the other side's where that was measured. */
function timeline(
  page: Page,
  {content, made, words}: {readonly content: Content; readonly made: Made; readonly words: ReportWords},
): void {
  if (content.steps.length === 0) return
  heading(page, words.part.timeline)
  const [clock] = made.clocks
  const times = clock === undefined ? [] : [clock]
  const what = WIDTH - 112 - times.length * 112 - 126
  row(page, [
    {
      text: clock === undefined ? words.column.time : filled(words.timeAt, {nation: content.nation}),
      width: 106,
      face: 'strong',
    },
    ...times.map(({nation}) => ({text: filled(words.timeAt, {nation}), width: 106, face: 'strong' as const})),
    {text: words.column.who, width: 120, face: 'strong'},
    {text: words.column.what, width: what, face: 'strong'},
  ])
  for (const step of content.steps)
    row(page, [
      {text: `${step.fromAge === true ? '~' : ''}${shownTime(step.at)}`, width: 106, face: 'body'},
      ...times.map(({offsetMs}) => ({text: theirTime(step, offsetMs), width: 106, face: 'body' as const})),
      {text: nameOf(step), width: 120, face: 'body'},
      {text: `${step.code} ${valuesText(step.values)}`, width: what, face: 'code'},
    ])
  for (const {nation, offsetMs, uncertaintyMs} of made.clocks)
    note(
      page,
      offsetMs === undefined || uncertaintyMs === undefined
        ? filled(words.noClock, {nation})
        : filled(words.clock, {
            nation,
            own: content.nation,
            offset: Math.round(offsetMs),
            uncertainty: Math.ceil(uncertaintyMs),
          }),
    )
  if (content.steps.some(({fromAge}) => fromAge === true))
    note(page, filled(words.fromAge, {nation: made.clocks[0]?.nation ?? '', own: content.nation}))
}

function decisions(
  page: Page,
  {content, words}: {readonly content: Content; readonly made: Made; readonly words: ReportWords},
): void {
  const taken = content.steps.filter(({decision}) => decision === true)
  if (taken.length === 0) return
  heading(page, words.part.decisions)
  for (const step of taken)
    row(page, [
      {text: shownTime(step.at), width: 106, face: 'body'},
      {text: nameOf(step), width: 150, face: 'body'},
      {text: step.code, width: WIDTH - 268, face: 'code'},
    ])
}

function sharing(page: Page, content: Content, words: ReportWords): void {
  heading(page, words.part.sharing)
  if (content.sharing.length === 0) paragraph(page, words.national)
  for (const {nation, agreement, rule, fields, withheld} of content.sharing) {
    paragraph(page, filled(words.sharedWith, {nation, agreement: [agreement, rule].filter(Boolean).join(' / ')}))
    if (fields !== undefined) note(page, `${words.fields}: ${fields.join(', ')}`)
    if (withheld !== undefined && withheld.length > 0) note(page, `${words.withheld}: ${withheld.join(', ')}`)
  }
}

function signatures(page: Page, content: Content, words: ReportWords): void {
  heading(page, words.part.signatures)
  if (content.signatures.length === 0) {
    if (content.kind === 'shift') paragraph(page, words.unsigned)
    room(page, 60)
    const y = page.y + 34
    for (const x of [LEFT, LEFT + WIDTH / 2 + 8])
      page
        .moveTo(x, y)
        .lineTo(x + WIDTH / 2 - 8, y)
        .lineWidth(0.8)
        .stroke()
    page.y = y + 10
    return
  }
  for (const {side, name, post, at, hash, row: seq, leaf} of content.signatures) {
    room(page, 60)
    const y = page.y
    page.lineWidth(0.8).strokeColor('#000000').rect(LEFT, y, WIDTH, 52).stroke()
    const inside = {x: LEFT + 8, width: WIDTH - 16}
    const who = `${side === 'out' ? words.out : words.in}: ${name} (${post}), ${filled(words.signedAt, {at: shownTime(at)})}`
    write(page, who, {x: inside.x, y: y + 7}, {face: 'strong', size: 10, width: inside.width})
    write(page, `SHA-256 ${hash}`, {x: inside.x, y: y + 22}, {face: 'code', size: 7, width: inside.width})
    if (seq !== undefined && leaf !== undefined)
      write(
        page,
        filled(words.ledgerRow, {row: seq, leaf}),
        {x: inside.x, y: y + 35},
        {face: 'code', size: 6, width: inside.width},
      )
    page.y = y + 58
  }
}

/** What stands on every page. */
function frames(
  page: Page,
  of: {readonly content: Content; readonly hash: string; readonly made: Made; readonly words: ReportWords},
): void {
  const {content, hash, made, words} = of
  const {start, count} = page.bufferedPageRange()
  const marking = markingOf(content, words)
  const world = words.world[content.world]
  for (let index = start; index < start + count; index++) {
    page.switchToPage(index)
    if (content.world !== 'real') watermark(page, world)
    page.fillColor('#000000').strokeColor('#000000').lineWidth(0.8)
    write(page, marking, {x: LEFT, y: 24}, {face: 'strong', size: 10, width: WIDTH, align: 'center'})
    write(page, world, {x: LEFT, y: 40}, {face: 'strong', size: 9, width: WIDTH, align: 'center'})
    page
      .moveTo(LEFT, 58)
      .lineTo(LEFT + WIDTH, 58)
      .stroke()
    const foot = 841.89 - 54
    page
      .moveTo(LEFT, foot)
      .lineTo(LEFT + WIDTH, foot)
      .stroke()
    const by = filled(words.made, {at: shownTime(new Date(made.at).toISOString()), who: made.by})
    const pages = filled(words.page, {page: index - start + 1, pages: count})
    write(page, by, {x: LEFT, y: foot + 5}, {face: 'body', size: 7.5, width: WIDTH - 110})
    write(page, pages, {x: LEFT + WIDTH - 110, y: foot + 5}, {face: 'body', size: 7.5, width: 110, align: 'right'})
    write(page, `${words.hash} ${hash}`, {x: LEFT, y: foot + 17}, {face: 'code', size: 7, width: WIDTH})
    write(
      page,
      `${marking} · ${world}`,
      {x: LEFT, y: foot + 30},
      {face: 'strong', size: 7.5, width: WIDTH, align: 'center'},
    )
  }
}

/** Across the page, pale enough to read through: what is not real says so on a torn-off half too. */
function watermark(page: Page, text: string): void {
  page.save()
  page
    .rotate(-35, {origin: [297, 421]})
    .fillColor('#000000')
    .fillOpacity(0.07)
  write(page, text.split(' — ')[0] ?? text, {x: -60, y: 370}, {face: 'strong', size: 92, width: 720, align: 'center'})
  page.restore()
  page.fillOpacity(1)
}

function markingOf({marking}: Content, words: ReportWords): string {
  return `${marking.level} · ${filled(words.releasable, {nations: marking.releasableTo.join(', ')})}`
}

// Blocks, each of which begins a new page where it does not fit.

function heading(page: Page, text: string): void {
  room(page, 44)
  write(page, text, {x: LEFT, y: page.y + 9}, {face: 'strong', size: 11.5, width: WIDTH})
  page
    .moveTo(LEFT, page.y + 1)
    .lineTo(LEFT + WIDTH, page.y + 1)
    .lineWidth(0.5)
    .strokeColor('#000000')
    .stroke()
  page.y += 5
}

function paragraph(page: Page, text: string): void {
  room(page, heightOf(page, text, {face: 'body', size: SIZE, width: WIDTH}))
  write(page, text, {x: LEFT, y: page.y}, {face: 'body', size: SIZE, width: WIDTH})
  page.y += 3
}

function note(page: Page, text: string): void {
  const style = {face: 'body', size: 8, width: WIDTH - 14} as const
  room(page, heightOf(page, text, style))
  write(page, text, {x: LEFT + 14, y: page.y}, style)
  page.y += 2
}

function row(page: Page, cells: readonly {readonly text: string; readonly width: number; readonly face: Face}[]): void {
  const sizeOf = (face: Face) => (face === 'code' ? SIZE - 1 : SIZE)
  const height = Math.max(
    ...cells.map(({text, width, face}) => heightOf(page, text, {face, size: sizeOf(face), width})),
  )
  room(page, height + 3)
  const {y} = page
  let x = LEFT
  for (const {text, width, face} of cells) {
    write(page, text, {x, y}, {face, size: sizeOf(face), width})
    x += width + 6
  }
  page.y = y + height + 3
}

function room(page: Page, height: number): void {
  if (page.y + height <= BOTTOM) return
  page.addPage()
  page.y = TOP
}

function valuesText(values: Readonly<Record<string, string | number | boolean>>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${String(value)}`)
    .join('  ')
}

function theirTime({at}: Step, offsetMs: number | undefined): string {
  return offsetMs === undefined ? '–' : shownTime(new Date(Date.parse(at) + offsetMs).toISOString())
}

/** `2026-11-25 05:52:10.123Z`. */
function shownTime(at: string): string {
  return at.replace('T', ' ')
}

/** `05:52:10Z`. */
function clockOf(at: string): string {
  return `${at.slice(11, 19)}Z`
}

function shownValue(value: string | number | boolean): string {
  const text = String(value)
  return /^\d{4}-\d\d-\d\dT/.test(text) ? shownTime(text) : text
}

const CODES: ReadonlySet<string> = new Set([
  'status',
  'category',
  'impact',
  'criterion',
  'object',
  'identity',
  'why',
  'transfer',
  'contact',
  'outcome',
  'signedHash',
])

function isCode(label: string): boolean {
  return CODES.has(label)
}
