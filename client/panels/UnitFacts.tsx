import type {ReactNode} from 'react'
import {useStore} from 'zustand'
import type {TaskThing, UnitThing} from '../../shared/protocol/things.ts'
import {say, useWords} from '../locales/catalogue.ts'
import {isNotAcknowledged, needsStandDown} from '../state/things.ts'
import {Button} from '../ui/Button.tsx'
import {age, clockUtc, countdown, position} from '../ui/format.ts'
import {Id} from '../ui/Id.tsx'
import {useBlocked, useNow, useWorkplace} from './workplace.ts'

/** What was said longer ago than this is marked as old, ms. */
const OLD_MS = 60 * 60_000

/** What a unit has and says of itself, each with its age; and its tasks. */
export function UnitFacts({unit}: {unit: UnitThing}) {
  const {t} = useWords()
  const {stores} = useWorkplace()
  const tasks = useStore(stores.things, state => state.task)
  const {limited, outOfService, duty, crew, fuel, battery, readiness} = unit
  const open = [...tasks.values()].filter(task => task.unit === unit.id && (isRunning(task) || needsStandDown(task)))
  return (
    <div className="unit-facts">
      <p className="facts">
        <b data-testid={`operational-${unit.id}`}>{t(`operational.${unit.operational}`)}</b>
        {limited === undefined ? undefined : (
          <Said at={limited.at}>
            {t('units.limited', {what: t(`limited.${limited.what}`)})}
            {limited.text === undefined ? '' : `: ${limited.text}`}
          </Said>
        )}
        {outOfService === undefined ? undefined : (
          <Said at={outOfService.at}>
            {t('units.out', {reason: t(`outOfService.${outOfService.reason}`)})}
            {outOfService.text === undefined ? '' : `: ${outOfService.text}`}
            {outOfService.until === undefined ? '' : ` ${t('units.until', {at: clockUtc(outOfService.until)})}`}
          </Said>
        )}
        <Said at={duty?.at}>
          <DutyText unit={unit} />
        </Said>
        {crew === undefined ? undefined : <Said at={crew.at}>{t('units.crew', {count: crew.count})}</Said>}
        {fuel === undefined ? undefined : <Said at={fuel.at}>{t('units.fuel', {percent: fuel.percent})}</Said>}
        {battery === undefined ? undefined : (
          <Said at={battery.at}>{t('units.battery', {percent: battery.percent})}</Said>
        )}
        {readiness === undefined ? undefined : (
          <Said at={readiness.at}>{t('units.ready', {minutes: readiness.minutes})}</Said>
        )}
        <span>{t(unit.reachable ? 'units.phone' : 'units.noPhone')}</span>
      </p>
      <p className="facts">
        <span>{unit.post}</span>
        <span>{unit.capabilities.map(one => say(t, `capability.${one}`)).join(', ')}</span>
        <span>{t('units.knots', {knots: unit.maxSpeedKnots})}</span>
        {unit.rangeNm === undefined ? undefined : <span>{t('units.range', {nm: unit.rangeNm})}</span>}
        {unit.enduranceMinutes === undefined ? undefined : (
          <span>{t('units.endurance', {minutes: unit.enduranceMinutes})}</span>
        )}
        {unit.place === undefined ? undefined : <Id>{position(unit.place.lon, unit.place.lat)}</Id>}
      </p>
      {open.map(task => (
        <TaskOfUnit key={task.id} task={task} />
      ))}
    </div>
  )
}

/** On duty or not, until when, and by whose word. */
export function DutyText({unit: {duty}}: {unit: UnitThing}) {
  const {t} = useWords()
  if (duty === undefined) return t('units.dutyUnknown')
  const until = duty.until === undefined ? undefined : clockUtc(duty.until).replace(/:\d\dZ$/, 'Z')
  const word = duty.on ? 'onDuty' : 'offDuty'
  const text = until === undefined ? t(`units.${word}`) : t(`units.${word}Until`, {at: until})
  return duty.from === 'roster' ? `${text} (${t('units.roster')})` : text
}

