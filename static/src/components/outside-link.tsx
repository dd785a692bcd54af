import { say } from '#words/say';
import './outside-link.css';
import type { ComponentChildren } from 'preact';
import { openLink } from '../api/bridge';
import { Icon } from './icon';

/** A link that Jira opens in a new tab: the frame may not. */
export function OutsideLink({
  to,
  children,
}: {
  readonly to: string;
  readonly children: ComponentChildren;
}) {
  return (
    <a
      class="link"
      href={to}
      target="_blank"
      rel="noreferrer"
      onClick={(event) => {
        event.preventDefault();
        openLink(to);
      }}
    >
      {children}
      <Icon name="link" />
      <span class="hidden"> {say('(opens in a new tab)')}</span>
    </a>
  );
}
