import type { RequestView } from '#contract/views';
import type { RequestCaller } from '../../api/request-caller';
import { GroupOpens, whoIsAsked } from '../request/group-opens';

export interface WhatComesWithProps {
  readonly call: RequestCaller;
  readonly request: RequestView;
}

/** For whoever decides: what else the groups open that are asked for, and who gets it through a group. */
export function WhatComesWith({ call, request }: WhatComesWithProps) {
  const givesAny = request.changes.some(({ verb }) => verb === 'add');
  return (
    <GroupOpens
      read={givesAny ? () => call('request.opens', { requestId: request.id }) : undefined}
      of={request.id}
      isOfAll
      changes={request.changes}
      asked={whoIsAsked(request.approvals)}
    />
  );
}
