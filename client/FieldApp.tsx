import {useEffect, useState} from 'react'
import {useStore} from 'zustand'
import {systemClock} from '../shared/base/clock.ts'
import {systemRandom} from '../shared/base/random.ts'
import {FieldView} from './field/FieldView.tsx'
import {fileTransfer} from './field/file-transfer.ts'
import {PhoneMap} from './field/PhoneMap.tsx'
import {openPhone} from './field/open-phone.ts'
import {type Phone, PhoneContext} from './field/phone.ts'
import {keepPerson, lastPerson} from './field/last-person.ts'
import {openPhoneShelf} from './field/phone-shelf.ts'
import {signOut} from './link/sign-in.ts'
import {startLink} from './link/start-link.ts'
import {talkHere} from './link/talk-here.ts'
import {useWords} from './locales/catalogue.ts'
import {type Arrival, whoIsHere} from './panels/arrive.ts'
import {SignIn} from './panels/SignIn.tsx'
import type {SignedIn} from './state/session.ts'
import {createStores} from './state/stores.ts'
import type {Speaker} from './ui/sounds.ts'

/** The phone: whoever carries it, and what they see. Without a network it opens for who carried it last. */
export function FieldApp({arrival, speaker}: {arrival: Arrival; speaker: Speaker}) {
  const [stores] = useState(createStores)
  const {session} = useStore(stores.session)
  const {t} = useWords()

  useEffect(() => {
    void whoIsHere(arrival).then(outcome => {
      if ('who' in outcome) enter(outcome.who)
      else {
        const last = outcome.code === 'no-answer' ? lastPerson(localStorage) : undefined
        if (last === undefined) stores.session.setState({session: {status: 'signed-out', ...reasonOf(outcome.code)}})
        else stores.session.setState({session: {status: 'signed-in', who: last}})
      }
    })
    function enter(who: SignedIn): void {
      keepPerson(localStorage, who)
      stores.session.setState({session: {status: 'signed-in', who}})
    }
  }, [arrival, stores])

  if (session.status === 'unknown') return <p className="sign-in">{t('pending.starting')}</p>
  if (session.status === 'signed-out')
    return (
      <SignIn
        seat={arrival.seat}
        speaker={speaker}
        reason={session.reason}
        onSignedIn={who => {
          keepPerson(localStorage, who)
          stores.session.setState({session: {status: 'signed-in', who}})
        }}
      />
    )
  return <Carried key={session.who.user} who={session.who} stores={stores} seat={arrival.seat} speaker={speaker} />
}

function Carried(props: {who: SignedIn; stores: ReturnType<typeof createStores>; seat: string; speaker: Speaker}) {
  const {who, stores, seat, speaker} = props
  const [phone, setPhone] = useState<Phone>()

  useEffect(() => {
    let isOver = false
    let close = () => undefined as void
    void openPhoneShelf(who.user).then(shelf => {
      if (isOver) return
      const openTalk = talkHere({clock: systemClock, random: systemRandom})
      const link = startLink({
        ...{stores, who, seat, clock: systemClock, random: systemRandom, openTalk},
        isPhone: true,
      })
      const opened = openPhone({
        ...{stores, link, who, speaker, shelf, clock: systemClock, random: systemRandom},
        transfer: fileTransfer(seat),
        signOut() {
          link.stop()
          keepPerson(localStorage, undefined)
          void signOut(seat).then(() => stores.session.setState({session: {status: 'signed-out'}}))
        },
      })
      close = () => {
        opened.close()
        link.stop()
      }
      setPhone(opened.phone)
    })
    return () => {
      isOver = true
      close()
    }
  }, [stores, who, seat, speaker])

  if (phone === undefined) return undefined
  return (
    <PhoneContext value={phone}>
      <FieldView map={<PhoneMap stores={stores} link={phone.link} clock={systemClock} />} />
    </PhoneContext>
  )
}

function reasonOf(code: string): {reason?: string} {
  return code === 'not-signed-in' ? {} : {reason: code}
}
