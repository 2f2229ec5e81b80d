import type {NationCode} from '../../../shared/base/id.ts'
import type {Finding} from '../../../shared/model/finding.ts'
import type {Geography, RuleConfiguration} from '../../../server/config.ts'
import {Areas} from '../../../server/picture/areas.ts'
import {Watch} from '../../../server/rules/watch.ts'
import {Sea} from '../picture/sea.ts'

type Properties = Geography['features'][number]['properties']
type Pair = [number, number]

const usual = {name: '', indicative: false, everyCrossing: false}

export function box(
  id: string,
  [west, south, east, north]: [number, number, number, number],
  more: Partial<Properties>,
): Geography['features'][number] {
  const ring: Pair[] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
  return {
    type: 'Feature',
    properties: {...usual, kind: 'watch', id, ...more},
    geometry: {type: 'Polygon', coordinates: [ring]},
  }
}

export function frontier(id: string, line: Pair[], more: Partial<Properties>): Geography['features'][number] {
  return {
    type: 'Feature',
    properties: {...usual, kind: 'frontier', id, ...more},
    geometry: {type: 'LineString', coordinates: line},
  }
}

const SE = 'SE' as NationCode
const DK = 'DK' as NationCode
const DE = 'DE' as NationCode

/** Sweden north of 55°, Denmark south of it, Germany south of 54°; a reserve in Swedish waters, and land in the far east. */
export function geography(everyCrossing = false): Geography {
  return {
    type: 'FeatureCollection',
    features: [
      box('SE', [10, 55, 20, 58], {kind: 'area-of-responsibility', nation: SE}),
      box('DK', [10, 54, 20, 55], {kind: 'area-of-responsibility', nation: DK}),
      box('DE', [10, 52, 20, 54], {kind: 'area-of-responsibility', nation: DE}),
      box('reserve', [13, 55.5, 13.2, 55.6], {name: 'Reserve'}),
      box('land', [16, 55, 20, 58], {kind: 'land', nation: SE}),
      frontier(
        'DK-SE',
        [
          [10, 55],
          [20, 55],
        ],
        {between: [DK, SE], everyCrossing},
      ),
      frontier(
        'DE-DK',
        [
          [10, 54],
          [20, 54],
        ],
        {between: [DE, DK]},
      ),
    ],
  }
}

/** A sea with a watch over it that keeps what it finds. */
export class Coast extends Sea {
  readonly areas: Areas
  readonly found: Finding[] = []
  readonly watch: Watch

  constructor(
    rules: (Partial<RuleConfiguration> & Pick<RuleConfiguration, 'rule'>)[] = [],
    options: {everyCrossing?: boolean} = {},
  ) {
    super()
    this.areas = new Areas(geography(options.everyCrossing))
    this.watch = new Watch({
      picture: this.picture,
      areas: this.areas,
      rules: rules.map(rule => ({on: true, alert: 'default', parameters: {}, ...rule})),
      nation: SE,
      now: () => this.now,
      onFinding: finding => this.found.push(finding),
    })
    this.picture.onArrival((track, source) => this.watch.arrived(track, source))
    this.picture.onText(({track, report}) => this.watch.said(track, report))
    this.picture.onGone(track => this.watch.forget(track))
  }

  override pass(seconds: number, each: (second: number) => void = () => undefined): void {
    for (let second = 1; second <= seconds; second++) {
      super.pass(1, () => each(second))
      this.watch.sweep()
    }
  }

  /** Rule, phase and whether it is an alert, of all that was found. */
  said(rule: Finding['rule']): string[] {
    return this.found.filter(each => each.rule === rule).map(each => `${each.phase}${each.alert ? ' alert' : ''}`)
  }
}
