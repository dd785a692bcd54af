import type { Ask, Change } from '#domain/action/ask';
import { type Subject, subjectKey } from '#domain/action/subject';
import { unlessTheirs } from '#domain/effects/approver-gains';
import { settleAfter } from '#domain/effects/settle-after';
import { hasEnded } from '#domain/effects/step';
import type { Step, StepBlock } from '#domain/effects/step-block';
import type { Unanswered } from '#domain/effects/what-is-ours';
import { invariant } from '#domain/lib/invariant';
import { type Instant, MINUTE, SECOND } from '#domain/lib/time';
import { mattersWhoIsLeft } from '#domain/plan/keep-admins';
import type { LiveState } from '#domain/plan/live-state';
import {
  approvedWhileIn,
  deciders,
  isAuthorized,
  letInOn,
  unaskedOn,
} from '#domain/request/authorization';
import { endOfTerm } from '#domain/term/term';
import type { Log } from '#ports/log';
import type { RequestStore } from '#ports/request-store';
import { LONGEST_CALL } from '#ports/site';
import type { WorkQueue } from '#ports/work-queue';
import { type Allowance, allowanceUntil, watchedAllowance } from '../effects/allowance';
import { createAlone } from '../effects/create-alone';
import type { SendChangePorts } from '../effects/effect-for';
import { isUnchanged } from '../effects/is-unchanged';
import { removeAdminAlone } from '../effects/remove-alone';
import { type Room, removeInTurns } from '../effects/remove-in-turns';
import { type Outcomes, sendChange } from '../effects/send-change';
import { verifyApplied } from '../effects/verify-applied';
import { Watch } from '../effects/watch';
import { ClaimsJudge } from '../giving/claims-judge';
import { mayStillAsk } from '../giving/may-still-ask';
import {
  type Noted,
  type NotePorts,
  noteDoneForGroups,
  noteForGroups,
} from '../giving/note-for-groups';
import type { RecordPorts } from '../holding/record-ends';
import type { IsAwaited, MayGoOn } from '../lock/hold-alone';
import { BlockWriter } from './block-writer';
import { endOfEffect } from './end-of-effect';
import { type ApproverPorts, findApproverGains } from './find-approver-gains';
import { type JudgePorts, judgeBlock } from './judge-block';
import type { RequestRun } from './request-run';
import { settleSteps } from './settle-steps';
import { whatWasThere } from './what-was-there';

export interface ApplyPorts
  extends JudgePorts,
    SendChangePorts,
    RecordPorts,
    NotePorts,
    ApproverPorts {
  readonly requests: Pick<RequestStore, 'get'>;
  readonly queue: WorkQueue;
  readonly log: Log;
}

/** While effects are under way, what is known is written this often. */
const WRITE_EVERY = SECOND;
/** Who and what was there before is not known from lists that were read longer ago. */
const LISTS_HOLD = MINUTE;

/** What changes again and again while a block is sent is left to the next run. */
const LOOKS_AT_MOST = 5;

/**
 * Carries out one block of steps: reads the site, ends what needs no effect, writes the before-state,
 * sends, and writes each outcome with its audit and its grant. Throws SiteFailure where the site can't
 * be read, before anything was sent.
 *
 * While effects are sent, what they stand on is looked at again and again (`Watch`): once it has changed,
 * nothing more is sent, and what is left is judged anew.
 */
export async function applyBlock(
  ports: ApplyPorts,
  run: RequestRun,
  stored: StepBlock,
  allowance: Allowance,
): Promise<void> {
  const { ask } = run;
  const change = ask.changes[stored.change];
  invariant(change !== undefined, 'a block of steps without its change');
  let left: StepBlock | undefined = stored;
  const apply = async (until: Instant, room?: Room) => {
    const work = { ask, change, allowance: allowanceUntil(allowance, until), isAlone: false, room };
    for (let looks = 0; left !== undefined && looks < LOOKS_AT_MOST; looks += 1) {
      left = await applyChange(ports, run, left, work);
      if (room?.isMade === true) return;
    }
  };
  if (change.verb === 'remove') await removeInTurns(ports, change.entitlement, allowance, apply);
  else if (change.verb === 'create') {
    await createAlone(
      ports,
      change.entitlement.kind === 'account' ? 'account' : 'newGroup',
      (until) => apply(until),
    );
  } else await apply(allowance.deadline);
}

/** The ask and its change as they stand now: what the request has created is there. */
interface Work {
  readonly ask: Ask;
  readonly change: Change;
  readonly allowance: Allowance;
  /** No other administrator is removed meanwhile, from whatever it may be. */
  readonly isAlone: boolean;
  /** For ends that wait while it removes. */
  readonly room: Room | undefined;
}

