import {readFileSync} from 'node:fs'
import {dirname, resolve} from 'node:path'
import {type ParseError, parse, parseTree, findNodeAtLocation, printParseErrorCode} from 'jsonc-parser'
import {z} from 'zod'
import type {AgreementId, NationCode, PostId, RuleId, UnitId, UserId, ZoneId} from '../shared/base/id.ts'
import {type Agreement, CLASSIFICATIONS} from '../shared/model/agreement.ts'
import {FINDING_RULES} from '../shared/model/finding.ts'
import {type LawBook, NO_LAW} from '../shared/model/law.ts'
import {IDENTITIES, OBJECT_KINDS} from '../shared/model/object.ts'
import {capabilityOf, type TaskingTimes} from '../shared/model/unit.ts'
import {WORLDS} from '../shared/model/world.ts'
import {ROLES} from '../shared/operations/actor.ts'
import {contacts, lawBook, legalRight, pursuitTerms} from './config-law.ts'

function branded<T>(schema: z.ZodType<unknown>): z.ZodType<T> {
  return schema as unknown as z.ZodType<T>
}

const nation = branded<NationCode>(z.string().regex(/^[A-Z]{2}$/, 'two capital letters, ISO 3166-1 alpha-2'))
const post = branded<PostId>(z.string().regex(/^[A-Z]{2}-[0-9A-Za-z-]{1,16}$/, 'nation, a dash and a name: SE-01'))
const unit = branded<UnitId>(z.string().regex(/^[A-Z]{2}-[0-9A-Za-z-]{1,20}$/, 'nation, a dash and a name: SE-KBV312'))
const zone = branded<ZoneId>(z.string().min(1).max(60))
const box = z.tuple([z.number(), z.number(), z.number(), z.number()])
const port = z.number().int().min(0).max(65_535)

/** How bytes get here. Every connection feeds the same decoder. */
const connection = z.discriminatedUnion('type', [
  z.strictObject({type: z.literal('udp'), port, host: z.string().default('127.0.0.1')}),
  z.strictObject({
    type: z.literal('tcp-client'),
    host: z.string(),
    port,
    reconnectMs: z.number().min(100).default(1_000),
  }),
  z.strictObject({type: z.literal('tcp-server'), port, host: z.string().default('127.0.0.1')}),
  z.strictObject({type: z.literal('file'), path: z.string(), speed: z.number().positive().default(1)}),
  z.strictObject({type: z.literal('http-poll'), url: z.url(), everyMs: z.number().min(200).default(1_000)}),
  /** Devices send to POST /api/observations. */
  z.strictObject({type: z.literal('http-push')}),
  /** The scenario engine writes what this station would receive. */
  z.strictObject({type: z.literal('scenario'), station: z.string()}),
])

const feed = z.strictObject({
  name: z.string().min(1).max(40),
  nation,
  kind: z.enum(['ais', 'sbs', 'aircraft-json', 'observations']),
  connect: connection,
  /** Admiralty letter of the source: A reliable to F cannot be judged. */
  trust: z.enum(['A', 'B', 'C', 'D', 'E', 'F']).default('C'),
  world: z.enum(WORLDS).optional(),
  marking: z
    .strictObject({level: z.enum(CLASSIFICATIONS), releasableTo: z.array(nation).optional()})
    .default({level: 'UNCLASSIFIED'}),
  /** For `observations`: kind of sensor, and how often it reports. */
  sensor: z.enum(['radar', 'camera', 'ground', 'drone', 'patrol', 'other']).optional(),
  intervalMs: z.number().positive().optional(),
  /** For SBS: the zone of the receiver's local time, as an offset in minutes. */
  utcOffsetMinutes: z.number().int().optional(),
  /** For `http-push`: the environment variable or file that holds the device's token. */
  tokenFrom: z.union([z.strictObject({env: z.string()}), z.strictObject({file: z.string()})]).optional(),
})

