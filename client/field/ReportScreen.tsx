import {useState} from 'react'
import {hex} from '../../shared/base/random.ts'
import type {Media} from '../../shared/model/media.ts'
import type {CommandOf} from '../../shared/protocol/command.ts'
import {useWords} from '../locales/catalogue.ts'
import {serverNow} from '../state/link-status.ts'
import {Icon, type IconName} from '../ui/icons.tsx'
import {OutboxList} from './OutboxList.tsx'
import {PhotoButton} from './PhotoButton.tsx'
import {useMyPlace, usePhone} from './phone.ts'
import {fileSize} from './sizes.ts'
import {keptFile} from './take-file.ts'
import {VoiceButton} from './VoiceButton.tsx'

type Category = CommandOf<'unit.report'>['category']
const CATEGORIES: readonly {readonly category: Category; readonly icon: IconName}[] = [
  {category: 'boat', icon: 'vessel'},
  {category: 'persons', icon: 'person'},
  {category: 'drone', icon: 'drone'},
  {category: 'vehicle', icon: 'vehicle'},
  {category: 'all-clear', icon: 'check'},
  {category: 'other', icon: 'note'},
]

/** Three taps: what, a photo or words if any, send. Place and time go along by themselves. */
export function ReportScreen() {
  const {t} = useWords()
  const [category, setCategory] = useState<Category>()
  if (category !== undefined) return <Report category={category} onDone={() => setCategory(undefined)} />
  return (
    <main className="phone-main" data-testid="phone-report">
      <div className="phone-tiles six">
        {CATEGORIES.map(({category: one, icon}) => (
          <button
            key={one}
            type="button"
            className="phone-button tile"
            data-testid={`report-${one}`}
            onClick={() => setCategory(one)}
          >
            <Icon name={icon} />
            {t(`phone.report.${one}`)}
          </button>
        ))}
      </div>
      <OutboxList />
    </main>
  )
}

type Taken = {
  readonly media: Media
  readonly content: Uint8Array<ArrayBuffer>
  readonly seconds?: number
  readonly at: number
}

function Report({category, onDone}: {category: Category; onDone: () => void}) {
  const {t, language} = useWords()
  const {outbox, files, random, stores, clock} = usePhone()
  const place = useMyPlace()
  const [text, setText] = useState('')
  const [taken, setTaken] = useState<readonly Taken[]>([])
  const take = (one: Omit<Taken, 'at'>) =>
    setTaken(all => [...all, {...one, at: serverNow(stores.link.getState(), clock)}])

  async function send(): Promise<void> {
    const report = hex(random.bytes(16))
    onDone()
    await outbox.press({
      ...{type: 'unit.report', category, report},
      ...(text.trim() === '' ? {} : {text: text.trim()}),
      ...(place === undefined ? {} : {place}),
    })
    for (const {media, content, seconds, at} of taken)
      await files.add(
        await keptFile({
          ...{content, media, place, random, pressedAt: at, attached: {kind: 'report', id: report}},
          ...(seconds === undefined ? {} : {seconds}),
        }),
      )
  }

  return (
    <>
      <main className="phone-main">
        <h1 className="phone-title">{t(`phone.report.${category}`)}</h1>
        <label className="field">
          {t('phone.reportText')}
          <textarea rows={3} maxLength={500} value={text} onChange={event => setText(event.target.value)} />
        </label>
        {taken.length === 0 ? undefined : (
          <ul className="phone-taken" data-testid="taken">
            {taken.map((one, index) => (
              <li key={one.at}>
                <span>
                  {t(`phone.media.${one.media}`)} {fileSize(one.content.length, language)}
                </span>
                <button
                  type="button"
                  className="phone-small"
                  onClick={() => setTaken(all => all.filter((_, other) => other !== index))}
                >
                  {t('phone.remove')}
                </button>
              </li>
            ))}
          </ul>
        )}
        <p className="phone-from">{place === undefined ? t('phone.reportNoPlace') : t('phone.reportPlace')}</p>
      </main>
      <div className="phone-buttons">
        <div className="phone-seconds">
          <PhotoButton id="report" onPhoto={content => take({media: 'photo', content})} />
          <VoiceButton onVoice={said => take({media: 'voice', ...said})} />
          <button type="button" className="phone-button" onClick={onDone}>
            {t('phone.back')}
          </button>
        </div>
        <button type="button" className="phone-button main" data-testid="report-send" onClick={() => void send()}>
          {t('phone.send')}
        </button>
      </div>
    </>
  )
}
