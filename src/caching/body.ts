/** A body as it was made, and as the bytes that go out: most are asked for as one of the two only. */

export interface Body {
  readonly byteLength: number;
  bytes(): Buffer;
  toString(): string;
}

/** Turned into bytes when they are first asked for, which then take its place. */
export function bodyOf(made: string): Body {
  let body: string | Buffer = made;
  return {
    get byteLength() {
      return typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength;
    },
    bytes() {
      if (typeof body === 'string') body = Buffer.from(body);
      return body;
    },
    toString: () => String(body),
  };
}
