import {unreachable} from '../../shared/base/assert.ts'
import {uuid} from '../../shared/base/random.ts'
import type {NationCode, TrackId, UnitId} from '../../shared/base/id.ts'
import type {Command} from '../../shared/protocol/command.ts'
import type {AlertThing, HandoffThing, IncidentThing} from '../../shared/protocol/things.ts'
import {isFrozen, serverNow} from '../state/link-status.ts'
import {type Selected, select, selectNothing} from '../state/selection.ts'
import {isOpenHandoff, isUnacknowledged, openSituations, thingsByTrack, type ThingsState} from '../state/things.ts'
import {
  LABEL_DETAILS,
  noticeHandoff,
  type Palette,
  PALETTES,
  showBox,
  showPlace,
  VECTOR_MINUTES,
} from '../state/view.ts'
import type {Action} from '../ui/keymap.ts'
import {contactOf, placeOf, subjectOf, tabOf, trackOf} from './about.ts'
import {acknowledgeTarget, nextUnacknowledged} from './alert-rows.ts'
import {taskTypeFor} from './board/board-things.ts'
import {moveForm} from './board/move-form.ts'
import type {Focus, ListName, Tab} from './desk.ts'
import {commandOf} from './forms.ts'
import {custodyActOf, custodyCommand, giveBackOf, type Looking, refusedCustody} from './handoff-abilities.ts'
import {FIRST_REASONS, noTo, recallOf, releaseOf, standbyOf, waitsForMe, yesTo} from './handoff-acts.ts'
import {incidentAt, type IncidentDeed, nextDeed, rescueDeed} from './incident/incident-deeds.ts'
import {isIncidentForm} from './incident/incident-forms.ts'
import {neighbour} from './locked-list.ts'
import {pursuitForm} from './pursuit-form.ts'
import {handoffForm, incidentForm, noteForm, type Opened, type Opening, shelveForm, taskForm} from './opened-forms.ts'
import {askForForm, dueForm, mergeForm, pointOutForm, takeOverForm, termsForm, voiceForm} from './queue-openings.ts'
import {rowsOf} from './rows-of.ts'
import {firstFit} from './suggestion-keeper.ts'
import {groundOf, lackOf} from './task-basis.ts'
import {mayAct, type Workplace} from './workplace.ts'

/** What the deeds are done with: a workplace, and where its deeds reach out of it. */
export type Tools = Omit<Workplace, 'act' | 'send' | 'open' | 'submit' | 'notice'> & {
  /** The person's other windows fall silent too. */
  readonly silenceOthers: (forMs: number) => void
  /** Puts the keyboard where an action leads. */
  readonly goTo: (place: ListName | 'map' | 'form') => void
  readonly keepPalette: (palette: Palette) => void
}

const SILENCE_MS = 30_000

/** Everything that a key, a button or the command palette can do, in one place. */
export class Deeds {
  readonly #at: Tools

  constructor(tools: Tools) {
    this.#at = tools
  }

