import { groupNameKey } from './entitlement';
import type { Person } from './person';

/** Whom an action is about, never assumed to be the asker. */
export type Subject = PersonSubject | GroupSubject | NewPersonSubject | NewGroupSubject;

export interface PersonSubject extends Person {
  readonly kind: 'person';
  /** The address by which they were found and named, where nothing shows that it is theirs. As typed. */
  readonly foundBy?: string;
}

/** Among the actors of a project role, a group. */
export interface GroupSubject {
  readonly kind: 'group';
  readonly groupId: string;
  readonly displayName: string;
}

/** Somebody who gets an account by the request: until then, an address is all that is known. */
export interface NewPersonSubject {
  readonly kind: 'newPerson';
  /** As typed, without the blanks around it. Compared without regard to case. */
  readonly email: string;
  readonly displayName: string;
}

/** A group that the request creates. */
export interface NewGroupSubject {
  readonly kind: 'newGroup';
  readonly name: string;
  readonly displayName: string;
}

export function subjectKey(subject: Subject): string {
  switch (subject.kind) {
    case 'person':
      return `person:${subject.accountId}`;
    case 'group':
      return `group:${subject.groupId}`;
    case 'newPerson':
      return `email:${emailKey(subject.email)}`;
    case 'newGroup':
      return `newGroup:${groupNameKey(subject.name)}`;
  }
}

export function emailKey(email: string): string {
  return email.trim().toLowerCase();
}

/**
 * The mailbox that an address leads to: what stands behind a plus is the owner's own tag, and mail to it
 * comes to the same person (RFC 5233). Whoever has the one is given what the other is given.
 */
export function mailboxKey(email: string): string {
  return emailKey(email).replace(/\+[^@]*@/, '@');
}

/** The account ids among subjects: those who may not decide, and whom the audit is searched by. */
export function accountIdsOf(subjects: readonly Subject[]): string[] {
  return subjects.flatMap((subject) => (subject.kind === 'person' ? [subject.accountId] : []));
}

/** As it is kept and told where nobody's address is. */
export function withoutAddress(subject: Subject): Subject {
  if (subject.kind !== 'person') return subject;
  const { foundBy: _foundBy, ...person } = subject;
  return person;
}
