import './section.css';
import type { ComponentChildren, RefObject } from 'preact';

export interface SectionProps {
  /** Of the heading, which names the section and can be given the focus. */
  readonly id: string;
  readonly title: ComponentChildren;
  readonly kind: 'page' | 'wide' | 'box' | 'policy';
  readonly headingRef?: RefObject<HTMLHeadingElement | null>;
  /** Beside the heading. */
  readonly beside?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A part of a page under its heading: a page has those of the second order, what is in it the third. */
export function Section({ id, title, kind, headingRef, beside, children }: SectionProps) {
  const Heading = kind === 'page' || kind === 'wide' ? 'h2' : 'h3';
  const heading = (
    <Heading id={id} tabIndex={-1} ref={headingRef ?? null}>
      {title}
    </Heading>
  );
  return (
    <section class={`section section-${kind}`} aria-labelledby={id}>
      {beside === undefined ? (
        heading
      ) : (
        <div class="row">
          {heading}
          {beside}
        </div>
      )}
      {children}
    </section>
  );
}
