import {inflateRawSync} from 'node:zlib'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import type {TrackId} from '../../../shared/base/id.ts'
import {ReportFlag} from '../../../shared/model/observation.ts'
import {
  DIGEST_BYTES,
  FrameFlag,
  type FrameHeader,
  HEADER_BYTES,
  readHeader,
  SEATED_BYTES,
} from '../../../shared/protocol/frame.ts'
import {readDensity} from '../../../shared/protocol/density.ts'
import {rankOf} from '../../../shared/protocol/rank.ts'
import {somebody, TestNation, TestWire} from './nation.ts'
import {BALTIC, window} from './window.ts'

test('[FR1] a window gets one frame per tick, and none when nothing in its view has changed', async () => {
  const nation = new TestNation()
  const near = nation.add(13, 55)
  const far = nation.add(-30, 10)
  const anna = await window(nation)
  nation.tick()
  expect(await anna.draw()).toBe(1)
  nation.tick()
  expect(await anna.draw()).toBe(0)
  nation.move(far, -30.1, 10)
  nation.tick()
  expect(await anna.draw()).toBe(0)
  nation.move(near, 13.1, 55)
  nation.tick()
  expect(await anna.draw()).toBe(1)
})

test('[FR2] a window gets no frame before it has sent a view', () => {
  const nation = new TestNation()
  const wire = new TestWire()
  nation.stream.connect(wire, somebody('anna', [1]), {seat: '00000001', protocol: 2})
  nation.add(13, 55)
  nation.tick()
  expect(wire.frames).toEqual([])
})

test('[FR3] the first frame clears and brings the view, also when it is empty', async () => {
  const nation = new TestNation()
  const anna = await window(nation)
  nation.tick()
  const first = headerOf(anna.wire.frames[0])
  expect(first).toMatchObject({flags: FrameFlag.CLEAR | FrameFlag.DIGEST | FrameFlag.VIEW, records: 0, held: 0})

  nation.add(13, 55)
  nation.tick()
  await anna.conversation.hear('resync', {of: 'tracks'})
  nation.tick()
  expect(headerOf(anna.wire.frames.at(-1))).toMatchObject({flags: expect.any(Number), records: 1})
  expect((headerOf(anna.wire.frames.at(-1))?.flags ?? 0) & FrameFlag.CLEAR).toBe(FrameFlag.CLEAR)
})

test('[FR4] a window gets only audiences of its person, each as that audience sees it', async () => {
  const nation = new TestNation()
  const open = nation.add(13, 55, 1)
  const narrow = nation.add(13.1, 55, 2)
  nation.add(13.2, 55, 3)
  const anna = await window(nation, somebody('anna', [1, 2]))
  nation.tick()
  await anna.draw()
  expect(anna.ids()).toEqual([nation.idOf(open), nation.idOf(narrow)])
  expect(anna.tracks.course(anna.tracks.slotOf(nation.idOf(open)))).toBeCloseTo(90)
  expect(anna.tracks.course(anna.tracks.slotOf(nation.idOf(narrow)))).toBeNaN()
})

test('[FR5] what leaves the view, ends or is taken away is gone at the next tick', async () => {
  const nation = new TestNation()
  const [leaves, ends, taken] = [nation.add(13, 55), nation.add(13.1, 55), nation.add(13.2, 55)]
  const anna = await window(nation)
  nation.tick()
  await anna.draw()
  expect(anna.ids()).toHaveLength(3)

  nation.move(leaves, 60, 10)
  nation.remove(ends)
  nation.regroup(taken, 3)
  nation.tick()
  expect(await anna.draw()).toBe(1)
  expect(anna.ids()).toEqual([])
})

test('[FR5] a row used again at once is the new track only', async () => {
  const nation = new TestNation()
  const row = nation.add(13, 55)
  const before = nation.idOf(row)
  const anna = await window(nation)
  nation.tick()
  nation.remove(row)
  const again = nation.add(13.3, 55)
  nation.tick()
  await anna.draw()
  expect(again).toBe(row)
  expect(anna.ids()).toEqual([nation.idOf(row)])
  expect(nation.idOf(row)).not.toBe(before)
})

