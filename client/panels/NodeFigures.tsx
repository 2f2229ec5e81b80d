import {useEffect, useState} from 'react'
import type {Diagnostics} from '../../shared/protocol/diagnostics.ts'
import {askDiagnostics} from '../link/diagnostics.ts'
import {useWords} from '../locales/catalogue.ts'
import {decimal} from '../ui/format.ts'
import {useNow, useWorkplace} from './workplace.ts'

const EVERY_MS = 5_000

/** How the node does, for those who answer for it: the loop, the tick, what goes out. */
export function NodeFigures() {
  const {t} = useWords()
  const {seat, who} = useWorkplace()
  const {wall} = useNow()
  const [figures, setFigures] = useState<Diagnostics>()
  const mayRead = who.role === 'commander' || who.role === 'admin'
  const turn = Math.floor(wall / EVERY_MS)

  useEffect(() => {
    if (!mayRead) return
    let isHere = true
    void askDiagnostics(seat).then(read => {
      if (isHere && read !== undefined) setFigures(read)
    })
    return () => {
      isHere = false
    }
  }, [seat, mayRead, turn])

  if (figures === undefined) return undefined
  return (
    <section className="card-part" data-testid="node-figures">
      <h3>{t('diagnostics.title')}</h3>
      <table className="node-figures">
        <thead>
          <tr>
            <th scope="col">{t('diagnostics.figure')}</th>
            <th scope="col">{t('diagnostics.half')}</th>
            <th scope="col">{t('diagnostics.most')}</th>
            <th scope="col">{t('diagnostics.longest')}</th>
          </tr>
        </thead>
        <tbody>
          <Spread label={t('diagnostics.loop')} of={figures.eventLoop} />
          <Spread label={t('diagnostics.tick', {every: figures.tick.everyMs})} of={figures.tick} />
        </tbody>
      </table>
      <Sums of={figures} />
    </section>
  )
}

function Spread({label, of}: {label: string; of: Diagnostics['eventLoop']}) {
  const {language} = useWords()
  const ms = (value: number) => decimal(value, 1, language)
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{ms(of.p50Ms)}</td>
      <td>{ms(of.p99Ms)}</td>
      <td>{ms(of.longestMs)}</td>
    </tr>
  )
}

function Sums({of: {sent, told, sessions, tracks, ledgerRows, memory}}: {of: Diagnostics}) {
  const {t, language} = useWords()
  const whole = (value: number) => decimal(value, 0, language)
  const megabytes = (bytes: number) => decimal(bytes / 1e6, 1, language)
  const sums: readonly (readonly [label: string, value: string])[] = [
    [t('diagnostics.sessions'), whole(sessions)],
    [t('diagnostics.tracks'), whole(tracks)],
    [t('diagnostics.frames'), `${whole(sent.frames)} · ${megabytes(sent.frameBytes)} MB`],
    [t('diagnostics.names'), `${megabytes(sent.nameBytes)} MB`],
    [
      t('diagnostics.reports'),
      `${whole(told.reports)} : ${whole(told.rows)} = ${decimal(told.coalescing, 2, language)}`,
    ],
    [t('diagnostics.ledger'), whole(ledgerRows)],
    [t('diagnostics.memory'), `${megabytes(memory.resident)} MB · ${megabytes(memory.heap)} MB`],
  ]
  return (
    <dl className="facts-list">
      {sums.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
