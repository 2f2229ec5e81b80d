import {z} from 'zod'
import {CENTRE_ROLES} from '../model/law.ts'
import {IDENTITIES, OBJECT_KINDS} from '../model/object.ts'
import {TRACK_FIELDS} from '../model/track.ts'
import {WORLDS} from '../model/world.ts'
import {ROLES} from '../operations/actor.ts'
import {commandResult} from './command.ts'
import {basisSchema, contactId, incidentId, nationCode, postId, TASK_TYPES, thing, trackId, unitId} from './things.ts'

/**
 * The conversation between a browser and its node. Socket.IO event names are the keys of `UP` and `DOWN`.
 * One event is not JSON: `frame`, down, one `ArrayBuffer` (`frame.ts`). Raise PROTOCOL_VERSION on every change.
 */
export const PROTOCOL_VERSION = 2

const box = z.object({west: z.number(), south: z.number(), east: z.number(), north: z.number()})

/** Sent once after sign-in is accepted: who the window is, and what the node knows of itself. */
export const hello = z.object({
  protocol: z.number(),
  version: z.string(),
  nation: nationCode,
  nationName: z.string(),
  user: z.object({
    id: z.string(),
    /** The own pseudonym: who holds a post is told by it. */
    actor: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    post: postId.optional(),
    unit: unitId.optional(),
  }),
  world: z.enum(WORLDS),
  /** Own sector: where `Home` goes. */
  home: box,
  /** Where the sum of a post's work has its line on the commander's board. */
  loadLimit: z.number().optional(),
  posts: z.array(
    z.object({
      id: postId,
      name: z.string(),
      nation: nationCode,
      /** It coordinates rescue: its commander alone lowers and ends a rescue phase. */
      mrcc: z.boolean().optional(),
      /** Of the own nation's posts, for consoles. */
      sector: box.optional(),
    }),
  ),
  partners: z.array(
    z.object({
      nation: nationCode,
      name: z.string(),
      agreements: z.array(z.string()),
      handoff: z.boolean(),
      /** Whom to call there, as the agreements with it say. */
      centres: z.array(z.object({role: z.enum(CENTRE_ROLES), name: z.string(), phone: z.string()})),
    }),
  ),
  agreements: z.array(
    z.object({id: z.string(), title: z.string(), example: z.boolean(), parties: z.array(nationCode)}),
  ),
  /** The demonstration shortens rule times and says so. */
  notices: z.array(z.string()),
  rules: z.array(z.object({rule: z.string(), on: z.boolean()})),
})

/** Every second. Its absence is how a screen knows that it is frozen. */
export const beat = z.object({
  wall: z.number(),
  /** Picture time, how fast it runs against wall time, and whether it is a recording. */
  picture: z.number(),
  rate: z.number(),
  replay: z.boolean(),
  feeds: z.array(
    z.object({
      name: z.string(),
      status: z.enum(['live', 'late', 'silent', 'failed']),
      lastDataAgeMs: z.number().optional(),
      perSecond: z.number(),
      rejected: z.number(),
    }),
  ),
  links: z.array(
    z.object({
      nation: nationCode,
      status: z.enum(['up', 'late', 'down']),
      silentMs: z.number(),
      roundTripMs: z.number().optional(),
    }),
  ),
  /** Own picture, after the filter for this person. */
  tracks: z.number(),
  /** To a phone: how its line is, by measurement, and how often the picture is brought up to date. */
  pace: z.object({quality: z.enum(['good', 'fair', 'poor', 'bad']), everyMs: z.number()}).optional(),
})

/** Static facts of tracks in view: sent when a track enters the view and when they change. */
export const names = z.object({
  names: z.array(
    z.object({
      id: trackId,
      label: z.string(),
      kind: z.enum(OBJECT_KINDS),
      identity: z.enum(IDENTITIES),
      world: z.enum(WORLDS),
      flag: z.string().optional(),
      shipType: z.number().optional(),
      contact: contactId.optional(),
      partners: z.array(nationCode).optional(),
      unit: z.string().optional(),
    }),
  ),
})

/** Durable things, each whole. `n` is dense per connection: a hole means a resync. `cursor` is opaque. */
export const things = z.object({
  n: z.number(),
  cursor: z.string(),
  /** Set on the first batch after a connect without a usable cursor: forget what you had. */
  snapshot: z.boolean(),
  upserts: z.array(thing),
  removed: z.array(z.object({kind: z.string(), id: z.string()})),
})

