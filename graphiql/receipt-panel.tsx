/** GraphiQL plugin: what the latest answers cost, which statements and batches they took, and what they were made from. */

import type { GraphiQLPlugin } from '@graphiql/react';
import { useState, useSyncExternalStore } from 'react';
import { type Receipted, receipts } from './receipts.ts';

export const RECEIPT_PLUGIN: GraphiQLPlugin = { title: 'Receipt', icon: ReceiptIcon, content: ReceiptPanel };

function ReceiptPanel() {
  const all = useSyncExternalStore(receipts.subscribe, receipts.get);
  const [chosen, setChosen] = useState<number | null>(null);
  const shown = all.find(({ id }) => id === chosen) ?? all[0];
  return (
    <section className="receipt-panel" aria-label="Receipt">
      <h2 className="panel-title">Receipt</h2>
      {shown === undefined ? (
        <p>Run a query to see what it costs.</p>
      ) : (
        <>
          <label>
            Answer{' '}
            <select
              value={shown.id === all[0]?.id ? '' : shown.id}
              onChange={({ currentTarget: { value } }) => setChosen(value === '' ? null : Number(value))}
            >
              {all.map(({ id, operation }, index) => (
                <option key={id} value={index === 0 ? '' : id}>
                  {operation} {index === 0 ? '(the latest)' : `(${index} before)`}
                </option>
              ))}
            </select>
          </label>
          <Items {...shown} />
        </>
      )}
    </section>
  );
}

function Items({ receipt, budget }: Receipted) {
  const { cost, cache, milliseconds, statements, batches } = receipt;
  return (
    <>
      <table>
        <tbody>
          {cost && (
            <>
              <Line name="Cost asked for" value={`${number(cost.requested)} of ${number(cost.limit)}`} />
              <Line name="Cost of the answer" value={number(cost.actual)} />
            </>
          )}
          {budget && (
            <Line name="Left of the budget" value={`${number(budget.remaining)} of ${number(budget.limit)} a minute`} />
          )}
          <Line name="A reader’s answer is" value={cache.status === 'HIT' ? 'cached (HIT)' : 'not cached (MISS)'} />
          {milliseconds !== undefined && <Line name="Execution" value={`${milliseconds} ms`} />}
        </tbody>
      </table>
      {statements === undefined ? (
        <p>Statements, loader batches and cache tags are for analysts and editors: give an access token.</p>
      ) : (
        <>
          <h3>{plural(sum(statements), 'statement')}</h3>
          <table>
            <thead>
              <tr>
                <th scope="col">SQL</th>
                <th scope="col" className="number">
                  times
                </th>
                <th scope="col" className="number">
                  ms
                </th>
              </tr>
            </thead>
            <tbody>
              {statements.map(({ sql, count, milliseconds: ms }) => (
                <tr key={sql}>
                  <td>
                    <details>
                      <summary>{sql.slice(0, 60)}…</summary>
                      <code>{sql}</code>
                    </details>
                  </td>
                  <td className="number">{count}</td>
                  <td className="number">{ms}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <h3>{plural(sum(batches ?? []), 'loader batch', 'loader batches')}</h3>
          <table>
            <thead>
              <tr>
                <th scope="col">Loader</th>
                <th scope="col" className="number">
                  batches
                </th>
                <th scope="col" className="number">
                  keys
                </th>
              </tr>
            </thead>
            <tbody>
              {batches?.map(({ loader, count, keys }) => (
                <tr key={loader}>
                  <td>{loader}</td>
                  <td className="number">{count}</td>
                  <td className="number">{keys}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <h3>{plural(cache.tags?.length ?? 0, 'cache tag')}</h3>
          <p className="tags">{cache.tags?.join(' ')}</p>
        </>
      )}
    </>
  );
}

function Line({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="number">{value}</td>
    </tr>
  );
}

const sum = (all: readonly { readonly count: number }[]) => all.reduce((total, { count }) => total + count, 0);
const number = (value: number) => value.toLocaleString('en');
const plural = (count: number, one: string, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;

function ReceiptIcon() {
  return (
    <svg viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.4" aria-hidden="true">
      <path d="M4.5 2v16l2-1.4 2 1.4 1.5-1.4 1.5 1.4 2-1.4 2 1.4V2l-2 1.4-2-1.4L10 3.4 8.500 2l-2 1.4zM7.500 8h5M7.500 11.500h5" />
    </svg>
  );
}
