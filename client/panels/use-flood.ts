import {useState} from 'react'
import {useStore} from 'zustand'
import {allSituations} from '../state/things.ts'
import {alertRate, isFlood} from './alert-rows.ts'
import {useNow, useWorkplace} from './workplace.ts'

/** Whether more alerts come than a person can take: begins above ten in ten minutes, ends below five. */
export function useFlood(): boolean {
  const {stores} = useWorkplace()
  const alerts = useStore(stores.things, allSituations)
  const {wall} = useNow()
  const [was, setWas] = useState(false)
  const is = isFlood(was, alertRate(alerts, wall))
  if (is !== was) setWas(is)
  return is
}
