import type { InputOf } from '../../src/contract/api';
import type { OpenReviewsView, RequestView } from '../../src/contract/views';
import { ask, askOf, type NamedAsk } from './ask-for';
import { value, type World } from './open-world';

type Glass = NonNullable<InputOf<'policy.save'>['breakGlass']>;

export const FOUR_HOURS = { kind: 'hours', hours: 4 } as const;

/** Breaking the glass by the names that people use. */
export function glassBy(world: () => World) {
  const names = (people: readonly string[]) => people.map((name) => world().person(name).accountId);
  /** `design` and `frontend` are listed, and these may take `design`. */
  const opens = (
    people: readonly string[],
    { groups = ['design'], roles = 'none' as Glass['roles'], listed = ['design', 'frontend'] } = {},
    more: Parameters<World['allow']>[1] = {},
  ) =>
    world().allow(listed, {
      ...more,
      breakGlass: {
        people: names(people),
        groups: groups.map((name) => world().groupId(name)),
        roles,
      },
    });
  const named = (by: string): NamedAsk => ({
    issue: 'WEB-1',
    people: [by],
    add: ['design'],
    term: FOUR_HOURS,
    justification: 'The site is down.',
    breaksGlass: true,
  });
  const breaks = (by: string, more: Partial<NamedAsk> = {}) =>
    ask(world(), world().as(by), { ...named(by), ...more });
  const preview = (by: string, more: Partial<NamedAsk> = {}) => {
    const asked = { ...named(by), ...more };
    const { term = FOUR_HOURS, startsAt, bundles, breaksGlass, issue } = asked;
    const input = { ask: askOf(world(), asked), term, startsAt, bundles, breaksGlass };
    return world().as(by).panel('request.preview', issue, input);
  };
  const review = (
    by: string,
    { id: requestId, revision }: Pick<RequestView, 'id' | 'revision'>,
    more: Partial<InputOf<'request.review'>> = {},
  ) =>
    world()
      .as(by)
      .panel('request.review', 'WEB-1', {
        requestId,
        revision,
        verdict: 'inOrder',
        note: 'It was needed.',
        ...more,
      } as never);
  const open = async (by = 'Olivia Hart'): Promise<OpenReviewsView> =>
    value(await world().as(by).admin('admin.toReview', {}));
  return { opens, breaks, preview, review, open };
}
