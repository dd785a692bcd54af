import { dropDraft, keepDraft, readDraft } from '../../api/draft';

/** What is written for a decision: begun on one surface, it is there on the other. */
const keyOf = (requestId: string) => `decision.${requestId}`;

export const readWords = (requestId: string): string =>
  (readDraft<string>(keyOf(requestId)) ?? '').trim();
export const keepWords = (requestId: string, words: string): void =>
  keepDraft(keyOf(requestId), words);
export const dropWords = (requestId: string): void => dropDraft(keyOf(requestId));
