import type { Actor, AuditEvent, AuditKind } from '#domain/audit/audit-event';
import { say } from '../say';
import { adminEvents } from './admin-events';
import { connectionEvents } from './connection-events';
import { decidingEvents } from './deciding-events';
import { effectEvent } from './effect-event';
import type { EventOf, WordsOf } from './event-words';
import { grantEvents } from './grant-events';
import { leavingEvents } from './leaving-events';
import { organizationEvents } from './organization-events';
import { panelEvents } from './panel-events';
import { personalEvents } from './personal-events';
import { policyEvents } from './policy-events';
import { runEvents } from './run-events';
import { submittedEvent } from './submitted-event';

/** In the order of a request's life, and of what is set up around it. A kind without words is a type error. */
const WORDS: WordsOf<AuditKind> = {
  ...submittedEvent,
  ...decidingEvents,
  ...effectEvent,
  ...runEvents,
  ...grantEvents,
  ...policyEvents,
  ...connectionEvents,
  ...adminEvents,
  ...panelEvents,
  ...organizationEvents,
  ...leavingEvents,
  ...personalEvents,
};

export const AUDIT_KINDS = Object.keys(WORDS).filter(isAuditKind);

export function isAuditKind(text: string): text is AuditKind {
  return Object.hasOwn(WORDS, text);
}

export const nameAuditKind = (kind: AuditKind): string => WORDS[kind].name();

export function nameActor(actor: Actor): string {
  return actor.kind === 'app' ? say('Multiplier') : actor.displayName;
}

/** The event as a sentence that names who did it. */
export function auditSentence(event: AuditEvent): string {
  return sentenceOf(event.kind, event);
}

function sentenceOf<Kind extends AuditKind>(kind: Kind, event: AuditEvent & EventOf<Kind>): string {
  return WORDS[kind].sentence(nameActor(event.actor), event);
}
