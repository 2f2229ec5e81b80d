import type PDFDocument from 'pdfkit'
import {fontFile} from './font-files.ts'

/** Faces of the screens, as the files that pdfkit reads. */
const FACES = {
  body: {family: 'inter', weight: '400'},
  strong: {family: 'inter', weight: '700'},
  code: {family: 'jetbrains-mono', weight: '400'},
} as const
export type Face = keyof typeof FACES
/** Each script is a file of its own. */
const SCRIPTS = ['latin', 'latin-ext', 'greek', 'cyrillic'] as const
type Script = (typeof SCRIPTS)[number]
export type Page = InstanceType<typeof PDFDocument>

/** Makes the faces known to a document. */
export function registerFonts(page: Page): void {
  for (const [face, {family, weight}] of Object.entries(FACES))
    for (const script of SCRIPTS)
      page.registerFont(
        `${face} ${script}`,
        fontFile(`@fontsource/${family}/files/${family}-${script}-${weight}-normal.woff`),
      )
}

/** A text in pieces that one font file can draw each. What none can draw becomes a question mark: the JSON has it whole. */
export function runsOf(text: string): readonly {readonly script: Script; readonly text: string}[] {
  const runs: {script: Script; text: string}[] = []
  for (const sign of text) {
    const script = scriptOf(sign.codePointAt(0) ?? 0)
    const last = runs.at(-1)
    const drawn = script === undefined ? '?' : sign
    const wanted = script ?? 'latin'
    // Spaces and the like go with whatever stands before them.
    if (last !== undefined && (last.script === wanted || (wanted === 'latin' && /^[\s.,:;()–-]$/.test(drawn))))
      last.text += drawn
    else runs.push({script: wanted, text: drawn})
  }
  return runs
}

type Style = {
  readonly face: Face
  readonly size: number
  readonly width: number
  readonly align?: 'left' | 'center' | 'right'
}

/** Writes a text at a place, in as many fonts as it needs. Gives where it ends. */
export function write(page: Page, text: string, at: {readonly x: number; readonly y: number}, style: Style): number {
  const runs = runsOf(text === '' ? ' ' : text)
  page.fontSize(style.size)
  runs.forEach((run, index) => {
    page.font(`${style.face} ${run.script}`)
    const options = {width: style.width, align: style.align ?? 'left', continued: index < runs.length - 1} as const
    if (index === 0) page.text(run.text, at.x, at.y, options)
    else page.text(run.text, options)
  })
  return page.y
}

/** How high a text is when it is written so. */
export function heightOf(page: Page, text: string, {face, size, width}: Style): number {
  return page
    .font(`${face} latin`)
    .fontSize(size)
    .heightOfString(text === '' ? ' ' : text, {width})
}

/** What the five font files of a face hold, by the ranges in which they were cut. */
function scriptOf(code: number): Script | undefined {
  if (code < 0x100 || code === 0x131 || code === 0x152 || code === 0x153 || (code >= 0x2000 && code <= 0x206f))
    return 'latin'
  if (code === 0x20ac || code === 0x2122 || code === 0x2212 || code === 0x2215) return 'latin'
  if ((code >= 0x100 && code <= 0x2ff) || (code >= 0x1e00 && code <= 0x1eff)) return 'latin-ext'
  if (code >= 0x370 && code <= 0x3ff) return 'greek'
  if (code >= 0x400 && code <= 0x45f) return 'cyrillic'
  return undefined
}