const rule = z.strictObject({
  rule: z.enum(FINDING_RULES),
  on: z.boolean().default(true),
  nations: z.array(nation).optional(),
  zones: z.array(zone).optional(),
  kinds: z.array(z.enum(OBJECT_KINDS)).optional(),
  /** Which findings become alerts: those of the default (contacts, unidentified, silent), all, or none. */
  alert: z.enum(['default', 'always', 'never']).default('default'),
  priority: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).optional(),
  /** Numbers of the rule, by name: seconds, metres, knots as the name says. */
  parameters: z.record(z.string(), z.number()).default({}),
})

const nations = z.union([z.literal('*'), z.array(nation).min(1)])
const timers = z
  .strictObject({
    lam: z.number(),
    reply: z.number(),
    standby: z.number(),
    counter: z.number(),
    hold: z.number(),
    assume: z.number(),
    notify: z.number(),
    proposeLatest: z.number(),
    cross: z.number(),
    cross2: z.number(),
    unattended: z.number(),
    confirm: z.number(),
  })
  .partial()
const sharing = z.enum([
  'notify',
  'view',
  'subscribe',
  'receive_alert',
  'handoff',
  'export',
  'task',
  'retransmit',
  'search',
])
const purpose = z.enum([
  'BorderMonitoring',
  'BorderOperation',
  'SAR',
  'Safety',
  'CustomsMonitoring',
  'CustomsOperation',
  'FisheriesMonitoring',
  'FisheriesOperation',
  'LawEnforcementMonitoring',
  'LawEnforcementOperation',
])
const objectClass = z.enum([
  'track.vessel',
  'track.aircraft',
  'track.uav',
  'track.vehicle',
  'track.person',
  'track.contact',
  'track.fixed',
  'alert',
  'incident',
  'asset',
])

/** An offer that meets all of it is accepted by TO's node as soon as a person has it on screen. Absent: any. */
const standardConditions = z.strictObject({
  title: z.string().min(1),
  from: z.array(nation).min(1).optional(),
  objects: z.array(z.enum(OBJECT_KINDS)).min(1).optional(),
  identities: z.array(z.enum(IDENTITIES)).min(1).optional(),
  zones: z.array(zone).min(1).optional(),
  transfers: z
    .array(z.enum(['on-accept', 'at-line', 'on-release']))
    .min(1)
    .optional(),
  maxKnots: z.number().positive().optional(),
})

const agreement = z.strictObject({
  id: branded<AgreementId>(z.string().min(1).max(80)),
  title: z.string(),
  version: z.number().int().default(1),
  type: z.enum(['bilateral', 'multilateral', 'operational_plan', 'ad_hoc']),
  parties: nations,
  status: z.enum(['draft', 'in_force', 'suspended', 'terminated']),
  inForce: z.strictObject({from: z.iso.date(), to: z.iso.date().optional()}),
  maxLevel: z.enum(CLASSIFICATIONS).default('UNCLASSIFIED'),
  example: z.boolean().default(false),
  handoff: z
    .strictObject({
      allowed: z.boolean(),
      transfer: z.enum(['on-accept', 'at-line', 'on-release']).default('on-accept'),
      timers: timers.optional(),
      timersOf: z.strictObject({sea: timers, land: timers, air: timers}).partial().optional(),
      standardConditions: z.array(standardConditions).optional(),
      claimOnUnattended: z.boolean().optional(),
      /** Notices of contacts that will probably cross are sent by themselves, or by a person. */
      notices: z.enum(['automatic', 'by-person']).optional(),
      pursuit: z.array(pursuitTerms).optional(),
    })
    .optional(),
  instrument: z
    .strictObject({citation: z.string(), url: z.url().optional(), signedAt: z.iso.date().optional()})
    .optional(),
  contacts: contacts.optional(),
  rights: z.array(legalRight).optional(),
  signatures: z.array(z.strictObject({party: nation, at: z.string(), signature: z.string()})).optional(),
  rules: z.array(
    z.strictObject({
      id: branded<RuleId>(z.string().min(1).max(80)),
      effect: z.enum(['permit', 'prohibit']),
      from: nations,
      to: nations,
      actions: z.union([z.literal('*'), z.array(sharing).min(1)]),
      purposes: z.union([z.literal('*'), z.array(purpose).min(1)]),
      classes: z.union([z.literal('*'), z.array(objectClass).min(1)]),
      when: z
        .strictObject({
          zones: z.array(zone).optional(),
          bufferNm: z.number().nonnegative().optional(),
          timeOfDay: z.tuple([z.number(), z.number()]).optional(),
          ownAsset: z.boolean().optional(),
          livesAtRisk: z.boolean().optional(),
        })
        .optional(),
      disclose: z
        .strictObject({
          level: z.enum(['HIT', 'COARSE', 'STANDARD', 'FULL']),
          fields: z.array(z.string()),
          precisionM: z.number().positive().default(1),
          delayS: z.number().nonnegative().default(0),
          historyS: z.number().nonnegative().default(0),
        })
        .optional(),
      obligations: z
        .strictObject({
          log: z.enum(['full', 'summary']).default('full'),
          retentionDays: z.number().positive(),
          onward: z.enum(['forbidden', 'consent', 'sar_only', 'allowed']).default('forbidden'),
        })
        .optional(),
      safetyOfLife: z.boolean().optional(),
    }),
  ),
})

