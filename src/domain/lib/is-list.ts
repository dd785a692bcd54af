/** Array.isArray would say that its items are of any type. */
export const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
