import { Component, type ComponentChildren } from 'preact';
import { say } from '#words/say';
import { Button } from './button';
import { SectionMessage } from './section-message';

/** A bug in a screen leaves words and a way on, never an empty frame. */
export class ErrorBoundary extends Component<
  { readonly children: ComponentChildren },
  { readonly broken: boolean }
> {
  override state = { broken: false };

  static override getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <SectionMessage tone="error" title={say('This page ran into a fault.')} announce>
        <p>{say('It is ours, not yours. Nothing that was sent is lost.')}</p>
        <Button onClick={() => location.reload()}>{say('Load again')}</Button>
      </SectionMessage>
    );
  }
}
