import {useEffect, useState} from 'react'
import {say, useWords} from '../locales/catalogue.ts'
import {LanguageSelect} from '../locales/LanguageSelect.tsx'
import {type DemoUser, demoUsers} from '../link/sign-in.ts'
import {Icon} from '../ui/icons.tsx'
import {addressOf, castOf} from './start-cast.ts'

/** The demonstration's front door: one window per person, each with a seat of its own. */
export function StartView({seat}: {seat: string}) {
  const {t} = useWords()
  const [users, setUsers] = useState<readonly DemoUser[]>()
  useEffect(() => void demoUsers(seat).then(setUsers), [seat])

  return (
    <main className="start" data-testid="start">
      <header className="start-head">
        <img src="/mark.svg" alt="" width="56" height="56" />
        <div>
          <h1>{PRODUCT}</h1>
          <p>{t('start.title')}</p>
        </div>
        <LanguageChoice />
      </header>
      {users === undefined ? <p>{t('pending.starting')}</p> : users.length === 0 ? <NoDemo /> : <Doors users={users} />}
    </main>
  )
}

/** A name, the same in every language. */
const PRODUCT = 'Tripoint'

function NoDemo() {
  const {t} = useWords()
  return (
    <section className="start-part">
      <p data-testid="no-demo">{t('start.none')}</p>
      <p>
        <a className="start-button" href="/">
          {t('start.signIn')}
        </a>
      </p>
    </section>
  )
}

function Doors({users}: {users: readonly DemoUser[]}) {
  const {t} = useWords()
  const {consoles, phones, others} = castOf(users)
  return (
    <>
      <p className="start-simulated">{t('start.simulated')}</p>
      <section className="start-part" aria-labelledby="start-consoles">
        <div className="start-line">
          <h2 id="start-consoles">{t('start.three')}</h2>
          <button
            type="button"
            className="start-button main"
            data-testid="open-all"
            onClick={() => consoles.forEach(user => window.open(addressOf(user), '_blank'))}
          >
            {t('start.openAll')}
          </button>
        </div>
        <p className="start-hint">{t('start.threeHint')}</p>
        <ul className="start-doors">
          {consoles.map(user => (
            <Door key={user.user} user={user} word={t('start.openConsole')} />
          ))}
        </ul>
      </section>
      {phones.length === 0 ? undefined : (
        <section className="start-part">
          <h2>{t('start.phone')}</h2>
          <ul className="start-doors">
            {phones.map(user => (
              <Door key={user.user} user={user} word={t('start.openPhone')} />
            ))}
          </ul>
        </section>
      )}
      {others.length === 0 ? undefined : (
        <section className="start-part">
          <h2>{t('start.others')}</h2>
          <ul className="start-doors">
            {others.map(user => (
              <Door key={user.user} user={user} word={t('start.openConsole')} />
            ))}
          </ul>
        </section>
      )}
      <section className="start-part">
        <h2>{t('start.tryThis')}</h2>
        <ol className="start-steps">
          {(['one', 'two', 'three', 'four'] as const).map(step => (
            <li key={step}>{t(`start.steps.${step}`)}</li>
          ))}
        </ol>
      </section>
    </>
  )
}

function Door({user, word}: {user: DemoUser; word: string}) {
  const {t} = useWords()
  return (
    <li>
      <a
        className="start-door"
        href={addressOf(user)}
        target="_blank"
        rel="noreferrer"
        data-testid={`open-${user.user}`}
      >
        <span className="start-nation">{user.nation}</span>
        <span>
          <b>{user.name}</b>
          <small>
            {say(t, `role.${user.role}`)}
            {user.unit === undefined && user.post === undefined ? '' : ` · ${user.unit ?? user.post}`}
          </small>
        </span>
        <span className="start-word">
          {word} <Icon name="arrow" />
        </span>
      </a>
    </li>
  )
}

function LanguageChoice() {
  const {t} = useWords()
  return (
    <label className="field">
      {t('header.language')}
      <LanguageSelect />
    </label>
  )
}