  readonly act = (action: Action): void => {
    const {desk, stores, nation} = this.#at
    if (desk.getState().screen === 'board' && WATCH_ACTIONS.has(action)) return this.#showWatch(action)
    switch (action) {
      case 'accept':
        return this.#onHandoff(handoff => yesTo(handoff, nation))
      case 'standby':
        return this.#onHandoff(handoff => standbyOf(handoff, nation))
      case 'recall':
        return this.#onHandoff(handoff => recallOf(handoff, nation))
      case 'refuse':
        return this.#openRefusal()
      case 'counter':
        return this.#openOnHandoff(termsForm)
      case 'verbal':
        return this.#openOnHandoff(voiceForm)
      case 'give-back':
        return this.#giveBack()
      case 'take-over':
        return this.#openForm(takeOverForm(this.#opening(), this.#looking()))
      case 'ask-for':
        return this.#openForm(askForForm(this.#opening(), this.#looking()))
      case 'point-out':
        return this.#openForm(pointOutForm(this.#opening()))
      case 'merge':
        return this.#openForm(mergeForm(this.#opening()))
      case 'custody':
        return this.#turnCustody()
      case 'handoff':
        return this.#handOff()
      case 'acknowledge':
        return this.#acknowledge()
      case 'acknowledge-cautions':
        return this.#acknowledgeCautions()
      case 'shelve':
        return this.#openForm(shelveForm(this.#opening()))
      case 'silence':
        desk.setState({silentUntil: this.#at.clock.monotonic() + SILENCE_MS})
        return this.#at.silenceOthers(SILENCE_MS)
      case 'next':
        return this.#step(1)
      case 'previous':
        return this.#step(-1)
      case 'open':
        return desk.getState().form === undefined ? this.#openFocused() : this.submit()
      case 'up':
        return this.#up()
      case 'task':
        return this.#openForm(taskForm(this.#opening()))
      case 'waters':
        return this.#showWaters()
      case 'pursue':
        return this.#pursue()
      case 'incident':
        return this.#openForm(incidentForm(this.#opening()))
      case 'next-step':
        return this.#onIncident(incident => nextDeed(incident, this.#at.who))
      case 'rescue':
        return this.#onIncident(rescueDeed)
      case 'note':
        return this.#openForm(noteForm(this.#opening()))
      case 'mark':
        return this.#mark()
      case 'follow':
        return desk.setState(state => ({isFollowing: !state.isFollowing}))
      case 'centre':
        return this.centre()
      case 'vector':
        return stores.view.setState(view => ({vectorMinutes: after(VECTOR_MINUTES, view.vectorMinutes)}))
      case 'detail':
        return stores.view.setState(view => ({labelDetail: after(LABEL_DETAILS, view.labelDetail)}))
      case 'home':
        return this.#home()
      case 'palette':
        stores.view.setState(view => ({palette: after(PALETTES, view.palette)}))
        return this.#at.keepPalette(stores.view.getState().palette)
      case 'search':
        return desk.setState({overlay: 'search'})
      case 'help':
        return desk.setState(state => ({overlay: state.overlay === 'help' ? undefined : 'help'}))
      case 'go-alerts':
        return this.#at.goTo('alerts')
      case 'go-due':
        return this.#at.goTo('due')
      case 'go-handoffs':
        return this.#at.goTo('handoffs')
      case 'go-incidents':
        return this.#goToTab('incidents')
      case 'go-units':
        return this.#goToTab('units')
      case 'go-crossings':
        return this.#goToTab('crossings')
      case 'go-system':
        return desk.setState({tab: 'system'})
      case 'go-shift':
        desk.setState({screen: 'watch', tab: 'shift'})
        return this.#at.goTo('form')
      case 'go-map':
        return this.#at.goTo('map')
      case 'go-posts':
        return this.#goToBoard('posts')
      case 'board':
        if (desk.getState().screen !== 'board') return this.#goToBoard('incidents')
        return desk.setState({screen: 'watch', form: undefined, focus: undefined})
      default:
        return unreachable(action)
    }
  }

  readonly send = (command: Command): void => {
    if (!this.#maySend()) return
    this.#at.desk.setState({hint: undefined})
    void this.#at.link.send(command)
  }

  /** Sends what is filled in. */
  readonly submit = (): void => {
    const {desk, clock, random, stores, waters, nation} = this.#at
    const {form} = desk.getState()
    if (form === undefined) return
    const [things, selection] = [stores.things.getState(), stores.selection.getState()]
    const command = commandOf(form, {
      makeId: () => uuid(random, clock.wall()),
      contact: contactOf(things, selection),
      hasBasis: task =>
        lackOf(task.taskType, groundOf(task, {things, selection, answer: waters.getState().answer, nation})) ===
        undefined,
    })
    if (typeof command === 'string') return this.#hint(command)
    if (!this.#maySend()) return
    desk.setState({form: undefined})
    this.send(command)
  }

  /** Selects a thing and shows its card. */
  readonly open = (selected: Selected): void => {
    const {stores, desk} = this.#at
    select(stores.selection, selected, trackOf(stores.things.getState(), selected))
    desk.setState(state => ({tab: tabOf(selected, state.tab), form: undefined}))
  }

  /** One of the numbered choices on the screen. */
  choose(digit: number): void {
    const {desk, cards, nation, stores} = this.#at
    const {form} = desk.getState()
    const {card} = cards.getState()
    if (form?.type === 'refuse') {
      const handoff = stores.things.getState().handoff.get(form.handoff)
      const code = FIRST_REASONS[digit - 1]
      const command = handoff === undefined || code === undefined ? undefined : noTo(handoff, nation, code)
      if (command === undefined) return
      desk.setState({form: undefined})
      this.send(command)
    } else if (form?.type === 'unable') {
      const code = FIRST_REASONS[digit - 1]
      if (code === undefined) return
      desk.setState({form: undefined})
      this.send({type: 'point-out.unable', pointOut: form.pointOut, code})
    } else if (form?.type === 'due') {
      const act = (['notify', 'propose'] as const)[digit - 1]
      if (act !== undefined) desk.setState({form: {...form, act}})
    } else if (form?.type === 'handoff') {
      const partner = card?.handoff[digit - 1]
      if (partner?.allowed) desk.setState({form: {...form, to: partner.to}})
    } else if (form?.type === 'task') {
      const unit = this.#unitChoices()[digit - 1]
      if (unit !== undefined) desk.setState({form: {...form, unit: unit.id}})
    }
  }

  /** Units as the open task form lists them: by the node's suggestion, until it comes by the card. */
  #unitChoices(): readonly {readonly id: UnitId}[] {
    const {units} = this.#at.suggestions.getState()
    return units.length > 0 ? units : (this.#at.cards.getState().card?.units ?? [])
  }

  /** Moves the map to what is selected: where it is now, else where it was last. */
  centre(): void {
    const {stores} = this.#at
    const {track, selected} = stores.selection.getState()
    const slot = track === undefined ? -1 : stores.tracks.slotOf(track)
    const seen = slot < 0 ? undefined : stores.tracks.positionOf(slot, stores.tracks.at[slot] ?? NaN)
    const place = seen ?? (selected === undefined ? undefined : placeOf(stores.things.getState(), selected))
    if (place === undefined) this.#hint('select-first')
    else showPlace(stores.view, place)
  }

  /** The person has taken note of how a handoff ended: it leaves the panel. */
  readonly notice = (id: string): void => {
    const {stores} = this.#at
    const {handoff: handoffs, 'point-out': pointOuts} = stores.things.getState()
    const handoff = handoffs.get(id)
    const isOver = handoff === undefined ? pointOuts.get(id)?.status !== 'OFFERED' : !isOpenHandoff(handoff)
    if (!isOver) return
    noticeHandoff(stores.view, id)
  }

  /** The handoff that keys act on: the focused or selected one that is fit, else the one with the least time left. */
  handoffFor(fits: (handoff: HandoffThing) => boolean): HandoffThing | undefined {
    const {stores, desk} = this.#at
    const {handoff: all} = stores.things.getState()
    const {focus} = desk.getState()
    const {selected} = stores.selection.getState()
    const named = [focus?.list === 'handoffs' ? focus.id : undefined, selected?.type === 'handoff' ? selected.id : '']
    const rows = [...named, ...rowsOf('handoffs', this.#at).map(row => row.id)]
    for (const id of rows) {
      const handoff = all.get(id ?? '')
      if (handoff !== undefined && fits(handoff)) return handoff
    }
    return undefined
  }

  /** The alert that `Space` acknowledges. */
  alertToAcknowledge(): AlertThing | undefined {
    const {focus} = this.#at.desk.getState()
    return acknowledgeTarget(this.#shownAlerts(), focus?.list === 'alerts' ? focus.id : undefined)
  }

  /** Alerts in the order in which they stand on the screen; what waits in the strip is not among them. */
  #shownAlerts(): readonly AlertThing[] {
    const {alert: all} = this.#at.stores.things.getState()
    return rowsOf('alerts', this.#at).flatMap(({id}) => all.get(id) ?? [])
  }

  #onHandoff(command: (handoff: HandoffThing) => Command | undefined): void {
    const handoff = this.handoffFor(candidate => command(candidate) !== undefined)
    const made = handoff === undefined ? undefined : command(handoff)
    if (made === undefined) this.#hint('nothing-to-answer')
    else this.send(made)
  }

  #openRefusal(): void {
    const {desk, nation} = this.#at
    const handoff = this.handoffFor(candidate => waitsForMe(candidate, nation))
    if (handoff === undefined) return this.#hint('nothing-to-answer')
    desk.setState({form: {type: 'refuse', handoff: handoff.id, more: false}, focus: {list: 'handoffs', id: handoff.id}})
  }

  /** Opens a form about the handoff that it fits: the focused or selected one first. */
  #openOnHandoff(formOf: (handoff: HandoffThing, looking: Looking) => Opened): void {
    const {desk, nation} = this.#at
    const formFor = (handoff: HandoffThing) =>
      formOf(handoff, this.#looking(handoff.from === nation ? handoff.to : handoff.from))
    const handoff = this.handoffFor(candidate => typeof formFor(candidate) !== 'string')
    if (handoff === undefined) return this.#hint('nothing-to-answer')
    const form = formFor(handoff)
    if (typeof form === 'string') return this.#hint(form)
    desk.setState({form, hint: undefined, focus: {list: 'handoffs', id: handoff.id}})
    this.#at.goTo('form')
  }

  #looking(other?: NationCode): Looking {
    const {stores, clock, nation, who} = this.#at
    const link = stores.link.getState()
    const isLinkDown = link.links.some(each => each.nation === other && each.status === 'down')
    return {nation, role: who.role, isLinkDown, now: serverNow(link, clock)}
  }

  /** Straight back to who handed it over, within ten seconds. */
  #giveBack(): void {
    const {stores, clock, random} = this.#at
    const handoffs = stores.things.getState().handoff.values()
    const command = giveBackOf(handoffs, this.#looking(), () => uuid(random, clock.wall()))
    if (command === undefined) this.#hint('nothing-to-give-back')
    else this.send(command)
  }

  /** Lets a contact go, keeps it after all, or claims one that is free: whichever fits. */
  #turnCustody(): void {
    const {stores, clock, random} = this.#at
    const things = stores.things.getState()
    const contact = things.contact.get(contactOf(things, stores.selection.getState()) ?? '')
    if (contact === undefined) return this.#hint('select-contact')
    const looking = this.#looking()
    const act = custodyActOf(contact, looking)
    const refused = refusedCustody(act, contact, looking)
    if (refused !== undefined) return this.#hint(refused)
    this.send(custodyCommand(act, contact.id, contact.custody.epoch, () => uuid(random, clock.wall())))
  }

  /** The next step of handing off: release what has been accepted, else offer what is selected. */
  #handOff(): void {
    const {nation, stores} = this.#at
    const things = stores.things.getState()
    const {selected, track} = stores.selection.getState()
    const chosen = selected?.type === 'handoff' ? things.handoff.get(selected.id) : undefined
    const onTrack = track === undefined ? [] : (thingsByTrack(things).get(track)?.handoffs ?? [])
    for (const handoff of chosen === undefined ? onTrack : [chosen, ...onTrack]) {
      const release = releaseOf(handoff, nation)
      if (release !== undefined) return this.send(release)
    }
    this.#openForm(dueForm(this.#opening()) ?? handoffForm(this.#opening()))
  }

  #acknowledge(): void {
    const alert = this.alertToAcknowledge()
    if (alert === undefined) return this.#hint('nothing-to-acknowledge')
    this.#acknowledgeSituation(alert)
    const next = nextUnacknowledged(this.#shownAlerts(), alert.id)
    this.#at.desk.setState({focus: next === undefined ? undefined : {list: 'alerts', id: next.id}})
  }

  /** Never 1 or 2: those are looked at one by one. */
  #acknowledgeCautions(): void {
    for (const alert of this.#shownAlerts())
      if (alert.priority === 3 && isUnacknowledged(alert)) this.#acknowledgeSituation(alert)
  }

  /** The alert, and what partners tell of the same situation: the own copies of it. */
  #acknowledgeSituation(alert: AlertThing): void {
    const {told} = openSituations(this.#at.stores.things.getState())
    for (const each of [alert, ...(told.get(alert.id) ?? [])])
      if (isUnacknowledged(each)) this.send({type: 'alert.acknowledge', alert: each.id})
  }

  #step(step: 1 | -1): void {
    const {desk, cards} = this.#at
    const {form, focus} = desk.getState()
    const {card} = cards.getState()
    if (form?.type === 'task') {
      const unit = neighbour(this.#unitChoices(), form.unit, step)
      if (unit !== undefined) desk.setState({form: {...form, unit: unit.id}})
    } else if (form?.type === 'handoff') {
      const partners = (card?.handoff ?? []).filter(one => one.allowed).map(one => ({id: one.to}))
      const partner = neighbour(partners, form.to, step)
      if (partner !== undefined) desk.setState({form: {...form, to: partner.id}})
    } else {
      const list = focus?.list ?? 'alerts'
      const row = neighbour(rowsOf(list, this.#at), focus?.id, step)
      if (row !== undefined) desk.setState({focus: {list, id: row.id}})
    }
  }

  #openFocused(): void {
    const {desk, stores} = this.#at
    const {focus} = desk.getState()
    const selected = focus === undefined ? undefined : selectedBy(focus, stores.things.getState())
    if (focus?.list === 'posts')
      return this.#openForm(moveForm(focus.id, stores, serverNow(stores.link.getState(), this.#at.clock)))
    if (focus?.list === 'incidents' && desk.getState().screen === 'board') return this.#openAssignment(focus.id)
    if (focus?.list === 'handoffs' || focus?.list === 'point-outs') this.notice(focus.id)
    if (selected !== undefined) {
      this.open(selected)
      this.centre()
    } else if (focus?.list === 'crossings') {
      const place = stores.things.getState().notice.get(focus.id)?.place
      if (place !== undefined) showPlace(stores.view, place)
    }
  }

  #up(): void {
    const {desk, stores} = this.#at
    const {overlay, form, hint} = desk.getState()
    if (overlay !== undefined) desk.setState({overlay: undefined})
    else if (form !== undefined) desk.setState({form: undefined})
    else if (hint !== undefined) desk.setState({hint: undefined})
    else selectNothing(stores.selection)
  }

  #onIncident(deed: (incident: IncidentThing | undefined) => IncidentDeed): void {
    const {stores, desk} = this.#at
    const done = deed(incidentAt(stores.things.getState(), stores.selection.getState(), desk.getState().focus))
    switch (done.type) {
      case 'send':
        return this.send(done.command)
      case 'form':
        return this.#openForm(done.form)
      case 'task':
        return this.#openForm(taskForm(this.#opening()))
      case 'hint':
        return this.#hint(done.code)
      default:
        return unreachable(done)
    }
  }

  #openForm(opened: Opened): void {
    const {desk, goTo} = this.#at
    if (typeof opened === 'string') return this.#hint(opened)
    const isElsewhere =
      opened.type === 'shelve' ||
      opened.type === 'due' ||
      opened.type === 'move' ||
      (opened.type === 'task' && opened.incident !== undefined)
    const tab: {tab?: Tab} = isIncidentForm(opened)
      ? {tab: 'incidents'}
      : isElsewhere || opened.type === 'note'
        ? {}
        : {tab: 'track'}
    desk.setState({form: opened, hint: undefined, ...tab})
    goTo('form')
  }

