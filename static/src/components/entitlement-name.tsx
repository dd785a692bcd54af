import { say } from '#words/say';
import './entitlement-name.css';
import type { Verb } from '#domain/action/action';
import type { Entitlement } from '#domain/action/entitlement';
import { wordsOf } from '#words/entitlement-words';
import { Icon, type IconName } from './icon';

export const ENTITLEMENT_ICONS: Readonly<Record<Entitlement['kind'], IconName>> = {
  group: 'group',
  role: 'role',
  newGroup: 'group',
  account: 'account',
};

export function EntitlementName({ entitlement }: { readonly entitlement: Entitlement }) {
  const words = wordsOf(entitlement);
  return (
    <span class="entitlement">
      <Icon name={ENTITLEMENT_ICONS[entitlement.kind]} />
      <span>
        <bdi>{words.title()}</bdi> <span class="small">{words.detail()}</span>
      </span>
    </span>
  );
}

/** What a line is about, beside whom it is about: of a group that is created, that it is one. */
export function AccessOfLine({
  verb,
  entitlement,
}: {
  readonly verb: Verb;
  readonly entitlement: Entitlement;
}) {
  if (verb !== 'create' || entitlement.kind !== 'newGroup') {
    return <EntitlementName entitlement={entitlement} />;
  }
  return (
    <span class="entitlement">
      <Icon name="group" />
      {say('Group')}
    </span>
  );
}
