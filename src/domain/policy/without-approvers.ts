import type { Person } from '../action/person';
import { ownersAs, type Policy } from './policy';
import type { Source } from './stage-rule';

/**
 * Those settings of a policy that name people, without some of them; undefined where none of these is
 * named. A stage keeps its place and its number: it takes no fewer, and its fallback steps in.
 */
export function withoutApprovers(
  { requestableGroups, fallbackApprovers, rules, bundles }: Policy,
  isOut: (person: Person) => boolean,
): Pick<Policy, 'requestableGroups' | 'fallbackApprovers' | 'rules' | 'bundles'> | undefined {
  const stays = (people: readonly Person[]) => people.filter((one) => !isOut(one));
  const sources = rules.flatMap(({ stages }) => stages.flatMap((stage) => stage.sources));
  const owners = requestableGroups.flatMap((group) => group.owners ?? []);
  const ofBundles = bundles.flatMap(({ owner }) => owner ?? []);
  const named = [...fallbackApprovers, ...owners, ...sources.flatMap(peopleIn), ...ofBundles];
  if (!named.some(isOut)) return undefined;
  return {
    requestableGroups: requestableGroups.map(({ owners = [], ...group }) => ({
      ...group,
      ...ownersAs(stays(owners)),
    })),
    fallbackApprovers: stays(fallbackApprovers),
    rules: rules.map((rule) => ({
      ...rule,
      stages: rule.stages.map((stage) => ({
        ...stage,
        sources: stage.sources.map((source) =>
          source.kind === 'people' ? { ...source, people: stays(source.people) } : source,
        ),
      })),
    })),
    bundles: bundles.map((bundle) => {
      const { owner } = bundle;
      return owner !== undefined && isOut(owner) ? { ...bundle, owner: undefined } : bundle;
    }),
  };
}

const peopleIn = (source: Source): readonly Person[] =>
  source.kind === 'people' ? source.people : [];
