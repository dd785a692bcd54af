import type { GroupSubject, NewPersonSubject, PersonSubject } from '#domain/action/subject';

/** Somebody inactive is marked: access can be taken from them, and none given. */
export type AskedPerson = PersonSubject & { readonly inactive?: true };

/** Whom a request can be made for: a new group is asked for as access, not as somebody. */
export type AskedSubject = AskedPerson | GroupSubject | NewPersonSubject;
