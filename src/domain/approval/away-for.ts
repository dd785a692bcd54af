import type { Person } from '../action/person';
import type { Approval, TraceEntry } from './approval';

/** In whose place somebody would decide a stage. */
export function awayFor({ trace }: Pick<Approval, 'trace'>, accountId: string): Person | undefined {
  return trace.flatMap((entry) =>
    entry.person?.accountId === accountId ? stoodFor(entry) : [],
  )[0];
}

/** For whom somebody decides. */
export const awayBy = (entry: TraceEntry): readonly string[] =>
  stoodFor(entry).map(({ accountId }) => accountId);

const stoodFor = ({ tried, outcome }: TraceEntry): readonly Person[] =>
  tried.source === 'standIn' && outcome === 'chosen' ? [tried.of] : [];
