import { say } from '#words/say';
import './bundles-section.css';
import type { BundleChoiceOption, BundleOption, PlanView } from '#contract/views';
import {
  type ExistingEntitlement,
  type ExistingIds,
  entitlementKey,
  existingIds,
} from '#domain/action/entitlement';
import type { MissingOfBundle } from '#domain/policy/parts-of-bundle';
import { nameEntitlement } from '#words/access-names';
import { bundleContents, bundleInShort, nameBundle, partNotToBeHad } from '#words/bundle-words';
import { listNames } from '#words/listing';
import { Button } from '../../components/button';
import { Choice } from '../../components/choice';
import { FieldError } from '../../components/field';
import { SectionMessage } from '../../components/section-message';
import type { AskedAccess } from './access-option';
import type { ChosenBundle } from './chosen-bundle';

export interface BundlesSectionProps {
  readonly id: string;
  readonly offered: readonly BundleOption[];
  readonly chosen: readonly ChosenBundle[];
  readonly access: readonly AskedAccess[];
  readonly plan: PlanView | undefined;
  readonly error: string | undefined;
  /** Chooses a bundle, of one with levels the lowest; or takes it out. */
  readonly onToggle: (bundle: BundleOption) => void;
  readonly onLevel: (bundle: BundleOption, choice: BundleChoiceOption) => void;
  /** To what it is by now; undefined: out of what is chosen. */
  readonly onRenew: (bundleId: string) => void;
  readonly onRest: (bundleId: string, refused: readonly ExistingEntitlement[]) => void;
}

/** Shown at once; more are found by their names. */
const SHOWN = 6;

