import type {CannotCode, TaskStatus, TaskType} from './task-state.ts'

/** A unit's last word on a task as a Cursor on Target reply type; undefined while it has said nothing. */
export function cotReply(status: TaskStatus, cannot: CannotCode | undefined): string | undefined {
  switch (status) {
    case 'DRAFT':
    case 'SENT':
    case 'DELIVERED':
      return undefined
    case 'RECEIVED':
      return 'y-a-r'
    case 'WILCO':
      return 'y-a-w'
    case 'EN_ROUTE':
    case 'ON_SCENE':
      return 'y-s-e-a'
    case 'EXECUTING':
      return 'y-s-e'
    case 'COMPLETE':
      return 'y-c-s'
    case 'CANCELLED':
      return 'y-c-f-x'
    case 'CANTCO':
    case 'ABORTED':
      return cannot === undefined ? 'y-c-f' : CANNOT_COT[cannot]
  }
}

/** An order as a Cursor on Target task type. */
export function cotTask(type: TaskType): string {
  return TASK_COT[type]
}

const CANNOT_COT: Readonly<Record<CannotCode, string>> = {
  NO_ASSET: 'y-c-f-a',
  NEED_INFO: 'y-c-f-i',
  RULES: 'y-c-f-b-v',
  NO_AUTH: 'y-c-f-b-a',
  IMPOSSIBLE: 'y-c-f-b-p',
  STALE: 'y-c-f-s',
  REJECTED: 'y-c-f-r',
  REJECTED_C2: 'y-c-f-r-c',
  REJECTED_CREW: 'y-c-f-r-p',
  CANCELLED: 'y-c-f-x',
}

const TASK_COT: Readonly<Record<TaskType, string>> = {
  observe: 't-s',
  search: 't-s',
  'handoff-standby': 't-s',
  inspect: 't-s-i',
  intercept: 't-r',
  assist: 't-r',
}
