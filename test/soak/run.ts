import {readdirSync} from 'node:fs'

/** What one long run exports; it prints its own figures. */
type Soak = {readonly name: string; run(words: readonly string[]): Promise<void>}

const [wanted, ...words] = process.argv.slice(2)
const names: string[] = []
for (const file of readdirSync(import.meta.dirname ?? 'test/soak').filter(
  name => name.endsWith('.ts') && name !== 'run.ts',
)) {
  const soak = (await import(`./${file}`)) as Soak
  names.push(soak.name)
  if (soak.name === wanted) {
    await soak.run(words)
    process.exit(0)
  }
}
console.error(`npm run soak -- NAME, one of: ${names.join(', ')}`)
process.exit(1)
