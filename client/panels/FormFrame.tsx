import type {ReactNode} from 'react'
import {useWords} from '../locales/catalogue.ts'
import {Button} from '../ui/Button.tsx'
import {useBlocked, useWorkplace} from './workplace.ts'

/**
 * Around every form: Enter sends, Esc leaves. Nothing is sent before. What a field cannot hold is said by the console:
 * the browser's own check would keep the form back in words of its own, or in none.
 */
export function FormFrame(props: {
  title: string
  send: string
  testId: string
  /** Why what is filled in cannot be sent, in words. */
  hindered?: string | undefined
  children: ReactNode
}) {
  const {title, send, testId, hindered, children} = props
  const {t} = useWords()
  const {submit, act} = useWorkplace()
  const blocked = useBlocked()
  return (
    <form
      className="form"
      aria-label={title}
      data-testid={testId}
      data-form
      noValidate
      tabIndex={-1}
      onKeyDown={event => {
        // In a text field Enter sends by itself; in a list of choices nothing would.
        if (event.key !== 'Enter' || !(event.target instanceof HTMLSelectElement)) return
        event.preventDefault()
        submit()
      }}
      onSubmit={event => {
        event.preventDefault()
        submit()
      }}
    >
      <h3>{title}</h3>
      {/* Enter in one of several text fields sends only where a form has such a button. */}
      <button type="submit" hidden />
      {children}
      <div className="buttons">
        <Button
          tone="primary"
          cap="Enter"
          testId={`${testId}-send`}
          disabledBecause={blocked === undefined ? hindered : t(blocked)}
          onPress={submit}
        >
          {send}
        </Button>
        <Button tone="quiet" cap="Esc" onPress={() => act('up')}>
          {t('action.cancel')}
        </Button>
      </div>
    </form>
  )
}
