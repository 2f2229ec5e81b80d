import {useStore} from 'zustand'
import {useWords} from '../locales/catalogue.ts'
import {Chip} from '../ui/Chip.tsx'
import {countdown} from '../ui/format.ts'
import {Icon} from '../ui/icons.tsx'
import {useDesk, useNow, useWorkplace} from './workplace.ts'

/** Whether anything can be heard; a click lets the browser sound. */
export function SoundChip() {
  const {t} = useWords()
  const {speaker, act, clock, desk, stores} = useWorkplace()
  useNow()
  useStore(stores.link, state => state.status)
  const until = useDesk(state => state.silentUntil)
  const left = until - clock.monotonic()
  const isBlocked = speaker.state !== 'ready'
  const isSilent = left > 0

  function press(): void {
    if (isBlocked) void speaker.unlock().then(() => desk.setState({hint: undefined}))
    else act('silence')
  }

  const words = isBlocked ? t('sound.blocked') : isSilent ? t('sound.silent', {for: countdown(left)}) : t('sound.ready')
  return (
    <Chip testId="chip-sound" tone={isBlocked ? 'p2' : 'plain'} label={words} onPress={press}>
      <Icon name={isBlocked || isSilent ? 'silent' : 'sound'} />
      <span className="words">{words}</span>
    </Chip>
  )
}
