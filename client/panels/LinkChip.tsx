import {useStore} from 'zustand'
import {useWords} from '../locales/catalogue.ts'
import {Chip} from '../ui/Chip.tsx'
import {age, clockUtc, freshAge} from '../ui/format.ts'
import {Icon} from '../ui/icons.tsx'
import {useNow, useWorkplace} from './workplace.ts'

/** Whether what is on the screen is live: the word, the age of the newest data, and how many feeds bring some. */
export function LinkChip() {
  const {t, language} = useWords()
  const {stores, act} = useWorkplace()
  useNow()
  const {status, silentMs, feeds, frozenAt, picture} = useStore(stores.link)
  const live = feeds.filter(feed => feed.status === 'live' || feed.status === 'late').length
  const newest = Math.min(...feeds.map(feed => feed.lastDataAgeMs ?? Infinity))
  const silent = feeds.filter(feed => feed.status === 'silent' || feed.status === 'failed').map(feed => feed.name)
  const lost = status === 'none'
  const words =
    lost || status === 'returning'
      ? t(lost ? 'link.none' : 'link.returning', {for: age(silentMs), at: clockUtc(frozenAt ?? NaN)})
      : t(status === 'live' && picture?.replay ? 'link.playing' : `link.${status}`, {
          for: age(silentMs),
          age: Number.isFinite(newest) ? freshAge(newest + silentMs, language) : '',
        })

  return (
    <Chip
      testId="chip-link"
      tone={`link ${status}`}
      label={silent.length === 0 ? words : `${words} – ${t('link.silentFeeds', {names: silent.join(', ')})}`}
      onPress={() => act('go-system')}
    >
      <Icon name={lost ? 'cross' : status === 'live' ? 'live' : 'late'} filled={status === 'live'} />
      <span data-testid="link-status" data-status={status}>
        {words}
      </span>
      {lost ? undefined : (
        <span data-testid="feed-count">
          {t('link.feeds', {live, all: feeds.length})}
          {silent.length === 0 ? '' : ` · ${silent.join(', ')}`}
        </span>
      )}
    </Chip>
  )
}
