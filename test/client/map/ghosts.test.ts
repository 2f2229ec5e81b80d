import {expect, test} from 'vitest'
import {ghostsIn} from '../../../client/map/ghosts.ts'
import type {Camera} from '../../../client/map/camera.ts'
import {TrackTable} from '../../../client/state/track-table.ts'
import type {TrackId} from '../../../shared/base/id.ts'
import {mercatorX, mercatorY} from '../../../shared/geo/mercator.ts'
import type {HandoffThing} from '../../../shared/protocol/things.ts'

const moment = {now: 0, drawn: 0, clock: 0, isFrozen: false}
const camera: Camera = {x: mercatorX(12), y: mercatorY(55), zoom: 8, width: 600, height: 400, ratio: 1}
const offered = (subject: Partial<HandoffThing['subject']>, track?: number) =>
  ({id: 'h-00000001', track: track as TrackId | undefined, subject: {label: 'X', ...subject}}) as HandoffThing

test('an offer about what the picture does not hold is drawn where the offer says that it is', () => {
  const table = new TrackTable()
  const at = (handoff: HandoffThing) => ghostsIn([handoff], {table, moment, camera}).map(ghost => ghost.at)
  expect(at(offered({place: {lon: 12, lat: 55}}))).toEqual([{x: 300, y: 200}])
  expect(at(offered({place: {lon: 12, lat: 55}}, 7))).toEqual([{x: 300, y: 200}])
  expect(at(offered({}))).toEqual([])
  expect(at(offered({place: {lon: 40, lat: 55}}))).toEqual([])
})
