import type { Person } from '#domain/action/person';
import type { NewPersonSubject } from '#domain/action/subject';
import type { AskedPerson } from '../asked-subject';
import type { CheckedLine } from './check-list';

/** What the lines of a list can be added as: each kind has a button of its own. */
export interface ListedSubjects {
  readonly people: readonly Listed<AskedPerson>[];
  /** Access can be taken from them, and none given. */
  readonly inactive: readonly Listed<AskedPerson>[];
  /** Each is a new account. */
  readonly newPeople: readonly Listed<NewPersonSubject>[];
}

export interface Listed<Subject> {
  readonly from: CheckedLine;
  readonly subject: Subject;
}

/** `picked`: whom somebody chose for a line, by its text. */
export function listedSubjects(
  lines: readonly CheckedLine[],
  picked: ReadonlyMap<string, Person>,
  canCreate: boolean,
): ListedSubjects {
  const people: Listed<AskedPerson>[] = [];
  const inactive: Listed<AskedPerson>[] = [];
  const newPeople: Listed<NewPersonSubject>[] = [];
  for (const from of lines) {
    const { line } = from;
    const chosen = picked.get(line.text);
    if (line.found === 'person') people.push({ from, subject: personOf(line) });
    else if (line.found === 'inactive')
      inactive.push({ from, subject: { kind: 'person', ...line.person, inactive: true } });
    else if (line.found === 'newPerson' && canCreate)
      newPeople.push({
        from,
        subject: { kind: 'newPerson', email: line.email, displayName: line.email },
      });
    else if (chosen !== undefined && (line.found === 'several' || line.found === 'nobody'))
      people.push({ from, subject: { kind: 'person', ...chosen } });
  }
  return { people, inactive, newPeople };
}

/** With the address that found them, where nothing shows it to be theirs. */
function personOf({
  person,
  foundBy,
}: Extract<CheckedLine['line'], { found: 'person' }>): AskedPerson {
  return { kind: 'person', ...person, ...(foundBy === undefined ? {} : { foundBy }) };
}
