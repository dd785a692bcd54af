import nodeCrypto, { type UUID } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { openDice } from './dice';

/**
 * Ids and whatever else is left to chance are the seed's while the work is done: what is found by ids is found
 * in their order, and a schedule has to be the same each time it is played. Not for work beside other work.
 */
export async function withChance<T>(seed: number, work: () => Promise<T>): Promise<T> {
  const { next } = openDice(seed ^ 0x9e3779b9);
  const uuid = (): UUID => {
    const hex = Array.from({ length: 32 }, () => Math.floor(next() * 16).toString(16)).join('');
    const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`];
    return `${parts.join('-')}-a${hex.slice(17, 20)}-${hex.slice(20)}` as UUID;
  };
  const before = {
    random: Math.random,
    ofNode: nodeCrypto.randomUUID,
    ofRuntime: globalThis.crypto.randomUUID,
  };
  Math.random = next;
  nodeCrypto.randomUUID = uuid;
  globalThis.crypto.randomUUID = uuid;
  syncBuiltinESMExports();
  try {
    return await work();
  } finally {
    Math.random = before.random;
    nodeCrypto.randomUUID = before.ofNode;
    globalThis.crypto.randomUUID = before.ofRuntime;
    syncBuiltinESMExports();
  }
}
