import './person-name.css';
import type { Person } from '#domain/action/person';
import { Avatar } from './avatar';

export function PersonName({ person }: { readonly person: Person }) {
  return (
    <span class="person">
      <Avatar name={person.displayName} url={person.avatarUrl} size={20} />
      <bdi class="person-name">{person.displayName}</bdi>
    </span>
  );
}
