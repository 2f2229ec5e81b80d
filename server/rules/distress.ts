import type {Finding} from '../../shared/model/finding.ts'
import {ReportFlag} from '../../shared/model/observation.ts'
import {evidence, placeOf, type RuleFactory} from './rule.ts'

const FORGET_AFTER = 600_000

/**
 * A source says that lives are in danger: AIS-SART, man overboard or EPIRB (MMSI 970, 972, 974), navigational status 14,
 * squawk 7700, a sensor's distress mark; or a safety text has been broadcast. A transmitter on test says so itself.
 */
export const distress: RuleFactory = (sight, settings) => {
  const {picture} = sight
  const open = new Map<number, {since: number; at: number}>()

  return {
    arrived(track, source) {
      const isDistress = ((picture.sources.flags[source] ?? 0) & ReportFlag.DISTRESS) !== 0
      const held = open.get(track)
      const at = picture.sources.at[source] ?? sight.now()
      if (isDistress) {
        open.set(track, {since: held?.since ?? at, at})
        return held === undefined
          ? finding(track, at, at, 'begins', 1, [evidence('distress-signal', {source: picture.feedOf(source).name})])
          : undefined
      }
      if (held === undefined || at - held.at < FORGET_AFTER) return undefined
      open.delete(track)
      return finding(track, at, held.since, 'ends', 1, [])
    },
    said(track, report) {
      if (!report.safety) return undefined
      const isTest = /\bTEST\b/i.test(report.text)
      const isDistress = (report.flags & ReportFlag.DISTRESS) !== 0 && !isTest
      const said = evidence('safety-text', {text: report.text, mmsi: String(report.id).padStart(9, '0')})
      if (track >= 0 && isDistress) {
        const isOpen = open.has(track)
        open.set(track, {since: open.get(track)?.since ?? report.at, at: report.at})
        return finding(track, report.at, report.at, isOpen ? 'continues' : 'begins', 1, [said])
      }
      return {
        rule: 'distress',
        situation: `safety-text:${report.id}:${report.text}`,
        phase: 'begins',
        rows: track >= 0 ? [track] : [],
        at: report.at,
        since: report.at,
        ...(track >= 0 ? {place: placeOf(picture, track)} : {}),
        priority: isDistress ? 1 : isTest ? 3 : 2,
        confidence: 'medium',
        evidence: [said],
        alert: settings.isAlert(true),
      }
    },
    forget: track => void open.delete(track),
  }

  function finding(
    track: number,
    at: number,
    since: number,
    phase: Finding['phase'],
    priority: 1,
    said: Finding['evidence'],
  ): Finding {
    return {
      rule: 'distress',
      situation: `distress:${picture.subjectKey(track)}`,
      phase,
      rows: [track],
      at,
      since,
      place: placeOf(picture, track),
      priority: settings.priority(priority),
      confidence: 'high',
      evidence: said,
      alert: settings.isAlert(true),
    }
  }
}
