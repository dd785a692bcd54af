import { type Holding, workOf } from './holding';

/**
 * Whether the work that is left follows from the grants: what rests has nothing else to go by. What is being settled, or
 * is stuck, may be so whatever they say.
 */
export function fitsGrants({ grants, work }: Pick<Holding, 'grants' | 'work'>): boolean {
  const meant = workOf(grants);
  switch (work.state) {
    case 'over':
    case 'stays':
      return meant.state === work.state;
    case 'runs':
      return meant.state === 'runs' && meant.dueAt === work.dueAt;
    case 'settling':
    case 'stuck':
      return true;
  }
}
