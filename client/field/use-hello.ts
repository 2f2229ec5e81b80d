import {useStore} from 'zustand'
import type {Hello} from '../../shared/protocol/message.ts'
import {helloOf} from '../state/session.ts'
import {usePhone} from './phone.ts'

/** What the node said of itself; undefined without a link since the page was opened. */
export function useHelloOf(): Hello | undefined {
  return useStore(usePhone().stores.session, helloOf)
}
