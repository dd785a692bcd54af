import './section-message.css';
import type { ComponentChildren, Ref } from 'preact';
import { Icon, type IconName } from './icon';

const ICONS: Readonly<Record<string, IconName>> = {
  info: 'info',
  success: 'success',
  warning: 'warning',
  error: 'error',
};

/** `announce` for what appears as the answer to something the reader did. */
export function SectionMessage({
  tone,
  title,
  children,
  announce = false,
  messageRef,
}: {
  readonly tone: 'info' | 'success' | 'warning' | 'error';
  readonly title: string;
  readonly children?: ComponentChildren;
  readonly announce?: boolean;
  /** For whoever gives it the focus. */
  readonly messageRef?: Ref<HTMLDivElement>;
}) {
  const role = !announce ? undefined : tone === 'error' ? 'alert' : 'status';
  return (
    <div
      class={`message message-${tone}`}
      role={role}
      {...(messageRef === undefined ? {} : { ref: messageRef, tabIndex: -1 })}
    >
      <Icon name={ICONS[tone] ?? 'info'} />
      <div class="message-body">
        <p class="message-title">{title}</p>
        {children}
      </div>
    </div>
  );
}
