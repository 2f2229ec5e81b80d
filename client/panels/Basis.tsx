import type {NationCode} from '../../shared/base/id.ts'
import type {Basis as BasisOf} from '../../shared/model/agreement.ts'
import {useWords} from '../locales/catalogue.ts'
import {useHello} from './workplace.ts'

/** Who released something, under which agreement and rule; an example agreement says that it is one. */
export function Basis({nation, basis}: {nation: NationCode; basis: BasisOf}) {
  const {t} = useWords()
  const agreement = useAgreement(basis.agreement)
  return (
    <p className="basis" data-testid="basis">
      {t('sharing.releasedBy', {nation, agreement, rule: basis.rule})}
    </p>
  )
}

/** To whom something of ours was released, and under what. */
export function SharedWith({with: list}: {with: readonly {readonly nation: NationCode; readonly basis: BasisOf}[]}) {
  const {t} = useWords()
  if (list.length === 0) return undefined
  return (
    <p className="basis" data-testid="shared-with">
      {t('sharing.sharedWith', {
        list: list.map(({nation, basis}) => `${nation} (${basis.agreement} · ${basis.rule})`).join(', '),
      })}
    </p>
  )
}

/** What an agreement is called on a screen. */
export function useAgreement(id: string): string {
  const {t} = useWords()
  const agreement = useHello()?.agreements.find(one => one.id === id)
  if (agreement === undefined) return id
  return agreement.example ? t('sharing.example', {title: agreement.title}) : agreement.title
}
