import type { Person } from './person';

/** Whom an action is about: a person or, in a project role, a group. Never assumed to be the asker. */
export type Subject = PersonSubject | GroupSubject;

export interface PersonSubject extends Person {
  readonly kind: 'person';
}

export interface GroupSubject {
  readonly kind: 'group';
  readonly groupId: string;
  readonly displayName: string;
}

export function subjectKey(subject: Subject): string {
  return subject.kind === 'person' ? `person:${subject.accountId}` : `group:${subject.groupId}`;
}

/** The account ids among subjects: those who may not decide, and whom the audit is searched by. */
export function accountIdsOf(subjects: readonly Subject[]): string[] {
  return subjects.flatMap((subject) => (subject.kind === 'person' ? [subject.accountId] : []));
}
