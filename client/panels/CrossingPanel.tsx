import {useStore} from 'zustand'
import type {NoticeThing} from '../../shared/protocol/things.ts'
import {say, useWords} from '../locales/catalogue.ts'
import {notices} from '../state/things.ts'
import {showPlace} from '../state/view.ts'
import {clockUtc, dateUtc} from '../ui/format.ts'
import {Id} from '../ui/Id.tsx'
import {evidenceText} from './evidence.ts'
import {LongList} from './LongList.tsx'
import {Row} from './Row.tsx'
import {useNow, useWorkplace} from './workplace.ts'

/** Crossings and other records: events without a queue. */
export function CrossingPanel() {
  const {t} = useWords()
  const {stores} = useWorkplace()
  const all = useStore(stores.things, notices)
  return (
    <section aria-label={t('crossings.title')} data-testid="crossing-panel" data-list="crossings">
      <p className="panel-sub" data-testid="crossing-count">
        {t('crossings.count', {count: all.length})}
      </p>
      <LongList list="crossings" rows={all} row={notice => <CrossingRow key={notice.id} notice={notice} />} />
    </section>
  )
}

function CrossingRow({notice}: {notice: NoticeThing}) {
  const {t, language} = useWords()
  const {stores, open} = useWorkplace()
  const {picture} = useNow()
  const subject = notice.subjects.join(' + ')
  const title = say(t, `finding.${notice.rule}.title`)
  return (
    <Row
      list="crossings"
      id={notice.id}
      testId={`notice-${notice.id}`}
      label={`${title} ${subject}`}
      onOpen={() => {
        const [track] = notice.tracks
        if (track !== undefined && stores.tracks.slotOf(track) >= 0) open({type: 'track', id: track})
        if (notice.place !== undefined) showPlace(stores.view, notice.place)
      }}
    >
      <div className="line">
        <time className="age" title={dateUtc(notice.at)}>
          {clockUtc(notice.at)}
          {dateUtc(notice.at) === dateUtc(picture) ? '' : ` ${dateUtc(notice.at)}`}
        </time>
        <span className="title">
          {notice.from !== undefined && notice.to !== undefined ? <Id>{`${notice.from} → ${notice.to}`}</Id> : title}
        </span>
        <Id>{subject}</Id>
      </div>
      {notice.from !== undefined ? undefined : (
        <p className="about">{notice.evidence.map(one => evidenceText(t, language, one)).join(' · ')}</p>
      )}
    </Row>
  )
}
