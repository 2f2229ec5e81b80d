import type {TFunction} from 'i18next'
import type {Jurisdiction} from '../../shared/protocol/jurisdiction.ts'
import {say} from '../locales/catalogue.ts'

/** Why an act has no basis, the waters in it in the reader's words. */
export function whyText(t: TFunction, {code, values}: NonNullable<Jurisdiction['acts'][number]['why']>): string {
  const {waters} = values
  return say(t, `law.why.${code}`, waters === undefined ? values : {...values, waters: t(`waters.${waters}`)})
}
