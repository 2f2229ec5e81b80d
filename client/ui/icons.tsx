import type {ReactNode} from 'react'

const DRAWINGS = {
  alarm: <path d="M10 2.2 18.4 17H1.6Z" />,
  warning: <circle cx="10" cy="10" r="7.6" />,
  caution: <rect x="2.8" y="2.8" width="14.4" height="14.4" rx="1" />,
  handoff: <path d="M2 7h13m-4-4 4 4-4 4M18 13H5m4-4-4 4 4 4" />,
  incident: <path d="M4 18V3h11l-2.5 4L15 11H4" />,
  task: <path d="M4 3h12v14H4zM7 8l2 2 4-4M7 14h6" />,
  note: <path d="M4 3h12v9l-5 5H4zM16 12h-5v5" />,
  mark: <path d="M10 2 18 10 10 18 2 10z" />,
  check: <path d="m3 10.5 4.5 4.5L17 5" />,
  cross: <path d="m4 4 12 12M16 4 4 16" />,
  hourglass: <path d="M5 2h10M5 18h10M6 2c0 5 8 6 8 8s-8 3-8 8M14 2c0 5-8 6-8 8s8 3 8 8" />,
  sound: <path d="M3 8v4h3l4 4V4L6 8zM13 7c2 1.500 2 4.500 0 6M15.500 4.500c4 3 4 8 0 11" />,
  silent: <path d="M3 8v4h3l4 4V4L6 8zM13 7.500l5 5M18 7.500l-5 5" />,
  live: <circle cx="10" cy="10" r="5" />,
  late: <circle cx="10" cy="10" r="5" strokeDasharray="4 3" />,
  search: <path d="M8.500 14a5.500 5.500 0 1 0 0-11 5.500 5.500 0 0 0 0 11zM12.500 12.500 18 18" />,
  user: <path d="M10 9.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM3 18c0-4 3-6 7-6s7 2 7 6" />,
  vessel: <path d="M10 2c4 5 4.500 10 3.500 16h-7C5.500 12 6 7 10 2z" />,
  aircraft: <path d="M10 2v16M2 11l8-4 8 4M7 18l3-2 3 2" />,
  drone: (
    <path d="m5 5 10 10M15 5 5 15M5 3a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM15 3a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM5 13a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM15 13a2 2 0 1 0 0 4 2 2 0 0 0 0-4z" />
  ),
  vehicle: <path d="M2 13V9l3-1 2-4h7l2 4 2 1v4zM5 13v3M15 13v3" />,
  person: <path d="M10 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM4 18c0-5 2-8 6-8s6 3 6 8" />,
  place: (
    <path d="M10 18c4-5 6-7.500 6-10.500a6 6 0 1 0-12 0C4 10.500 6 13 10 18zM10 5.500a2 2 0 1 0 0 4 2 2 0 0 0 0-4z" />
  ),
  feed: (
    <path d="M10 11v7M6 18h8M10 6a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5zM5 12.500a6 6 0 0 1 0-8M15 12.500a6 6 0 0 0 0-8" />
  ),
  map: <path d="m2 5 5-2 6 2 5-2v12l-5 2-6-2-5 2zM7 3v12M13 5v12" />,
  report: <path d="M3 4h14v10H9l-4 4v-4H3zM7 8h6M7 11h4" />,
  sos: <path d="M10 2v3M10 15v3M2 10h3M15 10h3M10 6a4 4 0 1 0 0 8 4 4 0 0 0 0-8z" />,
  sent: <path d="m3 10.500 4 4L15 6" />,
  received: <path d="m1 10.500 4 4L13 6M9 14.500l8-8.500" />,
  waiting: <path d="M10 2.500a7.500 7.500 0 1 0 0 15 7.500 7.500 0 0 0 0-15zM10 6v4.500l3 2" />,
  up: <path d="m4 12 6-6 6 6" />,
  down: <path d="m4 8 6 6 6-6" />,
  sun: (
    <path d="M10 6.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7zM10 1.500v2M10 16.500v2M1.500 10h2M16.500 10h2M4 4l1.400 1.400M14.600 14.600 16 16M4 16l1.400-1.400M14.600 5.400 16 4" />
  ),
  moon: <path d="M16.500 12.500A7 7 0 0 1 7.500 3.500a7 7 0 1 0 9 9z" />,
  arrow: <path d="M3 10h13m-5-5 5 5-5 5" />,
} as const satisfies Readonly<Record<string, ReactNode>>

export type IconName = keyof typeof DRAWINGS

/** A drawing of 20 × 20, strokes of 1.75. Decoration: the word is beside it, or in `label`. */
export function Icon({name, label, filled = false}: {name: IconName; label?: string; filled?: boolean}) {
  return (
    <svg
      className="icon"
      viewBox="0 0 20 20"
      fill={filled ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinejoin="round"
      strokeLinecap="round"
      {...(label === undefined ? {'aria-hidden': true} : {role: 'img', 'aria-label': label})}
    >
      {DRAWINGS[name]}
    </svg>
  )
}

const BADGES = {1: 'alarm', 2: 'warning', 3: 'caution'} as const

/** Priority as shape, digit and colour: triangle 1, circle 2, square 3; hollow when its cause has gone. */
export function PriorityBadge({priority, hollow, label}: {priority: 1 | 2 | 3; hollow: boolean; label: string}) {
  return (
    <svg
      className={`badge ${BADGES[priority]} ${hollow ? 'hollow' : ''}`}
      viewBox="0 0 20 20"
      role="img"
      aria-label={label}
    >
      <g className="shape">{DRAWINGS[BADGES[priority]]}</g>
      <text x="10" y={priority === 1 ? 15.2 : 14} textAnchor="middle" className="digit">
        {priority}
      </text>
    </svg>
  )
}
