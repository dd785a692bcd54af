import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { say } from '#words/say';
import { Button } from './button';
import { SectionMessage } from './section-message';
import { Waiting } from './waiting';

/** A part of a screen that is fetched when it is first shown. A fetch that failed can be tried again. */
export function lazy<Props extends object>(
  fetchPart: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let fetched: ComponentType<Props> | undefined;
  return function Lazy(props: Props) {
    const [state, setState] = useState<'waiting' | 'failed' | 'here'>(fetched ? 'here' : 'waiting');
    useEffect(() => {
      if (state !== 'waiting') return;
      fetchPart().then(
        (part) => {
          fetched = part;
          setState('here');
        },
        () => setState('failed'),
      );
    }, [state]);
    if (fetched !== undefined) {
      const Part = fetched;
      return <Part {...props} />;
    }
    if (state === 'failed') {
      return (
        <SectionMessage
          tone="error"
          title={say('This part of the page could not be loaded.')}
          announce
        >
          <p>{say('The network may be down.')}</p>
          <Button onClick={() => setState('waiting')}>{say('Try again')}</Button>
        </SectionMessage>
      );
    }
    return <Waiting />;
  };
}
