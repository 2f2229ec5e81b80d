import type {Configuration} from './schema.ts'

/** A place in the configuration that says something of another which is not so. */
export type Mistake = {readonly path: readonly (string | number)[]; readonly message: string}

/** The names that a configuration gives. */
type Known = Readonly<Record<'nations' | 'posts' | 'units' | 'zones', ReadonlySet<string>>>

/** What one part says of another must be there: every place where it is not. */
export function references(config: Configuration): readonly Mistake[] {
  const known: Known = {
    nations: new Set(config.nations.map(one => one.code)),
    posts: new Set(config.nations.flatMap(one => one.posts.map(each => each.id))),
    units: new Set(config.units.map(one => one.id)),
    zones: new Set(config.geography.features.map(one => one.properties.id)),
  }
  return [
    ...twice(config),
    ...ofNations(config),
    ...ofFeeds(config, known),
    ...ofUnits(config, known),
    ...ofPartners(config, known),
    ...ofUsers(config, known),
    ...ofRules(config, known),
    ...ofAgreements(config, known),
    ...ofZones(config),
  ]
}

function* twice({nations, feeds, units, users, agreements, geography}: Configuration): Iterable<Mistake> {
  const lists: readonly (readonly [path: string, what: string, names: readonly string[]])[] = [
    ['nations', 'nation', nations.map(one => one.code)],
    ['feeds', 'feed', feeds.map(one => one.name)],
    ['units', 'unit', units.map(one => one.id)],
    ['users', 'user', users.map(one => one.user)],
    ['agreements', 'agreement', agreements.map(one => one.id)],
    ['zones', 'area or line', geography.features.map(one => one.properties.id)],
  ]
  for (const [path, what, names] of lists) {
    const seen = new Set<string>()
    for (const [index, name] of names.entries()) {
      if (seen.has(name)) yield {path: [path, index], message: `${what} ${name} is there twice`}
      seen.add(name)
    }
  }
}

function* ofNations({nations, feeds}: Configuration): Iterable<Mistake> {
  for (const [index, {code, clock, mrcc, posts}] of nations.entries()) {
    if (clock !== 'wall' && !feeds.some(each => each.name === clock.feed && each.nation === code))
      yield {path: ['nations', index, 'clock'], message: `${code} has no feed ${clock.feed}`}
    if (mrcc !== undefined && !posts.some(each => each.id === mrcc))
      yield {path: ['nations', index, 'mrcc'], message: `${code} has no post ${mrcc}`}
    for (const [place, {id}] of posts.entries())
      if (!id.startsWith(`${code}-`))
        yield {path: ['nations', index, 'posts', place, 'id'], message: `a post of ${code} begins with ${code}-`}
  }
}

function* ofFeeds(config: Configuration, known: Known): Iterable<Mistake> {
  for (const [index, {nation, connect, world, kind, tokenFrom}] of config.feeds.entries()) {
    yield* unlessNation(known, nation, ['feeds', index, 'nation'])
    if (connect.type === 'scenario' && config.scenario === undefined)
      yield {path: ['feeds', index, 'connect'], message: 'a scenario station needs "scenario" in the configuration'}
    if (connect.type === 'scenario' && (world ?? config.world) !== 'simulated')
      yield {path: ['feeds', index, 'connect'], message: 'what a scenario makes is of the simulated world'}
    if (connect.type === 'http-push' && kind !== 'observations')
      yield {path: ['feeds', index, 'kind'], message: 'http-push carries observations'}
    if (connect.type === 'http-push' && tokenFrom === undefined)
      yield {path: ['feeds', index], message: 'http-push needs tokenFrom'}
  }
}

function* ofUnits({units}: Configuration, known: Known): Iterable<Mistake> {
  for (const [index, {nation, post}] of units.entries()) {
    yield* unlessNation(known, nation, ['units', index, 'nation'])
    yield* unless(known.posts, post, 'post', ['units', index, 'post'])
  }
}

function* ofPartners({partners}: Configuration, known: Known): Iterable<Mistake> {
  for (const [index, {between}] of partners.entries()) {
    for (const [place, code] of between.entries())
      yield* unlessNation(known, code, ['partners', index, 'between', place])
    if (between[0] === between[1])
      yield {path: ['partners', index, 'between'], message: 'a nation is no partner of itself'}
  }
}

function* ofUsers({users}: Configuration, known: Known): Iterable<Mistake> {
  for (const [index, {user, role, post, unit}] of users.entries()) {
    yield* unlessNation(known, user.slice(user.indexOf('@') + 1), ['users', index, 'user'])
    if (post !== undefined) yield* unless(known.posts, post, 'post', ['users', index, 'post'])
    if (unit !== undefined) yield* unless(known.units, unit, 'unit', ['users', index, 'unit'])
    if (role === 'field' && unit === undefined) yield {path: ['users', index], message: 'a field user needs a unit'}
    if ((role === 'operator' || role === 'commander') && post === undefined)
      yield {path: ['users', index], message: `who is ${role} needs a post`}
  }
}

function* ofRules({rules}: Configuration, known: Known): Iterable<Mistake> {
  for (const [index, {nations = [], zones = []}] of rules.entries()) {
    for (const [place, code] of nations.entries()) yield* unlessNation(known, code, ['rules', index, 'nations', place])
    for (const [place, id] of zones.entries()) yield* unless(known.zones, id, 'area', ['rules', index, 'zones', place])
  }
}

function* ofAgreements({agreements}: Configuration, known: Known): Iterable<Mistake> {
  for (const [index, {inForce, rules}] of agreements.entries()) {
    if (inForce.to !== undefined && inForce.to < inForce.from)
      yield {path: ['agreements', index, 'inForce'], message: 'ends before it begins'}
    for (const [place, {when, effect, disclose, actions}] of rules.entries()) {
      const path = ['agreements', index, 'rules', place]
      for (const [at, id] of (when?.zones ?? []).entries())
        yield* unless(known.zones, id, 'area', [...path, 'when', 'zones', at])
      const shows = actions !== '*' && actions.some(action => action === 'view' || action === 'receive_alert')
      if (effect === 'permit' && disclose === undefined && shows)
        yield {path, message: 'a permit to view says what it discloses'}
    }
  }
}

function* ofZones({geography}: Configuration): Iterable<Mistake> {
  const path = ['zones']
  for (const {properties, geometry} of geography.features) {
    const {kind, id, between, nation, claimedBy} = properties
    const isLine = geometry.type === 'LineString' || geometry.type === 'MultiLineString'
    if ((kind === 'frontier') !== isLine) yield {path, message: `${id}: a frontier is a line, everything else an area`}
    if (kind === 'frontier' && between === undefined) yield {path, message: `${id}: a frontier says between whom`}
    if ((kind === 'area-of-responsibility' || kind === 'sar-region') && nation === undefined)
      yield {path, message: `${id}: an area of responsibility says whose`}
    if ((kind === 'disputed') !== (claimedBy !== undefined))
      yield {path, message: `${id}: a disputed area, and no other, says who claims it`}
  }
}

function unlessNation({nations}: Known, code: string, path: Mistake['path']): Iterable<Mistake> {
  return unless(nations, code, 'nation', path)
}

function* unless(known: ReadonlySet<string>, name: string, what: string, path: Mistake['path']): Iterable<Mistake> {
  if (!known.has(name)) yield {path, message: `there is no ${what} ${name}`}
}
