import {BoardLog} from './BoardLog.tsx'
import {BoardUnits} from './BoardUnits.tsx'
import {IncidentBoard} from './IncidentBoard.tsx'
import {Neighbours} from './Neighbours.tsx'
import {PostsPanel} from './PostsPanel.tsx'

/** The commander's board without its map: who carries what, what has to be dealt with, who can, who else is there. */
export function BoardView() {
  return (
    <>
      <PostsPanel />
      <IncidentBoard />
      <BoardUnits />
      <Neighbours />
      <BoardLog />
    </>
  )
}
