import { say } from '#words/say';
import './entitlement-name.css';
import type { Verb } from '#domain/action/action';
import type { Entitlement } from '#domain/action/entitlement';
import { entitlementDetail, entitlementTitle } from '#words/access-names';
import { Icon, type IconName } from './icon';

export const ENTITLEMENT_ICONS: Readonly<Record<Entitlement['kind'], IconName>> = {
  group: 'group',
  role: 'role',
  newGroup: 'group',
  account: 'account',
};

export function EntitlementName({ entitlement }: { readonly entitlement: Entitlement }) {
  return (
    <span class="entitlement">
      <Icon name={ENTITLEMENT_ICONS[entitlement.kind]} />
      <span>
        <bdi>{entitlementTitle(entitlement)}</bdi>{' '}
        <span class="small">{entitlementDetail(entitlement)}</span>
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
