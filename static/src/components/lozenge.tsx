import './lozenge.css';
import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon';

export function Lozenge({
  tone,
  icon,
  children,
}: {
  readonly tone: 'neutral' | 'progress' | 'success' | 'warning' | 'danger';
  readonly icon: IconName;
  readonly children: ComponentChildren;
}) {
  return (
    <span class={`lozenge lozenge-${tone}`}>
      <Icon name={icon} />
      {children}
    </span>
  );
}
