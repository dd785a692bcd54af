import type { Entitlement } from '#domain/action/entitlement';
import { entitlementDetail, entitlementTitle } from '../words/change';
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
        {entitlementTitle(entitlement)} <span class="small">{entitlementDetail(entitlement)}</span>
      </span>
    </span>
  );
}
