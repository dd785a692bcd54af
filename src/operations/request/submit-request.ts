import { judgeApprovers } from '#domain/approval/enough-approvers';
import { makeStepBlocks } from '#domain/effects/make-step-blocks';
import { ok, type Result, refuse } from '#domain/lib/result';
import type { Instant } from '#domain/lib/time';
import { isGlassTerm } from '#domain/policy/judge-break-glass';
import type { AccessRequest } from '#domain/request/access-request';
import { brokenGlassFacts, hasBrokenGlass, takenByGlass } from '#domain/request/broken-glass';
import { approvedByPolicy, byPolicyFacts } from '#domain/request/by-policy';
import { openRequest } from '#domain/request/open-request';
import type { RequestRefusal } from '#domain/request/request-refusal';
import { endOfTerm, type Term } from '#domain/term/term';
import type { Commit, Writes } from '#ports/commit';
import type { IdSource } from '#ports/id-source';
import type { Log } from '#ports/log';
import type { RequestStore } from '#ports/request-store';
import type { WatchedIssueStore } from '#ports/watched-issue-store';
import type { WorkItem, WorkQueue } from '#ports/work-queue';
import { APP, personActor, recordOf } from '../audit/make-record';
import { promiseWork } from '../outbox/promise-work';
import { pushPromised } from '../outbox/push-promised';
import { watchIssue } from '../watched-issue/watch-issue';
import {
  type Asked,
  isMeant,
  judgeProlonged,
  type Preview,
  type PreviewPorts,
  previewRequest,
} from './preview-request';
import { promiseStart } from './promise-starts';

export interface SubmitPorts extends PreviewPorts {
  readonly requests: RequestStore;
  readonly commit: Commit;
  readonly queue: WorkQueue;
  readonly ids: IdSource;
  readonly log: Log;
  readonly watchedIssues: WatchedIssueStore;
}

export interface Submission extends Asked {
  readonly justification: string;
  readonly planFingerprint: string;
  /** Made once per form by the page, and only ever looked for among this requester's in this issue. */
  readonly submissionKey: string;
}

export type SubmitRefusal = RequestRefusal | { readonly code: 'notConnected' | 'changedMeanwhile' };

/** Two people who ask in the same issue at the same instant: the second write starts over. */
const TRIES = 4;

/** Makes a request of what was shown, once: the same form sent again answers the same request. */
export async function submitRequest(
  ports: SubmitPorts,
  submission: Submission,
): Promise<Result<AccessRequest, SubmitRefusal>> {
  const { requester, issue } = submission;
  // Of one person in one issue: the answer shows the request to whoever sees that issue.
  const submissionKey = `${requester.accountId}:${issue.id}:${submission.submissionKey}`;
  const previous = await findSubmitted(ports.requests, submissionKey);
  if (previous !== undefined) return ok(previous);
  const preview = await previewRequest(ports, submission);
  if (!preview.ok) return preview;
  if (preview.value.fingerprint !== submission.planFingerprint) {
    return refuse({ code: 'planChanged' });
  }
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const written = await writeRequest(ports, submission, submissionKey, preview.value);
    if (written !== 'conflict') return written;
    const raced = await findSubmitted(ports.requests, submissionKey);
    if (raced !== undefined) return ok(raced);
  }
  return refuse({ code: 'changedMeanwhile' });
}

async function findSubmitted(
  requests: RequestStore,
  submissionKey: string,
): Promise<AccessRequest | undefined> {
  const id = await requests.bySubmissionKey(submissionKey);
  return id === undefined ? undefined : requests.get(id);
}

async function writeRequest(
  ports: SubmitPorts,
  submission: Submission,
  submissionKey: string,
  preview: Preview,
): Promise<Result<AccessRequest, SubmitRefusal> | 'conflict'> {
  const at = ports.clock.now();
  const decided = judgeApprovers(preview.approvals);
  const opened = openRequest(
    {
      id: ports.ids.next(),
      connectionId: preview.connection.id,
      issue: submission.issue,
      requester: submission.requester,
      ask: preview.doable,
      bundles: preview.bundles,
      follows: submission.follows,
      justification: submission.justification,
      term: glassTerm(submission, preview, at),
      startsAt: submission.startsAt,
      policy: preview.policy,
      planned: preview.counts,
      approvals: preview.approvals,
    },
    at,
  );
  if (!opened.ok) return opened;
  const prolonged = judgeProlonged(submission.startsAt, preview.plan);
  if (!prolonged.allowed) return refuse(prolonged.why);
  if (!decided.allowed) return refuse(decided.why);
  if (preview.bundleRefusal !== undefined) return refuse(preview.bundleRefusal);
  const { request: waiting, facts } = opened.value;
  const verdicts = preview.plan.verdicts.filter((verdict) => isMeant(verdict, submission.follows));
  const taken = preview.glass && takenByGlass(waiting, preview.glass.reviewers, at);
  // Nobody waits for what was to be taken, and nothing that was to be decided is taken.
  if (submission.breaksGlass === true && taken === undefined) {
    return refuse(preview.refusal ?? { code: 'planChanged' });
  }
  const request = taken ?? approvedByPolicy(waiting, at) ?? waiting;
  const byPolicy = byPolicyFacts(request);
  const broken = brokenGlassFacts(request);
  const items = workAfter(request);
  const work = items.map((item) => promiseWork(ports.ids, at, item, request.planned.change));
  // Before it is there: whoever dies behind that has watched for nothing, and a look lets go of it.
  await watchIssue(ports, request);
  const written = await ports.commit({
    request,
    submissionKey,
    ...brokenBy(request, preview),
    blocks: makeStepBlocks(request.id, request, verdicts),
    audit: [
      recordOf(ports.ids, at, personActor(request.requester), request, [...facts, ...broken]),
      ...(byPolicy.length === 0 ? [] : [recordOf(ports.ids, at, APP, request, byPolicy)]),
    ],
    outbox: work,
  });
  if (written === 'conflict') return 'conflict';
  await pushPromised(ports, work);
  if (request.state === 'scheduled') await promiseStart(ports, request);
  return ok(request);
}

/** What is taken before anybody decides ends at a time from when it is asked for: however late it begins, it goes on no longer. */
function glassTerm({ term }: Submission, { glass }: Preview, at: Instant): Term {
  return glass === undefined || !isGlassTerm(term)
    ? term
    : { kind: 'until', at: endOfTerm(term, at) };
}

/** None of it can be taken so again before its review is closed. */
function brokenBy({ id: after }: AccessRequest, { glass }: Preview): Pick<Writes, 'brokenGlass'> {
  return glass === undefined
    ? {}
    : { brokenGlass: glass.places.map((place) => ({ ...place, after })) };
}

/** What the policy decides and starts later is told as it starts: then it is given. */
function workAfter(request: AccessRequest): readonly WorkItem[] {
  const { id: requestId, state } = request;
  if (hasBrokenGlass(request)) {
    return [
      { kind: 'provision', requestId },
      { kind: 'notifyBrokenGlass', requestId },
      { kind: 'notifyAdmins', notice: { about: 'brokenGlass', requestId } },
    ];
  }
  switch (state) {
    case 'approved':
      return [
        { kind: 'provision', requestId },
        { kind: 'notifyByPolicy', requestId },
      ];
    case 'scheduled':
      return [{ kind: 'notifyOutcome', requestId }];
    default:
      return [{ kind: 'notifyApprovers', requestId }];
  }
}
