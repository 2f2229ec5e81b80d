import {existsSync, readFileSync} from 'node:fs'
import Sqlite, {type Database} from 'better-sqlite3'
import {leafOf} from './ledger-row.ts'
import {MerkleTree} from './merkle.ts'
import {checkpointFile} from './sqlite-ledger.ts'

/** What became of looking at every row. `place`: the first one that is not as it was written. */
export type Verdict =
  | {readonly sound: true; readonly size: number; readonly root: string}
  | {readonly sound: false; readonly place: string; readonly why: string}

type Row = {seq: number; at: number; thing: string; type: string; payload: Buffer; salt: Buffer; leaf: Buffer}
type Root = {readonly size: number; readonly root: string; readonly from: string}

/**
 * Recomputes every leaf and, at every root that was kept in the store and beside it, the tree. Whoever changes rows and
 * all roots in the store is found by the roots beside it; whoever changes those too, by the ones that left the machine.
 * Reads only; the node may be running.
 */
export function verifyStore(path: string): Verdict {
  const database = new Sqlite(path, {readonly: true, fileMustExist: true})
  try {
    return database.transaction(() => verify(database, rootsBeside(path)))()
  } catch (error) {
    return broken('the store', error instanceof Error ? error.message : String(error))
  } finally {
    database.close()
  }
}

function verify(database: Database, beside: readonly Root[]): Verdict {
  const head = database.prepare<[], {size: number; root: Buffer}>('SELECT size, root FROM head').get()
  const within = database
    .prepare<[], {size: number; root: Buffer}>('SELECT size, root FROM checkpoint ORDER BY size')
    .all()
  const roots: Root[] = [
    ...within.map(one => ({size: one.size, root: one.root.toString('hex'), from: 'a kept root'})),
    ...beside,
    ...(head === undefined ? [] : [{size: head.size, root: head.root.toString('hex'), from: 'the head'}]),
  ]
    .filter(one => one.size > 0)
    .sort((a, b) => a.size - b.size)

  const tree = new MerkleTree()
  let lastAt = 0
  let next = 0
  let soundUntil = 0
  for (const row of database.prepare<[], Row>('SELECT * FROM event ORDER BY seq').iterate()) {
    const seq = tree.size + 1
    const place = `row ${seq}`
    if (row.seq !== seq)
      return broken(place, row.seq > seq ? 'it is missing' : `a row ${row.seq} stands before the first`)
    const leaf = leafOf(row)
    if (!leaf.equals(row.leaf)) return broken(place, 'it is not as it was written')
    if (row.at < lastAt) return broken(place, 'it is older than the row before it')
    lastAt = row.at
    tree.append(leaf)
    for (let root = roots[next]; root !== undefined && root.size <= tree.size; root = roots[++next]) {
      if (root.size !== tree.size || root.root !== tree.root.toString('hex'))
        return broken(`rows ${soundUntil + 1} to ${root.size}`, `they do not give ${root.from}`)
      soundUntil = root.size
    }
  }
  const missing = roots[next]
  if (missing !== undefined && missing.size > tree.size)
    return broken(`row ${tree.size + 1}`, `it is missing: ${missing.from} counts ${missing.size} rows`)
  if (tree.size > (head?.size ?? 0)) return broken(`row ${(head?.size ?? 0) + 1}`, 'the head does not know it')
  return {sound: true, size: tree.size, root: tree.root.toString('hex')}
}

function broken(place: string, why: string): Verdict {
  return {sound: false, place, why}
}

function rootsBeside(path: string): Root[] {
  const file = checkpointFile(path)
  if (!existsSync(file)) return []
  const roots: Root[] = []
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [size, root] = line.split(' ')
    // The last line may be torn by a crash in the middle of writing it.
    if (size !== undefined && root?.length === 64)
      roots.push({size: Number(size), root, from: 'a root kept beside the store'})
  }
  return roots
}