/** Hours of a roster, `22:00-06:00`, as minutes of the day. */
const dutyHours = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, 'hours by UTC: 22:00-06:00')
  .transform(text => ({from: minuteOf(text.slice(0, 5)), to: minuteOf(text.slice(6))}))

/** A GeoJSON feature with what its properties must say (see README, "Areas and lines"). */
const feature = z.object({
  type: z.literal('Feature'),
  properties: z.object({
    kind: z.enum([
      'area-of-responsibility',
      'land',
      'internal-waters',
      'territorial-sea',
      'contiguous-zone',
      'exclusive-economic-zone',
      'high-seas',
      'sar-region',
      'disputed',
      'watch',
      'frontier',
    ]),
    id: z.string(),
    name: z.string().default(''),
    nation: nation.optional(),
    /** Of a disputed area: those who claim it. */
    claimedBy: z.array(nation).min(2).optional(),
    between: z.tuple([nation, nation]).optional(),
    indicative: z.boolean().default(false),
    everyCrossing: z.boolean().default(false),
    /** Of a frontier: how far to either side of it both nations co-ordinate, nautical miles; drawn as a band. */
    coordinationNm: z.number().positive().max(100).optional(),
  }),
  geometry: z.discriminatedUnion('type', [
    z.object({type: z.literal('Polygon'), coordinates: z.array(z.array(z.tuple([z.number(), z.number()])))}),
    z.object({
      type: z.literal('MultiPolygon'),
      coordinates: z.array(z.array(z.array(z.tuple([z.number(), z.number()])))),
    }),
    z.object({type: z.literal('LineString'), coordinates: z.array(z.tuple([z.number(), z.number()]))}),
    z.object({type: z.literal('MultiLineString'), coordinates: z.array(z.array(z.tuple([z.number(), z.number()])))}),
  ]),
})
export const geography = z.object({type: z.literal('FeatureCollection'), features: z.array(feature)})
export type Geography = z.infer<typeof geography>

