import { say } from '#words/say';
import './rules-field.css';
import { useRef, useState } from 'preact/hooks';
import { BUNDLES_MAX } from '#contract/limits';
import type { RequestableGroupView } from '#contract/views';
import { allContents, type Bundle } from '#domain/policy/bundle';
import { bundleInShort } from '#words/bundle-words';
import { Button } from '../../components/button';
import { Disclosed } from '../../components/disclosed';
import { lazy } from '../../components/lazy';
import { type BundleDraft, newBundle } from './bundle-draft';
import { BundleEditor } from './bundle-editor';
import { type BundleProblems, bundleFieldId, problemsOfBundle } from './bundle-problems';
import { ToMend } from './rules-field';

export const BundleHolders = lazy<{ readonly bundle: Bundle }>(() =>
  import('./bundle-holders').then((part) => part.BundleHolders),
);

export interface BundlesFieldProps {
  readonly bundles: readonly BundleDraft[];
  /** Those that can be asked for, of which a bundle chooses. */
  readonly listed: readonly RequestableGroupView[];
  readonly connected: boolean;
  /** As they are in force. */
  readonly inForce: readonly Bundle[];
  /** Whether what is wrong with them is said. */
  readonly tellsProblems: boolean;
  /** What the app had against bundles as they were sent: it goes with the first change of each. */
  readonly refused: ReadonlyMap<BundleDraft, BundleProblems>;
  readonly onChange: (bundles: readonly BundleDraft[]) => void;
}

/** What can be asked for under one name: each bundle a line that opens into its editor. */
export function BundlesField({
  bundles,
  listed,
  connected,
  inForce,
  tellsProblems,
  refused,
  onChange,
}: BundlesFieldProps) {
  const [added, setAdded] = useState<string>();
  const adder = useRef<HTMLButtonElement>(null);
  const add = () => {
    const bundle = newBundle(crypto.randomUUID());
    setAdded(bundle.id);
    onChange([...bundles, bundle]);
    // Once it is drawn, it is filled in from the top.
    setTimeout(() => document.getElementById(bundleFieldId(bundle.id, 'name'))?.focus());
  };
  /** What was pressed goes with its bundle: the focus is on what stays. */
  const remove = (id: string) => {
    adder.current?.focus();
    onChange(bundles.filter((other) => other.id !== id));
  };
  const put = (bundle: BundleDraft) =>
    onChange(bundles.map((other) => (other.id === bundle.id ? bundle : other)));
  const problems = (bundle: BundleDraft): BundleProblems =>
    new Map([
      ...(refused.get(bundle) ?? []),
      ...(tellsProblems ? problemsOfBundle(bundle, bundles) : []),
    ]);
  return (
    <div class="stack">
      {bundles.length > 0 && (
        <ul class="rules" aria-label={say('Bundles')}>
          {bundles.map((bundle) => (
            <li class="rule" key={bundle.id}>
              <details open={bundle.id === added}>
                <summary>
                  <strong>
                    <bdi>{titleOf(bundle)}</bdi>
                  </strong>{' '}
                  <span class="small">{bundleInShort(bundle)}</span>
                  <NotListed bundle={bundle} listed={listed} />
                  <ToMend count={problems(bundle).size} />
                </summary>
                <BundleEditor
                  bundle={bundle}
                  listed={listed}
                  problems={problems(bundle)}
                  onChange={put}
                />
                <WhoHasIt bundle={inForce.find(({ id }) => id === bundle.id)} />
                <Button kind="subtle" onClick={() => remove(bundle.id)}>
                  {say('Remove the bundle “{name}”', { name: titleOf(bundle) })}
                </Button>
              </details>
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button
          onClick={add}
          buttonRef={adder}
          disabledReason={
            connected
              ? bundles.length < BUNDLES_MAX
                ? undefined
                : say('There are {most} bundles at most.', { most: BUNDLES_MAX })
              : say('Connect Atlassian Cloud first: groups are looked up on the site.')
          }
        >
          {say('Add a bundle')}
        </Button>
      </div>
    </div>
  );
}

/** Of a bundle that is saved, as it is saved. */
function WhoHasIt({ bundle }: { readonly bundle: Bundle | undefined }) {
  if (bundle === undefined) return null;
  return (
    <Disclosed label={say('Who has it as it was')}>
      {() => <BundleHolders bundle={bundle} />}
    </Disclosed>
  );
}

/** Of a bundle that is closed, too. */
function NotListed({
  bundle,
  listed,
}: {
  readonly bundle: BundleDraft;
  readonly listed: readonly RequestableGroupView[];
}) {
  const ids = new Set(listed.map(({ groupId }) => groupId));
  const count = allContents(bundle).filter(
    (one) => one.kind === 'group' && !ids.has(one.groupId),
  ).length;
  if (count === 0) return null;
  return (
    <span class="rule-faults">
      {' '}
      <strong>
        {say(
          '{count, plural, one {# group of it is} other {# groups of it are}} not listed, and can’t be asked for',
          { count },
        )}
      </strong>
    </span>
  );
}

const titleOf = ({ name }: BundleDraft) => (name.trim() === '' ? say('New bundle') : name);
