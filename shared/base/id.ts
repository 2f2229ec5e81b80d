declare const brand: unique symbol

/** A type that only its maker gives: two ids of different things cannot be mixed up. */
export type Brand<T, Name extends string> = T & {readonly [brand]: Name}

/** ISO 3166-1 alpha-2 code of a nation, or of an organisation that is a party: `SE`. */
export type NationCode = Brand<string, 'NationCode'>
/** A position that a person holds in a nation's centre: `SE-01`. */
export type PostId = Brand<string, 'PostId'>
/** A patrol boat, drone, car or team of a nation: `SE-KBV312`. */
export type UnitId = Brand<string, 'UnitId'>
/** A person's account: `anna@SE`. Never crosses a border; see {@link ActorId}. */
export type UserId = Brand<string, 'UserId'>
/** The pseudonym under which a person's act crosses a border. */
export type ActorId = Brand<string, 'ActorId'>
/** One sign-in of one person in one window. */
export type SessionId = Brand<string, 'SessionId'>

/**
 * The number by which a live track is known on the wire: a keyed permutation of its row and generation.
 * It tells nothing about how many tracks there are, and changes when the node restarts.
 */
export type TrackId = Brand<number, 'TrackId'>

/** Nation and ten letters of a keyed hash, Crockford base 32: `SE-K7QF3M2ABC`. Said as `SE-K7QF`. */
export type ContactId = Brand<string, 'ContactId'>
/** A handoff; made by whoever opens it. */
export type HandoffId = Brand<string, 'HandoffId'>
/** An object shown to another nation. */
export type PointOutId = Brand<string, 'PointOutId'>
export type AlertId = Brand<string, 'AlertId'>
export type IncidentId = Brand<string, 'IncidentId'>
export type TaskId = Brand<string, 'TaskId'>
/** A pursuit or observation beyond the line. */
export type PursuitId = Brand<string, 'PursuitId'>
/** One handing over of a post, from its preparation to the second signature. */
export type ShiftId = Brand<string, 'ShiftId'>
/** Made by the client, once per act; a repeat gets the stored answer. */
export type CommandId = Brand<string, 'CommandId'>
/** A photo or a recording; made by the phone that took it. */
export type FileId = Brand<string, 'FileId'>
/** A sharing agreement and one of its rules. */
export type AgreementId = Brand<string, 'AgreementId'>
export type RuleId = Brand<string, 'RuleId'>
export type ZoneId = Brand<string, 'ZoneId'>

/** What people say on the phone: nation and the first four letters. */
export function designatorOf(contact: ContactId): string {
  return contact.slice(0, 7)
}

/** The nation that opened the contact. */
export function nationOf(contact: ContactId): NationCode {
  return contact.slice(0, 2) as NationCode
}
