/** Custom scalars: DateTime, URL and JSON. */

import { GraphQLScalarType, Kind } from 'graphql';
import { DateTimeResolver, JSONResolver, URLResolver } from 'graphql-scalars';
import { dayOf } from '../src/time/days.ts';
import { builder } from './builder.ts';

const moments = DateTimeResolver.toConfig();

/** It takes days in as well, which only spans of time know what to do with: see `isDay`. */
const DateTime = new GraphQLScalarType<Date, Date>({
  ...moments,
  description:
    'A moment in UTC as RFC 3339 has it, to the millisecond: `2026-05-09T17:30:00.000Z`. A `DateTimeRange` takes a date without an hour as well: `2026-05-09`.',
  parseValue: (value) => (typeof value === 'string' ? dayOf(value) : undefined) ?? moments.parseValue(value),
  parseLiteral: (node, variables) =>
    (node.kind === Kind.STRING ? dayOf(node.value) : undefined) ?? moments.parseLiteral(node, variables),
});
URLResolver.description = 'An absolute address: `https://example.org/a`.';
JSONResolver.description = 'Any JSON value.';

builder.addScalarType('DateTime', DateTime);
builder.addScalarType('URL', URLResolver);
builder.addScalarType('JSON', JSONResolver);