test.each([
  ['a harbour', BALTIC],
  ['the world', {...BALTIC, west: -180, south: -80, east: 180, north: 80}],
])('[FR6] what a person may not read changes no byte of what the person gets, looking at %s', async (_name, view) => {
  const bytesWith = async (secret: (nation: TestNation, step: number) => void) => {
    const nation = new TestNation()
    // Rows are given out beforehand: which row a track has is the picture's secret, kept by its ids.
    const shown = [nation.add(13, 55), nation.add(14, 55.5), nation.add(-60, 10)]
    const anna = await window(nation, somebody('anna', [1]), view)
    for (let step = 0; step < 160; step++) {
      secret(nation, step)
      if (step === 90) anna.wire.isFree = false
      if (step === 100) anna.wire.isFree = true
      if (step === 130) await anna.conversation.hear('resync', {of: 'tracks'})
      for (const [index, row] of shown.entries())
        if (step % (7 + index) === 0) nation.move(row, (nation.table.lon[row] ?? 0) + (step % 11) / 10, 55 - index)
      nation.tick()
      await anna.draw()
    }
    return JSON.stringify([
      anna.wire.frames.map(frame => frame.toString('hex')),
      anna.wire.sent.filter(one => one.event !== 'hello'),
    ])
  }
  const quiet = await bytesWith(() => undefined)
  const hidden: number[] = []
  const busy = await bytesWith((nation, step) => {
    if (step % 3 === 0) hidden.push(nation.add(-170 + step * 2, 50 - (step % 50), 9))
    if (step % 40 === 0) nation.rename(hidden[0] ?? 0, `secret ${step}`)
    for (const row of hidden) nation.move(row, 60 - ((row * 7 + step) % 120), 55 - (row % 3))
    if (step % 50 === 49) nation.remove(hidden.pop() ?? 0)
  })
  expect(busy).toBe(quiet)
})

test('[FR7] a view that moves brings what is new in it and sends nothing twice', async () => {
  const nation = new TestNation()
  nation.add(13, 55)
  const east = nation.add(25, 55)
  const anna = await window(nation)
  nation.tick()
  await anna.draw()
  await anna.conversation.hear('view', {...BALTIC, east: 27})
  nation.tick()
  await anna.draw()
  expect(headerOf(anna.wire.frames.at(-1))?.records).toBe(1)
  expect(anna.ids()).toHaveLength(2)

  await anna.conversation.hear('view', {...BALTIC, west: 24, east: 27})
  nation.tick()
  await anna.draw()
  expect(headerOf(anna.wire.frames.at(-1))?.records).toBe(0)
  expect(anna.ids()).toEqual([nation.idOf(east)])
})

test('[FR8] a track in the focus list comes from outside the view, and is gone when it ends', async () => {
  const nation = new TestNation()
  const far = nation.add(-30, 10)
  nation.tick()
  const anna = await window(nation, somebody('anna', [1]), {...BALTIC, focus: [nation.idOf(far)]})
  anna.tracks.setFocus(new Set([nation.idOf(far)]))
  nation.tick()
  await anna.draw()
  expect(anna.ids()).toEqual([nation.idOf(far)])
  expect(anna.labels()).toEqual([`T${far}`])

  nation.move(far, -31, 10)
  nation.tick()
  await anna.draw()
  expect(anna.tracks.positionOf(0, nation.pictureTime).lon).toBeCloseTo(-31)

  nation.remove(far)
  nation.tick()
  await anna.draw()
  expect(anna.ids()).toEqual([])
})

