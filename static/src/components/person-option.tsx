import type { Person } from '#domain/action/person';
import { Avatar } from './avatar';

export function PersonOption({ person }: { readonly person: Person }) {
  return (
    <span class="option-body">
      <Avatar name={person.displayName} url={person.avatarUrl} size={24} />
      <span class="option-words">
        <bdi>{person.displayName}</bdi>
        {person.email !== undefined && <span class="small">{person.email}</span>}
      </span>
    </span>
  );
}
