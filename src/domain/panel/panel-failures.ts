import type { PanelVerb, Shown } from './where-shown';

/** A project in which the panel is not as it was asked for, or in which that is not known. */
export interface PanelFailure {
  readonly projectId: string;
  readonly isKnown: boolean;
  readonly why?: string;
}

const WISHED: Readonly<Record<PanelVerb, Shown['state']>> = { show: 'shown', hide: 'hidden' };

/** Judged by how it is now: what a task says of its projects is not documented. */
export const panelFailures = (
  verb: PanelVerb,
  projectIds: readonly string[],
  shown: ReadonlyMap<string, Shown>,
): PanelFailure[] =>
  projectIds.flatMap((projectId) => {
    const now = shown.get(projectId) ?? { state: 'notKnown' };
    if (now.state === WISHED[verb]) return [];
    const why = now.state === 'notKnown' ? now.why : undefined;
    const isKnown = now.state !== 'notKnown';
    return [{ projectId, isKnown, ...(why === undefined ? {} : { why }) }];
  });
