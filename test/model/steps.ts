import fc from 'fast-check'
import {OBJECT_KINDS, type ObjectKind} from '../../shared/model/object.ts'
import type {TransferMode} from '../../shared/model/agreement.ts'
import type {LineFaults} from './line.ts'
import type {Death} from './node.ts'

/** What the world does next; `then`: how long nothing else does, ms. Indices are of NATIONS, and of the pairs of them; `seed` is the chance within a step. */
export type Step =
  /** Somebody presses what the own screen offers; `nonsense`: what it does not. */
  | {readonly do: 'press' | 'nonsense'; readonly nation: number; readonly seed: number; readonly then: number}
  /** A command that was given comes again, from the same person under the same id. */
  | {readonly do: 'again'; readonly seed: number}
  /** Nobody looks at the consoles of a nation any more, or somebody does again. */
  | {readonly do: 'turn eyes'; readonly nation: number}
  | {readonly do: 'wait'; readonly ms: number}
  | {readonly do: 'cut' | 'heal'; readonly pair: number}
  | {readonly do: 'disturb'; readonly pair: number; readonly faults: LineFaults}
  | {readonly do: 'die'; readonly nation: number; readonly death: Death | 'now' | 'in order'}
  | {readonly do: 'start'; readonly nation: number}
  | {readonly do: 'set clock'; readonly nation: number; readonly hours: number}
  | {readonly do: 'drift'; readonly drifter: number; readonly nation: number}
  | {readonly do: 'turn agreement'; readonly pair: number}
  /** All lines are sound and all nodes run for ten seconds: then all agree. */
  | {readonly do: 'peace'}

/** One run: how control passes in it, what the objects are, and what happens. */
export type Plan = {
  readonly transfer: TransferMode
  readonly isStandard: boolean
  readonly kinds: readonly ObjectKind[]
  readonly seed: number
  readonly steps: readonly Step[]
}

const nation = fc.nat(2)
const pair = fc.nat(2)
const seed = fc.nat(0xff_ff_ff)
const faults = fc.record({
  delayMs: fc.constantFrom(1, 30, 200, 3_000),
  jitterMs: fc.constantFrom(0, 50, 1_500),
  lost: fc.constantFrom(0, 0.2, 0.6),
  doubled: fc.constantFrom(0, 0.3),
})
const then = fc.constantFrom(0, 0, 2, 30, 80, 80, 80, 400)
const waits = [2, 8, 45, 300, 1_100, 1_100, 4_000, 12_000, 31_000, 65_000, 130_000]

const step: fc.Arbitrary<Step> = fc.oneof(
  {weight: 50, arbitrary: fc.record({do: fc.constant('press' as const), nation, seed, then})},
  {weight: 4, arbitrary: fc.record({do: fc.constant('nonsense' as const), nation, seed, then})},
  {weight: 4, arbitrary: fc.record({do: fc.constant('again' as const), seed})},
  {weight: 2, arbitrary: fc.record({do: fc.constant('turn eyes' as const), nation})},
  {weight: 12, arbitrary: fc.record({do: fc.constant('wait' as const), ms: fc.constantFrom(...waits)})},
  {weight: 3, arbitrary: fc.record({do: fc.constant('cut' as const), pair})},
  {weight: 6, arbitrary: fc.record({do: fc.constant('heal' as const), pair})},
  {weight: 3, arbitrary: fc.record({do: fc.constant('disturb' as const), pair, faults})},
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('die' as const),
      nation,
      death: fc.constantFrom('before-disk' as const, 'after-disk' as const, 'now' as const, 'in order' as const),
    }),
  },
  {weight: 6, arbitrary: fc.record({do: fc.constant('start' as const), nation})},
  {
    weight: 1,
    arbitrary: fc.record({do: fc.constant('set clock' as const), nation, hours: fc.constantFrom(-5, -1, 1, 5)}),
  },
  {weight: 3, arbitrary: fc.record({do: fc.constant('drift' as const), drifter: fc.nat(1), nation})},
  {weight: 1, arbitrary: fc.record({do: fc.constant('turn agreement' as const), pair})},
  {weight: 1, arbitrary: fc.constant({do: 'peace' as const})},
)

export const plan: fc.Arbitrary<Plan> = fc.record({
  transfer: fc.constantFrom('on-accept' as const, 'at-line' as const, 'on-release' as const),
  isStandard: fc.nat(7).map(chance => chance === 0),
  kinds: fc.array(fc.constantFrom(...OBJECT_KINDS.filter(kind => ['vessel', 'person', 'drone'].includes(kind))), {
    minLength: 1,
    maxLength: 2,
  }),
  seed,
  steps: fc.array(step, {minLength: 20, maxLength: 70, size: 'max'}),
})
