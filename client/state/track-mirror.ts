import {TrackColumns} from './track-columns.ts'
import type {TrackPatch} from './track-patch.ts'

/** The live tracks as the window draws and reads them: the table's slots and columns, taken over patch by patch. */
export class TrackMirror extends TrackColumns {
  take(patch: TrackPatch): void {
    const {slots, count} = patch
    while (count > this.id.length) this.grow(this.id.length * 2)
    this.epoch = patch.epoch
    for (let index = 0; index < slots.length; index++) this.#takeSlot(slots[index] ?? 0, index, patch)
    for (let slot = count; slot < this.count; slot++) this.#leave(slot)
    this.count = count
    if (patch.isAnew) this.nameById.clear()
    for (const name of patch.names) this.nameById.set(name.id, name)
    if (patch.isAnew || patch.names.length > 0) this.namesVersion++
    this.version++
    this.tellChange()
  }

  #takeSlot(slot: number, from: number, patch: TrackPatch): void {
    const id = patch.id[from] ?? 0
    if (slot >= this.count || this.id[slot] !== id) {
      if (slot < this.count) this.#leave(slot)
      this.slots.set(id, slot)
      this.id[slot] = id
    }
    for (let part = 0; part < 2; part++) this.place[slot * 2 + part] = patch.place[from * 2 + part] ?? 0
    for (let part = 0; part < 4; part++) this.motion[slot * 4 + part] = patch.motion[from * 4 + part] ?? 0
    for (let part = 0; part < 4; part++) this.look[slot * 4 + part] = patch.look[from * 4 + part] ?? 0
    this.time[slot] = patch.time[from] ?? 0
    this.altitude[slot] = patch.altitude[from] ?? 0
    this.at[slot] = patch.at[from] ?? NaN
    this.touch(slot)
  }

  /** The track that sat in a slot sits there no more; it may have been found in another before. */
  #leave(slot: number): void {
    const id = this.id[slot] ?? 0
    if (this.slots.get(id) === slot) this.slots.delete(id)
  }
}
