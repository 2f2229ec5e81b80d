import {board} from './fr/board.ts'
import {codes} from './fr/codes.ts'
import {diagnostics} from './fr/diagnostics.ts'
import {field} from './fr/field.ts'
import {queue} from './fr/queue.ts'
import {law} from './fr/law.ts'
import {incidents} from './fr/incidents.ts'
import {machine} from './fr/machine.ts'
import {screens} from './fr/screens.ts'
import {shift} from './fr/shift.ts'
import {units} from './fr/units.ts'
import {joined} from './join.ts'

/** What is missing here is said in English. */
export const fr = joined(codes, screens, shift, law, field, queue, units, board, incidents, machine, diagnostics)
