/** Which mark, and which column goes where. */

import { type ChartChoice, kindOf, type Mark, marks, rowCount } from './guess.ts';
import type { Labels } from './labels.ts';
import { columnsOf, type Row } from './rows.ts';

interface ControlsNeeds {
  readonly rows: readonly Row[];
  readonly choice: ChartChoice;
  readonly labels: Labels;
  onChange(change: Partial<ChartChoice>): void;
}

export function ChartControls({ rows, choice, labels, onChange }: ControlsNeeds) {
  const inWords = (option: string) => (option === rowCount ? option : labels.titleOf(option));
  const columns = columnsOf(rows);
  const numbers = columns.filter((column) => kindOf(rows, column) === 'number');
  return (
    <div className="panel-controls">
      <Choice label="Mark" value={choice.mark} options={marks} onChange={(mark) => onChange({ mark: mark as Mark })} />
      <Choice
        label={choice.mark === 'bar' ? 'Labels' : 'Across'}
        value={choice.x}
        options={columns}
        inWords={inWords}
        onChange={(x) => onChange({ x })}
      />
      <Choice
        label={choice.mark === 'bar' ? 'Length' : 'Up'}
        value={choice.y}
        options={choice.mark === 'bar' ? [...numbers, rowCount] : numbers}
        inWords={inWords}
        onChange={(y) => onChange({ y })}
      />
      <Choice
        label="Colour"
        value={choice.color}
        options={['', ...columns]}
        inWords={inWords}
        onChange={(color) => onChange({ color })}
      />
    </div>
  );
}

interface ChoiceNeeds {
  readonly label: string;
  readonly value: string;
  readonly options: readonly string[];
  inWords?(option: string): string;
  onChange(value: string): void;
}

function Choice({ label, value, options, inWords = (option) => option, onChange }: ChoiceNeeds) {
  return (
    <label>
      {label}{' '}
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map((option) => (
          <option key={option} value={option}>
            {option === '' ? 'none' : inWords(option)}
          </option>
        ))}
      </select>
    </label>
  );
}
