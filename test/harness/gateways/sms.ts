import { QUICK, type Behaviour } from './fake-gateway.js';
import { HttpGateway, type Asked, type Reply, type Told } from './http-gateway.js';

export interface Report {
  readonly outId?: string;
  readonly msgId?: string;
  readonly status: 'DELIVRD' | 'UNDELIV';
}

/**
 * A short message platform as the domestic ones document themselves: JSON in and out, a code in the answer, our key as
 * `outId`, its own `msgId`, a query by outId, reports posted to a callback. It does not refuse a key that it knows.
 */
export class FakeSms extends HttpGateway {
  readonly channel = 'sms';
  readonly receiptSecret = 'a-receipt-secret-of-tests';
  /** Where reports go: the address of the api under test. */
  callback = '';
  /** Reports name the message by its msgId alone. */
  byReference = false;
  readonly answers: number[] = [];
  /** How often it was asked what became of a key. */
  questions = 0;

  entry({ query = true, settledSeconds = 0, ...limits }: { query?: boolean; settledSeconds?: number } & Record<string, unknown> = {}): object {
    const where = { url: `${this.url}/query?outId={{key}}`, method: 'GET', accepted: { path: 'state', equals: ['known'] }, absent: { path: 'state', equals: ['unknown'] }, reference: 'msgId', settledSeconds };
    const sms = {
      url: `${this.url}/send`,
      headers: { authorization: 'Bearer sms-token' },
      body: '{"mobile":"{{mobile}}","content":"{{text}}","outId":"{{key}}"}',
      answer: { success: { path: 'code', equals: ['OK'] }, reference: 'data.msgId', code: 'code', text: 'message', throttled: ['BUSY'], refused: ['BAD_MOBILE'] },
      ...(query ? { query: where } : {}),
    };
    const receipt = { proof: 'token', secret: this.receiptSecret, list: 'reports', key: 'outId', reference: 'msgId', status: 'status', delivered: ['DELIVRD'], failed: ['UNDELIV'] };
    return { name: 'sms', channel: 'sms', ...QUICK, ...limits, sms, receipt };
  }

  async reports(...reports: Report[]): Promise<number> {
    const reply = await fetch(this.callback, { method: 'POST', headers: { 'content-type': 'application/json', 'x-receipt-token': this.receiptSecret }, body: JSON.stringify({ reports }) });
    this.answers.push(reply.status);
    return reply.status;
  }

  protected read({ url, raw, headers }: Asked): Told | null {
    if (url.pathname !== '/send') return null;
    if (headers.authorization !== 'Bearer sms-token') this.complaints.push('no token');
    const { mobile, content, outId } = JSON.parse(raw) as Record<string, string>;
    return { key: outId!, address: mobile!, text: content! };
  }

  protected answer(behaviour: Behaviour, { key }: Told): Reply {
    if (behaviour === 'throttle') return { status: 200, headers: { 'retry-after': '30' }, body: { code: 'BUSY', message: 'too many' } };
    if (behaviour === 'error') return { status: 503, body: { code: 'SYSTEM', message: 'ill' } };
    if (behaviour === 'refuse') return { status: 200, body: { code: 'BAD_MOBILE', message: 'no such number' } };
    return { status: 200, body: { code: 'OK', data: { msgId: `m-${key}` } } };
  }

  protected override other({ url }: Asked): Reply {
    const key = url.searchParams.get('outId');
    this.questions++;
    const known = this.taken.some((one) => one.key === key);
    return { status: 200, body: known ? { state: 'known', msgId: `m-${key}` } : { state: 'unknown' } };
  }

  protected override async receipt({ key }: Told): Promise<void> {
    await this.reports({ ...(this.byReference ? { msgId: `m-${key}` } : { outId: key }), status: 'DELIVRD' });
  }
}
