import type {ObjectKind} from '../../shared/model/object.ts'
import {ReportFlag} from '../../shared/model/observation.ts'
import type {TrackField} from '../../shared/model/track.ts'

/** Bits that a reader is always told: what world it is of, that it is a nation's own, how the place came about. */
export const OPEN_FLAGS =
  ReportFlag.SIMULATED |
  ReportFlag.EXERCISE |
  ReportFlag.OWN |
  ReportFlag.PREDICTED |
  ReportFlag.ON_GROUND |
  ReportFlag.CLASS_B

/** Any of these may be what an object is called. */
export const LABELLING = ['name', 'callsign', 'registration', 'mmsi', 'hex'] as const satisfies readonly TrackField[]

/** Agreements of CISE's vocabulary say `type`, where a track has kind and ship type. */
const TYPE: readonly string[] = ['kind', 'shipType']
/** Facts that go with a field of {@link TrackField}. */
const PART_OF: Readonly<Record<string, TrackField>> = {
  lon: 'position',
  lat: 'position',
  lastFix: 'position',
  accuracy: 'position',
  navStatus: 'position',
  area: 'position',
  frontier: 'position',
  draught: 'dimensions',
  lengthMetres: 'dimensions',
  beamMetres: 'dimensions',
  eta: 'destination',
  category: 'kind',
  trust: 'sources',
  station: 'sources',
  device: 'sources',
}
const COMMON: readonly TrackField[] = ['position', 'course', 'speed', 'kind', 'identity', 'distress', 'history']

/** Whether a set of released fields covers one. */
export function covers(fields: {has(field: string): boolean}, field: string): boolean {
  const name = PART_OF[field] ?? field
  return fields.has(name) || (TYPE.includes(name) && fields.has('type'))
}

/** Under what a field may be had, where it is covered. */
export function grantOf<Grant>(fields: ReadonlyMap<string, Grant>, field: string): Grant | undefined {
  const name = PART_OF[field] ?? field
  return fields.get(name) ?? (TYPE.includes(name) ? fields.get('type') : undefined)
}

/** The fields that such an object can have at all: what is withheld is said by the rule, never by what is there. */
export function fieldsOf(kind: ObjectKind): readonly TrackField[] {
  switch (kind) {
    case 'vessel':
      return [
        ...COMMON,
        'heading',
        'mmsi',
        'name',
        'callsign',
        'imo',
        'flag',
        'shipType',
        'dimensions',
        'destination',
        'sources',
      ]
    case 'aircraft':
      return [...COMMON, 'altitude', 'hex', 'callsign', 'registration', 'flag', 'squawk', 'sources']
    case 'drone':
      return [...COMMON, 'altitude', 'name', 'registration', 'sources']
    case 'aton':
    case 'base':
    case 'sensor':
      return ['position', 'kind', 'identity', 'mmsi', 'name', 'sources']
    case 'contact':
    case 'vehicle':
    case 'person':
      return [...COMMON, 'name', 'sources']
  }
}