  /** Whom to send to an incident on the board; the first one that is fit is chosen already. */
  #openAssignment(id: string): void {
    const {stores, suggestions} = this.#at
    const incident = stores.things.getState().incident.get(id)
    if (incident === undefined) return
    select(
      stores.selection,
      {type: 'incident', id: incident.id},
      trackOf(stores.things.getState(), selectedIncident(id)),
    )
    const taskType = taskTypeFor(incident.category)
    const unit = firstFit(suggestions.getState().units)
    this.#openForm({type: 'task', subject: undefined, incident: incident.id, unit, taskType, note: ''})
  }

  #goToBoard(list: 'posts' | 'incidents'): void {
    const {desk, goTo} = this.#at
    desk.setState({screen: 'board', form: undefined})
    goTo(list)
    // The board shows by itself that a list has nothing in it.
    desk.setState({hint: undefined})
  }

  /** What is only on the other screen is shown before anything is done to it. */
  #showWatch(action: Action): void {
    this.#at.desk.setState({screen: 'watch', form: undefined, focus: undefined})
    const list = WATCH_ACTIONS.get(action)
    if (action.startsWith('go-')) this.act(action)
    else if (list !== undefined) this.#at.goTo(list)
  }

  #opening(): Opening {
    const {stores, desk, cards} = this.#at
    const selection = stores.selection.getState()
    const label = selection.track === undefined ? undefined : stores.tracks.nameOf(selection.track)?.label
    return {
      things: stores.things.getState(),
      selection,
      focus: desk.getState().focus,
      card: cards.getState().card,
      label: label === '' ? undefined : label,
    }
  }

  /** Whose waters, and what may be done there. */
  #showWaters(): void {
    const {desk, waters} = this.#at
    if (waters.getState().place === undefined) return this.#hint('point-first')
    desk.setState({tab: 'track'})
    waters.setState(({isOpen}) => ({isOpen: !isOpen}))
  }

  #pursue(): void {
    const {stores, waters, cards} = this.#at
    const subject = subjectOf(stores.things.getState(), stores.selection.getState())
    this.#openForm(pursuitForm({subject, answer: waters.getState().answer, card: cards.getState().card}))
  }

  #mark(): void {
    const {stores} = this.#at
    const selection = stores.selection.getState()
    const contact = contactOf(stores.things.getState(), selection)
    if (contact !== undefined) this.send({type: 'contact.unmark', contact})
    else if (selection.track !== undefined) this.send({type: 'contact.mark', track: selection.track})
    else this.#hint('select-first')
  }

  #home(): void {
    const {session} = this.#at.stores.session.getState()
    this.#at.desk.setState({isFollowing: false})
    if (session.status === 'open') showBox(this.#at.stores.view, session.hello.home)
  }

  #goToTab(tab: Extract<Tab, ListName>): void {
    this.#at.desk.setState({tab})
    this.#at.goTo(tab)
  }

  /** Says why nothing can be sent; what is filled in stays. */
  #maySend(): boolean {
    const {stores, who} = this.#at
    if (isFrozen(stores.link.getState())) this.#hint('no-link')
    else if (!mayAct(who.role)) this.#hint('not-your-role')
    else return true
    return false
  }

  #hint(code: string): void {
    this.#at.desk.setState({hint: {code, values: {}}})
  }
}

