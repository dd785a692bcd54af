import './actor.css';
import type { ComponentChildren } from 'preact';
import type { Person } from '#domain/action/person';
import { Avatar } from './avatar';

/** Somebody whom a whole section is about. */
export function Actor({
  person,
  beside,
  children,
}: {
  readonly person: Person;
  readonly beside?: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  return (
    <div class="actor">
      <Avatar name={person.displayName} url={person.avatarUrl} size={40} />
      <div class="actor-words">{children}</div>
      {beside}
    </div>
  );
}
