import {board} from './da/board.ts'
import {codes} from './da/codes.ts'
import {diagnostics} from './da/diagnostics.ts'
import {field} from './da/field.ts'
import {queue} from './da/queue.ts'
import {law} from './da/law.ts'
import {incidents} from './da/incidents.ts'
import {machine} from './da/machine.ts'
import {screens} from './da/screens.ts'
import {shift} from './da/shift.ts'
import {units} from './da/units.ts'
import {joined} from './join.ts'

/** What is missing here is said in English. */
export const da = joined(codes, screens, shift, law, field, queue, units, board, incidents, machine, diagnostics)
