import type { Answer } from '#contract/answer';
import type { InputOf } from '#contract/api';
import type { AuditedRequestView, AuditLine } from '#contract/views';
import { callAdmin } from '../../api/callers';

/** A part of the audit as it is read for a file. */
export interface AuditPart {
  readonly lines: readonly AuditLine[];
  readonly requests: readonly AuditedRequestView[];
  readonly unreadable: number;
}

type Asked = InputOf<'audit.entries'>;

/** Where the reading goes on: each of its steps is a call, and one that fails is made again. */
export interface AuditReading {
  /** Undefined at its end. */
  readonly next: (() => Promise<Answer<readonly [AuditPart, AuditReading]>>) | undefined;
}

/**
 * Everything that matches, event by event. Without a person or a request, it is read as it happened; of a person, request by
 * request, as all that came of what concerns them is meant.
 */
export function readAudit(asked: Asked): AuditReading {
  const { accountId, requestId, ...rest } = asked;
  if (requestId !== undefined) return ofRequest(requestId, asked, END);
  return accountId === undefined ? inOrder(rest) : entries(asked);
}

const END: AuditReading = { next: undefined };

function inOrder(asked: Omit<Asked, 'accountId' | 'requestId'>): AuditReading {
  return {
    next: async () => {
      const answer = await callAdmin('audit.list', asked);
      if (!answer.ok) return answer;
      const { items, requests, unreadable, cursor } = answer.value;
      const after = cursor === undefined ? END : inOrder({ ...asked, cursor });
      return { ok: true, value: [{ lines: items, requests, unreadable }, after] };
    },
  };
}

function entries(asked: Asked): AuditReading {
  return {
    next: async () => {
      const answer = await callAdmin('audit.entries', asked);
      if (!answer.ok) return answer;
      const { items, unreadable, cursor } = answer.value;
      const lines = items.flatMap((entry) =>
        entry.of === 'noRequest'
          ? { event: entry.event, issueKey: entry.issueKey, requestId: undefined }
          : [],
      );
      const further = cursor === undefined ? END : entries({ ...asked, cursor });
      const after = items.reduceRight<AuditReading>(
        (then, entry) => (entry.of === 'request' ? ofRequest(entry.requestId, asked, then) : then),
        further,
      );
      return { ok: true, value: [{ lines, requests: [], unreadable }, after] };
    },
  };
}

function ofRequest(requestId: string, asked: Asked, then: AuditReading): AuditReading {
  const { kind, since, until } = asked;
  const step = (cursor: string | undefined): AuditReading => ({
    next: async () => {
      const answer = await callAdmin('audit.request', { requestId, kind, since, until, cursor });
      if (!answer.ok) return answer;
      const { items, requests, unreadable, cursor: further } = answer.value;
      const after = further === undefined ? then : step(further);
      return { ok: true, value: [{ lines: items, requests, unreadable }, after] };
    },
  });
  return step(undefined);
}
