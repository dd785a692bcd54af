import type { Answer } from '#contract/answer';
import type { FormView } from '#contract/views';
import { accountIdIn } from '#domain/action/account-id';
import { isEmail } from '#domain/action/email';
import type { Person } from '#domain/action/person';
import { emailKey, subjectKey } from '#domain/action/subject';
import { isolated } from '#domain/lib/isolated';
import type { Listed } from '#domain/lib/listed';
import { foundByWords } from '#words/found-by';
import { say } from '#words/say';
import { callForm } from '../../api/callers';
import { Combobox } from '../../components/combobox';
import { Icon } from '../../components/icon';
import { PersonOption } from '../../components/person-option';
import { nobodyFound } from '../../components/person-picker';
import { SubjectName } from '../../components/subject-name';
import type { AskedSubject } from '../asked-subject';
import { findInactive } from './find-inactive';

export interface SubjectsFieldProps {
  readonly id: string;
  readonly issueId: string;
  readonly form: FormView;
  readonly subjects: readonly AskedSubject[];
  readonly error: string | undefined;
  readonly onChange: (subjects: readonly AskedSubject[]) => void;
}

const sections = () =>
  ({
    person: say('People'),
    inactive: say('Inactive: access can only be removed'),
    newPerson: say('Somebody new'),
    group: say('Groups, for project roles'),
  }) as const;

/** People by name or address; groups, for roles; and somebody new, by an address that nobody has. */
export function SubjectsField(props: SubjectsFieldProps) {
  const { subjects, onChange } = props;
  return (
    <Combobox<AskedSubject>
      id={props.id}
      label={say('Who is it for?')}
      required
      placeholder={subjects.length === 0 ? say('Search by name or email') : say('Add another')}
      error={props.error}
      search={(query) => searchSubjects(props, query)}
      keyOf={subjectKey}
      nameOf={({ displayName }) => displayName}
      sectionOf={(subject) => sections()[sectionOf(subject)]}
      drawOption={(subject) => <SubjectOption subject={subject} />}
      drawChip={(subject) => <SubjectName subject={subject} />}
      picked={subjects}
      onPick={(subject) => onChange([...subjects, subject])}
      onRemove={(subject) =>
        onChange(subjects.filter((one) => subjectKey(one) !== subjectKey(subject)))
      }
      nothingFound={nobodyAtAll}
    />
  );
}

function sectionOf(subject: AskedSubject): keyof ReturnType<typeof sections> {
  return subject.kind === 'person' && subject.inactive ? 'inactive' : subject.kind;
}

function SubjectOption({ subject }: { readonly subject: AskedSubject }) {
  if (subject.kind === 'person') {
    return (
      <PersonOption person={subject} note={subject.foundBy && foundByWords(subject.foundBy)} />
    );
  }
  return (
    <span class="option-body">
      <Icon name={subject.kind === 'newPerson' ? 'account' : 'group'} />
      <span>
        {subject.kind === 'newPerson'
          ? say('Create an account for {email}', { email: subject.email })
          : isolated(subject.displayName)}
      </span>
    </span>
  );
}

function nobodyAtAll(query: string): string {
  if (accountIdIn(query) !== undefined) return say('No account with this ID was found.');
  if (query === '' || isEmail(query)) return nobodyFound(query);
  return say(
    'Nobody called “{query}” was found. Somebody inactive is found by their whole name only.',
    { query },
  );
}

async function searchSubjects(
  { issueId, form }: SubjectsFieldProps,
  query: string,
): Promise<Answer<Listed<AskedSubject>>> {
  const [people, groups] = await Promise.all([
    callForm('people.search', { issueId, query }),
    query.trim() === '' ? undefined : callForm('groups.search', { issueId, query }),
  ]);
  if (!people.ok) return people;
  const inactive = await findInactive(issueId, query, people.value.items);
  const canCreate = form.creation.users && inactive === undefined;
  const found = subjectsOf(people.value.items, query.trim(), canCreate);
  if (inactive !== undefined) found.push(inactive);
  for (const { groupId, name } of groups?.ok === true ? groups.value.items : []) {
    found.push({ kind: 'group', groupId, displayName: name });
  }
  return { ok: true, value: { items: found, unreadable: people.value.unreadable } };
}

/**
 * Whom a search finds. By a whole address it may find somebody whose own the site hides: then nobody new is
 * offered, as it may be theirs.
 */
function subjectsOf(people: readonly Person[], query: string, canCreate: boolean): AskedSubject[] {
  if (!isEmail(query)) return people.map((person) => ({ kind: 'person', ...person }));
  const isShown = ({ email = '' }: Person) => emailKey(email) === emailKey(query);
  const hidden = people.some(({ email }) => email === undefined);
  return [
    ...people.map(
      (person): AskedSubject =>
        person.email === undefined
          ? { kind: 'person', ...person, foundBy: query }
          : { kind: 'person', ...person },
    ),
    ...(canCreate && !hidden && !people.some(isShown)
      ? [{ kind: 'newPerson' as const, email: query, displayName: query }]
      : []),
  ];
}
