import {type FormEvent, useState} from 'react'
import {say, useWords} from '../locales/catalogue.ts'
import {LanguageSelect} from '../locales/LanguageSelect.tsx'
import {signIn} from '../link/sign-in.ts'
import type {SignedIn} from '../state/session.ts'
import {Button} from '../ui/Button.tsx'
import type {Speaker} from '../ui/sounds.ts'

/** Who are you: user and password, and a sound to try, because browsers stay silent until somebody clicks. */
export function SignIn(props: {
  readonly seat: string
  readonly speaker: Speaker
  /** Why an earlier session ended, a code under `refusal.` */
  readonly reason: string | undefined
  readonly onSignedIn: (who: SignedIn) => void
}) {
  const {seat, speaker, reason, onSignedIn} = props
  const {t} = useWords()
  const [user, setUser] = useState('')
  const [password, setPassword] = useState('')
  const [state, setState] = useState<{code: string | undefined; isAsking: boolean}>({code: reason, isAsking: false})

  async function enter(): Promise<void> {
    setState({code: undefined, isAsking: true})
    void speaker.unlock()
    const outcome = await signIn(seat, user.trim(), password)
    if ('who' in outcome) onSignedIn(outcome.who)
    else setState({code: outcome.code, isAsking: false})
  }

  function submit(event: FormEvent): void {
    event.preventDefault()
    void enter()
  }

  return (
    <main className="sign-in" data-testid="sign-in">
      <form className="dialog" onSubmit={submit} aria-label={t('signIn.title')}>
        <h1>Tripoint</h1>
        <p>{t('signIn.title')}</p>
        <label className="field">
          {t('signIn.user')}
          <input autoFocus autoComplete="username" value={user} onChange={event => setUser(event.target.value)} />
        </label>
        <label className="field">
          {t('signIn.password')}
          <input
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={event => setPassword(event.target.value)}
          />
        </label>
        {state.code === undefined ? undefined : (
          <p className="strip warning" role="alert" data-testid="sign-in-problem">
            {say(t, `refusal.${state.code}`)}
          </p>
        )}
        <div className="buttons">
          <button type="submit" className="button primary" disabled={state.isAsking} data-testid="sign-in-enter">
            {t(state.isAsking ? 'pending.sending' : 'signIn.enter')}
          </button>
          <Button testId="test-sound" onPress={() => void speaker.unlock().then(() => speaker.play('handoff'))}>
            {t('sound.test')}
          </Button>
        </div>
        <label className="field">
          {t('header.language')}
          <LanguageSelect />
        </label>
      </form>
    </main>
  )
}
