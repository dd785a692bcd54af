import './table.css';
import type { ComponentChildren } from 'preact';

/** `kind`: a class that its cells have, too. */
export type Head = string | { readonly label: string; readonly kind: string };

/** On a narrow screen the cells of a row stand one below the other. */
export function Table({
  label,
  head,
  children,
}: {
  /** What it is called, where no heading before it says so. */
  readonly label?: string;
  readonly head: readonly Head[];
  /** The rows. */
  readonly children: ComponentChildren;
}) {
  return (
    <div class="table-box">
      <table class="table" aria-label={label}>
        <thead>
          <tr>
            {head.map((one) => {
              const { label: title, kind } =
                typeof one === 'string' ? { label: one, kind: undefined } : one;
              return (
                <th scope="col" key={title} class={kind}>
                  {title}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