test('[FR8] the focus list does not open what the person may not read', async () => {
  const nation = new TestNation()
  const secret = nation.add(13, 55, 5)
  nation.tick()
  const anna = await window(nation, somebody('anna', [1]), {...BALTIC, focus: [nation.idOf(secret)]})
  for (let step = 0; step < 3; step++) nation.tick()
  await anna.draw()
  expect(anna.ids()).toEqual([])
  expect(headerOf(anna.wire.frames.at(-1))).toMatchObject({gone: 0, records: 0})
})

test.each([
  ['all shown', {}],
  ['[LE2] four shown', {mostShown: 4}],
  ['[FR14] each report told', {roughMetres: 0}],
])(
  '[FR9][PA2] windows that stall, look around and come back end with the same picture as one that kept up: %s',
  async (_, told) => {
    const step = fc.oneof(
      fc.record({
        do: fc.constant('add' as const),
        lon: fc.double({min: 5, max: 25, noNaN: true}),
        audience: fc.integer({min: 1, max: 3}),
      }),
      fc.record({do: fc.constant('move' as const), which: fc.nat(), by: fc.double({min: -8, max: 8, noNaN: true})}),
      fc.record({do: fc.constant('remove' as const), which: fc.nat()}),
      fc.record({do: fc.constant('regroup' as const), which: fc.nat(), audience: fc.integer({min: 1, max: 3})}),
      fc.record({do: fc.constant('mark' as const), which: fc.nat(), isDistress: fc.boolean()}),
      fc.record({do: fc.constant('stall' as const), free: fc.boolean()}),
      fc.record({
        do: fc.constant('look' as const),
        west: fc.double({min: 0, max: 20, noNaN: true}),
        wide: fc.double({min: 0.1, max: 12, noNaN: true}),
      }),
      fc.record({do: fc.constant('tick' as const), count: fc.integer({min: 1, max: 5})}),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, {minLength: 5, maxLength: 80}), async steps => {
        const nation = new TestNation(undefined, 1_000, told)
        const slow = await window(nation, somebody('slow', [1, 2]))
        const rows: number[] = []
        const pick = (which: number) => rows[which % Math.max(1, rows.length)]
        for (const each of steps) {
          if (each.do === 'add') rows.push(nation.add(each.lon, 55, each.audience))
          else if (each.do === 'stall') slow.wire.isFree = each.free
          else if (each.do === 'look')
            await slow.conversation.hear('view', {...BALTIC, west: each.west, east: each.west + each.wide})
          else if (each.do === 'tick') for (let count = 0; count < each.count; count++) nation.tick()
          else {
            const row = pick(each.which)
            if (row === undefined) continue
            if (each.do === 'move') nation.move(row, (nation.table.lon[row] ?? 0) + each.by, 55)
            else if (each.do === 'regroup') nation.regroup(row, each.audience)
            else if (each.do === 'mark') nation.mark(row, each.isDistress)
            else {
              nation.remove(row)
              rows.splice(rows.indexOf(row), 1)
            }
          }
          await slow.draw()
        }
        slow.wire.isFree = true
        for (let settle = 0; settle < 60; settle++) {
          nation.tick()
          await slow.draw()
        }
        expect(slow.isWhole()).toBe(true)

        const view = slow.conversation.tracks.view
        const expected = rows
          .filter(row => nation.table.audience[row] !== 3)
          .filter(row => {
            const column = Math.floor((((nation.table.lon[row] ?? 0) + 180) / 360) * 256)
            return column >= view.west && column < view.west + view.width
          })
          .filter(
            row => rankOf(nation.idOf(row), 0, nation.table.flags[row] ?? 0) >= slow.conversation.tracks.sight.level,
          )
          .map(row => nation.idOf(row))
          .sort((a, b) => a - b)
        expect(slow.ids()).toEqual(expected)
        // Each shown track has been named with its present name.
        expect(new Set(slow.labels())).toEqual(
          new Set([...slow.labels(), ...expected.map(id => `T${nation.rowOf(id as TrackId)}`)]),
        )
      }),
      {numRuns: 150},
    )
  },
)

