import {createElement} from 'react'
import {renderToStaticMarkup} from 'react-dom/server'
import {beforeAll, expect, test} from 'vitest'
import {startCatalogue} from '../../../client/locales/catalogue.ts'
import {meaningOf, type Press, type Surroundings} from '../../../client/ui/keymap.ts'
import {createDesk} from '../../../client/panels/desk.ts'
import {FormFrame} from '../../../client/panels/FormFrame.tsx'
import {queueCommand} from '../../../client/panels/queue-forms.ts'
import {termsForm} from '../../../client/panels/queue-openings.ts'
import {type Workplace, WorkplaceContext} from '../../../client/panels/workplace.ts'
import {DK, handoffOf, NOW, SE, storesWith, who} from './samples.ts'

beforeAll(() => startCatalogue('en', []))

const ENTER: Press = {key: 'Enter', code: 'Enter', shiftKey: false, ctrlKey: false, altKey: false, metaKey: false}
const inForm: Surroundings = {inText: false, onControl: false, inMap: false, afterG: false, wantsDigit: true}

test('Enter in a text field or on a choice is left to the form; beside its fields it is the console’s own', () => {
  expect(meaningOf(ENTER, {...inForm, inText: true})).toBe(undefined)
  expect(meaningOf(ENTER, {...inForm, onControl: true})).toBe(undefined)
  expect(meaningOf(ENTER, inForm)).toEqual({type: 'action', action: 'open'})
})

test('the form has a button that Enter presses, and the browser’s check of numbers never keeps it back', () => {
  const page = renderToStaticMarkup(
    createElement(
      WorkplaceContext,
      {value: {stores: storesWith([]), who, nation: SE, desk: createDesk()} as unknown as Workplace},
      createElement(FormFrame, {title: 'Other terms', send: 'Send', testId: 'terms-form', children: undefined}),
    ),
  )
  expect(page).toMatch(/^<form [^>]*novalidate=""/i)
  expect(page.match(/<button type="submit"/g)).toEqual(['<button type="submit"'])
})

test('minutes that no terms can have are refused in words, and nothing is sent', () => {
  const looking = {nation: DK, role: 'operator', isLinkDown: false, now: NOW} as const
  const form = termsForm(handoffOf({id: 'offer-aaa', from: SE, to: DK}), looking)
  if (typeof form === 'string' || form.type !== 'terms') throw new Error(`expected the terms, got ${String(form)}`)
  const after = (afterS: number) => queueCommand({...form, terms: {...form.terms, afterS}}, () => 'new-id-00')
  expect([after(-60), after(86_460), after(NaN)]).toEqual(['write-minutes', 'write-minutes', 'write-minutes'])
  expect(after(600)).toMatchObject({type: 'handoff.counter', terms: {afterS: 600}})
})
