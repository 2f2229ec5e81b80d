import {board} from './sv/board.ts'
import {codes} from './sv/codes.ts'
import {diagnostics} from './sv/diagnostics.ts'
import {field} from './sv/field.ts'
import {queue} from './sv/queue.ts'
import {law} from './sv/law.ts'
import {incidents} from './sv/incidents.ts'
import {machine} from './sv/machine.ts'
import {screens} from './sv/screens.ts'
import {shift} from './sv/shift.ts'
import {units} from './sv/units.ts'
import {joined} from './join.ts'

/** What is missing here is said in English. */
export const sv = joined(codes, screens, shift, law, field, queue, units, board, incidents, machine, diagnostics)
