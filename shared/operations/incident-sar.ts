import {unreachable} from '../base/assert.ts'
import {type Refusal, refuse, type Stamp} from './decider.ts'
import {type Criterion, type IncidentCategory, isGraver, type SarPhase} from './incident-codes.ts'
import {type IncidentCommand, type IncidentEvent, type IncidentFile, isRescue} from './incident-state.ts'

export type SarCommand = Extract<
  IncidentCommand,
  {type: 'sar-raise' | 'sar-lower' | 'sar-end' | 'sar-facts' | 'inform' | 'informed'}
>

/** Anybody begins a phase or makes it graver; only the coordinator of rescue lowers or ends it, and says why. */
export function decideSar(state: IncidentFile, command: SarCommand): readonly IncidentEvent[] | Refusal {
  const {at, by} = command
  switch (command.type) {
    case 'sar-raise': {
      const running = phaseOf(state)
      if (running === command.phase) return []
      if (!isGraver(command.phase, running)) return refuse('smc-only')
      return [{type: 'sar-raised', phase: command.phase, at, by}]
    }
    case 'sar-lower': {
      const running = phaseOf(state)
      if (running === undefined) return refuse('no-sar')
      if (!isCoordinator(command)) return refuse('smc-only')
      if (running !== command.from) return refuse('sar-moved', {phase: running})
      if (!isGraver(running, command.phase)) return refuse('not-lower')
      return [{type: 'sar-lowered', phase: command.phase, because: command.because, at, by}]
    }
    case 'sar-end': {
      const running = phaseOf(state)
      if (running === undefined) return refuse('no-sar')
      if (!isCoordinator(command)) return refuse('smc-only')
      if (running !== command.from) return refuse('sar-moved', {phase: running})
      return [{type: 'sar-ended', because: command.because, at, by}]
    }
    case 'sar-facts':
      return Object.keys(command.facts).length === 0 ? [] : [{type: 'distress-noted', facts: command.facts, at, by}]
    case 'inform': {
      const {nation, post} = command
      if (state.sar === undefined || state.sar.informed.some(one => one.nation === nation)) return []
      return [{type: 'mrcc-informed', nation, post, at, by}]
    }
    case 'informed': {
      const {nation, who} = command
      const told = state.sar?.informed.find(one => one.nation === nation)
      return told === undefined || told.acknowledged !== undefined
        ? []
        : [{type: 'mrcc-acknowledged', nation, who, at, by}]
    }
    default:
      return unreachable(command)
  }
}

/** The phase that runs. */
export function phaseOf(state: IncidentFile): SarPhase | undefined {
  return isRescue(state) ? state.sar?.phase : undefined
}

/** A phase that begins by itself with what an incident is said to be: nobody has to think of raising it. */
export function phaseFor({category, criterion}: {category: IncidentCategory; criterion: Criterion}) {
  if (category === 'distress') return 'DISTRESS'
  return criterion === 'lives-at-risk' ? 'ALERT' : undefined
}

/** Follows from what has just been said of an incident in which `running` runs. */
export function raisedBy(
  stamp: Stamp,
  running: SarPhase | undefined,
  phase: SarPhase | undefined,
): readonly IncidentEvent[] {
  const {at, by} = stamp
  return phase !== undefined && isGraver(phase, running) ? [{type: 'sar-raised', phase, at, by}] : []
}

/** The commander of the post that coordinates rescue here. */
function isCoordinator({by, mrcc}: Extract<SarCommand, {type: 'sar-lower' | 'sar-end'}>): boolean {
  return by.role === 'commander' && mrcc !== undefined && by.post === mrcc
}
