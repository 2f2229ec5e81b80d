import {board} from './de/board.ts'
import {codes} from './de/codes.ts'
import {diagnostics} from './de/diagnostics.ts'
import {field} from './de/field.ts'
import {queue} from './de/queue.ts'
import {law} from './de/law.ts'
import {incidents} from './de/incidents.ts'
import {machine} from './de/machine.ts'
import {screens} from './de/screens.ts'
import {shift} from './de/shift.ts'
import {units} from './de/units.ts'
import {joined} from './join.ts'

/** What is missing here is said in English. */
export const de = joined(codes, screens, shift, law, field, queue, units, board, incidents, machine, diagnostics)
