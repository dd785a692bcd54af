import { SUBJECTS_SHOWN } from '#contract/limits';
import type {
  AuditEntryView,
  AuditedDecisionView,
  AuditedRequestView,
  AuditPageView,
} from '#contract/views';
import type { Person } from '#domain/action/person';
import type { Decision } from '#domain/approval/approval';
import { askedFor } from '#domain/audit/asked-for';
import type { AccessRequest } from '#domain/request/access-request';
import type { AuditEntry } from '#operations/audit/audit-entry';
import type { EventsFound } from '#operations/audit/search-audit';
import { auditLine } from './admin-views';

export function auditPageView(
  { found, unreadable, cursor }: EventsFound,
  requests: readonly AccessRequest[],
): AuditPageView {
  return {
    items: found.map(auditLine),
    unreadable,
    cursor,
    requests: requests.map(auditedRequestView),
  };
}

export function auditEntryView(entry: AuditEntry): AuditEntryView {
  if (entry.of === 'noRequest') return entry;
  const { request } = entry;
  return { ...entry, request: request && auditedRequestView(request) };
}

/** What one person may see of another, a reader of the audit may not: names alone. */
export function auditedRequestView(request: AccessRequest): AuditedRequestView {
  const { ask, term, approvals } = request;
  const { subjects } = askedFor(ask, term).ask;
  return {
    requestId: request.id,
    issueKey: request.issue.key,
    state: request.state,
    createdAt: request.createdAt,
    requester: named(request.requester),
    justification: request.justification,
    term,
    startsAt: request.startsAt,
    subjects: subjects.slice(0, SUBJECTS_SHOWN),
    subjectCount: subjects.length,
    changes: ask.changes.map((change) => ({
      verb: change.verb,
      entitlement: change.entitlement,
      subjectCount: change.subjects.length,
    })),
    bundles: (request.bundles ?? []).map(({ owner, ...bundle }) => ({
      ...bundle,
      ...(owner === undefined ? {} : { owner: named(owner) }),
    })),
    review: request.review && {
      by: request.review.by.map(named),
      closed: request.review.closed && {
        ...request.review.closed,
        by: named(request.review.closed.by),
      },
    },
    decisions: approvals
      .flatMap(({ decisions }) => decisions)
      .map(auditedDecision)
      .sort((one, other) => one.at - other.at),
  };
}

function auditedDecision(one: Decision): AuditedDecisionView {
  const { at } = one;
  const by = named(one.by);
  switch (one.decision) {
    case 'byPolicy':
      return { decision: one.decision, by, at, policyVersion: one.policyVersion };
    case 'brokeGlass':
      return { decision: one.decision, by, at, policyVersion: one.policyVersion };
    case 'approved':
    case 'declined': {
      const { decision, standsFor, afterHours } = one;
      return { decision, by, at, standsFor: standsFor && named(standsFor), afterHours };
    }
  }
}

export const named = ({ accountId, displayName }: Person): Person => ({ accountId, displayName });
