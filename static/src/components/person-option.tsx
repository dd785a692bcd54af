import type { Person } from '#domain/action/person';
import { Avatar } from './avatar';

export interface PersonOptionProps {
  readonly person: Person;
  /** Said of them where no address is shown. */
  readonly note?: string | undefined;
}

export function PersonOption({ person, note }: PersonOptionProps) {
  const beside = person.email ?? note;
  return (
    <span class="option-body">
      <Avatar name={person.displayName} url={person.avatarUrl} size={24} />
      <span class="option-words">
        <bdi>{person.displayName}</bdi>
        {beside !== undefined && <span class="small">{beside}</span>}
      </span>
    </span>
  );
}
