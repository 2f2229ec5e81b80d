import type {TFunction} from 'i18next'
import type {ObjectKind} from '../../shared/model/object.ts'
import {say} from '../locales/catalogue.ts'
import {distance} from '../ui/format.ts'

/** The words that labels use, in the language of the window; short, because a label is. */
export type LabelWords = {
  readonly coasting: string
  readonly lost: string
  readonly seen: string
  readonly noAnswer: string
  readonly recalled: string
  readonly failed: string
  /** As far as a pursuit may go beyond the line. */
  readonly limit: (metres: number) => string
  /** What an object is called that has no name. */
  readonly kind: (kind: ObjectKind) => string
  /** Why an offer was refused, from its code. */
  readonly reason: (code: string) => string
}

export function labelWords(t: TFunction, language: string): LabelWords {
  return {
    coasting: t('map.label.coasting'),
    lost: t('map.label.lost'),
    seen: t('map.label.seen'),
    noAnswer: t('map.label.noAnswer'),
    recalled: t('map.label.recalled'),
    failed: t('map.label.failed'),
    limit: metres => t('map.label.limit', {distance: distance(metres, language)}),
    kind: kind => t(`kind.${kind}`),
    reason: code => say(t, `reject.${code}`),
  }
}
