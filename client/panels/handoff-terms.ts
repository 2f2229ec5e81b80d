import type {TFunction} from 'i18next'
import type {HandoffThing, Terms} from '../../shared/protocol/things.ts'
import {position} from '../ui/format.ts'

/** One condition on which two sets of terms differ, each side in words. */
export type TermsDifference = {readonly field: string; readonly before: string; readonly after: string}

/** Two sets of terms to be laid side by side: what stands, and what is wanted instead. Undefined: nothing differs. */
export function comparedTerms(handoff: HandoffThing): {readonly before: Terms; readonly after: Terms} | undefined {
  const {terms, counter, previous, standing, status} = handoff
  if (status === 'COUNTERED' && counter !== undefined) return {before: terms, after: counter}
  const before = standing ?? previous
  return (status === 'PROPOSED' || status === 'STANDBY') && before !== undefined ? {before, after: terms} : undefined
}

const FIELDS = [
  'transfer',
  'functions',
  'point',
  'afterS',
  'autoRelease',
  'requiresCommander',
  'withhold',
  'assets',
  'note',
] as const

/** The conditions that are not the same, in a fixed order. */
export function termsDifference(t: TFunction, before: Terms, after: Terms): readonly TermsDifference[] {
  return FIELDS.map(field => ({
    field,
    before: conditionText(t, before, field),
    after: conditionText(t, after, field),
  })).filter(one => one.before !== one.after)
}

/** Every condition that these terms have beside how control passes. */
export function conditionsOf(t: TFunction, terms: Terms): readonly {readonly field: string; readonly text: string}[] {
  const none = t('queue.terms.none')
  return FIELDS.slice(1).flatMap(field => {
    const text = conditionText(t, terms, field)
    return text === none || text === t('queue.terms.all') ? [] : [{field, text}]
  })
}

function conditionText(t: TFunction, terms: Terms, field: (typeof FIELDS)[number]): string {
  const none = t('queue.terms.none')
  switch (field) {
    case 'transfer':
      return t(`transfer.${terms.transfer}`)
    case 'functions':
      return terms.functions === undefined
        ? t('queue.terms.all')
        : terms.functions.map(one => t(`queue.function.${one}`)).join(', ')
    case 'point':
      return terms.point === undefined ? none : position(terms.point.lon, terms.point.lat)
    case 'afterS':
      return terms.afterS === undefined ? none : t('queue.terms.minutes', {count: Math.ceil(terms.afterS / 60)})
    case 'autoRelease':
      return terms.autoRelease === true ? t('queue.terms.yes') : none
    case 'requiresCommander':
      return terms.requiresCommander === true ? t('queue.terms.yes') : none
    case 'withhold':
      return terms.withhold === undefined || terms.withhold.length === 0
        ? none
        : terms.withhold.map(one => t(`field.${one}`, {defaultValue: one})).join(', ')
    case 'assets':
      return terms.assets === undefined || terms.assets.length === 0 ? none : terms.assets.join(', ')
    case 'note':
      return terms.note === undefined || terms.note === '' ? none : terms.note
  }
}