/** What acts on lists that the board does not show, and which list that is. */
const WATCH_ACTIONS: ReadonlyMap<Action, ListName | undefined> = new Map<Action, ListName | undefined>([
  ...(['accept', 'standby', 'recall', 'refuse', 'counter', 'verbal', 'give-back', 'go-handoffs'] as const).map(
    action => [action, 'handoffs'] as const,
  ),
  ...(['acknowledge', 'acknowledge-cautions', 'shelve', 'go-alerts'] as const).map(
    action => [action, 'alerts'] as const,
  ),
  ...(['go-due', 'go-crossings', 'go-system', 'handoff', 'mark'] as const).map(action => [action, undefined] as const),
])

function selectedIncident(id: string): Selected {
  return {type: 'incident', id} as Selected
}

function after<T>(values: readonly T[], value: T): T {
  return values[(values.indexOf(value) + 1) % values.length] ?? value
}

function selectedBy({list, id}: Focus, things: ThingsState): Selected | undefined {
  const ofTrack = (track: TrackId | undefined) =>
    track === undefined ? undefined : ({type: 'track', id: track} as const)
  switch (list) {
    case 'due':
      return ofTrack(things.due.get(id)?.track)
    case 'point-outs':
      return ofTrack(things['point-out'].get(id as never)?.track)
    case 'handoffs':
      return {type: 'handoff', id} as Selected
    case 'alerts':
      return {type: 'alert', id} as Selected
    case 'incidents':
      return {type: 'incident', id} as Selected
    case 'units':
      return {type: 'unit', id} as Selected
    case 'crossings':
    case 'posts':
      return undefined
    default:
      return unreachable(list)
  }
}
