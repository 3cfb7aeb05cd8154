import { createHmac } from 'node:crypto';
import { QUICK, type Behaviour } from './fake-gateway.js';
import { HttpGateway, type Asked, type Reply, type Told } from './http-gateway.js';

/** A receiver that checks our signature and honours Idempotency-Key, as the README of notification asks of receivers. */
export class FakeWebhook extends HttpGateway {
  readonly channel = 'webhook';
  readonly secret = 'a-webhook-secret-of-tests';

  /** What a contact's address is. */
  get address(): string {
    return `${this.url}/qingkong`;
  }

  entry(limits: object = {}): object {
    const webhook = { hosts: [`127.0.0.1:${this.port}`], secret: this.secret, privateAddresses: true };
    return { name: 'webhook', channel: 'webhook', ...QUICK, ...limits, webhook };
  }

  protected read({ headers, raw, url }: Asked): Told | null {
    const signed = createHmac('sha256', this.secret).update(`${headers['x-qingkong-timestamp']}.${raw}`).digest('hex');
    if (headers['x-qingkong-signature'] !== `sha256=${signed}`) this.complaints.push('wrong signature');
    const { text } = JSON.parse(raw) as { text: string };
    return { key: String(headers['idempotency-key']), address: url.pathname, text };
  }

  protected answer(behaviour: Behaviour, { key }: Told): Reply {
    if (behaviour === 'throttle') return { status: 429, headers: { 'retry-after': '30' }, body: {} };
    if (behaviour === 'error') return { status: 503, body: {} };
    if (behaviour === 'refuse') return { status: 410, body: {} };
    return { status: 200, body: { id: `w-${key}` } };
  }

  protected override repeated({ key }: Told): boolean {
    return this.taken.some((one) => one.key === key);
  }
}
