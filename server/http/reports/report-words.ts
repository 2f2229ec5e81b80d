/** What a report says in words, besides its codes. */
export type ReportWords = {
  readonly title: Readonly<Record<'incident' | 'handoff' | 'shift' | 'contact', string>>
  readonly world: Readonly<Record<'real' | 'simulated' | 'exercise', string>>
  readonly part: Readonly<
    Record<'summary' | 'map' | 'items' | 'timeline' | 'decisions' | 'sharing' | 'signatures' | 'check', string>
  >
  readonly label: Readonly<Record<string, string>>
  readonly section: Readonly<Record<string, string>>
  readonly column: Readonly<Record<'time' | 'who' | 'what' | 'item' | 'read' | 'due', string>>
  /** `{name}` is filled in. */
  readonly page: string
  readonly made: string
  readonly hash: string
  readonly releasable: string
  readonly timeAt: string
  readonly clock: string
  readonly noClock: string
  readonly fromAge: string
  readonly ages: string
  readonly noPlace: string
  readonly noAge: string
  readonly north: string
  readonly national: string
  readonly sharedWith: string
  readonly fields: string
  readonly withheld: string
  readonly out: string
  readonly in: string
  readonly signedAt: string
  readonly ledgerRow: string
  readonly unsigned: string
  readonly question: string
  readonly answer: string
  readonly remark: string
  readonly unread: string
  readonly codes: string
  readonly recompute: string
}
