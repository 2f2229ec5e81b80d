import {useStore} from 'zustand'
import type {UnitThing} from '../../shared/protocol/things.ts'
import {useWords} from '../locales/catalogue.ts'
import {isNotAcknowledged, openTasks, units} from '../state/things.ts'
import {Button} from '../ui/Button.tsx'
import {age, clockUtc} from '../ui/format.ts'
import {Icon, type IconName} from '../ui/icons.tsx'
import {Id} from '../ui/Id.tsx'
import {LongList} from './LongList.tsx'
import {Row} from './Row.tsx'
import {SafetyMark, TaskMarks, UnitFacts} from './UnitFacts.tsx'
import {UnitSayForm} from './UnitSayForm.tsx'
import {useBlocked, useNow, useWorkplace} from './workplace.ts'

/** Own patrol boats, drones and teams: what each does, and since when it has told its place. */
export function UnitPanel() {
  const {t} = useWords()
  const {stores} = useWorkplace()
  const all = useStore(stores.things, units)
  return (
    <section aria-label={t('units.title')} data-testid="unit-panel" data-list="units">
      {all.length === 0 ? <p className="empty">{t('units.none')}</p> : undefined}
      <LongList list="units" rows={all} row={unit => <UnitRow key={unit.id} unit={unit} />} />
    </section>
  )
}

/** One unit: its name, what it does, how old its place is, and what has to be known at a glance; opened, all of it. */
export function UnitRow({unit, className = ''}: {unit: UnitThing; className?: string}) {
  const {t} = useWords()
  const {stores, open, act} = useWorkplace()
  const {picture, wall} = useNow()
  const isSelected = useStore(stores.selection, ({selected}) => selected?.type === 'unit' && selected.id === unit.id)
  const tasks = useStore(stores.things, openTasks).filter(task => task.unit === unit.id)
  const isLate =
    tasks.some(task => isNotAcknowledged(task, wall)) || unit.safety?.late === true || unit.silent !== undefined
  return (
    <Row
      list="units"
      id={unit.id}
      testId={`unit-${unit.id}`}
      className={`${isLate ? 'late-unit' : ''} ${className}`}
      label={`${unit.name}, ${t(`unit.${unit.status}`)}`}
      selected={isSelected}
      onOpen={() => open({type: 'unit', id: unit.id})}
    >
      <div className="line" data-status={unit.status}>
        <Icon name={KIND_ICONS[unit.object] ?? 'vessel'} />
        <Id>{unit.name}</Id>
        <span className="title">
          {t(`unit.${unit.status}`)}
          {unit.operational === 'fully-operational' ? '' : ` · ${t(`operational.${unit.operational}`)}`}
        </span>
        {unit.battery === undefined ? undefined : (
          <span className="battery">
            {t('units.battery', {percent: unit.battery.percent})} {age(wall - unit.battery.at)}
          </span>
        )}
        {unit.placeAt === undefined ? undefined : <time className="age">{age(picture - unit.placeAt)}</time>}
      </div>
      {unit.safety === undefined && unit.silent === undefined && !isLate ? undefined : (
        <p className="unit-marks">
          <SafetyMark unit={unit} />{' '}
          {tasks.map(task => (
            <TaskMarks key={task.id} task={task} />
          ))}
        </p>
      )}
      {unit.sos === undefined ? undefined : <UnitDistress unit={unit} />}
      {isSelected ? (
        <div className="detail">
          <UnitFacts unit={unit} />
          <div className="buttons">
            <Button onPress={() => act('centre')}>{t('action.show')}</Button>
          </div>
          <UnitSayForm unit={unit} />
        </div>
      ) : undefined}
    </Row>
  )
}

function UnitDistress({unit}: {unit: UnitThing}) {
  const {t} = useWords()
  const {send} = useWorkplace()
  const blocked = useBlocked()
  return (
    <p className="strip alarm" role="alert" data-testid={`sos-${unit.id}`}>
      {t('units.sos', {at: clockUtc(unit.sos?.at ?? NaN)})}{' '}
      <Button
        disabledBecause={blocked === undefined ? undefined : t(blocked)}
        onPress={() => send({type: 'unit.sos-end', unit: unit.id})}
      >
        {t('action.endSos')}
      </Button>
    </p>
  )
}

const KIND_ICONS: Readonly<Record<string, IconName>> = {
  vessel: 'vessel',
  aircraft: 'aircraft',
  drone: 'drone',
  vehicle: 'vehicle',
  person: 'person',
}
