/**
 * A message is a whole sentence or label in English, as ICU writes it: `{name}` is a value, and
 * `{count, plural, one {# step} other {# steps}}` a word that follows a number. It is its own key: other languages
 * are looked up by it (locales/).
 */
type Placeholder = string | number;

/** The names of the values that a message needs, and what each may be. */
type Named<Message extends string> = Message extends `${string}{${infer Rest}`
  ? Rest extends `${infer Name}}${infer After}`
    ? Name extends `${infer Counted}, plural, one {${string}`
      ? After extends ` other {${string}}}${infer Further}`
        ? { readonly [Key in Counted]: number } & Named<Further>
        : never
      : { readonly [Key in Name]: Placeholder } & Named<After>
    : never
  : unknown;

/** What goes with a message: nothing, or its values; a text that is not known beforehand is no message. */
export type ValuesOf<Message extends string> = string extends Message
  ? [never]
  : Message extends `${string}{${string}`
    ? [values: Named<Message>]
    : [];

/** Of a message whose values can be anything that is shown, an element for example. */
export type ShownValuesOf<Message extends string, Shown> = {
  readonly [Key in keyof Named<Message>]: Named<Message>[Key] | Shown;
};