export const configuration = z.strictObject({
  $schema: z.string().optional(),
  title: z.string(),
  /** A demonstration: prints its passwords, offers one-click sign-in on loopback, and serves loopback only. */
  demo: z.boolean().default(false),
  world: z.enum(WORLDS).default('real'),
  /** Said on every console: that rule times are shortened, that agreements are examples. */
  notices: z.array(z.string()).default([]),
  nations: z
    .array(
      z.strictObject({
        code: nation,
        name: z.string(),
        language: z.string().default('en'),
        posts: z.array(z.strictObject({id: post, name: z.string(), sector: box.optional()})).min(1),
        /** Where the consoles open: west, south, east, north. */
        home: box,
        /** Store of the nation under the data folder; default its code in lower case. */
        store: z.string().optional(),
        clock: z.union([z.literal('wall'), z.strictObject({feed: z.string()})]).default('wall'),
        /** What is watched for crossing besides contacts: the list of what is due shows it. */
        due: z
          .strictObject({
            kinds: z.array(z.enum(OBJECT_KINDS)).default([]),
            zones: z.array(zone).default([]),
            /** Lines between search and rescue regions too. */
            sarLines: z.boolean().default(false),
          })
          .default({kinds: [], zones: [], sarLines: false}),
        /** The post that coordinates rescue; default: the first one. */
        mrcc: post.optional(),
        /** Work of a post, as the commander's board sums it, above which it is called too much. */
        loadLimit: z.number().positive().default(20),
        /** Rows of the track table. */
        capacity: z.number().int().min(1_000).max(2_000_000).default(300_000),
      }),
    )
    .min(1),
  units: z
    .array(
      z.strictObject({
        id: unit,
        nation,
        name: z.string(),
        kind: z.enum(OBJECT_KINDS),
        /** In the manner of CISE: `SearchAndRescue`, `Boarding` …; short words of older files are understood. */
        capabilities: z.array(z.string().transform(capabilityOf)).default([]),
        world: z.enum(WORLDS).optional(),
        post,
        reportsAs: z.string().optional(),
        maxSpeedKnots: z.number().positive().default(25),
        base: z
          .strictObject({name: z.string(), place: z.strictObject({lon: z.number(), lat: z.number()}).optional()})
          .optional(),
        crew: z.number().int().nonnegative().optional(),
        maxPassengers: z.number().int().nonnegative().optional(),
        rangeNm: z.number().positive().optional(),
        enduranceMinutes: z.number().positive().optional(),
        readyInMinutes: z.number().nonnegative().optional(),
        /** Hours on duty by UTC: `22:00-06:00`. */
        roster: z.array(dutyHours).optional(),
      }),
    )
    .default([]),
  /** How long tasks and units may be silent before somebody is told. */
  tasking: z
    .strictObject({
      ackSeconds: z.number().positive().default(60),
      readAlarmSeconds: z.number().positive().default(60),
      readSeconds: z.number().positive().default(180),
      safetyMinutes: z.number().positive().default(30),
      safetyAnswerSeconds: z.number().positive().default(120),
      silentMinutes: z.number().positive().default(10),
    })
    .prefault({}),
  feeds: z.array(feed),
  rules: z.array(rule).default([]),
  partners: z
    .array(
      z.strictObject({
        between: z.tuple([nation, nation]),
        transport: z.literal('memory').default('memory'),
        recordsPerSecond: z.number().positive().default(20_000),
        hz: z.number().positive().max(10).default(1),
        /** For tests: one-way delay of the in-memory link. */
        delayMs: z.number().nonnegative().default(0),
      }),
    )
    .default([]),
  agreements: z.array(agreement).default([]),
  zones: z.array(z.union([z.strictObject({file: z.string()}), geography])).default([]),
  /** Law that holds without an agreement: who may do what where. Numbers of laws are data. */
  law: z.union([z.strictObject({file: z.string()}), lawBook]).optional(),
  users: z
    .array(
      z.strictObject({
        user: branded<UserId>(z.string().regex(/^[a-z0-9.-]{1,40}@[A-Z]{2}$/, 'name@NATION: anna@SE')),
        name: z.string(),
        role: z.enum(ROLES),
        post: post.optional(),
        unit: unit.optional(),
        passwordFrom: z.union([z.strictObject({env: z.string()}), z.strictObject({file: z.string()})]).optional(),
      }),
    )
    .default([]),
  scenario: z.strictObject({script: z.enum(['western-baltic']), seed: z.number().int().default(1)}).optional(),
  server: z
    .strictObject({
      host: z.string().default('127.0.0.1'),
      port: port.default(8080),
      tls: z.strictObject({certFile: z.string(), keyFile: z.string()}).optional(),
    })
    .default({host: '127.0.0.1', port: 8080}),
  retention: z
    .strictObject({
      trackPointsHours: z.number().positive().default(72),
      partnerDataDays: z.number().positive().default(60),
    })
    .default({trackPointsHours: 72, partnerDataDays: 60}),
})

