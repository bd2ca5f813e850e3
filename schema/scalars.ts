/** Custom scalars: DateTime, URL and JSON. */

import { DateTimeResolver, JSONResolver, URLResolver } from 'graphql-scalars';
import { builder } from './builder.ts';

DateTimeResolver.description = 'A moment in UTC as RFC 3339 has it, to the millisecond: `2026-05-09T17:30:00.000Z`.';
URLResolver.description = 'An absolute address: `https://example.org/a`.';
JSONResolver.description = 'Any JSON value.';

builder.addScalarType('DateTime', DateTimeResolver);
builder.addScalarType('URL', URLResolver);
builder.addScalarType('JSON', JSONResolver);
