import type { z } from 'zod';
import type { Change } from '#domain/action/ask';
import { type ExistingEntitlement, existingIds } from '#domain/action/entitlement';
import type { askInput } from './inputs';

type AskedChange = z.input<typeof askInput>['changes'][number];

/** How to ask that something that is there be given or taken. */
export function changeIds(
  verb: Exclude<Change['verb'], 'create'>,
  entitlement: ExistingEntitlement,
): Extract<AskedChange, { kind: ExistingEntitlement['kind'] }> {
  return { verb, ...existingIds(entitlement) };
}
