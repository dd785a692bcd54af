import { listNames } from '../listing';

export function namesOf(
  people: readonly { readonly displayName: string }[],
  last: 'and' | 'or',
): string {
  return listNames(
    people.map(({ displayName }) => displayName),
    last,
  );
}
