import { type Ask, actionsOf } from '../action/ask';
import { groupNameKey } from '../action/entitlement';
import { narrowAsk } from '../action/narrow-ask';
import type { Person } from '../action/person';
import { subjectKey } from '../action/subject';
import type { Approval } from '../approval/approval';
import { askedFor, nameOnly } from '../audit/asked-for';
import { isReadable } from '../lib/readable-text';
import { ok, type Result, refuse } from '../lib/result';
import type { Instant } from '../lib/time';
import { countVerdicts, type Verdict } from '../plan/plan';
import type { NamedBundle } from '../policy/find-bundles';
import { judgeLength } from '../policy/judge-term';
import type { Policy } from '../policy/policy';
import { hasTerm } from '../term/has-term';
import { isShorter } from '../term/shorter';
import type { Term } from '../term/term';
import { termIn } from '../term/term-in';
import type { AccessRequest, AwaitingApproval } from './access-request';
import { LEFT_OUT_NAMED, type LeftOut } from './approved-less';
import { coreOf } from './core-of';
import { changesApprovedBy } from './decide-stages';
import { judgeVerb } from './judge-verb';
import { lowerTo } from './lower-levels';
import { onlyUntil } from './only-until';
import { remindersOf } from './reminders';
import type { RequestRefusal } from './request-refusal';
import type { Transition } from './transition';

/** What somebody leaves out as they approve. */
export interface Less {
  /** Numbers of steps, as `actionsOf` counts them. */
  readonly leftOut: readonly number[];
  readonly term: Term | undefined;
  /** Levels of bundles that are given in the place of higher ones, as they were shown. */
  readonly levels?: readonly NamedBundle[] | undefined;
}

/** A request that asks for less than it did, and is not approved so yet. */
export interface MadeLess extends Transition<AwaitingApproval> {
  /** What the plan said of each step that is left. */
  readonly verdicts: readonly Verdict[];
  /** Stages as they are about what is left of the ask. */
  readonly onWhatIsLeft: (stages: readonly Approval[]) => readonly Approval[];
}

/**
 * Leaves out of a request what whoever approves it does not want to give: lines of what they decide, or time. What was asked
 * for can only become less: whoever approved a stage before has approved all that is left, and for longer. What is left is
 * all that there is for every stage from then on. A lower level of a bundle is given by leaving out what is not in it. What rests on an account or a group that is not created any more goes with it.
 * The request's approvals must be today's.
 */
