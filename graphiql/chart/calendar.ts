/** Calendar of an answer: how long the periods of a list are and by whose clocks, read from the query; and their labels (ISO 8601 weeks). */

import {
  type ArgumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';

export interface Calendar {
  /** As `Interval` of the schema has it. */
  readonly interval: string;
  /** Of the IANA database. */
  readonly timeZone: string;
}

const usual: Calendar = { interval: 'MONTH', timeZone: 'UTC' };

/**
 * @param path of the list in the answer, by response keys
 * @param variables as JSON; what isn't any leaves defaults
 */
export function calendarOf(
  operation: OperationDefinitionNode | undefined,
  variables: string,
  path: readonly string[],
): Calendar {
  if (operation === undefined) return usual;
  const given = valuesOf(operation, variables);
  let calendar = usual;
  let set: SelectionSetNode | undefined = operation.selectionSet;
  for (const key of path) {
    const field = fieldIn(set, key);
    if (field === undefined) break;
    calendar = { ...calendar, ...argumentsOf(field, given) };
    set = field.selectionSet;
  }
  return calendar;
}

export function isPeriod(column: string, { interval }: Calendar): boolean {
  return /(^|\.)periodStart$/.test(column) && interval !== '';
}

/** `W45 (2 Nov 2026)`, `Nov 2026`, `Q4 2026`, … */
export function periodLabel(moment: string, { interval, timeZone }: Calendar): string {
  const wall = wallTime(moment, timeZone);
  const written = (options: Intl.DateTimeFormatOptions) => format(wall, options);
  switch (interval) {
    case 'HOUR':
      return written({ ...day, ...minute });
    case 'WEEK':
      return `W${String(isoWeek(wall)).padStart(2, '0')} (${written(day)})`;
    case 'MONTH':
      return written({ month: 'short', year: 'numeric' });
    case 'QUARTER':
      return `Q${Math.floor(wall.getUTCMonth() / 3) + 1} ${wall.getUTCFullYear()}`;
    case 'YEAR':
      return String(wall.getUTCFullYear());
    default:
      return written(day);
  }
}

export function momentLabel(moment: string, { timeZone }: Calendar): string {
  return format(wallTime(moment, timeZone), /T/.test(moment) ? { ...day, ...minute } : day);
}

/** What clocks of the zone show, as if it were UTC: for axes, which know no other zone. */
export function wallTime(moment: string, timeZone: string): Date {
  const at = new Date(moment);
  const parts = formatterOf(timeZone).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((one) => one.type === type)?.value);
  return new Date(Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute')));
}

const day = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const minute = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

function format(wall: Date, options: Intl.DateTimeFormatOptions): string {
  return wall.toLocaleString('en-GB', { ...options, timeZone: 'UTC' });
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** UTC where the name is none: the service says so. */
function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const numbers = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
  const made = formatters.get(timeZone);
  if (made !== undefined) return made;
  let formatter: Intl.DateTimeFormat;
  try {
    formatter = new Intl.DateTimeFormat('en', { ...numbers, hourCycle: 'h23', timeZone });
  } catch {
    formatter = new Intl.DateTimeFormat('en', { ...numbers, hourCycle: 'h23', timeZone: 'UTC' });
  }
  formatters.set(timeZone, formatter);
  return formatter;
}

const DAY_MS = 86_400_000;

/** The week of a date is that of its Thursday (ISO 8601). */
function isoWeek(date: Date): number {
  const thursday = date.getTime() + (4 - (date.getUTCDay() || 7)) * DAY_MS;
  const newYear = Date.UTC(new Date(thursday).getUTCFullYear(), 0, 1);
  return Math.floor((thursday - newYear) / (7 * DAY_MS)) + 1;
}

function fieldIn(set: SelectionSetNode | undefined, key: string): FieldNode | undefined {
  return set?.selections.find(
    (node): node is FieldNode => node.kind === Kind.FIELD && (node.alias ?? node.name).value === key,
  );
}

function argumentsOf({ arguments: given = [] }: FieldNode, variables: Readonly<Record<string, unknown>>) {
  const value = (name: string) => {
    const node: ArgumentNode | undefined = given.find((one) => one.name.value === name);
    const found: unknown = node && valueFromASTUntyped(node.value, variables);
    return typeof found === 'string' ? { [name]: found } : {};
  };
  return { ...value('interval'), ...value('timeZone') };
}

function valuesOf({ variableDefinitions = [] }: OperationDefinitionNode, text: string): Record<string, unknown> {
  const defaults = variableDefinitions.flatMap(({ variable, defaultValue }) =>
    defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)]],
  );
  return { ...Object.fromEntries(defaults), ...objectIn(text) };
}

function objectIn(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
