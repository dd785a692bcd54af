import { say } from '#words/say';

/** What is wrong with a number of days as it was typed. */
export function daysProblem(
  typed: string,
  { least = 1, most }: { readonly least?: number; readonly most: number },
): string | undefined {
  const days = Number(typed);
  return Number.isInteger(days) && days >= least && days <= most
    ? undefined
    : say('Enter a number of days from {least} to {most}.', { least, most });
}
