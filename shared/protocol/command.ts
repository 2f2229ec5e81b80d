import {z} from 'zod'
import type {CommandId} from '../base/id.ts'
import {alertCommands} from './alert-thing.ts'
import {contactCommands} from './contact-thing.ts'
import {handoffCommands} from './handoff-thing.ts'
import {incidentCommands} from './incident-thing.ts'
import {postCommands} from './post-thing.ts'
import {shiftCommands} from './shift-thing.ts'
import {pointOutCommands} from './point-out-thing.ts'
import {pursuitCommands} from './pursuit-thing.ts'
import {taskCommands} from './task-thing.ts'
import {unitCommands} from './unit-thing.ts'

/** Everything a person can do that is kept. The table of contents of the product. */
export const command = z.discriminatedUnion('type', [
  ...alertCommands,
  ...contactCommands,
  ...handoffCommands,
  ...incidentCommands,
  ...pointOutCommands,
  ...pursuitCommands,
  ...taskCommands,
  ...unitCommands,
  ...postCommands,
  ...shiftCommands,
])
export type Command = z.infer<typeof command>
export type CommandType = Command['type']
export type CommandOf<Type extends CommandType> = Extract<Command, {type: Type}>

/** A command as it is sent: with the client's id, and the time of the press where it waited in an outbox. */
export const commandEnvelope = z.strictObject({
  commandId: z.string().regex(/^[0-9a-f-]{36}$/) as unknown as z.ZodType<CommandId>,
  /** ms since 1970 by the device's clock, corrected by the offset it knows. */
  pressedAt: z.number().optional(),
  command,
})
export type CommandEnvelope = z.infer<typeof commandEnvelope>

/**
 * What became of it. `done`: on disk. `forwarded`: the thing's home is another nation and has been asked; an
 * `outcome` event follows. `refused`: nothing was changed; `code` is a catalogue key under `refusal.`.
 */
export const commandResult = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('done'),
    commandId: z.string(),
    things: z.array(z.object({kind: z.string(), id: z.string()})),
  }),
  z.object({outcome: z.literal('forwarded'), commandId: z.string()}),
  z.object({
    outcome: z.literal('refused'),
    commandId: z.string(),
    code: z.string(),
    values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  }),
])
export type CommandResult = z.infer<typeof commandResult>