test('[LE1][LE3] a view of too many shows a sample and what is notable, in the focus list or not; when they leave, it shows all', async () => {
  const nation = new TestNation(undefined, 1_000, {mostShown: 100})
  const rows = Array.from({length: 400}, (_, index) => nation.add(12 + (index % 100) / 40, 55))
  nation.tick()
  const common = rows.filter(row => rankOf(nation.idOf(row), 1, 0) === 0)
  const [lost, looked] = [common[0] ?? -1, common[1] ?? -1]
  nation.mark(lost, true)
  const anna = await window(nation, undefined, {...BALTIC, focus: [nation.idOf(looked)]})
  const settle = async (ticks: number) => {
    for (let count = 0; count < ticks; count++) {
      nation.tick()
      await anna.draw()
    }
  }
  await settle(5)
  expect(anna.conversation.tracks.sight.level).toBe(1)
  const sample = rows.filter(row => rankOf(nation.idOf(row), 1, 0) > 0)
  expect(anna.ids()).toEqual([...sample, lost, looked].map(row => nation.idOf(row)).sort((a, b) => a - b))

  nation.mark(lost, false)
  await settle(2)
  expect(anna.ids()).not.toContain(nation.idOf(lost))

  for (const row of rows.slice(85)) nation.remove(row)
  await settle(60)
  expect(anna.conversation.tracks.sight.level).toBe(1)
  for (const row of rows.slice(75, 85)) nation.remove(row)
  await settle(60)
  expect(anna.conversation.tracks.sight.level).toBe(0)
  expect(anna.ids()).toEqual(rows.slice(0, 75).map(row => nation.idOf(row)))
})

test('[LE4] where only some are shown, the window is told how many there are that its person may read; others get the same bytes', async () => {
  const nation = new TestNation(undefined, 1_000, {mostShown: 100})
  for (let index = 0; index < 300; index++) nation.add(13, 55, index % 3 === 0 ? 2 : 1)
  const near = nation.add(13, 55)
  nation.tick()
  const anna = await window(nation)
  const bo = await window(nation, somebody('bo', [1]))
  const eve = await window(nation, somebody('eve', [1, 2]))
  const calm = await window(nation, somebody('calm', [1]), {...BALTIC, west: -20, east: -10})
  nation.tick()
  const told = (wire: TestWire) => readDensity(inflateRawSync((wire.densities.at(-1) ?? Buffer.alloc(1)).subarray(1)))
  expect(told(anna.wire)?.counts).toEqual(Uint32Array.of(201))
  expect(told(eve.wire)?.counts).toEqual(Uint32Array.of(301))
  expect(bo.wire.densities).toEqual(anna.wire.densities)
  expect(calm.wire.densities).toEqual([])
  nation.remove(near)
  for (let count = 0; count < 60; count++) {
    nation.tick()
    await anna.draw()
  }
  expect(anna.wire.densities).toHaveLength(2)
  expect(told(anna.wire)?.counts).toEqual(Uint32Array.of(200))
})

test('[FR11] when policy narrows, a track that says nothing more is told anew without the field', async () => {
  const nation = new TestNation()
  const row = nation.add(13, 55)
  const anna = await window(nation)
  nation.tick()
  await anna.draw()
  const course = () => anna.tracks.course(anna.tracks.slotOf(nation.idOf(row)))
  expect(course()).toBeCloseTo(90)

  nation.hidesCourse = true
  nation.policyVersion++
  nation.tick()
  await anna.draw()
  expect(course()).toBeNaN()
  nation.tick()
  expect(await anna.draw()).toBe(0)
})

test('[FR11] 20,000 tracks are made anew in one tick, the rest in the next', async () => {
  const nation = new TestNation(undefined, 20_100, {mostShown: 30_000})
  for (let count = 0; count < 20_050; count++) nation.add(13, 55)
  const anna = await window(nation)
  nation.tick()
  await anna.draw()
  const known = () =>
    Array.from({length: anna.tracks.count}, (_, slot) => anna.tracks.course(slot)).filter(course => course === 90)
  expect(known()).toHaveLength(20_050)

  nation.hidesCourse = true
  nation.policyVersion++
  nation.tick()
  await anna.draw()
  expect(known()).toHaveLength(50)
  nation.tick()
  await anna.draw()
  expect(known()).toHaveLength(0)
})