/** What of a task its sender has to know at a glance: nobody has read it, it went out again, somebody was told. */
export function TaskMarks({task}: {task: TaskThing}) {
  const {t} = useWords()
  const {wall} = useNow()
  const isLate = isNotAcknowledged(task, wall)
  return (
    <>
      {isLate ? (
        <b className="not-acknowledged" data-testid={`not-acknowledged-${task.id}`}>
          {t('units.notAcknowledged')} {age(wall - task.sentAt)}
        </b>
      ) : undefined}
      {needsStandDown(task) ? <b className="not-acknowledged">{t('units.recallUnread')}</b> : undefined}
      {task.unread ? <span> · {t('units.sentAgain', {count: task.sends})}</span> : undefined}
      {task.escalated ? <span> · {t('units.commanderTold')}</span> : undefined}
    </>
  )
}

/** The question whether all is well: when it comes, that it was put, that nobody has answered. */
export function SafetyMark({unit}: {unit: UnitThing}) {
  const {t} = useWords()
  const {wall} = useNow()
  const {safety, silent} = unit
  return (
    <>
      {safety === undefined ? undefined : safety.late ? (
        <b className="not-acknowledged" data-testid={`safety-late-${unit.id}`}>
          {t('units.safeLate', {age: age(wall - (safety.answerBy ?? wall))})}
        </b>
      ) : safety.askedAt === undefined ? (
        <span className="safety">{t('units.safeIn', {left: countdown(safety.dueAt - wall)})}</span>
      ) : (
        <b className="safety">{t('units.safeAsked', {left: countdown((safety.answerBy ?? wall) - wall)})}</b>
      )}
      {silent === undefined ? undefined : (
        <b className="not-acknowledged">{t('units.silent', {age: age(wall - silent.since)})}</b>
      )}
    </>
  )
}

function TaskOfUnit({task}: {task: TaskThing}) {
  const {t} = useWords()
  return (
    <p data-testid={`unit-task-${task.id}`} data-status={task.status}>
      {t(`task.type.${task.type}`)} · {t(`task.status.${task.status}`)} · {task.title} <TaskMarks task={task} />
      {task.status === 'DRAFT' ? <DraftButtons task={task} /> : undefined}
    </p>
  )
}

/** A draft goes out as it was written, or is thrown away. */
function DraftButtons({task: {id, unit, type, note, contact, incident}}: {task: TaskThing}) {
  const {t} = useWords()
  const {send} = useWorkplace()
  const blocked = useBlocked()
  const because = blocked === undefined ? undefined : t(blocked)
  const subject = contact === undefined ? {} : {subject: {contact}}
  const occasion = incident === undefined ? {} : {incident}
  return (
    <span className="buttons">
      <Button
        testId={`send-draft-${id}`}
        disabledBecause={because}
        onPress={() => send({type: 'task.send', task: id, unit, taskType: type, note, ...subject, ...occasion})}
      >
        {t('form.sendTask')}
      </Button>
      <Button
        tone="quiet"
        testId={`drop-draft-${id}`}
        disabledBecause={because}
        onPress={() => send({type: 'task.cancel', task: id})}
      >
        {t('action.cancelTask')}
      </Button>
    </span>
  )
}

/** A value with how long ago it was said; an old one says so. */
function Said({at, children}: {at: number | undefined; children: ReactNode}) {
  const {t} = useWords()
  const {wall} = useNow()
  if (at === undefined) return <span>{children}</span>
  const isOld = wall - at > OLD_MS
  return (
    <span className={isOld ? 'old' : ''}>
      {children}{' '}
      <small>
        ({isOld ? `${t('units.old')}, ` : ''}
        {t('units.said', {age: age(wall - at)})})
      </small>
    </span>
  )
}

function isRunning({status}: TaskThing): boolean {
  return !['CANTCO', 'COMPLETE', 'ABORTED', 'CANCELLED'].includes(status)
}
