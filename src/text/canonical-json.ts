/** Canonical JSON: the same text for the same value however its keys are ordered, to make cache keys and fingerprints of. */

/** What JSON.stringify writes as it is. */
const plainKey = /^\w+$/;

/**
 * As `JSON.stringify` has it, with the keys of every object sorted by UTF-16 code units.
 *
 * @param maxCharacters when it is clear that there are more, the rest is neither sorted nor written
 * @throws RangeError for a number that JSON has no form for, which would be taken for null; for what is too long, or nested
 * more deeply than there is stack for
 */
export function canonicalJson(value: object, maxCharacters = Number.POSITIVE_INFINITY): string {
  return append('', value, maxCharacters);
}

/** @returns the text with the value's behind it */
function append(text: string, value: unknown, maxCharacters: number): string {
  const whole = isStructure(value) ? appendStructure(text, value, maxCharacters) : text + scalar(value);
  if (whole.length > maxCharacters) throw new RangeError('The JSON is too long.');
  return whole;
}

function isStructure(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function appendStructure(before: string, value: object, maxCharacters: number): string {
  if ('toJSON' in value && typeof value.toJSON === 'function') return append(before, value.toJSON(), maxCharacters);
  if (Array.isArray(value)) {
    let text = `${before}[`;
    for (let index = 0; index < value.length; index += 1) {
      if (index > 0) text += ',';
      text = append(text, value[index], maxCharacters);
    }
    return `${text}]`;
  }
  const keys = Object.keys(value);
  if (keys.length > maxCharacters) throw new RangeError('The JSON is too long.');
  if (keys.length > 1) keys.sort();
  let text = `${before}{`;
  let separator = '';
  for (const key of keys) {
    const each = (value as Readonly<Record<string, unknown>>)[key];
    if (each === undefined) continue;
    text += plainKey.test(key) ? `${separator}"${key}":` : `${separator}${JSON.stringify(key)}:`;
    text = append(text, each, maxCharacters);
    separator = ',';
  }
  return `${text}}`;
}

function scalar(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'number') return JSON.stringify(value) ?? 'null';
  if (!Number.isFinite(value)) throw new RangeError(`JSON has no ${value}.`);
  return `${value}`;
}
