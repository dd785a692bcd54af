import type { FaultRule } from '../../local/atlassian/atlassian';
import type { Schedule } from './schedule';

/** Every kind of trouble that a schedule has, in words; those that have none are a kind as well. */
export function kindsOf(schedule: Schedule): readonly string[] {
  const { kills, outside, faults, duplicateEvents, lostPushes, trouble } = schedule;
  const kinds = [
    ...kills.map(({ how }) =>
      how === 'kill' ? 'a worker killed before a call' : 'a worker killed after a call',
    ),
    ...(kills.length > 1 ? ['several workers killed'] : []),
    ...outside.map(() => 'a member changed by somebody else'),
    ...faults.map(kindOfFault),
    ...(duplicateEvents ? ['every event delivered twice'] : []),
    ...(lostPushes > 0 ? ['a push lost'] : []),
    ...(trouble === undefined ? [] : [trouble.name]),
  ];
  return kinds.length === 0 ? ['nothing wrong'] : [...new Set(kinds)];
}

function kindOfFault({ effect }: FaultRule): string {
  switch (effect.kind) {
    case 'answer':
      return effect.status === 200 ? 'an answer that is no JSON' : `an answer of ${effect.status}`;
    case 'reset':
      return effect.when === 'before' ? 'a call that does not arrive' : 'an answer that is lost';
    case 'delay':
      return 'an answer that is late';
    case 'rewritten':
      return 'an answer that is changed on its way';
  }
}
