import type { Person } from '#domain/action/person';
import { awayFor } from '#domain/approval/away-for';
import type { AccessRequest } from '#domain/request/access-request';
import { say } from './say';

/** For whom they decide, where somebody is away. */
export function decidesFor({ approvals }: AccessRequest, approvers: readonly Person[]) {
  const pairs = approvals.flatMap((stage) =>
    approvers.flatMap(({ accountId, displayName: name }) => {
      const away = awayFor(stage, accountId)?.displayName;
      return away === undefined
        ? []
        : say('{name} decides for {away}, who is away.', { name, away });
    }),
  );
  return [...new Set(pairs)].map((pair) => [pair]);
}
