import {expect, test} from 'vitest'
import {manualClock} from '../../../shared/base/clock.ts'
import {Emitter} from '../../../shared/base/emitter.ts'
import type {FileId} from '../../../shared/base/id.ts'
import type {FileOffer} from '../../../shared/protocol/file-thing.ts'
import {type FileAnswer, FileQueue, type KeptFile} from '../../../client/field/file-queue.ts'
import {createLinkStore} from '../../../client/state/link-status.ts'

const PART = 16_384

test('words go first: a photo waits while a press waits, then goes part by part and is kept once', async () => {
  const {queue, sent, words, link} = phone()
  words.isWaiting = true
  await queue.add(photo('photo-0001', 40_000))
  link.setState({status: 'live'})
  await settled()
  expect(sent).toEqual([])
  words.gone()
  await settled()
  expect(sent).toEqual(['offer photo-0001', `part 0 ${PART}`, `part ${PART} ${PART}`, `part ${2 * PART} 7232`])
  expect(queue.entries.getState().map(({status, sent: bytes}) => [status, bytes])).toEqual([['received', 40_000]])
})

test('a link that is cut between two parts costs no part; what the node has is not sent again', async () => {
  const {queue, sent, link, node, clock} = phone('live')
  node.failAt = 2
  await queue.add(photo('photo-0001', 40_000))
  await settled()
  expect(queue.entries.getState()[0]).toMatchObject({status: 'kept', sent: PART})
  link.setState({status: 'none'})
  clock.advance(60_000)
  await settled()
  node.failAt = Infinity
  sent.length = 0
  link.setState({status: 'returning'})
  await settled()
  expect(sent).toEqual(['offer photo-0001', `part ${PART} ${PART}`, `part ${2 * PART} 7232`])
})

test('a photo outlives the page; a refused one stays with its reason until it is noted', async () => {
  const shelf = new Map<string, KeptFile>()
  await phone('none', shelf).queue.add(photo('photo-0001', 100))
  const after = phone('live', shelf)
  after.node.refuses = {code: 'file-kind', values: {}}
  await after.queue.restore()
  expect(after.queue.entries.getState()).toMatchObject([{status: 'refused', code: 'file-kind'}])
  await after.queue.clear('photo-0001' as FileId)
  expect([after.queue.entries.getState(), shelf.size]).toEqual([[], 0])
})

test('a full disk is said, and the photo goes nevertheless', async () => {
  const {queue, node} = phone('none')
  node.isFull = true
  await queue.add(photo('photo-0001', 100))
  expect(queue.entries.getState()).toMatchObject([{status: 'kept', isUnkept: true}])
})

function photo(file: string, bytes: number): KeptFile {
  const offer: FileOffer = {
    ...{file: file as FileId, media: 'photo', bytes, sha256: '0'.repeat(64), pressedAt: 1},
    attached: {kind: 'task', id: 'task-0001'},
  }
  return {offer, content: new Uint8Array(bytes)}
}

function phone(status: 'live' | 'none' = 'none', shelf = new Map<string, KeptFile>()) {
  const clock = manualClock()
  const link = createLinkStore()
  link.setState({status})
  const sent: string[] = []
  const node = {
    failAt: Infinity,
    asked: 0,
    isFull: false,
    refuses: undefined as FileAnswer,
    has: new Map<string, {received: number; bytes: number}>(),
  }
  const textSent = new Emitter<undefined>()
  const words = {
    isWaiting: false,
    gone() {
      words.isWaiting = false
      textSent.emit(undefined)
    },
  }
  const answer = (file: string): FileAnswer => {
    if (node.asked++ >= node.failAt) return undefined
    const {received, bytes} = node.has.get(file) ?? {received: 0, bytes: NaN}
    return node.refuses ?? {file, received, state: received === bytes ? 'kept' : 'open'}
  }
  const queue = new FileQueue({
    shelf: {
      files: async () => [...shelf.values()],
      putFile: async file => {
        if (node.isFull) throw new Error('QuotaExceededError')
        shelf.set(file.offer.file, file)
      },
      removeFile: async id => void shelf.delete(id),
    },
    transfer: {
      async offer({file, bytes}) {
        sent.push(`offer ${file}`)
        if (!node.has.has(file)) node.has.set(file, {received: 0, bytes})
        return answer(file)
      },
      async part(file, start, body) {
        sent.push(`part ${start} ${body.length}`)
        if (node.asked >= node.failAt) return answer(file)
        const held = node.has.get(file) ?? {received: 0, bytes: 0}
        if (start === held.received) node.has.set(file, {...held, received: held.received + body.length})
        return answer(file)
      },
    },
    ...{linkStatus: link, clock, isTextWaiting: () => words.isWaiting, onTextSent: listener => textSent.on(listener)},
  })
  return {queue, sent, words, link, node, clock}
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 60; turn++) await Promise.resolve()
}
