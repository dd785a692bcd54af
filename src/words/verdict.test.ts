import { describe, expect, it } from 'vitest';
import { type LineWords, saysTheSame } from './verdict';

const words: LineWords = { label: 'Added', tone: 'success', icon: 'plus', detail: undefined };

describe('saysTheSame', () => {
  it('is so of lines that read and look alike, whichever objects they are', () => {
    expect(saysTheSame(words, { ...words })).toBe(true);
  });

  it.each<Partial<LineWords>>([
    { label: 'Removed' },
    { tone: 'neutral' },
    { icon: 'minus' },
    { detail: 'Until Friday.' },
    { detail: '' },
  ])('is not so where one has %o', (other) => {
    expect(saysTheSame(words, { ...words, ...other })).toBe(false);
  });
});
