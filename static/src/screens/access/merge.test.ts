import { describe, expect, it } from 'vitest';
import type { RequestView } from '#contract/views';
import { merge } from './merge';

const request = (id: string, revision = 1) => ({ id, revision }) as RequestView;
const told = (requests: readonly RequestView[]) =>
  requests.map(({ id, revision }) => `${id}${revision}`).join(' ');

describe('what is shown', () => {
  it('stays where it is, as it was read last, though it is in the list no more', () => {
    const shown = [request('a'), request('b'), request('c')];
    expect(told(merge(shown, [request('c', 2), request('a')]))).toBe('a1 b1 c2');
  });

  it('does not become older by an answer that was under way', () => {
    expect(told(merge([request('a', 3)], [request('a', 2)]))).toBe('a3');
  });
});

describe('what is new', () => {
  const shown = [request('b'), request('c')];

  it('comes before what is shown, where it was read before all of it', () => {
    expect(told(merge(shown, [request('n'), request('b'), request('c')]))).toBe('n1 b1 c1');
  });

  it('comes below it otherwise, each once', () => {
    const read = [request('b'), request('n'), request('c'), request('m'), request('n')];
    expect(told(merge(shown, read))).toBe('b1 c1 n1 m1');
  });

  it('comes below it where nothing that is shown was read', () => {
    expect(told(merge(shown, [request('n')]))).toBe('b1 c1 n1');
    expect(told(merge([], [request('n'), request('m')]))).toBe('n1 m1');
  });
});
