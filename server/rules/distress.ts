import type {Evidence, Finding, Priority} from '../../shared/model/finding.ts'
import {ReportFlag, type TextReport} from '../../shared/model/observation.ts'
import {evidence, placeOf, type RuleFactory} from './rule.ts'

/** A signal that has not been repeated for so long, while the object is still heard, is over, ms. */
const OVER_AFTER = 600_000
/** Navigational status of a SART, man-overboard or EPIRB transmitter on test (ITU-R M.1371: 14 active, 15 test). */
const TEST_STATUS = 15
const SAYS_DISTRESS = /\b(MAYDAY|SOS|DISTRESS|(SART|MOB|EPIRB) ACTIVE|MAN OVERBOARD|ABANDON)/i

type Open = {readonly situation: string; readonly since: number; at: number}

/**
 * A source says that lives are in danger: AIS-SART, man overboard or EPIRB (MMSI 970, 972, 974), navigational status 14,
 * squawk 7700, a sensor's distress mark; or a vessel has sent a safety text. One on test, and what coast stations
 * broadcast to all, are listed without an alert. Losing sight of it does not end it.
 */
export const distress: RuleFactory = (sight, settings) => {
  const {picture} = sight
  const open = new Map<number, Open>()

  return {
    arrived(track, source) {
      const isDistress = ((picture.sources.flags[source] ?? 0) & ReportFlag.DISTRESS) !== 0
      const held = open.get(track)
      if (!isDistress && held === undefined) return undefined
      const at = picture.sources.at[source] ?? sight.now()
      if (isDistress) return signal(track, source, held, at)
      if (held === undefined || at - held.at < OVER_AFTER) return undefined
      open.delete(track)
      return {
        ...base(held.situation, at, 1),
        phase: 'ends',
        rows: [track],
        evidence: [evidence('signal-over', {})],
        place: placeOf(picture, track),
      }
    },
    said(track, report) {
      if (!report.safety) return undefined
      const isTest = /\bTEST\b/i.test(report.text)
      const isDistress = !isTest && ((report.flags & ReportFlag.DISTRESS) !== 0 || SAYS_DISTRESS.test(report.text))
      const said = saidBy(report)
      if (!isDistress) return text(track, report, isTest)
      const held = track < 0 ? undefined : open.get(track)
      const situation =
        held?.situation ?? (track < 0 ? `distress:mmsi:${mmsiOf(report)}` : `distress:${picture.subjectKey(track)}`)
      if (track >= 0) open.set(track, {situation, since: held?.since ?? report.at, at: report.at})
      return {
        ...base(situation, report.at, 1),
        phase: held === undefined ? 'begins' : 'continues',
        rows: track < 0 ? [] : [track],
        ...(track < 0 ? {} : {place: placeOf(picture, track)}),
        evidence: [said],
      }
    },
    forget: track => void open.delete(track) as undefined,
  }

  function signal(track: number, source: number, held: Open | undefined, at: number): Finding | undefined {
    if (picture.sources.status[source] === TEST_STATUS && held === undefined) return undefined
    if (held !== undefined) {
      held.at = at
      return undefined
    }
    const situation = `distress:${picture.subjectKey(track)}`
    open.set(track, {situation, since: at, at})
    return {
      ...base(situation, at, 1),
      phase: 'begins',
      rows: [track],
      place: placeOf(picture, track),
      evidence: [evidence('distress-signal', {source: picture.feedOf(source).name})],
    }
  }

  function text(track: number, report: TextReport, isTest: boolean): Finding {
    const isFromCoast = mmsiOf(report).startsWith('00')
    return {
      ...base(`safety-text:${report.id}:${report.text}`, report.at, isFromCoast || isTest ? 3 : 2),
      phase: 'begins',
      rows: track < 0 ? [] : [track],
      ...(track < 0 ? {} : {place: placeOf(picture, track)}),
      evidence: [saidBy(report)],
      confidence: 'medium',
      alert: settings.isAlert(!isFromCoast && !isTest),
    }
  }

  function base(situation: string, at: number, priority: Priority) {
    return {
      rule: 'distress' as const,
      situation,
      at,
      since: at,
      priority: settings.priority(priority),
      confidence: 'high' as const,
      alert: settings.isAlert(true),
    }
  }
}

function saidBy(report: TextReport): Evidence {
  return report.text === ''
    ? evidence('distress-without-place', {mmsi: mmsiOf(report)})
    : evidence('safety-text', {text: report.text, mmsi: mmsiOf(report)})
}

function mmsiOf(report: TextReport): string {
  return String(report.id).padStart(9, '0')
}
