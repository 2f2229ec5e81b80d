import {board} from './en/board.ts'
import {codes} from './en/codes.ts'
import {diagnostics} from './en/diagnostics.ts'
import {field} from './en/field.ts'
import {incidents} from './en/incidents.ts'
import {queue} from './en/queue.ts'
import {law} from './en/law.ts'
import {machine} from './en/machine.ts'
import {screens} from './en/screens.ts'
import {shift} from './en/shift.ts'
import {units} from './en/units.ts'
import {joined} from './join.ts'

/** English: complete; the others fall back to it. */
export const en = joined(codes, screens, shift, law, field, queue, units, board, incidents, machine, diagnostics)
