import { useState } from 'preact/hooks';
import type { CallError } from '#contract/answer';
import type { PanelChangeView, PanelProgressView, ProjectOption } from '#contract/views';
import type { PanelVerb } from '#domain/panel/where-shown';
import { callAdmin } from '../../api/callers';
import { AT_WORK, pollDelay } from '../../api/poll-delay';
import { useCall } from '../../components/use-call';
import { usePoll } from '../../components/use-poll';

/** What Jira has taken, and how far it is with it. */
export interface PanelChange extends PanelChangeView {
  readonly verb: PanelVerb;
  /** As they were called then: one that is gone by now has no other name. */
  readonly projects: readonly ProjectOption[];
  readonly progress: PanelProgressView;
}

const KEYS = { show: 'panels.show', hide: 'panels.hide' } as const;

/** Sets a change going, and looks until it is over; then `onOver`, once. */
export function usePanelChange(onOver: () => void) {
  const [change, setChange] = useState<PanelChange>();
  const [unanswered, setUnanswered] = useState<CallError>();
  const begin = useCall(
    (verb: PanelVerb, projects: readonly ProjectOption[]) =>
      callAdmin(KEYS[verb], { projectIds: idsOf(projects) }),
    (begun, verb, projects) =>
      setChange({ ...begun, verb, projects, progress: { state: 'working', share: 0 } }),
  );
  const isWorking = change?.progress.state === 'working';
  const look = async (
    { verb, projects, taskIds, progress }: PanelChange,
    pause: number,
    isWanted: () => boolean,
  ) => {
    const answer = await callAdmin('panels.progress', {
      change: verb,
      projectIds: idsOf(projects),
      taskIds: [...taskIds],
    });
    if (!isWanted()) return pause;
    setUnanswered(answer.ok ? undefined : answer.error);
    if (!answer.ok) return pollDelay(AT_WORK, pause, false);
    const next = answer.value;
    setChange((now) => now && { ...now, progress: next });
    if (next.state === 'over') onOver();
    return pollDelay(AT_WORK, pause, JSON.stringify(next) !== JSON.stringify(progress));
  };
  usePoll(
    isWorking && change !== undefined
      ? (pause, isWanted) => look(change, pause, isWanted)
      : undefined,
    AT_WORK.first,
    change?.taskIds.join(' ') ?? '',
  );
  return {
    change,
    busy: begin.running || isWorking,
    refused: begin.error,
    unanswered: isWorking ? unanswered : undefined,
    begin(verb: PanelVerb, projects: readonly ProjectOption[]) {
      setChange(undefined);
      void begin.run(verb, projects);
    },
  };
}

const idsOf = (projects: readonly ProjectOption[]) => projects.map(({ projectId }) => projectId);
