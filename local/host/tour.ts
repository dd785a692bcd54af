import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** What the start page leads through, and who is who in it: the app's own story, told by the app. */
export interface Tours {
  readonly title: string;
  readonly intro: string;
  readonly cast: readonly { readonly name: string; readonly part: string }[];
  readonly tours: readonly Tour[];
}

/** Of one kind of people. */
export interface Tour {
  readonly title: string;
  /** Display name of who does it. */
  readonly as: string;
  /** Title of the tour that has to be done before. */
  readonly after?: string;
  readonly steps: readonly TourStep[];
}

export interface TourStep {
  readonly title: string;
  readonly text: string;
  /** Path on the host. */
  readonly to: string;
  /** Without it, the step is done once it was opened. */
  readonly done?: TourSign;
}

/** What shows that a step was done. */
export type TourSign =
  /** Somebody of this name has made an API token: ready-made ones don't count. */
  | { readonly token: string }
  /** The app keeps something of this entity. */
  | { readonly stored: string }
  /** A work item has this property. */
  | { readonly property: string; readonly of: string }
  /** Somebody of this name is in the group. */
  | { readonly member: string; readonly of: string };

export function readTours(file: string): Tours | undefined {
  return existsSync(file) ? (parse(readFileSync(file, 'utf8')) as Tours) : undefined;
}
