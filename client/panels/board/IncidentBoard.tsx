import {useStore} from 'zustand'
import {COLUMNS} from '../../../shared/operations/incident-board.ts'
import {useWords} from '../../locales/catalogue.ts'
import {capOf} from '../../ui/keymap.ts'
import {KeyCap} from '../../ui/KeyCap.tsx'
import {CardForm} from '../CardForm.tsx'
import {useWorkplace} from '../workplace.ts'
import {cardsOf} from './board-things.ts'
import {IncidentCard} from './IncidentCard.tsx'
import {PartHead} from './PartHead.tsx'

/** Incidents in columns fixed to their states. Enter, pick, Enter sends a unit; so does dragging a card to one. */
export function IncidentBoard() {
  const {t} = useWords()
  const {stores} = useWorkplace()
  const things = useStore(stores.things)
  const cards = cardsOf(things)
  return (
    <section
      className="board-incidents panel hatched"
      aria-label={t('board.incidents')}
      data-list="incidents"
      data-testid="incident-board"
    >
      <PartHead
        title={t('board.incidents')}
        hint={
          <>
            {t('board.dropHint')} <KeyCap>{capOf('board')}</KeyCap>
          </>
        }
      />
      <div className="board-columns">
        {COLUMNS.map(column => {
          const own = cards.filter(card => card.column === column)
          return (
            <section key={column} className="board-column" data-testid={`column-${column}`}>
              <h3>
                {t(`board.column.${column}`)} <span>{own.length}</span>
              </h3>
              <ul className="cards">
                {own.map(card => (
                  <IncidentCard key={card.incident.id} card={card} />
                ))}
              </ul>
            </section>
          )
        })}
      </div>
      <div className="board-form">
        <CardForm place="incidents" />
      </div>
    </section>
  )
}
