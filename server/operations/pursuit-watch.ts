import {territoryOf} from '../../shared/model/waters.ts'
import {isOpenPursuit, type PursuitFile} from '../../shared/operations/pursuit.ts'
import type {Files, Turn} from './files.ts'
import type {House} from './house.ts'
import type {LedgerTime} from './ledger-time.ts'
import {crossLine} from './pursuit-acts.ts'

/**
 * What picture and agreements bring to the own pursuits, each second: the unit crosses, goes farther or comes home, the
 * object enters a territorial sea, the agreement ends.
 */
export function watchPursuits(
  {files, house, time}: {files: Files; house: House; time: LedgerTime},
  run: (act: (turn: Turn) => void) => void,
): void {
  for (const pursuit of [...files.all('pursuit').values()]) {
    if (!isOpenPursuit(pursuit) || pursuit.copy) continue
    for (const act of actsFor(house, pursuit)) run(turn => act({house, time}, turn))
  }
}

type Act = (context: {house: House; time: LedgerTime}, turn: Turn) => void

function* actsFor({own, rooms, system}: House, pursuit: PursuitFile): Iterable<Act> {
  const {id, from, host, unit, agreement, status} = pursuit
  const {law, picture} = rooms
  if (agreement !== undefined && !law.stands(agreement)) {
    yield (_, turn) => void turn.act('pursuit', id, system, {type: 'cease', why: 'agreement'})
    return
  }
  const place = picture.subjectOf(`unit:${unit}`)?.place
  const metres = place === undefined ? undefined : law.beyond(place, {from, host})
  if (status === 'STARTED' && metres !== undefined)
    yield (context, turn) => {
      const state = turn.get('pursuit', id)
      if (isOpenPursuit(state)) crossLine(context, turn, state, system, {place, measured: true})
    }
  if (metres !== undefined) yield (_, turn) => void turn.act('pursuit', id, system, {type: 'moved', metres, place})
  if (status === 'ACROSS' && pursuit.crossed?.measured === true && place !== undefined && law.areaOf(place) === own)
    yield (_, turn) => void turn.act('pursuit', id, system, {type: 'returned'})
  yield* entriesOf(rooms, pursuit)
}

/** Where the object has gone counts at sea, where the unit has gone on other grounds; the decider knows which. */
function* entriesOf(
  {law, picture}: House['rooms'],
  {id, from, host, unit, contact: _contact}: PursuitFile,
): Iterable<Act> {
  const key = `unit:${unit}`
  const unitPlace = picture.subjectOf(key)?.place
  const ofUnit = unitPlace === undefined ? undefined : territoryOf(law.waters(unitPlace))
  if (ofUnit !== undefined && ofUnit !== from)
    yield ({house}, turn) => {
      const entry = {type: 'entered', isObject: false, isHost: ofUnit === host, isFlag: false} as const
      turn.act('pursuit', id, house.system, entry)
    }
  yield ({house}, turn) => {
    const pursuit = turn.get('pursuit', id)
    const contact = pursuit.status === 'NONE' ? undefined : turn.get('contact', pursuit.contact)
    const object = contact === undefined || contact.status === 'NONE' ? undefined : contact.key
    const place = object === undefined ? undefined : picture.subjectOf(object)?.place
    const entered = place === undefined ? undefined : territoryOf(law.waters(place))
    if (object === undefined || entered === undefined || entered === from) return
    const isFlag = law.flagOf(object) === entered
    turn.act('pursuit', id, house.system, {type: 'entered', isObject: true, isHost: entered === host, isFlag})
  }
}
