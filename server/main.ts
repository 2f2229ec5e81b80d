import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {Command} from 'commander'
import {decode} from './commands/decode.ts'
import {replay} from './commands/replay.ts'
import {serve} from './commands/serve.ts'
import {userCommands} from './commands/user.ts'
import {verify} from './commands/verify.ts'
import {ConfigurationError, readConfiguration} from './config.ts'

/** The folder of the package: where `examples/` and `dist/` lie, seen from the built server. */
const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const DEMO = join(ROOT, 'examples/demo.json')

/** The program: `tripoint serve | check | decode | replay | verify | user`. Ends the process with 1 on a mistake of the caller. */
export async function run(words: readonly string[]): Promise<void> {
  const version = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {version: string}).version
  const program = new Command('tripoint')
    .description('A live operational picture that neighbouring countries share across their borders')
    .version(version)

  program
    .command('serve', {isDefault: true})
    .description('run the nodes that the configuration names (default: the demonstration)')
    .option('--config <file>', 'configuration', DEMO)
    .option('--data <dir>', 'data folder', './data')
    .option('--port <n>', 'port', Number)
    .option('--host <h>', 'address to listen on')
    .option('--tls-self-signed', 'TLS with a certificate made for this data folder')
    .action(async (options: {config: string; data: string; port?: number; host?: string; tlsSelfSigned?: boolean}) => {
      const running = await serve({
        ...options,
        pages: join(ROOT, 'dist/client'),
        version,
        print: line => console.log(line),
      })
      endWithSignal(() => running.stop())
    })

  program
    .command('check')
    .description('validate a configuration; every mistake in one list')
    .requiredOption('--config <file>', 'configuration')
    .action((options: {config: string}) => {
      const {nations, feeds, agreements} = readConfiguration(options.config)
      console.log(
        `${options.config}: ${nations.length} nations, ${feeds.length} feeds, ${agreements.length} agreements; no mistakes`,
      )
    })

  program
    .command('decode')
    .description('decode a recording to JSON lines on standard output')
    .requiredOption('--format <format>', 'ais, sbs or aircraft-json')
    .argument('<file...>', 'recordings; - for standard input; .gz is unpacked')
    .action(async (files: string[], options: {format: string}) => {
      await decode({format: options.format, files, out: process.stdout, err: process.stderr})
    })

  program
    .command('replay')
    .description('play a recording by its own clock to a listening feed')
    .argument('<file>', 'recording')
    .requiredOption('--format <format>', 'ais, sbs or aircraft-json')
    .option('--speed <x>', 'times as fast', Number, 1)
    .option('--rate <n>', 'messages per second, for a recording without a clock', Number)
    .requiredOption('--to <address>', 'tcp://HOST:PORT or udp://HOST:PORT')
    .action(async (file: string, options: {format: string; speed: number; rate?: number; to: string}) => {
      await replay({file, ...options, err: process.stderr})
    })

  program
    .command('verify')
    .description('check ledger and audit of every nation; exit 1 and the first broken place when tampered with')
    .option('--data <dir>', 'data folder', './data')
    .action((options: {data: string}) => {
      const result = verify({data: options.data, print: line => console.log(line)})
      if (!result.sound) process.exitCode = 1
    })

  program.addCommand(userCommands())

  try {
    await program.parseAsync(words, {from: 'user'})
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    for (const mistake of error.mistakes) console.error(mistake)
    process.exitCode = 1
  }
}

function endWithSignal(stop: () => Promise<void>): void {
  let ending = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (ending) process.exit(1)
      ending = true
      void stop().then(() => process.exit(0))
    })
  }
}
