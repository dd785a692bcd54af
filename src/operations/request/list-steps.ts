import type { Verb } from '#domain/action/action';
import type { Ask } from '#domain/action/ask';
import type { Entitlement } from '#domain/action/entitlement';
import { askOfMade } from '#domain/action/made';
import { type Subject, subjectKey } from '#domain/action/subject';
import { type Grant, type GrantBlock, grantBlockId } from '#domain/grant/grant';
import { nameKey } from '#domain/list/name-key';
import { countedAs } from '#domain/provisioning/count-steps';
import { madeOf } from '#domain/provisioning/made-of';
import { firstStepOf } from '#domain/provisioning/make-step-blocks';
import type { Verdict } from '#domain/provisioning/plan';
import type { StepState } from '#domain/provisioning/step';
import type { StepBlock } from '#domain/provisioning/step-block';
import type { AccessRequest } from '#domain/request/access-request';
import type { GrantStore } from '#ports/grant-store';
import type { RequestStore } from '#ports/request-store';
import { readBlocks } from './read-blocks';

const PAGE = 100;

export interface StepRow {
  /** Its number among all steps of the request, from 0. */
  readonly step: number;
  readonly verb: Verb;
  readonly subject: Subject;
  readonly entitlement: Entitlement;
  readonly planned: Verdict;
  readonly outcome: StepState;
  /** The newest grant that it gave, if it gave one. */
  readonly grant: Grant | undefined;
}

export interface StepFilter {
  readonly outcome: 'all' | ReturnType<typeof countedAs>;
  /** A part of the name of whom they are about, in any case and without accents. */
  readonly who: string | undefined;
}

/** A page of a request's steps in their order, from the step numbered `from`; `next` where more follow. */
export async function listSteps(
  ports: { readonly requests: RequestStore; readonly grants: GrantStore },
  request: AccessRequest,
  filter: StepFilter,
  from: number,
): Promise<{ readonly rows: readonly StepRow[]; readonly next: number | undefined }> {
  const blocks = await readBlocks(ports.requests, request);
  const ask = askOfMade(request.ask, madeOf(request.ask, blocks));
  const part = nameKey(filter.who ?? '');
  const meant = new Set(
    ask.subjects.filter(({ displayName }) => nameKey(displayName).includes(part)),
  );
  const found = blocks
    .flatMap((block) => rowsOf(ask, block, filter.outcome, from))
    .filter(({ row }) => meant.has(row.subject));
  const page = found.slice(0, PAGE);
  const shown = new Set(page.map(({ block }) => block.block));
  const grants = await ports.grants.ofRequest(request.id, [...shown]);
  const byBlock = new Map(grants.map((block) => [block.id, block]));
  return {
    rows: page.map(({ block, row }) => ({
      ...row,
      grant: newestGrant(byBlock.get(grantBlockId(block)), row.subject),
    })),
    next: found[PAGE]?.row.step,
  };
}

function rowsOf(
  ask: Ask,
  block: StepBlock,
  wanted: StepFilter['outcome'],
  from: number,
): { readonly block: StepBlock; readonly row: Omit<StepRow, 'grant'> }[] {
  const change = ask.changes[block.change];
  const first = firstStepOf(ask, block.block);
  if (change === undefined) return [];
  return block.steps.flatMap(({ subject: position, planned, outcome }, place) => {
    const subject = ask.subjects[position];
    const step = first + place;
    const isMeant = wanted === 'all' || countedAs(outcome) === wanted;
    if (subject === undefined || step < from || !isMeant) return [];
    const { verb, entitlement } = change;
    return [{ block, row: { step, verb, subject, entitlement, planned, outcome } }];
  });
}

function newestGrant(block: GrantBlock | undefined, subject: Subject): Grant | undefined {
  return block?.grants.findLast((grant) => subjectKey(grant.subject) === subjectKey(subject));
}
