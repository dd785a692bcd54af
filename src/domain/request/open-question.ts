import type { Question } from './question';

/** The question that waits for an answer. */
export function openQuestion({
  questions = [],
}: {
  readonly questions?: readonly Question[] | undefined;
}): Question | undefined {
  return questions.find(({ answer }) => answer === undefined);
}