test('[FR10] a window served late counts ages from the same picture time', async () => {
  const nation = new TestNation()
  const row = nation.add(13, 55)
  const at = nation.table.at[row]
  const late = await window(nation)
  late.wire.isFree = false
  for (let count = 0; count < 50; count++) nation.tick()
  late.wire.isFree = true
  nation.tick()
  await late.draw()
  expect(late.tracks.at[0]).toBe(at)
})

test('[PA2] a window that comes back gets one record per track, however long it was away', async () => {
  const nation = new TestNation()
  const rows = [nation.add(13, 55), nation.add(13.1, 55), nation.add(13.2, 55)]
  const anna = await window(nation)
  nation.tick()
  await anna.draw()
  anna.wire.isFree = false
  for (let count = 1; count <= 200; count++) {
    nation.move(rows[0] ?? 0, 13 + count / 1_000, 55)
    nation.tick()
  }
  anna.wire.isFree = true
  nation.tick()
  expect(await anna.draw()).toBe(1)
  expect(headerOf(anna.wire.frames.at(-1))?.records).toBe(1)
  expect(anna.wire.frames.at(-1)?.length).toBe(HEADER_BYTES + DIGEST_BYTES + 4 + SEATED_BYTES)
})

test('[PA2] who was away longer than departures are remembered gets everything anew', async () => {
  const nation = new TestNation()
  const stays = nation.add(13, 55)
  const anna = await window(nation)
  nation.tick()
  await anna.draw()
  anna.wire.isFree = false
  for (let count = 0; count < 1_400; count++) {
    const passing = nation.add(13.5, 55)
    nation.tick()
    nation.remove(passing)
  }
  nation.tick()
  anna.wire.isFree = true
  nation.tick()
  await anna.draw()
  expect((headerOf(anna.wire.frames.at(-1))?.flags ?? 0) & FrameFlag.CLEAR).toBe(FrameFlag.CLEAR)
  expect(anna.ids()).toEqual([nation.idOf(stays)])
})

test('[PA1] a window that draws nothing is sent no more than its share', async () => {
  const nation = new TestNation(undefined, 30_000, {roughMetres: 0})
  const rows = Array.from({length: 3_000}, (_, index) => nation.add(12.5 + index / 2_000, 55))
  const wire = new TestWire()
  const conversation = nation.stream.connect(wire, somebody('anna', [1]), {seat: '00000001', protocol: 2})
  await conversation.hear('view', BALTIC)
  for (let count = 0; count < 40; count++) {
    for (const row of rows) nation.move(row, 12.5 + row / 2_000 + count / 10_000, 55)
    nation.tick()
  }
  const sent = wire.frames.reduce((sum, frame) => sum + frame.length, 0)
  expect(sent).toBeGreaterThan(512_000)
  expect(sent).toBeLessThan(700_000)
  await conversation.hear('drawn', {tick: headerOf(wire.frames.at(-1))?.tick ?? 0})
  nation.move(rows[0] ?? 0, 13, 55)
  nation.tick()
  expect(wire.frames.at(-1)?.length).toBe(HEADER_BYTES + 4 + SEATED_BYTES * 3_000)
})

test('[PA4] a window that has taken nothing for a minute is let go, and told nothing more', async () => {
  const nation = new TestNation()
  const row = nation.add(13, 55)
  const anna = await window(nation)
  nation.tick()
  anna.wire.isFree = false
  for (let count = 0; count < 650 && anna.wire.closed === undefined; count++) {
    nation.move(row, 13 + count / 10_000, 55)
    nation.tick()
  }
  expect(anna.wire.closed).toBe('discarded')
  expect(nation.stream.counts.get('stalled')).toBe(1)
})

