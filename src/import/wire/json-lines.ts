/** JSON in lines (NDJSON, JSON Lines): one value on each, so that a file may be as long as it likes. */

/** The first line's value, where there is another line and the first is an object by itself; else undefined. */
export function firstJsonLine(text: string): unknown {
  const begun = text.trimStart();
  const end = begun.indexOf('\n');
  const isAlone = end < 0 || begun.slice(end, end + 100).trim() === '';
  return isAlone || !begun.startsWith('{') ? undefined : parsedLine(begun.slice(0, end));
}

/** Each line's value, or undefined where it is broken, with its number from 1; empty lines are none. */
export function* jsonLines(text: string): Generator<{ readonly line: number; readonly value: unknown }> {
  let line = 0;
  for (let from = 0; from <= text.length; ) {
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end;
    const written = text.slice(from, to).trim();
    line += 1;
    from = to + 1;
    if (written !== '') yield { line, value: parsedLine(written) };
  }
}

function parsedLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
