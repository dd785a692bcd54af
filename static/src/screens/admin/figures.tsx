import './figures.css';
import type { Answer } from '#contract/answer';
import type { FiguresView } from '#contract/views';
import { entitlementKey } from '#domain/action/entitlement';
import type { Bar } from '#domain/figures/bar';
import type { Times } from '#domain/figures/times';
import { nameEntitlement } from '#words/access-names';
import { sentenceStart } from '#words/listing';
import { say } from '#words/say';
import { date, duration } from '#words/time';
import { Chart } from '../../components/chart';
import { Loaded } from '../../components/loaded';
import { useLoad } from '../../components/use-load';
import type { BarOpened } from './requests-props';

interface FiguresProps {
  readonly read: () => Promise<Answer<FiguresView>>;
  readonly onOpen: (bar: BarOpened) => void;
}

/** What admins look at rather than read. */
export function Figures({ read, onOpen }: FiguresProps) {
  const load = useLoad(read);
  return (
    <Loaded load={load} waiting={say('Counting…')}>
      {(figures) => <Shown figures={figures} onOpen={onOpen} />}
    </Loaded>
  );
}

function Shown({
  figures,
  onOpen,
}: { readonly figures: FiguresView } & Pick<FiguresProps, 'onOpen'>) {
  const { weeks, deciders, items, ends, toDecide, toApply, requests, since } = figures;
  const barOf = (title: string, { count, requestIds }: Bar<unknown>) => ({
    opens: title,
    onOpen: () => onOpen({ title, count, requestIds }),
  });
  return (
    <div class="stack">
      <p class="subtle">{counted(figures)}</p>
      <dl class="figures-times">
        <TimesOf label={say('From asking to the decision')} times={toDecide} />
        <TimesOf label={say('From the decision until all is done')} times={toApply} />
      </dl>
      <div class="figures-charts">
        <figure>
          <figcaption>{say('Requests each week')}</figcaption>
          {requests === 0 ? (
            <p class="subtle">{say('Nobody has asked since {date}.', { date: date(since) })}</p>
          ) : (
            <Chart
              kind="column"
              title={say('Requests each week')}
              headings={[say('Week from'), say('Requests')]}
              bars={weeks.map((bar) => ({
                key: `${bar.of}`,
                label: date(bar.of),
                value: bar.count,
                ...barOf(say('Requests of the week from {date}', { date: date(bar.of) }), bar),
              }))}
            />
          )}
        </figure>
        <figure>
          <figcaption>{say('Access that ends in the coming weeks')}</figcaption>
          {ends.every((week) => week.ends === 0) ? (
            <p class="subtle">{say('None ends in the coming eight weeks.')}</p>
          ) : (
            <Chart
              kind="column"
              title={say('Access that ends in the coming weeks')}
              headings={[say('Week from'), say('Ends')]}
              bars={ends.map((bar) => ({
                key: `${bar.of}`,
                label: date(bar.of),
                value: bar.ends,
                ...barOf(
                  say('Requests whose access ends in the week from {date}', {
                    date: date(bar.of),
                  }),
                  bar,
                ),
              }))}
            />
          )}
        </figure>
        {deciders.length > 0 && (
          <figure>
            <figcaption>{say('Who decided')}</figcaption>
            <Chart
              kind="bar"
              title={say('Who decided')}
              headings={[say('Person'), say('Requests')]}
              bars={deciders.map((bar) => ({
                key: bar.of.accountId,
                label: <bdi>{bar.of.displayName}</bdi>,
                value: bar.count,
                ...barOf(say('Requests that {name} decided', { name: bar.of.displayName }), bar),
              }))}
            />
          </figure>
        )}
        {items.length > 0 && (
          <figure>
            <figcaption>{say('What was asked for')}</figcaption>
            <Chart
              kind="bar"
              title={say('What was asked for')}
              headings={[say('Access'), say('Requests')]}
              bars={items.map((bar) => {
                // A role is one only with its project: each has its own.
                const what = nameEntitlement(bar.of);
                return {
                  key: entitlementKey(bar.of),
                  label: <bdi>{sentenceStart(what)}</bdi>,
                  value: bar.count,
                  ...barOf(say('Requests about {what}', { what }), bar),
                };
              })}
            />
          </figure>
        )}
      </div>
    </div>
  );
}

function TimesOf({ label, times }: { readonly label: string; readonly times: Times | undefined }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {times === undefined
          ? say('Too few to say.')
          : say('Half of {count} within {half}, nine of ten within {most}.', {
              count: times.count,
              half: duration(times.median),
              most: duration(times.ninety),
            })}
      </dd>
    </div>
  );
}

function counted({ requests, more, unreadable, moreEnds, since }: FiguresView): string {
  const what = more
    ? say('The newest {count} requests since {date}; there are more.', {
        count: requests,
        date: date(since),
      })
    : say('{count, plural, one {# request} other {# requests}} since {date}.', {
        count: requests,
        date: date(since),
      });
  const without =
    unreadable === 0
      ? ''
      : say('{count, plural, one {# more can’t be read.} other {# more can’t be read.}}', {
          count: unreadable,
        });
  const ends = moreEnds
    ? say('More access ends than is counted: the later weeks say too little.')
    : '';
  return [what, without, ends].filter((sentence) => sentence !== '').join(' ');
}
