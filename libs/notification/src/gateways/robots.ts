import { createHmac } from 'node:crypto';
import type { RobotSettings } from '../channels/gateway-settings.js';
import type { Outcome } from '../settlement.js';
import type { Gateway, Letter } from './gateway.js';
import { call, valueAt, verdictOf } from './http-call.js';

/** What the codes of a provider mean. Anything else is tried again, a few times. */
interface Codes {
  readonly path: string;
  readonly textPath: string;
  readonly throttled: readonly string[];
  readonly ill: readonly string[];
  readonly refused: readonly string[];
}

/** 群机器人: they answer HTTP 200 whatever happens, the truth is a code in the body; they know no keys and cannot be asked. */
abstract class Robot implements Gateway {
  readonly repetition = 'marked';
  protected abstract readonly codes: Codes;

  constructor(protected readonly settings: RobotSettings) {}

  async send(letter: Letter, signal: AbortSignal): Promise<Outcome> {
    const token = this.tokenOf(letter.address);
    if (!token) return { kind: 'refused', code: 'channel.address-not-allowed', text: 'The address is neither a key nor an address of this provider.' };
    const { url, body } = this.request(token, letter);
    const called = await call({ method: 'POST', url, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }, signal);
    if ('problem' in called) return called.problem;
    return verdictOf(called.answer) ?? this.read(called.answer.json);
  }

  protected abstract request(token: string, letter: Letter): { url: string; body: object };
  /** The key within a whole address of the provider. */
  protected abstract within(url: URL): string | null;

  protected place(path: string): string {
    return `${this.settings.url.replace(/\/+$/, '')}${path}`;
  }

  private tokenOf(address: string): string | null {
    if (/^[\w-]{1,200}$/.test(address)) return address;
    if (!URL.canParse(address)) return null;
    const url = new URL(address);
    return url.origin === new URL(this.settings.url).origin ? this.within(url) : null;
  }

  private read(json: unknown): Outcome {
    const { path, textPath, throttled, ill, refused } = this.codes;
    const code = valueAt(json, path);
    if (code === '0') return { kind: 'accepted', reference: null };
    const text = `${code ?? 'no code'} ${valueAt(json, textPath) ?? ''}`.trim();
    if (code === undefined) return { kind: 'unknown', code: 'channel.broken', text };
    if (throttled.includes(code)) return { kind: 'throttled', whose: 'contact', seconds: 60, code: 'channel.throttled', text };
    if (refused.includes(code)) return { kind: 'refused', code: 'channel.refused', text };
    return { kind: 'failed', ill: ill.includes(code), seconds: null, code: 'channel.provider-error', text };
  }
}

/** 企业微信: 20 messages a minute and robot. 93000: no such key; 40058: the message is malformed. */
export class WecomGateway extends Robot {
  protected readonly codes = { path: 'errcode', textPath: 'errmsg', throttled: ['45009'], ill: ['-1'], refused: ['93000', '40058'] };

  protected request(token: string, { text }: Letter) {
    return { url: this.place(`/cgi-bin/webhook/send?key=${encodeURIComponent(token)}`), body: { msgtype: 'text', text: { content: text } } };
  }

  protected within(url: URL): string | null {
    return url.searchParams.get('key');
  }
}

/** 钉钉: 20 messages a minute and robot; signed with milliseconds. 300001 and 400101: no such token. */
export class DingtalkGateway extends Robot {
  protected readonly codes = { path: 'errcode', textPath: 'errmsg', throttled: ['130101', '130102', '90030'], ill: ['-1'], refused: ['300001', '400101', '310000'] };

  protected request(token: string, { text, at }: Letter) {
    const { secret } = this.settings;
    const timestamp = String(at.getTime());
    const sign = secret ? createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64') : null;
    const signed = sign ? `&timestamp=${timestamp}&sign=${encodeURIComponent(sign)}` : '';
    return { url: this.place(`/robot/send?access_token=${encodeURIComponent(token)}${signed}`), body: { msgtype: 'text', text: { content: text } } };
  }

  protected within(url: URL): string | null {
    return url.searchParams.get('access_token');
  }
}

/** 飞书: signed with seconds, the string to sign being the key of an empty message. 19001: no such hook; 19021: wrong signature. */
export class FeishuGateway extends Robot {
  protected readonly codes = { path: 'code', textPath: 'msg', throttled: ['11232', '9499'], ill: ['-1'], refused: ['19001', '19021', '19022', '19024'] };

  protected request(token: string, { text, at }: Letter) {
    const { secret } = this.settings;
    const timestamp = String(Math.floor(at.getTime() / 1000));
    const signed = secret ? { timestamp, sign: createHmac('sha256', `${timestamp}\n${secret}`).update('').digest('base64') } : {};
    return { url: this.place(`/open-apis/bot/v2/hook/${encodeURIComponent(token)}`), body: { ...signed, msg_type: 'text', content: { text } } };
  }

  protected within(url: URL): string | null {
    return /^\/open-apis\/bot\/v2\/hook\/([\w-]+)$/.exec(url.pathname)?.[1] ?? null;
  }
}
