import type {Freshness} from '../../shared/model/freshness.ts'
import {IDENTITIES, kindOf, type ObjectKind} from '../../shared/model/object.ts'
import {ReportFlag} from '../../shared/model/observation.ts'
import type {Token} from '../ui/palette.ts'

/** Frames say how the nation regards a thing; the order is that of the atlas and of the shader. */
export const FRAMES = ['none', 'own', 'partner', 'clover', 'diamond', 'distress'] as const
export type Frame = (typeof FRAMES)[number]

/** Colours of frames and glyphs, in the order of {@link FRAMES}: shape says the same as colour. */
export const FRAME_COLOURS: readonly Token[] = [
  'track.neutral',
  'track.own',
  'track.own',
  'track.unknown',
  'warning.ink',
  'alarm.ink',
]

/** Below: dots for identified traffic. */
export const GLYPH_ZOOM = 7
/** From here: vectors on all. */
export const VECTOR_ZOOM = 9

/** Symbols have their whole size from here on, */
const WHOLE_ZOOM = 8.5
/** and their least, half of it, from here down: what stands near one another shall not become one heap. */
const HALF_ZOOM = 5.5

/** Share of its whole size that a symbol has, 0.5 to 1. */
export function symbolScale(zoom: number): number {
  return 0.5 + 0.5 * Math.min(1, Math.max(0, (zoom - HALF_ZOOM) / (WHOLE_ZOOM - HALF_ZOOM)))
}

export type Symbol = {
  readonly kind: ObjectKind
  readonly frame: Frame
  readonly colour: Token
  /** Filled while it may be taken for where the thing is; hollow and dashed on a prediction; crossed when lost. */
  readonly look: 'filled' | 'dashed' | 'crossed' | 'absent'
  /** Drawn as a dot of 3 pixels from afar. */
  readonly isDot: boolean
  readonly isSimulated: boolean
}

/** How a track is drawn. The shader of `track-layer.ts` does the same for all tracks at once. */
export function symbolOf(track: {
  kind: number
  identity: number
  flags: number
  freshness: Freshness
  zoom: number
}): Symbol {
  const frame = frameOf(track.identity, track.flags)
  return {
    kind: kindOf(track.kind),
    frame,
    colour: FRAME_COLOURS[FRAMES.indexOf(frame)] ?? 'track.unknown',
    look: lookOf(track.freshness),
    isDot: frame === 'none' && track.zoom < GLYPH_ZOOM,
    isSimulated: (track.flags & ReportFlag.SIMULATED) !== 0,
  }
}

/** Lives in danger first, then whose it is, then how it is regarded. */
export function frameOf(identity: number, flags: number): Frame {
  if (flags & ReportFlag.DISTRESS) return 'distress'
  if (flags & ReportFlag.OWN) return 'own'
  switch (IDENTITIES[identity]) {
    case 'own':
      return 'own'
    case 'partner':
      return 'partner'
    case 'identified':
      return 'none'
    case 'of-interest':
      return 'diamond'
    default:
      return 'clover'
  }
}

function lookOf(freshness: Freshness): Symbol['look'] {
  switch (freshness) {
    case 'live':
    case 'late':
      return 'filled'
    case 'coasting':
      return 'dashed'
    case 'lost':
      return 'crossed'
    case 'gone':
      return 'absent'
  }
}
