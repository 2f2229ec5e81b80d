import {type DBSchema, type IDBPDatabase, openDB} from 'idb'
import type {FileShelf, KeptFile} from './file-queue.ts'
import type {OutboxEntry, OutboxShelf} from './outbox.ts'
import type {LastKnown} from './last-known.ts'

interface Phone extends DBSchema {
  outbox: {key: string; value: OutboxEntry}
  last: {key: string; value: LastKnown}
  files: {key: string; value: KeptFile}
}

/** What survives on the phone: presses, photos, and what was last known, per person. */
export type PhoneShelf = OutboxShelf &
  FileShelf & {
    lastKnown(): Promise<LastKnown | undefined>
    keep(last: LastKnown): Promise<void>
  }

/** Opens the phone's own store (IndexedDB). `user` keeps people who share a phone apart. */
export async function openPhoneShelf(user: string): Promise<PhoneShelf> {
  const base: IDBPDatabase<Phone> = await openDB<Phone>(`field ${user}`, 2, {
    upgrade(database, from) {
      if (from < 1) {
        database.createObjectStore('outbox', {keyPath: 'id'})
        database.createObjectStore('last')
      }
      database.createObjectStore('files', {keyPath: 'offer.file'})
    },
  })
  return {
    all: () => base.getAll('outbox'),
    put: async entry => void (await base.put('outbox', entry)),
    remove: async id => base.delete('outbox', id),
    files: () => base.getAll('files'),
    putFile: async file => void (await base.put('files', file)),
    removeFile: async id => base.delete('files', id),
    lastKnown: () => base.get('last', 'last'),
    keep: async last => void (await base.put('last', last, 'last')),
  }
}
