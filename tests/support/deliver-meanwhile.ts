import type { World } from './open-world';

const LOOKED_EVERY = 500;

/**
 * Events come when they are due, also while another worker is at work: `settle` delivers what is due as it is called, and
 * then what that brings about. To be called before time passes; the answer ends it.
 */
export function deliverMeanwhile({ platform }: World): () => Promise<void> {
  const { clock, forge } = platform;
  const delivered: Promise<void>[] = [];
  let lookedAt = 0;
  forge.faults.onWireCall = () => {
    if (clock.now() - lookedAt >= LOOKED_EVERY) {
      lookedAt = clock.now();
      delivered.push(forge.settle());
    }
    return 'go';
  };
  return async () => {
    forge.faults.onWireCall = undefined;
    await Promise.all(delivered);
  };
}