export type Configuration = z.infer<typeof configuration> & {
  /** All areas and lines, files read in. */
  readonly geography: Geography
  /** Law that holds without an agreement; the file read in. */
  readonly lawBook: LawBook
  /** Folder against which relative paths are read. */
  readonly folder: string
}
export type FeedConfiguration = Configuration['feeds'][number]
export type NationConfiguration = Configuration['nations'][number]
export type RuleConfiguration = Configuration['rules'][number]
export type UserConfiguration = Configuration['users'][number]

/** The agreements as the model has them. JSON knows no undefined: what the schema calls optional is there or absent. */
export function agreementsOf(configuration: Configuration): readonly Agreement[] {
  return configuration.agreements as readonly Agreement[]
}

/** One mistake: `examples/demo.json:12:5 feeds[2].kind: expected …`. */
export class ConfigurationError extends Error {
  readonly mistakes: readonly string[]

  constructor(mistakes: readonly string[]) {
    super(mistakes.join('\n'))
    this.mistakes = mistakes
  }
}

/** Reads and checks a configuration with everything it refers to. Throws a {@link ConfigurationError} that lists every mistake. */
export function readConfiguration(file: string): Configuration {
  const path = resolve(file)
  return parseConfiguration(readText(path), file, dirname(path))
}

/** The same on text: `name` is said in mistakes, relative files are looked up in `folder`. */
export function parseConfiguration(text: string, name: string, folder: string): Configuration {
  const errors: ParseError[] = []
  const raw: unknown = parse(text, errors, {allowTrailingComma: true})
  if (errors.length > 0)
    throw new ConfigurationError(
      errors.map(error => `${name}:${lineAndColumn(text, error.offset)} ${printParseErrorCode(error.error)}`),
    )

  const tree = parseTree(text, [], {allowTrailingComma: true})
  function at(path: readonly PropertyKey[]): string {
    for (let length = path.length; length >= 0 && tree; length--) {
      const node = findNodeAtLocation(tree, path.slice(0, length) as (string | number)[])
      if (node) return `${name}:${lineAndColumn(text, node.offset)} ${pathText(path)}`
    }
    return `${name} ${pathText(path)}`
  }

  const checked = configuration.safeParse(raw)
  if (!checked.success)
    throw new ConfigurationError(checked.error.issues.map(issue => `${at(issue.path)}: ${issue.message}`))

  const mistakes: string[] = []
  const features: Geography['features'] = []
  checked.data.zones.forEach((source, index) => {
    if (!('file' in source)) features.push(...source.features)
    else {
      try {
        const read = geography.safeParse(parse(readFileSync(resolve(folder, source.file), 'utf8')))
        if (read.success) features.push(...read.data.features)
        else
          mistakes.push(
            ...read.error.issues.map(
              issue => `${at(['zones', index, 'file'])}: ${source.file} ${pathText(issue.path)}: ${issue.message}`,
            ),
          )
      } catch (error) {
        mistakes.push(
          `${at(['zones', index, 'file'])}: cannot read ${source.file}: ${error instanceof Error ? error.message : String(error)}`,
        )
      }
    }
  })
  const read = readLaw(checked.data.law, folder)
  if ('mistake' in read) mistakes.push(`${at(['law', 'file'])}: ${read.mistake}`)
  const complete: Configuration = {
    ...checked.data,
    geography: {type: 'FeatureCollection', features},
    lawBook: 'mistake' in read ? NO_LAW : read.law,
    folder,
  }
  mistakes.push(...references(complete).map(({path, message}) => `${at(path)}: ${message}`))
  if (mistakes.length > 0) throw new ConfigurationError(mistakes)
  return complete
}

