/** How a language says things: its messages by the English ones, and its numbers, dates and lists by Intl. */
export interface Language {
  /** As `<html lang>` and Intl take it: `de-DE`. */
  readonly locale: string;
  /** The reader's; undefined where nobody has said. */
  readonly timeZone: string | undefined;
  readonly direction: 'ltr' | 'rtl';
  readonly translate: (message: string) => string;
  readonly number: (value: number) => string;
  readonly pluralOf: (value: number) => Intl.LDMLPluralRule;
  readonly list: (elements: readonly string[], as: ListForm) => readonly ListPart[];
  readonly date: (instant: number) => string;
  readonly dateAndTime: (instant: number) => string;
  readonly amount: (value: number, unit: Unit) => string;
  readonly distance: (value: number, unit: Unit) => string;
}

/** With a word before the last, or without any. */
export type ListForm = 'and' | 'or' | 'bare';

export interface ListPart {
  readonly type: 'element' | 'literal';
  readonly value: string;
}

export type Unit = 'second' | 'minute' | 'hour' | 'day' | 'month';

interface Spoken {
  /** Of numbers and dates: what the person has chosen. */
  readonly locale: string;
  readonly timeZone?: string | undefined;
  /** Whoever reads a time is told of which zone it is: it may not be theirs. */
  readonly namesZone?: boolean;
  /** Of a language other than English: what its file in locales/ says. */
  readonly translations?: Readonly<Record<string, string>> | undefined;
}

const FROM_THE_RIGHT = /^(ar|fa|he|ur)\b/;

/** Each formatter is made when it is first needed: the first of a page takes milliseconds. */
export function makeLanguage(spoken: Spoken): Language {
  const { locale, timeZone, namesZone, translations } = spoken;
  // English is written here as in Britain: no comma before the last of a list.
  const written = translations === undefined ? 'en-GB' : locale;
  const number = once(() => new Intl.NumberFormat(locale));
  const plural = once(() => new Intl.PluralRules(written));
  const lists = {
    and: once(() => new Intl.ListFormat(written, { type: 'conjunction' })),
    or: once(() => new Intl.ListFormat(written, { type: 'disjunction' })),
    bare: once(() => new Intl.ListFormat(written, { type: 'unit', style: 'short' })),
  };
  const day = { day: 'numeric', month: 'short', year: 'numeric', timeZone } as const;
  const zone = namesZone ? ({ timeZoneName: 'short' } as const) : {};
  const time = { hour: 'numeric', minute: '2-digit', ...zone } as const;
  const date = once(() => new Intl.DateTimeFormat(locale, day));
  const dateAndTime = once(() => new Intl.DateTimeFormat(locale, { ...day, ...time }));
  const distance = once(() => new Intl.RelativeTimeFormat(written));
  return {
    locale: written,
    timeZone,
    direction: FROM_THE_RIGHT.test(written) ? 'rtl' : 'ltr',
    translate: (message) => translations?.[message] ?? message,
    number: (value) => number().format(value),
    pluralOf: (value) => plural().select(value),
    list: (elements, as) => lists[as]().formatToParts(elements),
    date: (instant) => date().format(instant),
    dateAndTime: (instant) => dateAndTime().format(instant),
    amount: (value, unit) =>
      new Intl.NumberFormat(written, { style: 'unit', unit, unitDisplay: 'long' }).format(value),
    distance: (value, unit) => distance().format(value, unit),
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
