import type { BesidesView, NotThroughView } from '#contract/views';
import { say } from '#words/say';
import { callAccess } from '../../api/callers';
import { Detail } from '../../components/detail';
import { Icon } from '../../components/icon';
import { Loaded } from '../../components/loaded';
import { useLoad } from '../../components/use-load';
import { HeldCard } from './held-card';

/** What somebody has that the app did not give to them: read after what it did, as the site is asked for it. */
export function Besides({ siteUrl }: { readonly siteUrl: string | undefined }) {
  const load = useLoad(() => callAccess('access.besides', {}));
  return (
    <section class="stack" aria-labelledby="besides">
      <h2 id="besides">{say('What you have otherwise')}</h2>
      <Loaded load={load} waiting={say('Asking the site which groups you are in…')}>
        {(besides) => <AllBesides besides={besides} siteUrl={siteUrl} />}
      </Loaded>
      <p class="subtle">
        {say(
          'Of what was not given through this app, only groups that can be asked for are shown. Project roles are not: the site would have to be asked about every project.',
        )}
      </p>
    </section>
  );
}

function AllBesides({
  besides: { byGroup, notThrough, groupsLeft, unreadable },
  siteUrl,
}: {
  readonly besides: BesidesView;
  readonly siteUrl: string | undefined;
}) {
  const isEmpty = byGroup.length + notThrough.length + unreadable === 0;
  return (
    <>
      {isEmpty && <p>{say('Nothing that can be asked for.')}</p>}
      {byGroup.map((held) => (
        <HeldCard key={held.key} held={held} siteUrl={siteUrl}>
          <p class="subtle">
            {say(
              'The group has it, and so has everybody in it: it can’t be returned for you alone.',
            )}
          </p>
        </HeldCard>
      ))}
      {notThrough.length > 0 && (
        <ul class="stack-tight">
          {notThrough.map((one) => (
            <NotThrough key={one.groupId} one={one} />
          ))}
        </ul>
      )}
      {groupsLeft > 0 && (
        <p class="subtle">
          {say(
            '{count, plural, one {# more group} other {# more groups}} of yours may have been given roles through this app: so many are not looked at.',
            { count: groupsLeft },
          )}
        </p>
      )}
      {unreadable > 0 && <Unreadable count={unreadable} />}
    </>
  );
}

function NotThrough({ one: { name, managedElsewhere } }: { readonly one: NotThroughView }) {
  return (
    <li>
      <strong>
        <Icon name="group" /> <bdi>{name}</bdi>
      </strong>
      <Detail>
        {managedElsewhere
          ? say(
              'Not given through this app: an identity provider says who is in it. Whoever manages that can take you out of it.',
            )
          : say(
              'Not given through this app, so it has no end here and can’t be returned here. A site admin can take you out of it.',
            )}
      </Detail>
    </li>
  );
}

/** Nothing is left out without a word. */
export function Unreadable({ count }: { readonly count: number }) {
  return (
    <p class="subtle">
      {say(
        '{count, plural, one {# record of what you have can’t be read.} other {# records of what you have can’t be read.}} A Jira admin sees why under Needs a look.',
        { count },
      )}
    </p>
  );
}