/** How long tasks and units may be silent, in the milliseconds of the ledger. */
export function taskingTimesOf({tasking}: Configuration): TaskingTimes {
  return {
    ackMs: tasking.ackSeconds * 1_000,
    readAlarmMs: tasking.readAlarmSeconds * 1_000,
    readMs: tasking.readSeconds * 1_000,
    safetyMs: tasking.safetyMinutes * 60_000,
    safetyAnswerMs: tasking.safetyAnswerSeconds * 1_000,
    silentMs: tasking.silentMinutes * 60_000,
  }
}

/** The same schema as JSON Schema, for editors. */
export function configurationSchema(): object {
  return z.toJSONSchema(configuration, {unrepresentable: 'any', io: 'input'})
}

/** What one part says of another must be there. */
function references(config: Configuration): {path: (string | number)[]; message: string}[] {
  const found: {path: (string | number)[]; message: string}[] = []
  const wrong = (path: (string | number)[], message: string) => found.push({path, message})
  const codes = new Set<string>(config.nations.map(one => one.code))
  const posts = new Set<string>(config.nations.flatMap(one => one.posts.map(each => each.id)))
  const units = new Set<string>(config.units.map(one => one.id))
  const zones = new Set<string>(config.geography.features.map(one => one.properties.id))

  function unique(list: readonly string[], path: string, what: string): void {
    list.forEach((id, index) => {
      if (list.indexOf(id) !== index) wrong([path, index], `${what} ${id} is there twice`)
    })
  }
  function known(code: string, path: (string | number)[]): void {
    if (!codes.has(code)) wrong(path, `there is no nation ${code}`)
  }

  unique(
    config.nations.map(one => one.code),
    'nations',
    'nation',
  )
  unique(
    config.feeds.map(one => one.name),
    'feeds',
    'feed',
  )
  unique(
    config.units.map(one => one.id),
    'units',
    'unit',
  )
  unique(
    config.users.map(one => one.user),
    'users',
    'user',
  )
  unique(
    config.agreements.map(one => one.id),
    'agreements',
    'agreement',
  )
  unique(
    config.geography.features.map(one => one.properties.id),
    'zones',
    'area or line',
  )

  config.nations.forEach((one, index) => {
    if (one.clock !== 'wall') {
      const name = one.clock.feed
      if (!config.feeds.some(each => each.name === name && each.nation === one.code))
        wrong(['nations', index, 'clock'], `${one.code} has no feed ${name}`)
    }
    if (one.mrcc !== undefined && !one.posts.some(each => each.id === one.mrcc))
      wrong(['nations', index, 'mrcc'], `${one.code} has no post ${one.mrcc}`)
    one.posts.forEach((each, place) => {
      if (!each.id.startsWith(`${one.code}-`))
        wrong(['nations', index, 'posts', place, 'id'], `a post of ${one.code} begins with ${one.code}-`)
    })
  })
  config.feeds.forEach((one, index) => {
    known(one.nation, ['feeds', index, 'nation'])
    if (one.connect.type === 'scenario' && config.scenario === undefined)
      wrong(['feeds', index, 'connect'], 'a scenario station needs "scenario" in the configuration')
    if (one.connect.type === 'scenario' && (one.world ?? config.world) !== 'simulated')
      wrong(['feeds', index, 'connect'], 'what a scenario makes is of the simulated world')
    if (one.connect.type === 'http-push' && one.kind !== 'observations')
      wrong(['feeds', index, 'kind'], 'http-push carries observations')
    if (one.connect.type === 'http-push' && one.tokenFrom === undefined)
      wrong(['feeds', index], 'http-push needs tokenFrom')
  })
  config.units.forEach((one, index) => {
    known(one.nation, ['units', index, 'nation'])
    if (!posts.has(one.post)) wrong(['units', index, 'post'], `there is no post ${one.post}`)
  })
  config.partners.forEach((one, index) => {
    one.between.forEach((code, place) => known(code, ['partners', index, 'between', place]))
    if (one.between[0] === one.between[1]) wrong(['partners', index, 'between'], 'a nation is no partner of itself')
  })
  config.users.forEach((one, index) => {
    const code = one.user.slice(one.user.indexOf('@') + 1)
    known(code, ['users', index, 'user'])
    if (one.post !== undefined && !posts.has(one.post)) wrong(['users', index, 'post'], `there is no post ${one.post}`)
    if (one.unit !== undefined && !units.has(one.unit)) wrong(['users', index, 'unit'], `there is no unit ${one.unit}`)
    if (one.role === 'field' && one.unit === undefined) wrong(['users', index], 'a field user needs a unit')
    if (one.role !== 'field' && one.post === undefined && (one.role === 'operator' || one.role === 'commander'))
      wrong(['users', index], `an ${one.role} needs a post`)
  })
  config.rules.forEach((one, index) => {
    one.nations?.forEach((code, place) => known(code, ['rules', index, 'nations', place]))
    one.zones?.forEach((id, place) => {
      if (!zones.has(id)) wrong(['rules', index, 'zones', place], `there is no area ${id}`)
    })
  })
  config.agreements.forEach((one, index) => {
    if (one.inForce.to !== undefined && one.inForce.to < one.inForce.from)
      wrong(['agreements', index, 'inForce'], 'ends before it begins')
    one.rules.forEach((each, place) => {
      each.when?.zones?.forEach((id, at) => {
        if (!zones.has(id)) wrong(['agreements', index, 'rules', place, 'when', 'zones', at], `there is no area ${id}`)
      })
      if (
        each.effect === 'permit' &&
        each.disclose === undefined &&
        each.actions !== '*' &&
        each.actions.some(action => action === 'view' || action === 'receive_alert')
      ) {
        wrong(['agreements', index, 'rules', place], 'a permit to view says what it discloses')
      }
    })
  })
  config.geography.features.forEach(one => {
    const {kind, id} = one.properties
    const line = one.geometry.type === 'LineString' || one.geometry.type === 'MultiLineString'
    if ((kind === 'frontier') !== line) wrong(['zones'], `${id}: a frontier is a line, everything else an area`)
    if (kind === 'frontier' && one.properties.between === undefined)
      wrong(['zones'], `${id}: a frontier says between whom`)
    if ((kind === 'area-of-responsibility' || kind === 'sar-region') && one.properties.nation === undefined)
      wrong(['zones'], `${id}: an area of responsibility says whose`)
    if ((kind === 'disputed') !== (one.properties.claimedBy !== undefined))
      wrong(['zones'], `${id}: a disputed area, and no other, says who claims it`)
  })
  return found
}

/** The law data, from its file where it names one. */
function readLaw(
  given: z.infer<typeof configuration>['law'],
  folder: string,
): {readonly law: LawBook} | {readonly mistake: string} {
  if (given === undefined) return {law: NO_LAW}
  if (!('file' in given)) return {law: given as LawBook}
  try {
    const text = readFileSync(resolve(folder, given.file), 'utf8')
    const read = lawBook.safeParse(parse(text, [], {allowTrailingComma: true}))
    if (read.success) return {law: read.data as LawBook}
    const [issue] = read.error.issues
    return {mistake: `${given.file} ${pathText(issue?.path ?? [])}: ${issue?.message ?? ''}`}
  } catch (error) {
    return {mistake: `cannot read ${given.file}: ${error instanceof Error ? error.message : String(error)}`}
  }
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new ConfigurationError([`${path}: ${error instanceof Error ? error.message : String(error)}`])
  }
}

function pathText(path: readonly PropertyKey[]): string {
  return (
    path
      .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${String(step)}`))
      .join('') || '(whole file)'
  )
}

function lineAndColumn(text: string, offset: number): string {
  const before = text.slice(0, offset)
  const line = before.split('\n').length
  return `${line}:${offset - before.lastIndexOf('\n')}`
}
