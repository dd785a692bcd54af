import type { AccessState } from '#domain/organization/suspension';
import { Lozenge } from '../../components/lozenge';

export function AccessLozenge({ state }: { readonly state: AccessState }) {
  if (state === 'active') {
    return (
      <Lozenge tone="success" icon="check">
        Active
      </Lozenge>
    );
  }
  return state === 'suspended' ? (
    <Lozenge tone="warning" icon="warning">
      Suspended
    </Lozenge>
  ) : (
    <Lozenge tone="neutral" icon="minus">
      Inactive
    </Lozenge>
  );
}
