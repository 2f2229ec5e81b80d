import type {ReactNode} from 'react'

/** The head of a part of the board. */
export function PartHead({title, hint}: {title: string; hint?: ReactNode}) {
  return (
    <div className="panel-head">
      <h2>{title}</h2>
      {hint === undefined ? undefined : <span className="hint">{hint}</span>}
    </div>
  )
}
