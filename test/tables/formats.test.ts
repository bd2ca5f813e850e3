/** CSV and NDJSON: which list an operation's rows are of, what its columns are called, and how cells are written. */

import { parse as parseCsv } from 'csv-parse/sync';
import { buildSchema, type OperationDefinitionNode, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { fragmentsOf } from '../../src/graphql/limits/operation-shape.ts';
import { writerOf } from '../../src/tables/formats.ts';
import { wantedFile } from '../../src/tables/negotiation.ts';
import { rowListOf } from '../../src/tables/row-list.ts';
import { tableOf } from '../../src/tables/table.ts';

const schema = buildSchema(`
  scalar JSON
  type Query { hello: String shelf(id: ID): Shelf shelves: [Shelf!] books(first: Int, after: String): Books any(id: ID): Any }
  type Books { edges: [Edge!]! nodes: [Book!]! totalCount: Int! pageInfo: PageInfo! }
  type Edge { cursor: String! note: String node: Book! }
  type Book { title: String year: Int isOut: Boolean data: JSON tags: [String!] authors: [Person!] shelf: Shelf }
  type Person { name: String }
  type Shelf { name: String books: Books }
  type PageInfo { endCursor: String }
  union Any = Book | Shelf
`);

function listIn(text: string, variables: Record<string, unknown> = {}) {
  const document = parse(text);
  return rowListOf(schema, document.definitions[0] as OperationDefinitionNode, fragmentsOf(document), variables);
}

describe('the list of an operation', () => {
  test.each([
    ['{ books { nodes { title } } }', ['title']],
    [
      '{ books { totalCount pageInfo { endCursor } edges { cursor node { title } note } } }',
      ['cursor', 'title', 'note'],
    ],
    ['{ b: books { n: nodes { t: title authors { name } shelf { name } } } }', ['t', 'authors.name', 'shelf.name']],
    ['{ hello shelf { name books { totalCount nodes { title } } } }', ['hello', 'shelf.name', 'title']],
    ['{ shelves { name } }', ['name']],
    ['{ books { edges { note node { note: title } } } }', ['note', 'node.note']],
    [
      '{ books { nodes { ...B } } } fragment B on Book { title ...C } fragment C on Book { year title }',
      ['title', 'year'],
    ],
    [
      '{ any { ... on Shelf { name books { nodes { title } } } ... on Book { year } } }',
      ['any.year', 'any.name', 'title'],
    ],
    ['{ books { nodes { title ... @defer { year } } } }', ['title', 'year']],
  ])('%s has the columns %j', (text, columns) => {
    expect([...tableOf(listIn(text)).columns].sort()).toEqual([...columns].sort());
  });

  test('what is skipped isn’t there', () => {
    const text =
      'query ($no: Boolean!) { shelves @include(if: $no) { name } books { nodes { title year @skip(if: $no) } } }';
    expect(tableOf(listIn(text, { no: false })).columns).toEqual(['title', 'year']);
    expect(() => listIn(text, { no: true })).toThrow('selects 2: shelves, books.nodes.');
  });

  test('none, or two side by side, is an error that names them', () => {
    expect(() => listIn('{ hello }')).toThrow('this operation selects none.');
    expect(() => listIn('{ books { nodes { title } edges { note } } }')).toThrow(
      'selects 2: books.nodes, books.edges.',
    );
  });
});

test('rows are flat, whatever is missing on the way', () => {
  const table = tableOf(
    listIn('{ shelf { name books { edges { note node { title tags authors { name } shelf { name } } } } } }'),
  );
  const edges = [
    { note: null, node: { title: 'A', tags: ['x', 'y'], authors: [{ name: 'P' }, { name: null }], shelf: null } },
    { note: 'n', node: { title: 'B', tags: null, authors: null, shelf: { name: 'S' } } },
  ];
  // Two would be called shelf.name without the way to them.
  expect(table.columns).toEqual([
    'shelf.name',
    'note',
    'node.title',
    'node.tags',
    'node.authors.name',
    'node.shelf.name',
  ]);
  expect(table.rowsOf({ shelf: { name: 'Top', books: { edges } } })).toEqual([
    ['Top', null, 'A', ['x', 'y'], ['P', null], null],
    ['Top', 'n', 'B', null, null, 'S'],
  ]);
  expect(() => table.rowsOf({ shelf: null })).toThrow('`shelf` is null, so that there are no rows');

  // What only another type has is missing, though every object has it by its prototype.
  const any = tableOf(listIn('{ shelves { toString: name books { nodes { title year } } } }'));
  const books = {
    nodes: [
      { title: 'A', year: null },
      { title: 'B', year: 2 },
    ],
  };
  expect(any.rowsOf({ shelves: [{ books }] })).toEqual([[null, ['A', 'B'], [null, 2]]]);
});

describe('CSV', () => {
  const columns = ['text', 'number', 'more'];
  const rows = [
    ['plain', -1.5, null],
    ['comma, "quote"\nline', 0, ['a', 'b; c']],
    ['', 7, { a: 1 }],
    ['ünïcode', 1, true],
  ];

  test('is RFC 4180: CRLF, quotes where they are needed, and comes back as it was', () => {
    const writer = writerOf('csv', columns, false);
    const text = writer.begin() + writer.rows(rows);
    expect(text).toBe(
      'text,number,more\r\nplain,-1.5,\r\n"comma, ""quote""\nline",0,"a; b; c"\r\n,7,"{""a"":1}"\r\nünïcode,1,true\r\n',
    );
    expect(
      parseCsv(text)
        .slice(1)
        .map(([first]: string[]) => first),
    ).toEqual(rows.map(([first]) => first));
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1'])(
    'a text %j isn’t a formula to a spreadsheet',
    (text) => {
      const [[cell, inList] = []] = parseCsv(writerOf('csv', [], false).rows([[text, [text]]])) as string[][];
      expect([cell, inList]).toEqual([`'${text}`, `'${text}`]);
    },
  );

  test('has a line for each row and a place for each item, empty ones too', () => {
    expect(writerOf('csv', ['a'], false).rows([[null], [''], ['x']])).toBe('""\r\n""\r\nx\r\n');
    expect(writerOf('csv', ['a', 'b'], false).rows([[[2, null, 1], 'a;=1']])).toBe('"2; ; 1","a;=1"\r\n');
  });

  test('begins with a byte order mark where that is wanted', () => {
    expect(writerOf('csv', ['a'], true).begin()).toBe('\uFEFFa\r\n');
  });
});

test('NDJSON has an object a line, with the names and types of the columns', () => {
  const writer = writerOf('ndjson', ['a', 'b.c'], true);
  const text =
    writer.begin() +
    writer.rows([
      ['=1', ['x']],
      [null, 2],
    ]);
  expect(text).toBe('{"a":"=1","b.c":["x"]}\n{"a":null,"b.c":2}\n');
});

describe('what a request wants', () => {
  test.each([
    ['/graphql', 'text/csv', 'csv'],
    ['/graphql', 'Text/CSV; charset=utf-8', 'csv'],
    ['/graphql', 'application/x-ndjson', 'ndjson'],
    ['/graphql', 'text/csv;q=0.5, application/json', null],
    ['/graphql', 'application/json;q=0.5, text/csv', 'csv'],
    ['/graphql', 'text/html,application/xhtml+xml,*/*;q=0.8', null],
    ['/graphql', undefined, null],
    ['/graphql?format=csv', 'text/html', 'csv'],
    ['/graphql?query=x&format=ndjson', '*/*', 'ndjson'],
    ['/graphql?format=json', 'text/csv', 'json'],
  ])('%s that accepts %s gets %s', (url, accept, format) => {
    const wanted = wantedFile({ url, headers: { accept } });
    expect(typeof wanted === 'string' ? wanted : (wanted?.format ?? null)).toBe(format);
  });

  test.each([
    ['/graphql?format=xlsx', '"format" must be'],
    ['/graphql?format=csv&bom=yes', '"bom" must be'],
  ])('%s is refused', (url, message) => {
    expect(() => wantedFile({ url, headers: {} })).toThrow(message);
  });
});
