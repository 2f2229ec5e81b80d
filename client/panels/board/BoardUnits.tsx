import {type DragEvent, useState} from 'react'
import {useStore} from 'zustand'
import {uuid} from '../../../shared/base/random.ts'
import type {TaskId} from '../../../shared/base/id.ts'
import {useWords} from '../../locales/catalogue.ts'
import {units} from '../../state/things.ts'
import {capOf} from '../../ui/keymap.ts'
import {KeyCap} from '../../ui/KeyCap.tsx'
import {UnitRow} from '../UnitPanel.tsx'
import {useWorkplace} from '../workplace.ts'
import {taskTypeFor, unitsByBase} from './board-things.ts'
import {INCIDENT_MIME} from './IncidentCard.tsx'
import {PartHead} from './PartHead.tsx'

/** Own units by where they come from, with what they do, what they have left, and what has not been answered. */
export function BoardUnits() {
  const {t} = useWords()
  const {stores} = useWorkplace()
  const {over, handlers} = useDrop()
  const groups = unitsByBase(useStore(stores.things, units))
  return (
    <section
      className="board-units panel hatched"
      aria-label={t('board.units')}
      data-list="units"
      data-testid="board-units"
      {...handlers}
    >
      <PartHead title={t('board.units')} hint={<KeyCap>{capOf('go-units')}</KeyCap>} />
      {groups.map(({base, units: all}) => (
        <div key={base}>
          <h3 className="panel-sub">{base === '' ? t('board.noBase') : base}</h3>
          <ul className="rows">
            {all.map(unit => (
              <UnitRow key={unit.id} unit={unit} className={unit.id === over ? 'drop-over' : ''} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

/** A card let go on a unit sends it; one that is not free is put into the form first, for a person to confirm. */
function useDrop() {
  const {stores, send, desk, random, clock} = useWorkplace()
  const [over, setOver] = useState<string>()
  const unitUnder = (event: DragEvent) =>
    event.target instanceof Element
      ? (event.target.closest('li[data-id]')?.getAttribute('data-id') ?? undefined)
      : undefined

  function drop(event: DragEvent): void {
    event.preventDefault()
    setOver(undefined)
    const things = stores.things.getState()
    const incident = things.incident.get(event.dataTransfer.getData(INCIDENT_MIME))
    const unit = things.unit.get(unitUnder(event) ?? '')
    if (incident === undefined || unit === undefined) return
    const taskType = taskTypeFor(incident.category)
    const isFree = (unit.status === 'available' || unit.status === 'returning') && unit.sos === undefined
    if (!isFree || unit.operational === 'not-available') {
      const form = {type: 'task', subject: undefined, incident: incident.id, unit: unit.id, taskType, note: ''} as const
      return desk.setState({form})
    }
    const task = uuid(random, clock.wall()) as TaskId
    send({type: 'incident.assign', incident: incident.id, unit: unit.id, task, taskType})
  }

  return {
    over,
    handlers: {
      onDragOver(event: DragEvent) {
        if (!event.dataTransfer.types.includes(INCIDENT_MIME)) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'link'
        setOver(unitUnder(event))
      },
      onDragLeave: () => setOver(undefined),
      onDrop: drop,
    },
  }
}
