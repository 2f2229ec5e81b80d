import {useEffect, useState} from 'react'
import {useStore} from 'zustand'
import {systemClock} from '../shared/base/clock.ts'
import {systemRandom} from '../shared/base/random.ts'
import {signOut} from './link/sign-in.ts'
import {startLink} from './link/start-link.ts'
import {talkInWorker} from './link/talk-in-worker.ts'
import {chooseLanguage, useWords} from './locales/catalogue.ts'
import {MapView} from './map/MapView.tsx'
import type {Arrival} from './panels/arrive.ts'
import {whoIsHere} from './panels/arrive.ts'
import {ConsoleView} from './panels/ConsoleView.tsx'
import {openWorkplace} from './panels/open-workplace.ts'
import {readPreferences} from './panels/preferences.ts'
import {SignIn} from './panels/SignIn.tsx'
import {type Workplace, WorkplaceContext} from './panels/workplace.ts'
import type {SignedIn} from './state/session.ts'
import {createStores} from './state/stores.ts'
import type {Speaker} from './ui/sounds.ts'

/** One window: whoever sits at it, and what they see. */
export function App({arrival, speaker}: {arrival: Arrival; speaker: Speaker}) {
  const [stores] = useState(createStores)
  const {session} = useStore(stores.session)
  const {palette} = useStore(stores.view)
  const {t} = useWords()

  useEffect(() => {
    void whoIsHere(arrival).then(outcome => {
      if ('who' in outcome) stores.session.setState({session: {status: 'signed-in', who: outcome.who}})
      else stores.session.setState({session: {status: 'signed-out', ...reasonOf(outcome.code)}})
    })
  }, [arrival, stores])
  useEffect(() => {
    document.documentElement.dataset['palette'] = palette
  }, [palette])

  if (session.status === 'unknown') return <p className="sign-in">{t('pending.starting')}</p>
  if (session.status === 'signed-out')
    return (
      <SignIn
        seat={arrival.seat}
        speaker={speaker}
        reason={session.reason}
        onSignedIn={who => stores.session.setState({session: {status: 'signed-in', who}})}
      />
    )
  return (
    <SignedInWindow key={session.who.user} who={session.who} stores={stores} seat={arrival.seat} speaker={speaker} />
  )
}

function SignedInWindow(props: {
  who: SignedIn
  stores: ReturnType<typeof createStores>
  seat: string
  speaker: Speaker
}) {
  const {who, stores, seat, speaker} = props
  const [workplace, setWorkplace] = useState<Workplace>()

  useEffect(() => {
    const {palette, language} = readPreferences(localStorage, who.user)
    if (palette !== undefined) stores.view.setState({palette})
    if (language !== undefined) chooseLanguage(language)
    const link = startLink({stores, who, seat, clock: systemClock, random: systemRandom, openTalk: talkInWorker})
    const opened = openWorkplace({
      stores,
      link,
      who,
      seat,
      clock: systemClock,
      random: systemRandom,
      speaker,
      signOut() {
        link.stop()
        void signOut(seat).then(() => stores.session.setState({session: {status: 'signed-out'}}))
      },
    })
    setWorkplace(opened.workplace)
    return () => {
      opened.close()
      link.stop()
    }
  }, [stores, who, seat, speaker])

  if (workplace === undefined) return undefined
  return (
    <WorkplaceContext value={workplace}>
      <ConsoleView map={<MapView stores={stores} link={workplace.link} clock={systemClock} />} />
    </WorkplaceContext>
  )
}

/** Not being signed in is where everybody begins, and needs no words. */
function reasonOf(code: string): {reason?: string} {
  return code === 'not-signed-in' ? {} : {reason: code}
}
