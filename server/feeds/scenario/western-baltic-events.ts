import {destination} from '../../../shared/geo/distance.ts'
import {type Actor, type Body, STATUS} from './body.ts'
import {body} from './cast.ts'
import {scripted} from './movers.ts'
import type {ScriptedEvent} from './script.ts'

/** Seconds of a round. */
export const PERIOD = 600
/** Distress beacons have a number each, as real ones that are used once. */
const BEACONS = 90

const MEETING = {lon: 13.32, lat: 55.16}
/** Where the areas of Sweden, Denmark and Germany meet. */
const TRIPOINT = {lon: 13.15, lat: 55.01}

export const EVENTS: readonly ScriptedEvent[] = [
  {
    name: 'a vessel stops sending AIS and crosses from Swedish to Danish waters',
    bodies: ['silent-runner'],
    at: 15,
    until: 270,
    raises: [
      {nation: 'SE', rule: 'silence', by: 100},
      {nation: 'SE', rule: 'crossing-predicted', by: 100},
      {nation: 'SE', rule: 'crossing', by: 240},
      {nation: 'DK', rule: 'silence', by: 100},
      {nation: 'DK', rule: 'crossing-predicted', by: 100},
      {nation: 'DK', rule: 'crossing', by: 240},
    ],
  },
  {
    name: 'two vessels meet at sea',
    bodies: ['meets-west', 'meets-east'],
    at: 75,
    until: 260,
    raises: [
      {nation: 'SE', rule: 'rendezvous', by: 190},
      {nation: 'DK', rule: 'rendezvous', by: 190},
      {nation: 'DE', rule: 'rendezvous', by: 190},
    ],
  },
  {
    name: 'a drone crosses the Danish–German land border',
    bodies: ['border-drone'],
    at: 60,
    until: 310,
    raises: [
      {nation: 'DK', rule: 'crossing-predicted', by: 100},
      {nation: 'DK', rule: 'crossing', by: 240},
      {nation: 'DE', rule: 'crossing-predicted', by: 100},
      {nation: 'DE', rule: 'crossing', by: 240},
    ],
  },
  {
    name: 'a distress beacon where three areas meet',
    bodies: ['beacon'],
    at: 90,
    until: 400,
    raises: [
      {nation: 'SE', rule: 'distress', by: 110},
      {nation: 'DK', rule: 'distress', by: 110},
      {nation: 'DE', rule: 'distress', by: 110},
    ],
  },
]

/** Those who play the events, and what passes by the ground sensors meanwhile. */
export function eventActors(): Actor[] {
  return [silentRunner(), meets('meets-west', 270), meets('meets-east', 90), drone(), beacon(), vehicle(), walker()]
}

/** Out over the line and back: 3.3 km each way, silent on the way out. */
function silentRunner(): Actor {
  return {
    body: body({
      id: 'silent-runner',
      kind: 'vessel',
      name: 'QUIET OTTER',
      mmsi: 265_000_951,
      height: 8,
      voice: classA({shipType: 37, length: 14, beam: 4, draught: 1.2}),
    }),
    move: scripted({
      periodSeconds: PERIOD,
      start: {lon: 12.8931, lat: 55.1578},
      legs: [
        {at: 0, until: 300, to: {lon: 12.8699, lat: 55.1313}},
        {at: 300, until: 600, to: {lon: 12.8931, lat: 55.1578}},
      ],
      each(vessel, ofRound) {
        vessel.talks = ofRound < 15 || ofRound >= 270
      },
    }),
  }
}

/** Comes from one side to within 100 m of the meeting place, lies there for three minutes and goes back. */
function meets(id: string, side: number): Actor {
  const near = destination(MEETING, 100, side)
  const start = destination(MEETING, 700, side)
  return {
    body: body({
      id,
      kind: 'vessel',
      name: id === 'meets-west' ? 'PALE LANTERN' : 'LONG AUTUMN',
      mmsi: id === 'meets-west' ? 261_000_952 : 636_000_953,
      height: 12,
      voice: classA({shipType: 70, length: 60, beam: 10, draught: 4}),
    }),
    move: scripted({
      periodSeconds: PERIOD,
      start,
      legs: [
        {at: 0, until: 75, to: near},
        {at: 260, until: 430, to: destination(MEETING, 2_000, side)},
        {at: 430, until: 600, to: start},
      ],
      each: () => undefined,
    }),
  }
}

function drone(): Actor {
  return {
    body: body({id: 'border-drone', kind: 'drone', name: '', voice: {type: 'none'}, altitude: 90, height: 90}),
    move: scripted({
      periodSeconds: PERIOD,
      start: {lon: 9.06, lat: 54.895},
      legs: [{at: 60, until: 300, to: {lon: 9.05, lat: 54.852}}],
      each: passes(60, 310, 'uav'),
    }),
  }
}

/** A beacon of a life raft drifts near the tripoint; each round it is another one. */
function beacon(): Actor {
  return {
    body: body({
      id: 'beacon',
      kind: 'vessel',
      name: '',
      mmsi: 970_000_901,
      status: STATUS.sart,
      voice: {type: 'sart'},
      height: 3,
    }),
    move: scripted({
      periodSeconds: PERIOD,
      start: TRIPOINT,
      legs: [{at: 90, until: 400, to: destination(TRIPOINT, 120, 70)}],
      each(raft, ofRound, round) {
        raft.mmsi = 970_000_901 + (round % BEACONS)
        raft.present = ofRound >= 90 && ofRound < 400
        raft.status = STATUS.sart
      },
    }),
  }
}

/** A car on a road that runs along the border, and somebody on foot: nothing crosses. */
function vehicle(): Actor {
  return {
    body: body({id: 'car', kind: 'vehicle', name: '', voice: {type: 'none'}, height: 2}),
    move: scripted({
      periodSeconds: PERIOD,
      start: {lon: 8.98, lat: 54.935},
      legs: [{at: 200, until: 800, to: {lon: 9.12, lat: 54.93}}],
      each: passes(200, 500, 'vehicle'),
    }),
  }
}

function walker(): Actor {
  return {
    body: body({id: 'walker', kind: 'person', name: '', voice: {type: 'none'}, height: 2}),
    move: scripted({
      periodSeconds: PERIOD,
      start: {lon: 9.02, lat: 54.83},
      legs: [{at: 330, until: 600, to: {lon: 9.026, lat: 54.8295}}],
      each: passes(330, 600, 'person'),
    }),
  }
}

/** Is there in part of a round only, under a new number each time. */
function passes(from: number, until: number, what: string): (body: Body, ofRound: number, round: number) => void {
  return (one, ofRound, round) => {
    one.present = ofRound >= from && ofRound < until
    one.device = `${what}-${round + 1}`
  }
}

function classA(said: {shipType: number; length: number; beam: number; draught: number}) {
  return {type: 'class-a', callsign: 'X951', destination: '', ...said} as const
}
