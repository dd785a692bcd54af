/** doc: Forge KVS limits: 240 KiB for one value. Some are left for what the store adds. */
export const ROW_BYTES = 230 * 1024;

export function bytesOf(row: object): number {
  return Buffer.byteLength(JSON.stringify(row));
}

/**
 * Splits a record that is made of many into as many as fit into the store, by the size that each has as
 * a row, in their order. One that does not fit by itself stays by itself.
 */
export function splitBySize<T>(
  many: readonly T[],
  rowOf: (part: readonly T[]) => object,
): (readonly T[])[] {
  if (many.length <= 1 || bytesOf(rowOf(many)) <= ROW_BYTES) return [many];
  const half = Math.ceil(many.length / 2);
  return [...splitBySize(many.slice(0, half), rowOf), ...splitBySize(many.slice(half), rowOf)];
}
