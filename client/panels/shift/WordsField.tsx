import {useState} from 'react'
import type {ShiftThing} from '../../../shared/protocol/things.ts'
import {useWords} from '../../locales/catalogue.ts'
import {Button} from '../../ui/Button.tsx'
import {useFrozen, useWorkplace} from '../workplace.ts'

/** What else is to be passed on, in the writer's own words and language. */
export function WordsField({shift}: {shift: ShiftThing}) {
  const {t, language} = useWords()
  const {send} = useWorkplace()
  const frozen = useFrozen()
  const [text, setText] = useState(shift.words?.text ?? '')
  const isKept = text.trim() === (shift.words?.text ?? '')
  return (
    <div className="shift-words">
      <label className="field">
        {t('shift.words')}
        <textarea
          rows={3}
          maxLength={2_000}
          value={text}
          data-testid="shift-words"
          onChange={event => setText(event.target.value)}
        />
      </label>
      <Button
        testId="keep-words"
        disabledBecause={frozen ? t('refusal.no-link') : isKept ? t('shift.kept') : undefined}
        onPress={() => send({type: 'shift.write', shift: shift.id, text: text.trim(), language})}
      >
        {t('shift.keepWords')}
      </Button>
    </div>
  )
}
