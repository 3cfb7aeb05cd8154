import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import type { WebhookSettings } from '../channels/gateway-settings.js';

const inside = new BlockList();
for (const [net, bits] of [['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['224.0.0.0', 3]] as const) inside.addSubnet(net, bits);
for (const [net, bits] of [['::', 127], ['fc00::', 7], ['fe80::', 10], ['ff00::', 8], ['64:ff9b::', 96]] as const) inside.addSubnet(net, bits, 'ipv6');

/** An address of one's own network, of this machine, or of nobody. IPv4 written as IPv6 is judged as IPv4. */
export function isInside(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  return inside.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/**
 * Why this address must not be called; null when it may. Only hosts of the channels file are called at all; neither they nor
 * what their names stand for may lie inside, unless the file says so. Redirects are never followed.
 */
export async function addressFault(address: string, { hosts, privateAddresses }: WebhookSettings): Promise<string | null> {
  if (!URL.canParse(address)) return 'It is no address.';
  const url = new URL(address);
  if (url.protocol !== 'https:' && !(privateAddresses && url.protocol === 'http:')) return 'Only https is spoken to the outside.';
  if (url.username || url.password) return 'An address must not carry a password.';
  if (!hosts.includes(url.host)) return `${url.host} is not among the hosts of the channels file.`;
  if (privateAddresses) return null;
  const name = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(name) ? [name] : (await lookup(name, { all: true }).catch(() => [])).map((found) => found.address);
  return addresses.some(isInside) ? `${url.host} lies inside a private network.` : null;
}
