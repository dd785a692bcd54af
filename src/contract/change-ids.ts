import type { z } from 'zod';
import type { Change } from '#domain/action/ask';
import type { ExistingEntitlement } from '#domain/action/entitlement';
import type { askInput } from './inputs';

type AskedChange = z.input<typeof askInput>['changes'][number];

/** How to ask that something that is there be given or taken. */
export function changeIds(
  verb: Exclude<Change['verb'], 'create'>,
  entitlement: ExistingEntitlement,
): Extract<AskedChange, { kind: ExistingEntitlement['kind'] }> {
  switch (entitlement.kind) {
    case 'group':
      return { kind: 'group', verb, groupId: entitlement.groupId };
    case 'role': {
      const { projectId, roleId } = entitlement;
      return { kind: 'role', verb, projectId, roleId };
    }
  }
}
