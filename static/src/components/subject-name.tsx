import './subject-name.css';
import type { Subject } from '#domain/action/subject';
import { foundByWords } from '#words/found-by';
import { say } from '#words/say';
import { Detail } from './detail';
import { Icon } from './icon';
import { PersonName } from './person-name';

/** Whom an action is about: a person with their picture, anything else with what it is. */
export function SubjectName({
  subject,
}: {
  /** Somebody inactive is marked where they are chosen. */
  readonly subject: Subject & { readonly inactive?: true };
}) {
  if (subject.kind === 'person') {
    const { foundBy } = subject;
    const name = (
      <>
        <PersonName person={subject} />
        {subject.inactive && <span class="small"> {say('inactive')}</span>}
      </>
    );
    if (foundBy === undefined) return name;
    return (
      <span class="subject-found">
        <span>{name}</span>
        <Detail>{foundByWords(foundBy)}</Detail>
      </span>
    );
  }
  return (
    <span class="person">
      <Icon name={subject.kind === 'newPerson' ? 'account' : 'group'} />
      <span class="person-name">
        <bdi>{subject.displayName}</bdi> <span class="small">{kinds()[subject.kind]}</span>
      </span>
    </span>
  );
}

const kinds = () =>
  ({ group: say('group'), newPerson: say('new account'), newGroup: say('new group') }) as const;
