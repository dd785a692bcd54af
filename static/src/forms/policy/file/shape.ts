/** What stands in a place of the file. */
export type Shape =
  | { readonly is: 'text'; readonly least: number; readonly most: number }
  | { readonly is: 'whole'; readonly least: number; readonly most: number }
  | { readonly is: 'flag' }
  | { readonly is: 'word'; readonly words: readonly string[] }
  | { readonly is: 'list'; readonly of: Shape; readonly most: number }
  | Fields
  /** Which fields it has is said by its `kind`. */
  | { readonly is: 'kinds'; readonly kinds: Readonly<Record<string, Fields>> }
  /** The first that fits. */
  | { readonly is: 'either'; readonly one: Shape; readonly other: Shape }
  | { readonly is: 'null' }
  /** A field that may be left out. */
  | { readonly is: 'optional'; readonly of: Shape };

export interface Fields {
  readonly is: 'fields';
  readonly fields: Readonly<Record<string, Shape>>;
}

export const text = (most: number, least = 0): Shape => ({ is: 'text', least, most });
export const whole = (least: number, most: number): Shape => ({ is: 'whole', least, most });
export const flag: Shape = { is: 'flag' };
export const word = (...words: readonly string[]): Shape => ({ is: 'word', words });
export const list = (of: Shape, most: number): Shape => ({ is: 'list', of, most });
export const fields = (all: Fields['fields']): Fields => ({ is: 'fields', fields: all });
export const either = (one: Shape, other: Shape): Shape => ({ is: 'either', one, other });
export const optional = (of: Shape): Shape => ({ is: 'optional', of });
export const orNull = (one: Shape): Shape => either({ is: 'null' }, one);
