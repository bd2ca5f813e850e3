/** Reads incremental delivery (multipart) as a client: part by part, then merged. */

export interface Part {
  readonly data?: object | null;
  readonly errors?: readonly PartError[];
  readonly incremental?: readonly {
    readonly data: object | null;
    readonly path: readonly (string | number)[];
    readonly label?: string;
    readonly errors?: readonly PartError[];
  }[];
  readonly hasNext?: boolean;
}

interface PartError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Record<string, unknown>;
}

/** The parts of a `multipart/mixed` answer, each as soon as it has come. */
export async function* partsOf(response: Response): AsyncGenerator<Part, void> {
  const [, boundary] = /^multipart\/mixed; boundary="(.+)"$/.exec(response.headers.get('content-type') ?? '') ?? [];
  if (boundary === undefined || response.body === null) throw new Error(`no parts: ${await response.text()}`);
  let text = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const pieces = text.split(`\r\n--${boundary}`);
    text = pieces.pop() ?? '';
    for (const piece of pieces) {
      const [, json] = /^[^{]*Content-Length: \d+\r\n\r\n(.*)$/s.exec(piece) ?? [];
      if (json !== undefined) yield JSON.parse(json) as Part;
    }
  }
  if (text !== '--\r\n') throw new Error(`it ends with ${JSON.stringify(text)}`);
}

export async function allPartsOf(response: Response): Promise<Part[]> {
  const parts: Part[] = [];
  for await (const part of partsOf(response)) parts.push(part);
  return parts;
}

/** What all the parts say together. */
export function together(parts: readonly Part[]): object | null | undefined {
  const whole = structuredClone(parts[0]?.data);
  for (const { path, data } of parts.flatMap(({ incremental }) => incremental ?? [])) {
    const at = path.reduce<unknown>((place, key) => (place as Record<string | number, unknown>)[key], whole);
    Object.assign(at as object, data);
  }
  return whole;
}
