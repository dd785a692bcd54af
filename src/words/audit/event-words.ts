import type { AuditEvent, AuditKind } from '#domain/audit/audit-event';

export type EventOf<Kind extends AuditKind, Event = AuditEvent> = Event extends {
  readonly kind: infer Kinds;
}
  ? Kind extends Kinds
    ? Event
    : never
  : never;

/** All that is said of a kind of event. */
export interface EventWords<Event> {
  /** What the audit can be narrowed to. */
  readonly name: () => string;
  /** What happened, with who did it. */
  readonly sentence: (actor: string, event: Event) => string;
}

export type WordsOf<Kinds extends AuditKind> = {
  readonly [Kind in Kinds]: EventWords<EventOf<Kind>>;
};
