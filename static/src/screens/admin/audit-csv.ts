import type { AuditedDecisionView, AuditedRequestView, AuditLine } from '#contract/views';
import type { AuditEvent } from '#domain/audit/audit-event';
import { auditSentence, nameActor, nameAuditKind } from '#words/audit/audit-sentence';
import { type AuditFacts, auditFacts, fallbackAfter } from './audit-facts';
import { type CsvColumn, csvHead, csvLine } from './csv-file';

interface Row {
  readonly line: AuditLine;
  readonly facts: AuditFacts;
  readonly request: AuditedRequestView | undefined;
}

const listed = (some: readonly string[] | undefined): string => (some ?? []).join(' | ');
const decided = (
  request: AuditedRequestView | undefined,
  wanted: AuditedDecisionView['decision'],
) => listed(request?.decisions.flatMap((one) => (one.decision === wanted ? nameDecider(one) : [])));

/** Of what was taken before anybody decided: what came of the review, and whose word that is. */
function reviewOf(request: AuditedRequestView | undefined): string {
  const review = request?.review;
  if (review === undefined) return '';
  const { closed } = review;
  if (closed === undefined) return 'open';
  return `${closed.verdict === 'inOrder' ? 'in order' : 'not in order'}, ${closed.by.displayName}`;
}

const nameOfBundle = ({ name, insteadOf }: AuditedRequestView['bundles'][number]): string =>
  insteadOf === undefined ? name : `${name} (in place of ${insteadOf})`;

function nameDecider(one: AuditedDecisionView): string {
  const { by } = one;
  if (one.decision === 'byPolicy' || one.decision === 'brokeGlass') {
    const as = one.decision === 'byPolicy' ? 'signed' : 'enabled';
    return `policy version ${one.policyVersion}, ${as} by ${by.displayName}`;
  }
  const { standsFor, afterHours } = one;
  const away = standsFor === undefined ? '' : ` (for ${standsFor.displayName})`;
  const late = afterHours === undefined ? '' : ` (${fallbackAfter(afterHours)})`;
  return `${by.displayName}${away}${late}`;
}

/** A column for each fact, in English whoever reads it: a file is for whoever opens it. */
const COLUMNS: readonly CsvColumn<Row>[] = [
  ['Time (UTC)', ({ line }) => new Date(line.event.at).toISOString()],
  ['Event', ({ line }) => nameAuditKind(line.event.kind)],
  ['Who', ({ line }) => nameActor(line.event.actor)],
  ['Who (account ID)', ({ line }) => actorId(line.event)],
  ['Outcome', ({ facts }) => facts.outcome ?? ''],
  ['Whom', ({ facts }) => listed(facts.whom)],
  ['Whom (account ID)', ({ facts }) => listed(facts.whomIds)],
  ['Access', ({ facts }) => listed(facts.access)],
  ['Access (ID)', ({ facts }) => listed(facts.accessIds)],
  ['Project', ({ facts }) => listed(facts.project)],
  ['Bundles', ({ request }) => listed(request?.bundles.map(nameOfBundle))],
  [
    'Start (UTC)',
    ({ request }) =>
      request?.startsAt === undefined ? '' : new Date(request.startsAt).toISOString(),
  ],
  ['Term', ({ facts }) => facts.term ?? ''],
  ['Work item', ({ line }) => line.issueKey ?? ''],
  ['Request', ({ line }) => line.requestId ?? ''],
  ['Asked by', ({ request }) => request?.requester.displayName ?? ''],
  ['Approved by', ({ request }) => decided(request, 'approved')],
  ['Decided by policy', ({ request }) => decided(request, 'byPolicy')],
  ['Glass broken under', ({ request }) => decided(request, 'brokeGlass')],
  ['Review', ({ request }) => reviewOf(request)],
  ['Declined by', ({ request }) => decided(request, 'declined')],
  ['Written', ({ facts }) => facts.words ?? ''],
  ['Why', ({ facts }) => facts.why ?? ''],
  ['Words of the site', ({ facts }) => facts.siteWords ?? ''],
  ['Rules', ({ facts }) => listed(facts.rules)],
  ['Named', ({ facts }) => listed(facts.named)],
  ['Named (account ID)', ({ facts }) => listed(facts.namedIds)],
  ['What', ({ line }) => auditSentence(line.event)],
];

export const auditHead = (): string => csvHead(COLUMNS);

/** So many lines of the file; `requests`: those that they are of. */
export function auditLines(
  lines: readonly AuditLine[],
  requests: readonly AuditedRequestView[],
): string {
  const byId = new Map(requests.map((one) => [one.requestId, one]));
  return lines
    .map((line) => {
      const request = line.requestId === undefined ? undefined : byId.get(line.requestId);
      return csvLine(COLUMNS, { line, facts: auditFacts(line.event), request });
    })
    .join('');
}

const actorId = ({ actor }: AuditEvent) => (actor.kind === 'person' ? actor.accountId : '');
