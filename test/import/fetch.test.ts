/** Fetching imports: the SSRF guard, redirects, encodings, sizes and time-outs. */

import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, type Server as SocketServer } from 'node:net';
import { brotliCompressSync, constants, createGzip, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { type FetchOptions, fetchInput } from '../../src/import/fetch.ts';
import { RefusedInput } from '../../src/import/imported-document.ts';
import { isPublicAddress, type NameLookup } from '../../src/outbound/address-guard.ts';

const servers: (Server | SocketServer)[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
  }
});

async function listen(server: Server | SocketServer): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const serve = (listener: RequestListener) => listen(createServer(listener));

/** A server that says exactly these bytes, true or not. */
const say = (raw: string) =>
  listen(createSocketServer((socket) => socket.on('error', () => {}).once('data', () => socket.end(raw))));

const near: FetchOptions = { mayConnect: () => true };

const refusal = (address: string, options: FetchOptions = near) =>
  fetchInput(address, options).then(
    () => {
      throw new Error(`${address} was not refused`);
    },
    (error: unknown) => {
      expect(error).toBeInstanceOf(RefusedInput);
      return (error as RefusedInput).message;
    },
  );

const answering =
  (...addresses: string[]): NameLookup =>
  (_host, _options, answer) =>
    answer(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );

