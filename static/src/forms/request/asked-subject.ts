import type { GroupSubject, NewPersonSubject, PersonSubject } from '#domain/action/subject';

/** Whom a request can be made for: a new group is asked for as access, not as somebody. */
export type AskedSubject = PersonSubject | GroupSubject | NewPersonSubject;
