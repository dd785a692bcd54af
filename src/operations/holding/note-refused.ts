import type { HoldingChange } from '#domain/holding/change-holding';
import { holdingId } from '#domain/holding/holding';
import type { Asides } from '#ports/asides';
import type { Clock } from '#ports/clock';
import { PlatformFailure } from '#ports/platform-failure';

export interface NoteRefusedPorts {
  readonly asides: Asides;
  readonly clock: Clock;
}

/**
 * Admins are told of what the store does not take: nobody else can mend it. What the store does not let be noted either is noted
 * by whoever finds it next: it keeps none of the others waiting.
 */
export async function noteRefused(
  { asides, clock }: NoteRefusedPorts,
  refused: readonly Pick<HoldingChange, 'holding'>[],
): Promise<void> {
  for (const { holding } of refused) {
    const key = `holding:${holdingId(holding)}`;
    try {
      await asides.noteFailing({ kind: 'holding', key }, 'The store does not take it', clock.now());
    } catch (error) {
      if (!(error instanceof PlatformFailure)) throw error;
    }
  }
}
