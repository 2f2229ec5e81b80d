import {useState} from 'react'
import type {CommandOf} from '../../shared/protocol/command.ts'
import {useWords} from '../locales/catalogue.ts'
import {OutboxList} from './OutboxList.tsx'
import {useMe, usePhone} from './phone.ts'

type Category = CommandOf<'unit.report'>['category']
const CATEGORIES: readonly Category[] = ['boat', 'persons', 'drone', 'vehicle', 'all-clear', 'other']

/** Three taps: what, words if any, send. Place and time go along by themselves. */
export function ReportScreen() {
  const {t} = useWords()
  const {outbox} = usePhone()
  const me = useMe()
  const [category, setCategory] = useState<Category>()
  const [text, setText] = useState('')

  function send(chosen: Category): void {
    void outbox.press({
      type: 'unit.report',
      category: chosen,
      ...(text.trim() === '' ? {} : {text: text.trim()}),
      ...(me?.place === undefined ? {} : {place: me.place}),
    })
    setCategory(undefined)
    setText('')
  }

  if (category === undefined)
    return (
      <main className="phone-main" data-testid="phone-report">
        <div className="phone-tiles six">
          {CATEGORIES.map(one => (
            <button
              key={one}
              type="button"
              className="phone-button"
              data-testid={`report-${one}`}
              onClick={() => setCategory(one)}
            >
              {t(`phone.report.${one}`)}
            </button>
          ))}
        </div>
        <OutboxList />
      </main>
    )
  return (
    <>
      <main className="phone-main">
        <h1 className="phone-id">{t(`phone.report.${category}`)}</h1>
        <label className="field">
          {t('phone.reportText')}
          <textarea rows={4} maxLength={500} value={text} onChange={event => setText(event.target.value)} />
        </label>
        <p>{t('phone.reportPlace')}</p>
      </main>
      <div className="phone-buttons">
        <div className="phone-seconds">
          <button type="button" className="phone-button" onClick={() => setCategory(undefined)}>
            {t('phone.back')}
          </button>
        </div>
        <button type="button" className="phone-button main" data-testid="report-send" onClick={() => send(category)}>
          {t('phone.send')}
        </button>
      </div>
    </>
  )
}
