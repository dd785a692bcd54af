import type { Entitlement } from '#domain/action/entitlement';
import { Icon } from './icon';

export function EntitlementName({ entitlement }: { readonly entitlement: Entitlement }) {
  return (
    <span class="entitlement">
      <Icon name={entitlement.kind} />
      <span>
        {entitlement.name}{' '}
        <span class="small">
          {entitlement.kind === 'group' ? 'group' : `role in ${entitlement.projectName}`}
        </span>
      </span>
    </span>
  );
}