test('[NA1] a name comes once, again when it changes, and again when the track passes to another audience', async () => {
  const nation = new TestNation()
  const row = nation.add(13, 55, 1, 'BALTICA')
  const anna = await window(nation, somebody('anna', [1, 2]))
  nation.tick()
  nation.move(row, 13.01, 55)
  nation.tick()
  expect(anna.labels()).toEqual(['BALTICA'])
  nation.rename(row, 'BALTICA II')
  nation.tick()
  expect(anna.labels()).toEqual(['BALTICA', 'BALTICA II'])
  nation.regroup(row, 2)
  nation.tick()
  expect(anna.labels()).toEqual(['BALTICA', 'BALTICA II', 'BALTICA II'])
})

test('[NA1] a track that sails from one cell into the next is named to whoever has not seen it before, and to nobody else', async () => {
  const nation = new TestNation()
  const row = nation.add(15.9, 55, 1, 'BALTICA')
  const wide = await window(nation, undefined, {...BALTIC, east: 25})
  const east = await window(nation, somebody('bo', [1]), {...BALTIC, west: 21, east: 22})
  nation.tick()
  nation.move(row, 18.2, 55)
  nation.tick()
  expect([wide.labels(), east.labels()]).toEqual([['BALTICA'], []])
  nation.move(row, 21.5, 55)
  nation.tick()
  expect([wide.labels(), east.labels()]).toEqual([['BALTICA'], ['BALTICA']])
})

test('[NA3] many names of one cell and audience go as the same bytes to all windows; who comes later and what has left are told apart', async () => {
  const nation = new TestNation()
  const rows = Array.from({length: 30}, (_, index) => nation.add(13 + index / 100, 55, 1, `SHIP ${index}`))
  nation.add(13.2, 55, 2, 'SECRET')
  nation.tick()
  const anna = await window(nation)
  nation.tick()
  expect(anna.wire.blocks).toBe(1)
  expect(anna.labels().sort()).toEqual(rows.map((_, index) => `SHIP ${index}`).sort())
  nation.rename(rows[3] ?? -1, 'SHIP III')
  nation.add(13.5, 55, 1, 'LATECOMER')
  nation.tick()
  const bo = await window(nation, somebody('bo', [1]))
  const eve = await window(nation, somebody('eve', [2]))
  nation.tick()
  expect(bo.wire.blockBytes[0]?.equals(anna.wire.blockBytes[0] ?? Buffer.alloc(0))).toBe(true)
  for (const {labels} of [anna, bo])
    expect(
      labels()
        .filter(label => label === 'LATECOMER' || label === 'SHIP III')
        .sort(),
    ).toEqual(['LATECOMER', 'SHIP III'])
  expect(eve.labels()).toEqual(['SECRET'])

  nation.regroup(rows[0] ?? -1, 2)
  nation.tick()
  const carl = await window(nation, somebody('carl', [1]))
  nation.tick()
  expect(carl.wire.blocks).toBe(1)
  expect(carl.labels()).not.toContain('SHIP 0')
})

test('[NA3] a phone is told names one by one', async () => {
  const nation = new TestNation()
  for (let index = 0; index < 30; index++) nation.add(13 + index / 100, 55, 1, `SHIP ${index}`)
  const patrol = await window(nation, somebody('pia', [1], {role: 'field'}))
  nation.tick()
  expect(patrol.wire.blocks).toBe(0)
  expect(patrol.labels().length).toBeLessThanOrEqual(10)
})

