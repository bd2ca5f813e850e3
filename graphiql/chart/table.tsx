/** A table whose columns sort. */

import { kindOf } from './guess.ts';
import type { Labels } from './labels.ts';
import type { Cell, Row } from './rows.ts';

export interface Sorting {
  readonly column: string;
  readonly isDescending: boolean;
}

interface TableNeeds {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  readonly sorting: Sorting | undefined;
  readonly labels: Labels;
  onSort(sorting: Sorting): void;
}

/** More would make the page slow, and are in the CSV. */
const MAX_SHOWN_ROWS = 500;

export function Table({ columns, rows, sorting, labels, onSort }: TableNeeds) {
  return (
    // A table that is wider than the panel is scrolled, by the keyboard too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to take the focus.
    <section className="table" aria-label={`${rows.length} rows`} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => {
              const isSorted = sorting?.column === column;
              const direction = isSorted ? (sorting.isDescending ? 'descending' : 'ascending') : 'none';
              return (
                <th key={column} scope="col" aria-sort={direction} title={column}>
                  <button
                    type="button"
                    onClick={() =>
                      onSort({
                        column,
                        isDescending: isSorted ? !sorting.isDescending : kindOf(rows, column) !== 'text',
                      })
                    }
                  >
                    {labels.titleOf(column)}
                    <span aria-hidden="true">{isSorted ? (sorting.isDescending ? ' ↓' : ' ↑') : ''}</span>
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MAX_SHOWN_ROWS).map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name, and the same place is the same row.
            <tr key={index}>
              {columns.map((column) => (
                <td
                  key={column}
                  className={typeof row[column] === 'number' ? 'number' : ''}
                  title={String(row[column] ?? '')}
                >
                  {labels.shown(column, row[column] ?? null)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MAX_SHOWN_ROWS && (
        <p>
          The first {MAX_SHOWN_ROWS} of {rows.length} rows; a file has all of them.
        </p>
      )}
    </section>
  );
}

/** Stable, so that equal rows keep the order of the answer; null comes last either way. */
export function sorted(rows: readonly Row[], sorting: Sorting | undefined): readonly Row[] {
  if (sorting === undefined) return rows;
  const { column, isDescending } = sorting;
  return rows.toSorted((a, b) => {
    const [one, other] = [a[column] ?? null, b[column] ?? null];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return (isDescending ? -1 : 1) * order(one, other);
  });
}

function order(one: NonNullable<Cell>, other: NonNullable<Cell>): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return String(one).localeCompare(String(other));
}
