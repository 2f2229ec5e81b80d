import {useState} from 'react'
import {useStore} from 'zustand'
import {isFrozen} from '../state/link-status.ts'
import type {ThingsState} from '../state/things.ts'
import {type Changes, changesBetween} from './changes.ts'
import {useWorkplace} from './workplace.ts'

/** What has changed over the last absence of the link; undefined before one, and after it was taken note of. */
export function useChanges(): {changes: Changes | undefined; dismiss: () => void} {
  const {stores} = useWorkplace()
  const frozen = useStore(stores.link, isFrozen)
  const things = useStore(stores.things)
  const [before, setBefore] = useState<ThingsState>()
  const [changes, setChanges] = useState<Changes>()
  if (frozen && before === undefined) setBefore(things)
  if (!frozen && before !== undefined) {
    setChanges(changesBetween(before, things))
    setBefore(undefined)
  }
  return {changes, dismiss: () => setChanges(undefined)}
}
