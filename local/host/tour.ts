import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** What the start page leads through, and who is who in it: the app's own story, told by the app. */
export interface Tour {
  readonly title: string;
  readonly intro: string;
  readonly cast: readonly { readonly name: string; readonly part: string }[];
  readonly steps: readonly TourStep[];
}

export interface TourStep {
  readonly title: string;
  /** Display name of who does it. */
  readonly as: string;
  readonly text: string;
  /** Path on the host. */
  readonly to: string;
}

export function readTour(file: string): Tour | undefined {
  return existsSync(file) ? (parse(readFileSync(file, 'utf8')) as Tour) : undefined;
}