/** What can be asked for together, first of all that can be: one press chooses it, and says what is in it. */
export function BundlesSection(props: BundlesSectionProps) {
  const { id, offered, chosen, error, onToggle } = props;
  const isChosen = (bundle: BundleOption) =>
    chosen.some(({ bundleId }) => bundleId === bundle.bundleId);
  const shown = offered.filter((bundle, place) => place < SHOWN || isChosen(bundle));
  return (
    <fieldset
      class="field bundles"
      aria-describedby={error === undefined ? undefined : `${id}-error`}
    >
      <legend class="field-label">{say('Bundles')}</legend>
      {offered.length > shown.length && (
        <p class="field-help">
          {say('{count} more are found below, by their names.', {
            count: offered.length - shown.length,
          })}
        </p>
      )}
      <ul class="bundle-options">
        {shown.map((bundle) => (
          <li key={bundle.bundleId}>
            <button
              type="button"
              class="bundle-option"
              aria-pressed={isChosen(bundle)}
              onClick={() => onToggle(bundle)}
            >
              <strong>
                <bdi>{bundle.name}</bdi>
              </strong>{' '}
              <span class="small">{inShort(bundle)}</span>
              {bundle.description !== '' && (
                <span class="small bundle-description">
                  <bdi>{bundle.description}</bdi>
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
      {chosen.map((bundle) => (
        <div key={bundle.bundleId} class="stack-tight">
          <Levels bundle={bundle} {...props} />
          <Chosen bundle={bundle} {...props} />
        </div>
      ))}
      {error !== undefined && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </fieldset>
  );
}

const inShort = ({ choices }: BundleOption): string =>
  bundleInShort({
    contents: choices.flatMap(({ contents }) => contents),
    levels: choices.flatMap(({ level }) => level ?? []),
  });

/** How much of a bundle: the lowest level first, which is chosen until somebody chooses another. */
function Levels({
  id,
  bundle: { bundleId, levelId },
  offered,
  onLevel,
}: BundlesSectionProps & { readonly bundle: ChosenBundle }) {
  const now = offered.find((one) => one.bundleId === bundleId);
  if (now === undefined || now.choices.every(({ level }) => level === undefined)) return null;
  return (
    <fieldset class="bundle-levels">
      <legend class="field-label">{say('Level of {bundle}', { bundle: now.name })}</legend>
      {now.choices.map((choice) => (
        <Choice
          key={choice.mark}
          kind="radio"
          name={`${id}-level-${bundleId}`}
          checked={choice.level?.id === levelId}
          help={bundleContents(choice.contents)}
          onChange={() => onLevel(now, choice)}
        >
          <bdi>{choice.level?.name}</bdi>
        </Choice>
      ))}
    </fieldset>
  );
}

function Chosen({
  bundle,
  offered,
  access,
  plan,
  onRenew,
  onRest,
}: BundlesSectionProps & { readonly bundle: ChosenBundle }) {
  const { bundleId, name, contents } = bundle;
  const offer = offered.find((one) => one.bundleId === bundleId);
  const now = offer?.choices.find(({ level }) => level?.id === bundle.levelId);
  const refusal = plan?.refusal;
  const isOther =
    now?.mark !== bundle.mark ||
    (refusal?.code === 'bundleChanged' && refusal.bundle === name) ||
    refusal?.code === 'bundleGone';
  if (isOther) {
    return (
      <SectionMessage
        tone="warning"
        title={say('{bundle} is not what you have chosen any more', { bundle: name })}
        announce
      >
        <p>{say('A Jira admin has changed the bundle, or taken it out of the policy.')}</p>
        <div>
          <Button onClick={() => onRenew(bundleId)}>{say('Go on with what it is now')}</Button>
        </div>
      </SectionMessage>
    );
  }
  const own = new Set(contents.map(entitlementKey));
  const refused =
    refusal?.code === 'bundleNotWhole'
      ? refusal.parts.filter(({ entitlement }) => own.has(entitlementKey(entitlement)))
      : [];
  const missing = bundle.asksForRest ? [] : now.missing;
  const asked = access.map(({ verb, entitlement }) => ({ verb, entitlement }));
  return (
    <div class="stack-tight">
      <p role="status">
        {say('{bundle}: with {names}.', {
          bundle: nameBundle(
            { name, contents: [...contents, ...now.missing.flatMap(placesOf)] },
            asked,
          ),
          names: listNames(contents.map(nameEntitlement)),
        })}
        {offer?.owner !== undefined && (
          <> {say('{name} answers for it.', { name: offer.owner.displayName })}</>
        )}
      </p>
      {(refused.length > 0 || missing.length > 0) && (
        <SectionMessage
          tone="warning"
          title={say('Not all of {bundle} can be asked for', { bundle: name })}
          announce
        >
          <ul>
            {missing.map((one) => (
              <li key={missingWords(one)}>{missingWords(one)}</li>
            ))}
            {refused.map((part) => (
              <li key={entitlementKey(part.entitlement)}>{partNotToBeHad(part)}</li>
            ))}
          </ul>
          <div>
            <Button
              onClick={() =>
                onRest(
                  bundleId,
                  refused.map(({ entitlement }) => entitlement),
                )
              }
            >
              {say('Ask for the rest')}
            </Button>
          </div>
        </SectionMessage>
      )}
    </div>
  );
}

/** So many things that are in it, and that nothing else is said of. */
function placesOf(one: MissingOfBundle): readonly ExistingIds[] {
  if (one.why === 'notListed') return [existingIds(one.entitlement)];
  return Array.from({ length: one.count }, (_, place) => ({
    kind: 'role',
    projectId: one.why,
    roleId: String(place),
  }));
}

function missingWords(one: MissingOfBundle): string {
  switch (one.why) {
    case 'notListed':
      return say('{what}: your Jira admins have taken it off the list.', {
        what: nameEntitlement(one.entitlement),
      });
    case 'otherProject':
      return say(
        '{count, plural, one {# role} other {# roles}} of another project: only roles of the work item’s own project can be asked for.',
        { count: one.count },
      );
    case 'projectNotSeen':
      return say('{count, plural, one {# role} other {# roles}} of a project that you don’t see.', {
        count: one.count,
      });
  }
}
