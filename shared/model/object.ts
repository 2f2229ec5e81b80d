/**
 * What a thing is, as far as its sources can tell. The order is part of the wire: only append.
 * `contact` is something a sensor holds that nobody has identified.
 */
export const OBJECT_KINDS = [
  'contact',
  'vessel',
  'aircraft',
  'drone',
  'vehicle',
  'person',
  'aton',
  'base',
  'sensor',
] as const
export type ObjectKind = (typeof OBJECT_KINDS)[number]

/** How the nation regards an object (domain: standard identity, in the words of law enforcement). Only append. */
export const IDENTITIES = ['unidentified', 'identified', 'own', 'partner', 'of-interest'] as const
export type Identity = (typeof IDENTITIES)[number]

/** What an agreement's rule speaks about. */
export type ObjectClass =
  | 'track.vessel'
  | 'track.aircraft'
  | 'track.uav'
  | 'track.vehicle'
  | 'track.person'
  | 'track.contact'
  | 'track.fixed'
  | 'alert'
  | 'incident'
  | 'asset'

export function classOf(kind: ObjectKind): ObjectClass {
  switch (kind) {
    case 'vessel':
      return 'track.vessel'
    case 'aircraft':
      return 'track.aircraft'
    case 'drone':
      return 'track.uav'
    case 'vehicle':
      return 'track.vehicle'
    case 'person':
      return 'track.person'
    case 'contact':
      return 'track.contact'
    case 'aton':
    case 'base':
    case 'sensor':
      return 'track.fixed'
  }
}

export function kindCode(kind: ObjectKind): number {
  return OBJECT_KINDS.indexOf(kind)
}

export function kindOf(code: number): ObjectKind {
  return OBJECT_KINDS[code] ?? 'contact'
}
