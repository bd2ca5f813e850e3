/** SSRF guard on connections: an undici agent that connects only to addresses that the rule allows. */

import { Agent, buildConnector } from 'undici';
import { type AddressRule, forbidden, guardedLookup, type NameLookup } from './address-guard.ts';

/** An agent whose every connection, also that of a redirect, is checked by the address that it really has. */
export function guardedAgent(mayConnect: AddressRule, lookup?: NameLookup): Agent {
  const connector = buildConnector({ allowH2: false, lookup: guardedLookup(mayConnect, lookup) });
  return new Agent({
    connect(options, callback) {
      connector(options, (error, socket) => {
        if (error !== null) callback(error, null);
        else if (mayConnect(socket.remoteAddress ?? '')) callback(null, socket);
        else {
          socket.destroy();
          callback(forbidden(options.hostname, socket.remoteAddress ?? 'nowhere'), null);
        }
      });
    },
  });
}

/** Rejects when time is up; undici itself looks at a signal only once it is connected. */
export function whenOver(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
