import { isEmail } from 'class-validator';
import type { ContactChannel } from './contact.js';

/** Where people copy a robot's key from: the whole address that the chat program shows. The key is what matters. */
const ROBOT_PAGES: Partial<Record<ContactChannel, RegExp>> = {
  wecom: /^https:\/\/qyapi\.weixin\.qq\.com\/cgi-bin\/webhook\/send\?key=([\w-]+)$/,
  dingtalk: /^https:\/\/oapi\.dingtalk\.com\/robot\/send\?access_token=([\w-]+)$/,
  feishu: /^https:\/\/open\.(?:feishu\.cn|larksuite\.com)\/open-apis\/bot\/v2\/hook\/([\w-]+)$/,
};

/** The form in which an address is kept, so that one telephone written in two ways is one contact. */
export function tidyAddress(channel: ContactChannel, typed: string): string {
  const text = typed.normalize('NFKC').trim();
  if (channel === 'mobile') return text.replace(/[\s-]/g, '').replace(/^(\+|00)?86(?=1\d{10}$)/, '');
  if (channel === 'landline') return text.replace(/[\s()]/g, '').replace(/^(\d{3,4})(?=\d{7,8}$)/, '$1-');
  if (channel === 'email') return text.toLowerCase();
  return ROBOT_PAGES[channel]?.exec(text)?.[1] ?? text;
}

const SHAPES: Record<ContactChannel, (address: string) => boolean> = {
  mobile: (address) => /^1[3-9]\d{9}$/.test(address),
  landline: (address) => /^0\d{2,3}-\d{7,8}(-\d{1,6})?$/.test(address),
  email: (address) => isEmail(address),
  webhook: isWebhook,
  wecom: isRobotKey,
  dingtalk: isRobotKey,
  feishu: isRobotKey,
};

/** Whether a tidied address can be one of this channel at all. Whether somebody is there only a verification shows. */
export const fitsChannel = (channel: ContactChannel, address: string): boolean => SHAPES[channel](address);

function isRobotKey(address: string): boolean {
  return /^[0-9A-Za-z_-]{16,128}$/.test(address);
}

/** A name and password in the address would stand readable in every log on the way. */
function isWebhook(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, username, password, hash } = new URL(address);
  return protocol === 'https:' && !username && !password && !hash;
}

/** 脱敏: enough of an address to recognise it, too little to use it. */
export function maskAddress(channel: ContactChannel, address: string): string {
  if (channel === 'mobile') return `${address.slice(0, 3)}****${address.slice(-4)}`;
  if (channel === 'email') return address.replace(/^(.).*@/, '$1***@');
  if (channel === 'webhook') return `${new URL(address).origin}/…`;
  return `${address.slice(0, 4)}…${address.slice(-2)}`;
}
