import {useStore} from 'zustand'
import type {UnitThing} from '../../shared/protocol/things.ts'
import {useWords} from '../locales/catalogue.ts'
import {openTasks, units} from '../state/things.ts'
import {Button} from '../ui/Button.tsx'
import {age, clockUtc, position} from '../ui/format.ts'
import {Icon, type IconName} from '../ui/icons.tsx'
import {Id} from '../ui/Id.tsx'
import {Row} from './Row.tsx'
import {useBlocked, useNow, useWorkplace} from './workplace.ts'

/** Own patrol boats, drones and teams: what each does, and since when it has told its place. */
export function UnitPanel() {
  const {t} = useWords()
  const {stores} = useWorkplace()
  const all = useStore(stores.things, units)
  return (
    <section aria-label={t('units.title')} data-testid="unit-panel" data-list="units">
      {all.length === 0 ? <p className="empty">{t('units.none')}</p> : undefined}
      <ul className="rows">
        {all.map(unit => (
          <UnitRow key={unit.id} unit={unit} />
        ))}
      </ul>
    </section>
  )
}

function UnitRow({unit}: {unit: UnitThing}) {
  const {t} = useWords()
  const {stores, open, act} = useWorkplace()
  const {picture} = useNow()
  const isSelected = useStore(stores.selection, ({selected}) => selected?.type === 'unit' && selected.id === unit.id)
  const tasks = useStore(stores.things, openTasks).filter(task => task.unit === unit.id)
  return (
    <Row
      list="units"
      id={unit.id}
      testId={`unit-${unit.id}`}
      label={`${unit.name}, ${t(`unit.${unit.status}`)}`}
      selected={isSelected}
      onOpen={() => open({type: 'unit', id: unit.id})}
    >
      <div className="line" data-status={unit.status}>
        <Icon name={KIND_ICONS[unit.object] ?? 'vessel'} />
        <Id>{unit.name}</Id>
        <span className="title">{t(`unit.${unit.status}`)}</span>
        {unit.placeAt === undefined ? undefined : <time className="age">{age(picture - unit.placeAt)}</time>}
      </div>
      {unit.sos === undefined ? undefined : <UnitDistress unit={unit} />}
      {isSelected ? (
        <div className="detail">
          <p className="facts">
            <span>{unit.post}</span>
            <span>{unit.capabilities.join(', ')}</span>
            {unit.place === undefined ? undefined : <Id>{position(unit.place.lon, unit.place.lat)}</Id>}
          </p>
          {tasks.map(task => (
            <p key={task.id}>
              {t(`task.type.${task.type}`)} · {t(`task.status.${task.status}`)} · {task.title}
            </p>
          ))}
          <Button onPress={() => act('centre')}>{t('action.show')}</Button>
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