test('[NA4] in a view of half an ocean only what is notable or looked at has a name; the others are named when it narrows', async () => {
  const nation = new TestNation()
  const plain = Array.from({length: 40}, (_, index) => nation.add(13 + index / 100, 55, 1, `SHIP ${index}`))
  const calling = nation.add(13.2, 55, 1, 'CALLING')
  nation.table.flags[calling] = ReportFlag.DISTRESS
  const ocean = {west: -20, south: 40, east: 30, north: 65, zoom: 4, focus: [nation.idOf(plain[7] ?? -1)]}
  const anna = await window(nation, undefined, ocean)
  nation.tick()
  await anna.draw()
  expect(anna.ids()).toHaveLength(41)
  expect(anna.labels().sort()).toEqual(['CALLING', 'SHIP 7'])

  const later = plain[3] ?? -1
  nation.table.flags[later] = ReportFlag.OWN
  nation.move(later, 13.03, 55.01)
  nation.rename(plain[4] ?? -1, 'SHIP IV')
  nation.tick()
  expect(anna.labels().sort()).toEqual(['CALLING', 'SHIP 3', 'SHIP 7'])

  await anna.conversation.hear('view', BALTIC)
  nation.tick()
  await anna.draw()
  expect(new Set(anna.labels()).size).toBe(41)
  expect(anna.labels()).toContain('SHIP IV')
})

test('[NA2] the name of a track that the person may not read is not sent, renamed or not', async () => {
  const nation = new TestNation()
  const row = nation.add(13, 55, 4, 'SECRET')
  const anna = await window(nation)
  nation.tick()
  nation.rename(row, 'SECRET II')
  nation.tick()
  expect(anna.labels()).toEqual([])
})

test('[FR4] when policy changes everything is told anew under the new one', async () => {
  const nation = new TestNation()
  const [one, two] = [nation.add(13, 55, 1), nation.add(13.1, 55, 2)]
  const person = somebody('anna', [1])
  const anna = await window(nation, person)
  nation.tick()
  await anna.draw()
  person.audiences.delete(1)
  person.audiences.add(2)
  nation.policyVersion++
  nation.tick()
  await anna.draw()
  expect(anna.ids()).toEqual([nation.idOf(two)])
  expect(anna.ids()).not.toContain(nation.idOf(one))
})

test('[FR12] what has changed of a known track takes a few bytes', async () => {
  const nation = new TestNation()
  const row = nation.add(13, 55)
  const anna = await window(nation)
  nation.tick()
  await anna.draw()
  nation.move(row, 13.001, 55.0005)
  nation.tick()
  await anna.draw()
  const frame = anna.wire.frames.at(-1)
  expect(headerOf(frame)).toMatchObject({records: 0, exact: 0, sections: 1})
  expect(frame?.length).toBe(HEADER_BYTES + 4 + 6)
  expect(anna.tracks.positionOf(0, nation.pictureTime).lon).toBeCloseTo(13.001, 4)
})

test('[FR12] a window that has missed a frame finds that the next does not fit', async () => {
  const nation = new TestNation()
  const [row, other] = [nation.add(13, 55), nation.add(13.1, 55)]
  const anna = await window(nation)
  nation.tick()
  await anna.draw()
  const late = nation.add(13.2, 55)
  nation.tick()
  // The frame that brings the third track is lost.
  for (const each of [row, other, late]) nation.move(each, 13.5, 55.1)
  nation.tick()
  const lost = anna.wire.frames.splice(-2, 1)
  expect(headerOf(lost[0])?.records).toBe(1)
  expect(anna.tracks.apply(Uint8Array.from(anna.wire.frames.at(-1) ?? []).buffer)).toBeUndefined()
})

/** A frame that says no view goes on from one that did. */
const BEFORE: FrameHeader = {
  ...{flags: 0, tick: 0, pictureTime: Date.UTC(2026, 0, 1, 12), view: {west: 0, north: 0, width: 256, height: 256}},
  ...{
    level: 0,
    gone: 0,
    records: 0,
    exact: 0,
    sections: 0,
    digest: 0,
    held: 0,
    goneAt: 0,
    recordsAt: 0,
    exactAt: 0,
    sectionsAt: 0,
  },
}

function headerOf(frame: Buffer | undefined) {
  return frame === undefined
    ? undefined
    : readHeader(new DataView(frame.buffer, frame.byteOffset, frame.length), BEFORE)
}
