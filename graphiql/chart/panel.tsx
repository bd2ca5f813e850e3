/** GraphiQL plugin: the lists of the answer as chart and table, to sort, to keep as a file, and to paste into a spreadsheet. */

import { type GraphiQLPlugin, pick, useGraphiQL } from '@graphiql/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { operationsIn } from '../operations.ts';
import { answerOf, notesOf } from './answer.ts';
import { type Calendar, calendarOf } from './calendar.ts';
import { ChartControls } from './controls.tsx';
import { asCsv, asPng, asSvg, download, forSpreadsheet } from './files.ts';
import { type ChartChoice, guess, rowCount } from './guess.ts';
import { type Labels, labelsOf } from './labels.ts';
import { columnsOf, type List, type Row } from './rows.ts';
import { type Sorting, sorted, Table } from './table.tsx';

export const CHART_PLUGIN: GraphiQLPlugin = { title: 'Chart and table', icon: ChartIcon, content: ChartPanel };

function ChartPanel() {
  const { tabs, activeTabIndex, isFetching } = useGraphiQL(pick('tabs', 'activeTabIndex', 'isFetching'));
  const tab = tabs[activeTabIndex];
  const answer = useMemo(() => answerOf(tab?.response), [tab?.response]);
  const [path, setPath] = useState('');
  const { lists } = answer;
  const list = lists.find((one) => one.path === path) ?? firstOf(lists);
  const notes = notesOf(answer, isFetching, list);
  return (
    <section className="chart-panel" aria-label="Chart and table">
      <h2 className="panel-title">Chart and table</h2>
      {lists.length > 1 && (
        <label>
          List{' '}
          <select value={list?.path} onChange={(event) => setPath(event.currentTarget.value)}>
            {lists.map((one) => (
              <option key={one.path} value={one.path}>
                {one.path} ({one.rows.length})
              </option>
            ))}
          </select>
        </label>
      )}
      {notes.map((note) => (
        <p key={note} className="panel-note">
          {note}
        </p>
      ))}
      {list !== undefined && list.rows.length > 0 && (
        <ListView
          key={`${tab?.title} ${list.path}`}
          list={list}
          calendar={calendarOf(
            operationIn(tab?.query ?? '', tab?.operationName),
            tab?.variables ?? '',
            list.path.split('.'),
          )}
          memory={`dateline:chart:${tab?.title}:${list.path}`}
        />
      )}
    </section>
  );
}

/** What an answer asks about first, as long as there is something to draw. */
function firstOf(lists: readonly List[]): List | undefined {
  return lists.find(({ rows }) => guess(rows) !== null) ?? lists.find(({ rows }) => rows.length > 0) ?? lists[0];
}

function operationIn(query: string, name: string | null | undefined) {
  const operations = operationsIn(query) ?? [];
  return operations.find((one) => one.name?.value === name) ?? operations[0];
}

/** What somebody changed of what was guessed, or how they sorted. */
interface Remembered {
  readonly choice?: Partial<ChartChoice>;
  readonly sorting?: Sorting;
}

function ListView({ list, calendar, memory }: { list: List; calendar: Calendar; memory: string }) {
  const [remembered, setRemembered] = useState<Remembered>(() => JSON.parse(localStorage.getItem(memory) ?? '{}'));
  const remember = (change: Remembered) => {
    const next = { ...remembered, ...change };
    setRemembered(next);
    localStorage.setItem(memory, JSON.stringify(next));
  };
  const columns = columnsOf(list.rows);
  const rows = sorted(list.rows, remembered.sorting);
  const guessed = useMemo(() => guess(list.rows), [list.rows]);
  const { interval, timeZone } = calendar;
  const labels = useMemo(
    () => labelsOf(list.rows, columnsOf(list.rows), { interval, timeZone }),
    [list.rows, interval, timeZone],
  );
  const choice = chosen(columns, guessed, remembered.choice);
  const chart = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState('');
  const drawn = () => chart.current?.querySelector('svg') ?? null;
  const name = list.path.replaceAll('.', '-');
  const copy = async () => {
    await navigator.clipboard.writeText(forSpreadsheet(columns, rows));
    setSaid('Copied; paste it into a spreadsheet.');
  };
  const saveSvg = () => {
    const svg = drawn();
    if (svg) download(`${name}.svg`, new Blob([asSvg(svg)], { type: 'image/svg+xml' }));
  };
  const savePng = async () => {
    const svg = drawn();
    if (svg) download(`${name}.png`, await asPng(svg));
  };
  return (
    <>
      {choice && (
        <>
          <ChartControls
            rows={list.rows}
            choice={choice}
            labels={labels}
            onChange={(change) => remember({ choice: { ...remembered.choice, ...change } })}
          />
          <Drawing rows={rows} choice={choice} labels={labels} into={chart} />
        </>
      )}
      <div className="panel-buttons">
        {choice && (
          <>
            <button type="button" onClick={() => void savePng()}>
              PNG
            </button>
            <button type="button" onClick={saveSvg}>
              SVG
            </button>
          </>
        )}
        <button
          type="button"
          onClick={() => download(`${name}.csv`, new Blob([asCsv(columns, rows)], { type: 'text/csv' }))}
        >
          CSV
        </button>
        <button type="button" onClick={() => void copy()}>
          Copy to a spreadsheet
        </button>
        <span role="status">{said}</span>
      </div>
      <Table
        columns={columns}
        rows={rows}
        sorting={remembered.sorting}
        labels={labels}
        onSort={(sorting) => remember({ sorting })}
      />
    </>
  );
}

function Drawing({
  rows,
  choice,
  labels,
  into,
}: {
  rows: readonly Row[];
  choice: ChartChoice;
  labels: Labels;
  into: React.RefObject<HTMLDivElement | null>;
}) {
  const { mark, x, y, color } = choice;
  useEffect(() => {
    const place = into.current;
    if (place === null) return;
    let isCurrent = true;
    let width = 0;
    const redraw = async () => {
      const { draw } = await import('./drawing.ts');
      if (isCurrent) place.replaceChildren(draw(rows, { mark, x, y, color }, labels, width));
    };
    const observer = new ResizeObserver(([entry]) => {
      const found = Math.floor(entry?.contentRect.width ?? 0);
      if (found === width || found === 0) return;
      width = found;
      void redraw();
    });
    observer.observe(place);
    return () => {
      isCurrent = false;
      observer.disconnect();
    };
  }, [rows, mark, x, y, color, labels, into]);
  return <div className="chart" ref={into} />;
}

/** What is remembered of columns that are no longer there is passed over. */
function chosen(
  columns: readonly string[],
  guessed: ChartChoice | null,
  remembered: Partial<ChartChoice> = {},
): ChartChoice | null {
  if (guessed === null) return null;
  const named = (name: string | undefined, otherwise: string) =>
    name !== undefined && (columns.includes(name) || name === rowCount) ? name : otherwise;
  return {
    mark: remembered.mark ?? guessed.mark,
    x: named(remembered.x, guessed.x),
    y: named(remembered.y, guessed.y),
    color: remembered.color === '' ? '' : named(remembered.color, guessed.color),
  };
}

function ChartIcon() {
  return (
    <svg viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.4" aria-hidden="true">
      <path d="M2.5 2.5v15h15M6 14V9M10 14V5M14 14v-3.5" />
    </svg>
  );
}
