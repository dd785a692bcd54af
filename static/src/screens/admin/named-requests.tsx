import { useEffect, useRef } from 'preact/hooks';
import { say } from '#words/say';
import { callAdmin } from '../../api/callers';
import { Button } from '../../components/button';
import { Loaded } from '../../components/loaded';
import { Section } from '../../components/section';
import { useLoad } from '../../components/use-load';
import { RequestLines } from './request-lines';
import { LeftOut } from './requests-left-out';
import type { BarOpened, RequestsProps } from './requests-props';

/** The requests that a bar stands for. */
export function NamedRequests({
  opened: { title, count, requestIds },
  onClose,
  now,
  siteUrl,
  onAudit,
  onLook,
}: RequestsProps & { readonly opened: BarOpened; readonly onClose: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  // What was pressed is below: the reader is taken to what it opened.
  useEffect(() => {
    heading.current?.scrollIntoView({ block: 'nearest' });
    heading.current?.focus();
  }, []);
  const load = useLoad(() => callAdmin('admin.requestsNamed', { requestIds: [...requestIds] }));
  return (
    <Section
      id="requests-title"
      title={title}
      kind="wide"
      headingRef={heading}
      beside={
        <Button kind="subtle" onClick={onClose}>
          {say('Show all requests')}
        </Button>
      }
    >
      <Loaded load={load}>
        {(page) => (
          <>
            <p role="status" class="small">
              {count > page.items.length
                ? say('{shown} of {count} requests shown.', { shown: page.items.length, count })
                : say('{count, plural, one {# request} other {# requests}} shown.', { count })}
            </p>
            <LeftOut pages={[page]} onLook={onLook} />
            {page.items.length > 0 && (
              <RequestLines requests={page.items} now={now} siteUrl={siteUrl} onAudit={onAudit} />
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
}