/** What a console may know of one track, field by field, with who said it and under what it was released. */
export const card = z.object({
  id: trackId,
  fields: z.array(
    z.object({
      field: z.union([z.enum(TRACK_FIELDS), z.string()]),
      value: z.union([z.string(), z.number()]),
      at: z.number().optional(),
      /** Nation that originated the value. */
      origin: nationCode,
      basis: basisSchema.optional(),
    }),
  ),
  withheld: z.array(z.object({field: z.string(), by: nationCode})),
  sources: z.array(
    z.object({
      feed: z.string(),
      origin: nationCode,
      kind: z.string(),
      at: z.number(),
      intervalMs: z.number(),
      basis: basisSchema.optional(),
    }),
  ),
  /** Time to the frontier on the present course, where it leads there. */
  frontier: z.object({to: nationCode, inSeconds: z.number(), lon: z.number(), lat: z.number()}).optional(),
  /** Which area it is in. */
  area: nationCode.optional(),
  trail: z.array(z.tuple([z.number(), z.number(), z.number()])),
  events: z.array(
    z.object({at: z.number(), code: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()]))}),
  ),
  units: z.array(
    z.object({id: unitId, name: z.string(), distanceM: z.number(), seconds: z.number().optional(), status: z.string()}),
  ),
  /** Whether control of the contact on it can be taken over in the own territory; absent: it has none of a partner's. */
  takeOver: z.object({allowed: z.boolean(), why: z.string().optional()}).optional(),
  /** Whom a handoff would suggest, and what they would get. */
  handoff: z.array(
    z.object({
      to: nationCode,
      allowed: z.boolean(),
      why: z.string().optional(),
      agreement: z.string().optional(),
      transfer: z.string().optional(),
      fields: z.array(z.string()),
      withheld: z.array(z.string()),
      /** How exactly the place would be told, metres, and how much of where it has been, seconds. */
      precisionM: z.number().optional(),
      historyS: z.number().optional(),
    }),
  ),
})
export type Card = z.infer<typeof card>

export const found = z.object({
  hits: z.array(
    z.object({
      type: z.enum(['track', 'contact', 'unit', 'incident', 'place']),
      id: z.union([z.string(), z.number()]),
      title: z.string(),
      detail: z.string(),
      lon: z.number().optional(),
      lat: z.number().optional(),
    }),
  ),
})

/** Units by the time until they are there, with what speaks for and against each: codes under `suggestion.` */
const suggestionReasons = z.array(
  z.object({code: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()]))}),
)
export const suggestions = z.object({
  units: z.array(
    z.object({
      id: unitId,
      name: z.string(),
      fit: z.boolean(),
      distanceM: z.number().optional(),
      seconds: z.number().optional(),
      reasons: suggestionReasons,
      against: suggestionReasons,
    }),
  ),
})

export const DOWN = {
  hello,
  beat,
  names,
  things,
  outcome: commandResult,
  /** The session has ended; the reason is a catalogue key. */ ended: z.object({reason: z.string()}),
} as const

/** A view: the part of the world on the screen, and the tracks that must never be thinned out. */
export const view = z.strictObject({
  west: z.number().min(-540).max(540),
  south: z.number().min(-90).max(90),
  east: z.number().min(-540).max(540),
  north: z.number().min(-90).max(90),
  zoom: z.number().min(0).max(24),
  focus: z.array(trackId).max(200),
})

/** The client says which tick it has drawn. */
export const drawn = z.strictObject({tick: z.number().int(), digest: z.number().int().optional()})

export const ask = z.discriminatedUnion('type', [
  z.strictObject({type: z.literal('card'), track: trackId}),
  z.strictObject({type: z.literal('search'), text: z.string().min(1).max(80)}),
  /** Whom to send to an incident, a contact or a track. */
  z.strictObject({
    type: z.literal('units'),
    taskType: z.enum(TASK_TYPES),
    incident: incidentId.optional(),
    contact: contactId.optional(),
    track: trackId.optional(),
  }),
])

/** What the client holds cannot be right: tracks by a digest that differs, things by a hole in `n`. All of it comes anew. */
export const resync = z.strictObject({of: z.enum(['tracks', 'things'])})

/**
 * Where a unit's phone is, by its own satellite receiver. `ageMs`: how old the measurement was when it was sent, so that a
 * phone whose clock is wrong tells the right time. The last value wins; nothing waits in an outbox.
 */
export const fix = z.strictObject({
  lon: z.number().min(-180).max(180),
  lat: z.number().min(-90).max(90),
  ageMs: z.number().min(0).max(600_000),
  /** One sigma, metres. */
  accuracy: z.number().min(0).max(100_000).optional(),
  /** Metres per second over the ground, degrees true. */
  speed: z.number().min(0).max(1_000).optional(),
  course: z.number().min(0).max(360).optional(),
})

/**
 * Frames come to who has sent a `view`, and only while they are acknowledged by `drawn`.
 * `command` (a `commandEnvelope`) and `ask` are answered through Socket.IO's acknowledgement; `things` asks for one
 * where a handoff has to be known as presented.
 */
export const UP = {view, drawn, resync, ask, fix} as const

/** What the client says when it connects. `cursor` and `policy` let it go on where it was. */
export const handshake = z.strictObject({
  seat: z.string().regex(/^[0-9a-f]{8}$/),
  protocol: z.number(),
  cursor: z.string().max(400).optional(),
})

export type Hello = z.infer<typeof hello>
export type Beat = z.infer<typeof beat>
export type Names = z.infer<typeof names>
export type Things = z.infer<typeof things>
export type View = z.infer<typeof view>
export type Drawn = z.infer<typeof drawn>
export type Resync = z.infer<typeof resync>
export type Ask = z.infer<typeof ask>
export type Fix = z.infer<typeof fix>
export type Found = z.infer<typeof found>
export type Suggestions = z.infer<typeof suggestions>
export type AskUnits = Extract<Ask, {type: 'units'}>
export type Handshake = z.infer<typeof handshake>
