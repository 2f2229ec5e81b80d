import {useWords} from '../locales/catalogue.ts'
import {BINDINGS, type KeyGroup, nameOf} from '../ui/keymap.ts'
import {KeyCap} from '../ui/KeyCap.tsx'
import {useDesk, useWorkplace} from './workplace.ts'

const GROUPS: readonly KeyGroup[] = ['handoffs', 'alerts', 'track', 'lists', 'map', 'screen']

/** Every key, made from the same list that the keys are read by. */
export function Help() {
  const {t} = useWords()
  const {desk} = useWorkplace()
  const isOpen = useDesk(state => state.overlay === 'help')
  if (!isOpen) return undefined
  return (
    <div className="overlay" onMouseDown={() => desk.setState({overlay: undefined})}>
      <div
        className="dialog wide"
        role="dialog"
        aria-label={t('help.title')}
        data-testid="help"
        onMouseDown={event => event.stopPropagation()}
      >
        <h2>{t('help.title')}</h2>
        <p>{t('help.layout')}</p>
        <div className="columns">
          {GROUPS.map(group => (
            <section key={group}>
              <h3>{t(`help.group.${group}`)}</h3>
              <dl>
                {BINDINGS.filter(binding => binding.group === group).map(({action, keys}) => (
                  <div key={action}>
                    <dt>
                      {keys.map(key => (
                        <KeyCap key={nameOf(key)}>{nameOf(key)}</KeyCap>
                      ))}
                    </dt>
                    <dd>{t(`action.${action}`)}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </div>
    </div>
  )
}
