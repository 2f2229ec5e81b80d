import {useState} from 'react'
import {useWords} from '../locales/catalogue.ts'
import {LanguageSelect} from '../locales/LanguageSelect.tsx'
import {Button} from '../ui/Button.tsx'
import {Chip} from '../ui/Chip.tsx'
import {capOf} from '../ui/keymap.ts'
import {SOUNDS} from '../ui/sounds.ts'
import {keepPreferences} from './preferences.ts'
import {useWorkplace} from './workplace.ts'

/** Who is at this window; opens to language, palette, sounds and signing out. */
export function UserChip() {
  const {t} = useWords()
  const {who, act, signOut, speaker} = useWorkplace()
  const [isOpen, setOpen] = useState(false)
  return (
    <span className="menu-place">
      <Chip testId="chip-user" label={t('header.user', {name: who.name})} onPress={() => setOpen(!isOpen)}>
        <span>
          {who.name} · {t(`role.${who.role}`)}
        </span>
      </Chip>
      {isOpen ? (
        <div className="menu" data-testid="user-menu">
          <label className="field">
            {t('header.language')}
            <LanguageSelect
              testId="language"
              onChoose={language => keepPreferences(localStorage, who.user, {language})}
            />
          </label>
          <Button cap={capOf('palette')} onPress={() => act('palette')}>
            {t('action.palette')}
          </Button>
          <Button cap={capOf('help')} onPress={() => act('help')}>
            {t('action.help')}
          </Button>
          <p className="panel-sub">{t('sound.try')}</p>
          <div className="buttons">
            {SOUNDS.map(sound => (
              <Button key={sound} tone="quiet" onPress={() => void speaker.unlock().then(() => speaker.play(sound))}>
                {t(`sound.${sound}`)}
              </Button>
            ))}
          </div>
          <Button testId="sign-out" onPress={signOut}>
            {t('action.signOut')}
          </Button>
        </div>
      ) : undefined}
    </span>
  )
}
