import { afterEach, expect, test } from 'vitest';
import { makeLanguage } from './language';
import { listBare, listClauses, listNames } from './listing';
import { language, say, speak } from './say';
import { date, duration } from './time';

const before = language();
afterEach(() => speak(before));

const STEPS = '{count, plural, one {# step} other {# steps}} of {name}';

test('puts values in, by their names', () => {
  expect(say(STEPS, { count: 1, name: 'Sam' })).toBe('1 step of Sam');
  expect(say(STEPS, { count: 1_200, name: '{name}' })).toBe('1,200 steps of {name}');
});

test('takes the order, the cases and the numbers of the language that is spoken', () => {
  const polish = '{name}: {count, plural, one {# krok} few {# kroki} other {# kroków}}';
  speak(makeLanguage({ locale: 'pl-PL', translations: { [STEPS]: polish } }));
  const said = [1, 3, 5].map((count) => say(STEPS, { count, name: 'Sam' }));
  expect(said).toEqual(['Sam: 1 krok', 'Sam: 3 kroki', 'Sam: 5 kroków']);
  expect(listNames(['Ala', 'Ola'])).toBe('Ala i Ola');
  expect(duration(7_200_000)).toBe('2 godziny');
});

test('parts a list, and clauses, as the language does', () => {
  const clauses = { '{before}; {after}': '{before}؛ {after}' };
  expect([listBare(['a', 'b', 'c']), listClauses(['a', 'b, c', 'd'])]).toEqual([
    'a, b, c',
    'a; b, c; d',
  ]);
  speak(makeLanguage({ locale: 'ar', translations: clauses }));
  expect([listBare(['a', 'b', 'c']), listClauses(['a', 'b', 'c'])]).toEqual([
    'a، وb، وc',
    '\u2068\u2068a\u2069؛ \u2068b\u2069\u2069؛ \u2068c\u2069',
  ]);
});

test('says in English what the language lacks, with dates as the reader writes them, where they are', () => {
  const late = Date.UTC(2026, 11, 9, 23, 30);
  speak(makeLanguage({ locale: 'en-US', timeZone: 'Asia/Tokyo' }));
  expect(date(late)).toBe('Dec 10, 2026');
  expect(say('Approve')).toBe('Approve');
});

test('a value that is missing, or is none of the message’s, does not compile', () => {
  // @ts-expect-error no name
  expect(say(STEPS, { count: 1 })).toBe('1 step of ');
  // @ts-expect-error no value at all
  expect(say('Ends on {date}')).toBe('Ends on ');
  // @ts-expect-error a text that is not known beforehand
  expect(say(String('Approve'))).toBe('Approve');
});

test('a name that is read from the right, or has marks of direction, turns nothing around it', () => {
  const [isolate, end, turn] = ['\u2068', '\u2069', '\u202e'];
  expect(say('{name} asks for {what}.', { name: 'مريم', what: 'frontend' })).toBe(
    `${isolate}مريم${end} asks for frontend.`,
  );
  expect(say('{name} asks.', { name: `Maya${turn}` })).toBe(`${isolate}Maya${turn}${end} asks.`);
  expect(listNames(['مريم', 'Maya'])).toBe(`${isolate}مريم${end} and Maya`);
  // A sentence within another one keeps the isolates that it has.
  expect(say('{why}', { why: say('{name} left.', { name: 'مريم' }) })).toBe(
    `${isolate}${isolate}مريم${end} left.${end}`,
  );
  speak(makeLanguage({ locale: 'ar', translations: {} }));
  expect(say('{name} asks.', { name: 'Maya' })).toBe(`${isolate}Maya${end} asks.`);
});
