import {createStore, type StoreApi} from 'zustand/vanilla'
import type {Hello} from '../../shared/protocol/message.ts'

/** Who has signed in at this window, as HTTP says it. */
export type SignedIn = {
  readonly user: string
  readonly name: string
  readonly role: Hello['user']['role']
  readonly nation: string
  readonly nationName: string
  readonly post?: string | undefined
  readonly unit?: string | undefined
}

/** `unknown` until the node has been asked; `open` once it has said hello; `hello` stays through a lost link. */
export type Session =
  | {readonly status: 'unknown'}
  | {readonly status: 'signed-out'; /** Catalogue key of why it ended. */ readonly reason?: string}
  | {readonly status: 'signed-in'; readonly who: SignedIn}
  | {readonly status: 'open'; readonly who: SignedIn; readonly hello: Hello}

export type SessionState = {readonly session: Session}
export type SessionStore = StoreApi<SessionState>

export function createSessionStore(): SessionStore {
  return createStore<SessionState>(() => ({session: {status: 'unknown'}}))
}

/** What the node said of itself, once it has. */
export function helloOf(state: SessionState): Hello | undefined {
  return state.session.status === 'open' ? state.session.hello : undefined
}
