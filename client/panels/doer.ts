import type {TFunction} from 'i18next'
import type {Doer} from '../../shared/protocol/things.ts'

/** Who did it: the name at home, nation and post from abroad. */
export function doerText(t: TFunction, doer: Doer): string {
  if (doer.role === 'system') return t('doer.system', {nation: doer.nation})
  const where = doer.post ?? doer.nation
  return doer.name === undefined ? `${where} (${t(`role.${doer.role}`)})` : `${doer.name} (${where})`
}