export function approveLess(
  request: AccessRequest,
  by: Person,
  less: Less & { readonly reason: string },
  planned: readonly Verdict[],
  policy: Pick<Policy, 'bundles' | 'version'>,
  at: Instant,
): Result<MadeLess, RequestRefusal> {
  const allowed = judgeVerb(request, 'approve', by.accountId, at);
  if (!allowed.allowed) return refuse(allowed.why);
  const { state, ask } = request;
  if (state !== 'awaitingApproval') return refuse({ code: 'wrongState', state, verb: 'approve' });
  const reason = less.reason.trim();
  if (!isReadable(reason)) return refuse({ code: 'lessWithoutReason' });
  const theirs = changesApprovedBy(request.approvals, by.accountId);
  const lowered = lowerTo(request, policy, theirs, less.levels ?? []);
  if (!lowered.ok) return lowered;
  const leftOut = [...less.leftOut, ...lowered.value.leftOut];
  if (!leftOut.every((step) => theirs.has(changeOf(ask, step)))) {
    return refuse({ code: 'notTheirsToLeaveOut' });
  }
  const gone = withDependents(ask, new Set(leftOut));
  const term = less.term === undefined ? request.term : termIn(less.term, request.issue);
  const left = narrowAsk(ask, (action) => !gone.has(action));
  const isTermLess = less.term !== undefined && hasTerm(left.changes);
  if (isTermLess && !isShorter(term, request.term, at)) return refuse({ code: 'termNotShorter' });
  const lasts = isTermLess ? judgeLength(term, { longestTermDays: undefined }, at) : undefined;
  if (lasts?.allowed === false) return refuse(lasts.why);
  if (gone.size === 0 && !isTermLess) return refuse({ code: 'nothingLeftOut' });
  const onWhatIsLeft = stagesOnRest(ask, gone);
  const approvals = onWhatIsLeft(request.approvals);
  if (changesApprovedBy(approvals, by.accountId).size === 0) {
    return refuse({ code: 'nothingLeftToApprove' });
  }
  const verdicts = planned.filter((_, action) => !gone.has(action));
  const termNow = isTermLess ? term : request.term;
  const { bundles, levels } = lowered.value;
  const inPlace = levels.length === 0 ? {} : { levels };
  const timesOutAt = Math.min(request.timesOutAt, onlyUntil(left, termNow));
  return ok({
    request: {
      ...coreOf(request),
      state,
      ask: left,
      term: termNow,
      ...(request.bundles === undefined ? {} : { bundles }),
      planned: countVerdicts(verdicts),
      approvals,
      timesOutAt,
      ...remindersOf(request, timesOutAt, at),
      less: [
        ...(request.less ?? []),
        {
          by,
          at,
          reason,
          leftOut: nameLeftOut(ask, gone),
          ...inPlace,
          ...(isTermLess ? { term: { before: request.term, after: term } } : {}),
        },
      ],
    },
    facts: [
      {
        kind: 'request.approvedLess',
        reason,
        leftOut: gone.size,
        approved: askedFor(left, termNow, bundles),
        ...inPlace,
        ...(isTermLess ? { termBefore: request.term } : {}),
      },
    ],
    verdicts,
    onWhatIsLeft,
  });
}

/** Of which change a step is; -1: there is no such step. */
function changeOf({ changes }: Ask, step: number): number {
  let first = 0;
  return changes.findIndex(({ subjects }) => {
    first += subjects.length;
    return step < first;
  });
}

/** With all that could not be done without them. */
function withDependents(ask: Ask, leftOut: ReadonlySet<number>): ReadonlySet<number> {
  const actions = actionsOf(ask);
  const made = [...leftOut].flatMap((step) => {
    const action = actions[step];
    return action?.verb === 'create' ? [action] : [];
  });
  const who = new Set(made.map(({ subject }) => subjectKey(subject)));
  const groups = new Set(
    made.flatMap(({ entitlement }) =>
      entitlement.kind === 'newGroup' ? [groupNameKey(entitlement.name)] : [],
    ),
  );
  return new Set(
    actions.flatMap(({ subject, entitlement }, step) => {
      const isInNewGroup =
        entitlement.kind === 'newGroup' && groups.has(groupNameKey(entitlement.name));
      return leftOut.has(step) || who.has(subjectKey(subject)) || isInNewGroup ? [step] : [];
    }),
  );
}

/** Changes of which nothing is left are gone: the others have the place that they have in the ask that is left. */
function stagesOnRest(ask: Ask, gone: ReadonlySet<number>): MadeLess['onWhatIsLeft'] {
  let step = 0;
  let place = 0;
  const places = ask.changes.map(({ subjects }) => {
    const isLeft = subjects.filter(() => !gone.has(step++)).length > 0;
    return isLeft ? place++ : undefined;
  });
  return (stages) =>
    stages.flatMap((stage) => {
      const changes = stage.changes.flatMap((change) => places[change] ?? []);
      return changes.length === 0 ? [] : [{ ...stage, changes }];
    });
}

function nameLeftOut(ask: Ask, gone: ReadonlySet<number>): readonly LeftOut[] {
  const { subjects, changes } = narrowAsk(ask, (action) => gone.has(action));
  return changes.map((change) => ({
    verb: change.verb,
    entitlement: change.entitlement,
    count: change.subjects.length,
    subjects: change.subjects
      .slice(0, LEFT_OUT_NAMED)
      .flatMap((position) => subjects[position] ?? [])
      .map(nameOnly),
  }));
}
