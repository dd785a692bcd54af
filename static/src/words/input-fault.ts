import type { InputFault } from '#contract/reply';
import { say } from '#words/say';

/** What is wrong with a field, at the field and where all of them are told. */
export function explainInput(fault: InputFault): string {
  switch (fault) {
    case 'tooLong':
      return say('That is too long.');
    case 'unusable':
      return say('That can’t be read.');
    case 'noSuchKind':
      return say('There are no events of this kind.');
    case 'unseenProject':
      return say('It names a project that you can’t see.');
  }
}

/** The same, by field. */
export const explainInputs = (
  fields: Readonly<Record<string, InputFault>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(fields).map(([field, fault]) => [field, explainInput(fault)]));
