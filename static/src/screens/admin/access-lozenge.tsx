import type { AccessState } from '#domain/organization/suspension';
import { say } from '#words/say';
import { Lozenge } from '../../components/lozenge';

export function AccessLozenge({ state }: { readonly state: AccessState }) {
  if (state === 'active') {
    return (
      <Lozenge tone="success" icon="check">
        {say('Active')}
      </Lozenge>
    );
  }
  return state === 'suspended' ? (
    <Lozenge tone="warning" icon="warning">
      {say('Suspended')}
    </Lozenge>
  ) : (
    <Lozenge tone="neutral" icon="minus">
      {say('Inactive')}
    </Lozenge>
  );
}
