import type { AuditFact } from '../audit/audit-event';

/** A request in its next state, with what is to be recorded of the way there. */
export interface Transition<Next> {
  readonly request: Next;
  readonly facts: readonly AuditFact[];
}
