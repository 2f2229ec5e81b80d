import {kindOf} from '../../shared/model/object.ts'
import {ReportFlag} from '../../shared/model/observation.ts'
import type {World} from '../../shared/model/world.ts'
import type {PictureFacts, Subject} from '../operations/ports.ts'
import type {Picture} from '../picture/picture.ts'

/** What operations asks of the picture, answered from its columns. NaN becomes an absent field. `now`: picture time, ms. */
export function pictureFacts(picture: Picture, now: () => number): PictureFacts {
  const subjectAt = (row: number) => subjectOf(picture, row, now())
  return {
    subjectOfRow: row => (row < 0 ? undefined : subjectAt(row)),
    subjectOfTrack(track) {
      const row = picture.rowOf(track)
      return row < 0 ? undefined : subjectAt(row)
    },
    subjectOf(key) {
      const row = picture.rowOfSubject(key)
      return row < 0 ? undefined : subjectAt(row)
    },
    trackOf(key) {
      const row = picture.rowOfSubject(key)
      return row < 0 ? undefined : picture.idOf(row)
    },
  }
}

/** The world of a row, by the marks that its feed gave it. */
export function worldOf(flags: number): World {
  if (flags & ReportFlag.SIMULATED) return 'simulated'
  return flags & ReportFlag.EXERCISE ? 'exercise' : 'real'
}

function subjectOf(picture: Picture, row: number, now: number): Subject {
  const {tracks} = picture
  const [lon, lat] = [tracks.lon[row] ?? NaN, tracks.lat[row] ?? NaN]
  const [speed, course] = [tracks.speed[row] ?? NaN, tracks.course[row] ?? NaN]
  return {
    key: picture.subjectKey(row),
    label: picture.labelOf(row),
    kind: kindOf(tracks.kind[row] ?? 0),
    identity: picture.identityOf(row),
    world: worldOf(tracks.flags[row] ?? 0),
    ...(Number.isNaN(lon) || Number.isNaN(lat)
      ? {}
      : {place: {lon, lat}, ageMs: Math.max(0, now - (tracks.at[row] ?? now))}),
    ...(Number.isNaN(speed) ? {} : {speed}),
    ...(Number.isNaN(course) ? {} : {course}),
  }
}
