import {createContext, useContext} from 'react'
import {useStore} from 'zustand'
import {must} from '../../shared/base/assert.ts'
import type {Clock} from '../../shared/base/clock.ts'
import type {NationCode} from '../../shared/base/id.ts'
import type {Random} from '../../shared/base/random.ts'
import {uuid} from '../../shared/base/random.ts'
import type {Command} from '../../shared/protocol/command.ts'
import type {Hello} from '../../shared/protocol/message.ts'
import type {HandoffThing, ThingKind} from '../../shared/protocol/things.ts'
import type {Link} from '../link/link.ts'
import {isFrozen} from '../state/link-status.ts'
import {isPending, type PendingCommand} from '../state/pending.ts'
import type {Selected} from '../state/selection.ts'
import type {SignedIn} from '../state/session.ts'
import type {Stores} from '../state/stores.ts'
import {isWatching} from '../state/watching.ts'
import type {ThingOf} from '../state/things.ts'
import type {Action} from '../ui/keymap.ts'
import type {Speaker} from '../ui/sounds.ts'
import type {Now, NowStore} from '../ui/ticker.ts'
import type {CardStore} from './card-keeper.ts'
import type {DeskStore, DeskState} from './desk.ts'
import type {WatersStore} from './waters-keeper.ts'
import type {SuggestionStore} from './suggestion-keeper.ts'
import type {Looking} from './handoff-abilities.ts'

/** Everything that a panel needs. Made once per sign-in. */
export type Workplace = {
  readonly stores: Stores
  readonly link: Link
  readonly who: SignedIn
  readonly nation: NationCode
  readonly seat: string
  readonly clock: Clock
  readonly random: Random
  readonly desk: DeskStore
  readonly cards: CardStore
  readonly waters: WatersStore
  readonly suggestions: SuggestionStore
  readonly now: NowStore
  readonly speaker: Speaker
  /** Does what a key does: keys, buttons and the command palette all come here. */
  readonly act: (action: Action) => void
  /** Sends a command, unless the link is lost: then says why not. */
  readonly send: (command: Command) => void
  /** Selects a thing and shows its card. */
  readonly open: (selected: Selected) => void
  /** The person has taken note of how a handoff ended. */
  readonly notice: (handoff: string) => void
  /** Sends what is filled in. */
  readonly submit: () => void
  /** Leaves the window's seat. */
  readonly signOut: () => void
}

export const WorkplaceContext = createContext<Workplace | undefined>(undefined)

export function useWorkplace(): Workplace {
  return must(useContext(WorkplaceContext), 'a workplace around the panel')
}

export function useDesk<T>(select: (state: DeskState) => T): T {
  return useStore(useWorkplace().desk, select)
}

export function useNow(): Now {
  return useStore(useWorkplace().now)
}

/** What the node said of itself; undefined until it has. */
export function useHello(): Hello | undefined {
  return useStore(useWorkplace().stores.session, state =>
    state.session.status === 'open' ? state.session.hello : undefined,
  )
}

export function useFrozen(): boolean {
  return useStore(useWorkplace().stores.link, isFrozen)
}

/** The command on its way that passes the test: while there is one, the screen says "sending…". */
export function usePending(test: (command: Command) => boolean): PendingCommand | undefined {
  return useStore(useWorkplace().stores.pending, state => isPending(state, test))
}

/** Why nothing can be sent now, as a catalogue key; undefined when it can. */
export function useBlocked(): string | undefined {
  const frozen = useFrozen()
  const {role} = useWorkplace().who
  const {stores} = useWorkplace()
  const session = useStore(stores.session)
  const isOnlyWatching = useStore(stores.things, things => isWatching(session, things))
  if (frozen) return 'refusal.no-link'
  if (isOnlyWatching) return 'shift.blockedHere'
  return mayAct(role) ? undefined : 'refusal.not-your-role'
}

/** Liaison, auditors and administrators watch; the node refuses them too. */
export function mayAct(role: SignedIn['role']): boolean {
  return role === 'operator' || role === 'commander'
}

/** A thing by its name, as it is now. */
export function useThing<Kind extends ThingKind>(kind: Kind, id: string | undefined): ThingOf<Kind> | undefined {
  return useStore(useWorkplace().stores.things, state =>
    id === undefined ? undefined : (state[kind] as ReadonlyMap<string, ThingOf<Kind>>).get(id),
  )
}

/** Who looks at a handoff, and whether its other side can be reached. */
export function useLooking({from, to}: Pick<HandoffThing, 'from' | 'to'>): Looking {
  const {nation, who, stores} = useWorkplace()
  const {wall} = useNow()
  const links = useStore(stores.link, state => state.links)
  const other = from === nation ? to : from
  return {
    nation,
    role: who.role,
    isLinkDown: links.some(link => link.nation === other && link.status === 'down'),
    now: wall,
  }
}

/** Makes the ids of new things. */
export function useMakeId(): () => string {
  const {random, clock} = useWorkplace()
  return () => uuid(random, clock.wall())
}
