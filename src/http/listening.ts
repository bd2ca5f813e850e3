/** Listening: where a server is reached, or in words why the port or the address can't be had. */

import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The port or the address can't be had; the message says which variable to change. */
export class CannotListen extends Error {
  override readonly name = 'CannotListen';
}

/**
 * @param prefix of the variables PORT and HOST
 * @returns the address, without a path
 * @throws {CannotListen}
 */
export async function listen(
  server: Server,
  { host, port }: { readonly host: string; readonly port: number },
  prefix = '',
): Promise<{ url: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject).listen(port, host, resolve);
  await promise.catch((error: NodeJS.ErrnoException) => {
    throw new CannotListen(whyNot(error, host, port, prefix), { cause: error });
  });
  server.off('error', reject);
  const { port: actual } = server.address() as AddressInfo;
  const isEverywhere = host === '0.0.0.0' || host === '::';
  const name = isEverywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return { url: `http://${name}:${actual}` };
}

function whyNot(error: NodeJS.ErrnoException, host: string, port: number, prefix: string): string {
  if (error.code === 'EADDRINUSE')
    return `Port ${port} of ${host} is in use; set ${prefix}PORT to another, or to 0 for any free one.`;
  if (error.code === 'EACCES')
    return `Port ${port} needs more rights than this process has; set ${prefix}PORT to one above 1023.`;
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return `${prefix}HOST is "${host}", which is not an address of this machine.`;
  return `Can't listen on ${host}:${port}: ${error.message}`;
}
