export type {
  CustodyFact,
  Deadline,
  HandoffCommand,
  HandoffEvent,
  HandoffFile,
  HandoffParties,
  HandoffState,
  HandoffStatus,
  HandoffSubject,
  OpeningFacts,
  RejectCode,
  Terms,
} from './handoff-state.ts'
