import {type DBSchema, type IDBPDatabase, openDB} from 'idb'
import type {OutboxEntry, OutboxShelf} from './outbox.ts'
import type {LastKnown} from './last-known.ts'

interface Phone extends DBSchema {
  outbox: {key: string; value: OutboxEntry}
  last: {key: string; value: LastKnown}
}

/** What survives on the phone: presses, and what was last known, per person. */
export type PhoneShelf = OutboxShelf & {
  lastKnown(): Promise<LastKnown | undefined>
  keep(last: LastKnown): Promise<void>
}

/** Opens the phone's own store (IndexedDB). `user` keeps people who share a phone apart. */
export async function openPhoneShelf(user: string): Promise<PhoneShelf> {
  const base: IDBPDatabase<Phone> = await openDB<Phone>(`field ${user}`, 1, {
    upgrade(database) {
      database.createObjectStore('outbox', {keyPath: 'id'})
      database.createObjectStore('last')
    },
  })
  return {
    all: () => base.getAll('outbox'),
    put: async entry => void (await base.put('outbox', entry)),
    remove: async id => base.delete('outbox', id),
    lastKnown: () => base.get('last', 'last'),
    keep: async last => void (await base.put('last', last, 'last')),
  }
}