describe('the address rule', () => {
  test.each(['8.8.8.8', '93.184.215.14', '2606:4700:4700::1111'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test.each([
    ...['0.0.0.0', '0.1.2.3', '10.0.0.1', '100.64.0.1', '127.0.0.1', '127.255.0.1', '169.254.169.254', '172.16.0.1'],
    ...[
      '192.0.0.1',
      '192.0.2.1',
      '192.88.99.1',
      '192.168.0.1',
      '198.18.0.1',
      '198.51.100.1',
      '203.0.113.1',
      '224.0.0.1',
    ],
    ...[
      '240.0.0.1',
      '255.255.255.255',
      '::',
      '::1',
      '::ffff:127.0.0.1',
      '::ffff:8.8.8.8',
      '::127.0.0.1',
      '64:ff9b::7f00:1',
    ],
    ...['64:ff9b:1::1', '100::1', '2001::1', '2001:db8::1', '2002:7f00:1::', 'fc00::1', 'fe80::1', 'fe80::1%eth0'],
    ...['fec0::1', 'ff02::1', '4000::1', '', 'localhost'],
  ])('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('a request is refused for', () => {
  test.each([
    '127.0.0.1',
    '0x7f000001',
    '2130706433',
    '017700000001',
    '127.1',
    '[::ffff:127.0.0.1]',
    '[0:0:0:0:0:ffff:7f00:1]',
    'localhost',
  ])('the loopback address written as %s', async (host) => {
    let requests = 0;
    const { port } = new URL(await serve((_, response) => void response.end(`${++requests}`)));
    expect(await refusal(`http://${host}:${port}/`, {})).toMatch(/not on the open internet/);
    expect(requests).toBe(0);
  });

  test.each([
    'http://[::1]/',
    'http://169.254.169.254/latest/meta-data/',
    'https://10.0.0.1/',
    'http://[64:ff9b::7f00:1]/',
  ])('the private address %s', async (address) => {
    expect(await refusal(address, {})).toMatch(/not on the open internet/);
  });

  test('a name with any private address', async () => {
    expect(await refusal('http://news.example/', { lookup: answering('127.0.0.1') })).toMatch(
      /news\.example leads to 127/,
    );
    expect(await refusal('http://news.example/', { lookup: answering('8.8.8.8', '::1') })).toMatch(/leads to ::1/);
  });

  test('a name that has a private address at the second look-up (DNS rebinding)', async () => {
    let requests = 0;
    const redirect: RequestListener = (_, response) => {
      requests += 1;
      // So that the next request needs a connection of its own.
      response.writeHead(302, { location: '/again', connection: 'close' }).end();
    };
    const { port } = new URL(await serve(redirect));
    const answers = [answering('127.0.0.1'), answering('127.0.0.2')];
    let lookups = 0;
    const options: FetchOptions = {
      mayConnect: (address) => address === '127.0.0.1',
      lookup: (host, how, answer) => {
        lookups += 1;
        (answers.shift() ?? answering('127.0.0.2'))(host, how, answer);
      },
    };
    expect(await refusal(`http://news.example:${port}/`, options)).toBe(
      'news.example leads to 127.0.0.2, an address that is not on the open internet.',
    );
    expect([requests, lookups]).toEqual([1, 2]);
  });

  test('nothing else on a connection that is kept alive, which needs no second look-up', async () => {
    const { port } = new URL(await serve((_, response) => void response.writeHead(302, { location: '/again' }).end()));
    const answers = [answering('127.0.0.1')];
    const options: FetchOptions = {
      mayConnect: (address) => address === '127.0.0.1',
      lookup: (host, how, answer) => (answers.shift() ?? answering('127.0.0.1'))(host, how, answer),
    };
    expect(await refusal(`http://news.example:${port}/`, options)).toBe(
      `http://news.example:${port}/ redirects more than 5 times.`,
    );
  });

  test.each([
    'http://127.0.0.1:PORT/inside',
    'http://0x7f000001:PORT/inside',
    'http://localhost:PORT/inside',
    '//2130706433:PORT/inside',
    'http://[::1]:PORT/inside',
    'http://169.254.169.254/',
    'http://[::ffff:7f00:1]:PORT/inside',
  ])('a redirect to %s', async (target) => {
    let isOutside = true;
    const paths: (string | undefined)[] = [];
    const outside = await serve((request, response) => {
      paths.push(request.url);
      isOutside = false;
      const { port } = new URL(`http://${request.headers.host}`);
      response.writeHead(302, { location: target.replace('PORT', port), connection: 'close' }).end();
    });
    const rule = (address: string) => isOutside || isPublicAddress(address);
    expect(await refusal(`${outside}/outside`, { mayConnect: rule })).toMatch(/not on the open internet/);
    expect(paths).toEqual(['/outside']);
  });

  test.each(['file:///etc/passwd', 'ftp://news.example/', 'gopher://news.example/', 'data:text/plain,hello'])(
    'the scheme of %s',
    async (address) => {
      expect(await refusal(address)).toMatch(/neither an http nor an https/);
    },
  );

  test('a redirect to a file: address', async () => {
    const address = await serve(
      (_, response) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
    );
    expect(await refusal(address)).toMatch(/neither an http nor an https/);
  });

  test('an address with a password, which the message does not repeat', async () => {
    const message = await refusal('http://jo:secret@news.example/');
    expect(message).toMatch(/user name or password/);
    expect(message).not.toContain('secret');
  });
});

describe('a fetch returns', () => {
  test('the bytes, the charset, and the address after redirects', async () => {
    const address = await serve((request, response) => {
      if (request.url !== '/end') return void response.writeHead(301, { location: '/end' }).end('moved');
      expect(request.headers['user-agent']).toBe('Dateline/0.1');
      response.writeHead(200, { 'content-type': 'text/html; charset="windows-1251"' }).end('hello');
    });
    const { bytes, ...rest } = await fetchInput(`${address}/start`, near);
    expect(rest).toEqual({ address: `${address}/end`, charset: 'windows-1251' });
    expect(Buffer.from(bytes).toString()).toBe('hello');
  });

  test.each([
    ['gzip', gzipSync('hello')],
    ['deflate', deflateSync('hello')],
    ['br', brotliCompressSync('hello')],
  ])('the decoded body of Content-Encoding %s', async (encoding, packed) => {
    const address = await serve(
      (_, response) => void response.writeHead(200, { 'content-encoding': encoding }).end(packed),
    );
    expect(Buffer.from((await fetchInput(address, near)).bytes).toString()).toBe('hello');
  });

  test('the answer after five redirects, but not after six', async () => {
    const address = await serve((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) response.end('here');
      else response.writeHead(307, { location: `/${left - 1}` }).end();
    });
    expect(Buffer.from((await fetchInput(`${address}/5`, near)).bytes).toString()).toBe('here');
    expect(await refusal(`${address}/6`)).toMatch(/redirects more than 5 times/);
  });
});

describe('a fetch fails on', () => {
  test('a redirect loop', async () => {
    const address = await serve((_, response) => void response.writeHead(302, { location: '/' }).end());
    expect(await refusal(address)).toMatch(/redirects more than 5 times/);
  });

  test('a server that never answers', async () => {
    const address = await serve(() => {});
    expect(await refusal(address, { ...near, timeoutMs: 150 })).toMatch(/not read within 0\.15 seconds/);
  });

  test('a server that sends a byte now and then', async () => {
    const address = await serve((_, response) => {
      const drip = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(drip));
    });
    expect(await refusal(address, { ...near, timeoutMs: 200 })).toMatch(/not read within/);
  });

  test('a name server that never answers', async () => {
    expect(await refusal('http://news.example/', { lookup: () => {}, timeoutMs: 150 })).toMatch(/not read within/);
  });

  test('a Content-Length above the limit', async () => {
    const address = await say('HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\nshort');
    expect(await refusal(address)).toMatch(/larger than 20 MB/);
  });

  test('a body above the limit without a Content-Length', async () => {
    let sent = 0;
    const address = await serve((_, response) => {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536))) sent += 65_536;
      };
      response.on('drain', more);
      more();
    });
    expect(await refusal(address, { ...near, maxBytes: 1_000_000 })).toMatch(/larger than 1 MB\./);
    expect(sent).toBeLessThan(20_000_000);
  });

  test('a body longer than its Content-Length', async () => {
    const address = await say(`HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello${'x'.repeat(1000)}`);
    const outcome = await fetchInput(address, near).catch((error: unknown) => error);
    // Either the liar is refused, or what it said counts; never the surplus.
    if (!(outcome instanceof RefusedInput)) expect((outcome as { bytes: Uint8Array }).bytes).toHaveLength(5);
  });

  test('a body shorter than its Content-Length', async () => {
    expect(await refusal(await say('HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\nhello'))).toMatch(/broke off/);
  });

  test('a decompression bomb', async () => {
    let sent = 0;
    const address = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      const bomb = createGzip({ level: constants.Z_BEST_SPEED });
      bomb.on('data', (chunk: Buffer) => {
        sent += chunk.length;
      });
      bomb.pipe(response);
      const zeros = Buffer.alloc(1_000_000);
      const more = () => {
        while (!response.destroyed && bomb.write(zeros));
      };
      bomb.on('drain', more);
      response.on('close', () => bomb.removeListener('drain', more));
      more();
    });
    expect(await refusal(address)).toMatch(/larger than 50 MB when inflated/);
    expect(sent).toBeLessThan(20_000_000);
  });

  test('a truncated gzip', async () => {
    const half = gzipSync('hello '.repeat(1000)).subarray(0, 30);
    const address = await serve(
      (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(half),
    );
    expect(await refusal(address)).toMatch(/broke off/);
  });

  test.each(['gzip', 'deflate', 'br'])(
    'a body that is not encoded as its Content-Encoding %s says',
    async (encoding) => {
      const address = await serve(
        (_, response) => void response.writeHead(200, { 'content-encoding': encoding }).end('not at all'),
      );
      expect(await refusal(address)).toMatch(/not packed the way it says|broke off/);
    },
  );

  test('a Content-Encoding that was not asked for', async () => {
    const address = await serve((_, response) => void response.writeHead(200, { 'content-encoding': 'zstd' }).end('x'));
    expect(await refusal(address)).toMatch(/packed as zstd/);
  });

  test.each([204, 304, 404, 500])('status %i', async (status) => {
    const address = await serve((_, response) => void response.writeHead(status).end());
    expect(await refusal(address)).toMatch(`status ${status}`);
  });

  test('an answer that is not HTTP', async () => {
    expect(await refusal(await say('SSH-2.0-OpenSSH_9.9\r\n'))).toMatch(/could not be read|broke off/);
  });

  test('a closed port, and a name that does not resolve', async () => {
    const address = await serve(() => {});
    servers[0]?.close();
    expect(await refusal(address)).toMatch(/refused the connection/);
    const gone: NameLookup = (_host, _options, answer) =>
      answer(Object.assign(new Error('gone'), { code: 'ENOTFOUND' }), []);
    expect(await refusal('http://news.example/', { lookup: gone })).toMatch(/leads nowhere/);
  });
});