async function applyChange(
  ports: ApplyPorts,
  run: RequestRun,
  stored: StepBlock,
  work: Work,
): Promise<StepBlock | undefined> {
  const { ask, change, allowance, room } = work;
  const subjects = stored.steps.map((step) => subjectOf(ask, step));
  const lookedAt = ports.clock.now();
  const whereApproved = approvedWhileIn(run.request, [stored.change]);
  const asked = { change, approvedWhileIn: whereApproved };
  const look = Promise.all([
    judgeBlock(ports, run, change, {
      subjects,
      approvedWhileIn: whereApproved,
      letIn: letInOn(run.request, [stored.change]),
      unasked: unaskedOn(run.request, [stored.change]),
      deadline: allowance.deadline,
    }),
    change.verb === 'create' ? whatWasThere(ports, change) : undefined,
  ]);
  const seen = await (room === undefined ? look : room.unlessMadeFirst(ports.clock, look));
  if (seen === undefined) return stored;
  const [{ verdicts, live, stands, judgedAt }, thereBefore] = seen;
  const answeredAt = ports.clock.now();
  if (!work.isAlone && takesFromAdmins(change, live)) {
    const remove = (until: Instant, mayGoOn: MayGoOn, isAwaited: IsAwaited) => {
      work.room?.madeFor(isAwaited);
      const own = { allowance: allowanceUntil(allowance, until, mayGoOn), isAlone: true };
      return applyChange(ports, run, stored, { ...work, ...own });
    };
    return removeAdminAlone(ports, remove, work.room?.held);
  }
  const { policy } = stands;
  const block = new BlockWriter(
    ports,
    run,
    stored,
    lookedAt,
    new ClaimsJudge(ports, { live, stands }),
  );
  const approverIds = deciders(run.request, stored.change).map(({ accountId }) => accountId);
  const open = stored.steps.flatMap((step, place) => (hasEnded(step.outcome) ? [] : [place]));
  const noted: Noted = {
    connectionId: run.request.connectionId,
    requestId: run.request.id,
    change,
    subjects: open.flatMap((place) => subjects[place] ?? []),
    approverIds,
    // What is sent at the last moment may still be under way.
    until: allowance.deadline + LONGEST_CALL,
  };
  await noteForGroups(ports, noted);
  const found = await findApproverGains(ports, run, stored.change, subjects, live);
  const looked = { change, subjects, verdicts, live, approverIds, found };
  const { steps, recipients } = settleSteps(ports, run, stored, looked);
  block.steps = steps;
  await block.write();
  const meant = recipients.map(({ subject }) => subject);
  const watch = new Watch(ports.clock, {
    lookedAt: judgedAt,
    ...(work.isAlone ? { answeredAt } : {}),
    expected: recipients.length,
    until: change.verb === 'add' ? endOfTerm(run.request.term, judgedAt) : undefined,
    isStillSo: async (why) => {
      const now = ports.clock.now();
      if ((await room?.isToBeMade()) === true) return false;
      // What is created is new only by the lists that were read before: they are read again.
      const isNew = why === 'enoughSent' && now - judgedAt <= LISTS_HOLD;
      if (change.verb === 'create' && !isNew) return false;
      if (why === 'longAgo' && takesFromAdmins(change, live)) return false;
      if (!isAuthorized(run.request, now) || !(await isUnchanged(ports, stands))) return false;
      if (!(await mayStillAsk(ports, run.request, policy, asked))) return false;
      if (change.verb !== 'add') return true;
      const { gains } = await findApproverGains(ports, run, stored.change, meant, live);
      return gains.size === 0;
    },
  });
  if (recipients.length > 0) {
    const watched = watchedAllowance(allowance, watch);
    const unreported = new Map(recipients.map(({ subject, sent }) => [subjectKey(subject), sent]));
    const tell = async (outcomes: Outcomes) => {
      for (const key of outcomes.keys()) unreported.delete(key);
      await takeOutcomes(ports, run, block, subjects, outcomes, approverIds);
    };
    await sendChange(ports, change, recipients, watched, tell, thereBefore);
    block.steps = block.steps.map((step, place) => {
      const key = keyAt(subjects, place);
      return unreported.has(key) ? takeBack(step, unreported.get(key)) : step;
    });
    block.steps = await verifyApplied(ports, ask, change, block.steps);
    await block.write();
  }
  const outcomes = open.flatMap((place) => block.steps[place]?.outcome ?? []);
  await noteDoneForGroups(ports, noted, outcomes);
  if (!watch.hasEnded) return undefined;
  // Without the connection there is nothing to judge by: whoever carries the request out tells so.
  const connection = await ports.connections.of(run.request.connectionId);
  return connection === undefined ? undefined : block.written;
}

function subjectOf(ask: Ask, step: Step): Subject {
  const subject = ask.subjects[step.subject];
  invariant(subject !== undefined, 'a step about nobody');
  return subject;
}

const keyAt = (subjects: readonly Subject[], place: number): string => {
  const subject = subjects[place];
  return subject === undefined ? '' : subjectKey(subject);
};

/** Who would be left was counted then, and others may have gone since. */
function takesFromAdmins({ verb, entitlement }: Change, live: LiveState): boolean {
  return verb === 'remove' && mattersWhoIsLeft(entitlement, live);
}

async function takeOutcomes(
  ports: ApplyPorts,
  run: RequestRun,
  block: BlockWriter,
  subjects: readonly Subject[],
  outcomes: Outcomes,
  approverIds: readonly string[],
): Promise<void> {
  const verb = run.ask.changes[block.written.change]?.verb;
  block.steps = block.steps.map((step, place): Step => {
    const outcome = outcomes.get(keyAt(subjects, place));
    if (step.outcome.state !== 'begun' || outcome === undefined) return step;
    const at = ports.clock.now();
    const end = endOfEffect(run, outcome, verb, subjects[place], at);
    const settled = settleAfter(step.outcome, end, at);
    return { ...step, outcome: unlessTheirs(settled, { accountIds: approverIds }, at) };
  });
  const rejected = [...outcomes.values()].some(({ outcome }) => outcome === 'credentialRejected');
  if (rejected || ports.clock.now() - block.writtenAt >= WRITE_EVERY) await block.write();
}

/** A step that was begun, and that this run certainly did not send, is as it was before. */
function takeBack(step: Step, sent: Unanswered | undefined): Step {
  const { outcome } = step;
  if (outcome.state !== 'begun') return step;
  return sent === undefined
    ? { ...step, outcome: { state: 'pending' } }
    : { ...step, outcome: { state: 'begun', before: outcome.before, ...sent } };
}
