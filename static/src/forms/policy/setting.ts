import { bundleInputOf } from '#contract/bundle-input';
import { GLASS_GROUPS_MAX, GLASS_PEOPLE_MAX, OWNERS_MAX } from '#contract/limits';
import type { RequestableGroupView } from '#contract/views';
import type { Person } from '#domain/action/person';
import type { BreakGlass, GlassRoles } from '#domain/policy/break-glass';
import type { Bundle } from '#domain/policy/bundle';
import type { Rule } from '#domain/policy/rule';
import { say } from '#words/say';
import { daysProblem } from '../days-problem';
import type { TypedLimit } from '../limit-field';
import type { BundleDraft } from './bundle-draft';
import { bundlesProblem } from './bundle-problems';
import { type RuleDraft, ruleDraftInput, ruleDraftOf } from './rule-draft';
import { rulesProblem } from './rule-problems';

/** A setting of the policy as a form asks for it. */
export interface Setting<Value, Input> {
  /** Without one, it stands under the heading before. */
  readonly title?: string;
  readonly intro?: string;
  /** As it is typed. */
  readonly typed: (value: Value) => unknown;
  readonly problem: (typed: never) => string | undefined;
  /** As it is sent. */
  readonly input: (typed: never) => Input;
}

interface Headed {
  readonly title?: string;
  readonly intro?: string;
}

interface Labelled extends Headed {
  readonly label: string;
  readonly help?: string;
}

interface Option {
  readonly label: string;
  readonly help: string;
}

/** What the form offers to who begins to limit terms. */
const USUAL_LONGEST_DAYS = 90;
/** The same, to who begins to let others decide. */
const USUAL_HOURS = 24;

const nothing = () => undefined;

/** One of several. */
export function choice<Value extends string>(
  shown: Headed & { readonly options: Readonly<Record<Value, Option>> },
) {
  const as = (value: Value) => value;
  return { kind: 'choice', ...shown, typed: as, input: as, problem: nothing } as const;
}

/** Each allowed or not. */
export function ticks<Name extends string>(
  shown: Headed & { readonly options: Readonly<Record<Name, Option>> },
) {
  const as = (value: Readonly<Record<Name, boolean>>) => value;
  return { kind: 'ticks', ...shown, typed: as, input: as, problem: nothing } as const;
}

export function numberOfDays(most: number, shown: Labelled) {
  return {
    kind: 'days',
    most,
    ...shown,
    typed: (value: number) => String(value),
    input: (typed: string) => Number(typed),
    problem: (typed: string) => daysProblem(typed, { most }),
  } as const;
}

/** No limit, or one in days. */
export function limitInDays(
  most: number,
  shown: Labelled & { readonly without: string; readonly within: string },
) {
  return {
    kind: 'limit',
    unit: say('days'),
    most,
    ...shown,
    ...limit(USUAL_LONGEST_DAYS, (typed) => daysProblem(typed, { most })),
  } as const;
}

/** The same in hours. */
export function limitInHours(
  most: number,
  shown: Labelled & { readonly without: string; readonly within: string },
) {
  return {
    kind: 'limit',
    unit: say('hours'),
    most,
    ...shown,
    ...limit(USUAL_HOURS, (typed) => {
      const hours = Number(typed);
      return Number.isInteger(hours) && hours >= 1 && hours <= most
        ? undefined
        : say('Enter a whole number of hours from 1 to {most}.', { most });
    }),
  } as const;
}

const limit = (usual: number, problemOf: (typed: string) => string | undefined) => ({
  typed: (value: number | undefined): TypedLimit => ({
    limited: value !== undefined,
    number: String(value ?? usual),
  }),
  input: ({ limited, number }: TypedLimit) => (limited ? Number(number) : null),
  problem: ({ limited, number }: TypedLimit) => (limited ? problemOf(number) : undefined),
});

export function atMostPeople(most: number, shown: Labelled) {
  return {
    kind: 'people',
    ...shown,
    typed: (people: readonly Person[]) => people,
    input: (people: readonly Person[]) => people.map(({ accountId }) => accountId),
    problem: (people: readonly Person[]) =>
      people.length > most ? say('Name at most {most} people.', { most }) : undefined,
  } as const;
}

export function rules(shown: Headed) {
  return {
    kind: 'rules',
    ...shown,
    typed: (all: readonly Rule[]): readonly RuleDraft[] => all.map(ruleDraftOf),
    input: (all: readonly RuleDraft[]) => all.map(ruleDraftInput),
    problem: rulesProblem,
  } as const;
}

export function bundles(shown: Headed) {
  return {
    kind: 'bundles',
    ...shown,
    typed: (all: readonly Bundle[]): readonly BundleDraft[] => all,
    input: (all: readonly BundleDraft[]) => all.map(bundleInputOf),
    problem: bundlesProblem,
  } as const;
}

export function groups(shown: Headed) {
  return {
    kind: 'groups',
    ...shown,
    typed: (all: readonly RequestableGroupView[]) => all,
    input: (all: readonly RequestableGroupView[]) =>
      all.map(({ groupId, unlockedFor, owners }) => ({
        groupId,
        unlockedFor: [...unlockedFor],
        owners: owners.map(({ accountId }) => accountId),
      })),
    problem: (all: readonly RequestableGroupView[]) => {
      const many = all.find(({ owners }) => owners.length > OWNERS_MAX);
      return (
        many && say('{name}: name at most {most} owners.', { name: many.name, most: OWNERS_MAX })
      );
    },
  } as const;
}

/** Who may break the glass, as it is edited; what was typed stays where it is not enabled. */
export interface GlassDraft {
  readonly enabled: boolean;
  readonly people: readonly Person[];
  readonly groups: readonly string[];
  readonly roles: GlassRoles;
}

export function glass(shown: Headed) {
  return {
    kind: 'glass',
    ...shown,
    typed: (value: BreakGlass | undefined): GlassDraft => ({
      enabled: value !== undefined,
      people: value?.people ?? [],
      groups: value?.groups ?? [],
      roles: value?.roles ?? 'none',
    }),
    input: ({ enabled, people, groups, roles }: GlassDraft) =>
      enabled
        ? { people: people.map(({ accountId }) => accountId), groups: [...groups], roles }
        : null,
    problem: glassProblem,
  } as const;
}

function glassProblem({ enabled, people, groups, roles }: GlassDraft): string | undefined {
  if (!enabled) return undefined;
  if (people.length === 0) return say('Name somebody who may break the glass, or nobody.');
  if (people.length > GLASS_PEOPLE_MAX) {
    return say('Name at most {most} people.', { most: GLASS_PEOPLE_MAX });
  }
  if (groups.length > GLASS_GROUPS_MAX) {
    return say('Name at most {most} groups.', { most: GLASS_GROUPS_MAX });
  }
  return groups.length === 0 && roles === 'none'
    ? say('Choose a group that they may come into, or roles.')
    : undefined;
}
