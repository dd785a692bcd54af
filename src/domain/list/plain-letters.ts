/** Letters that are no other letter with an accent, as keyboards without them write them. */
const PLAIN: Readonly<Record<string, string>> = {
  ...{ ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i' },
};

/** Of a name whose accents are left out already. */
export const plainLetters = (name: string): string =>
  name.replace(/./gu, (letter) => PLAIN[letter] ?? letter);
