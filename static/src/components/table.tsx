import './table.css';
import type { ComponentChildren } from 'preact';

/** On a narrow screen the cells of a row stand one below the other. */
export function Table({
  head,
  children,
}: {
  readonly head: readonly string[];
  /** The rows. */
  readonly children: ComponentChildren;
}) {
  return (
    <div class="table-box">
      <table class="table">
        <thead>
          <tr>
            {head.map((title) => (
              <th scope="col" key={title}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
