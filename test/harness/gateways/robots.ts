import { createHmac } from 'node:crypto';
import { orderNumber, QUICK, type Behaviour } from './fake-gateway.js';
import { HttpGateway, type Asked, type Reply, type Told } from './http-gateway.js';

/** The robots answer HTTP 200 whatever happens; the truth is a code in the body. None of them knows keys. */
abstract class FakeRobot extends HttpGateway {
  protected readonly secret: string | undefined = undefined;
  abstract override readonly channel: 'wecom' | 'dingtalk' | 'feishu';

  entry(limits: object = {}): object {
    return { name: this.channel, channel: this.channel, ...QUICK, ...limits, robot: { url: this.url, ...(this.secret ? { secret: this.secret } : {}) } };
  }

  protected told(address: string | null | undefined, text: string): Told {
    return { key: orderNumber(text), address: address ?? '', text };
  }

  protected verdict(behaviour: Behaviour, codes: { throttle: number; error: number; refuse: number }): number {
    return behaviour === 'throttle' || behaviour === 'error' || behaviour === 'refuse' ? codes[behaviour] : 0;
  }
}

/** 企业微信群机器人: POST /cgi-bin/webhook/send?key=…; errcode 45009 = more than 20 a minute. */
export class FakeWecom extends FakeRobot {
  readonly channel = 'wecom';

  protected read({ url, raw }: Asked): Told | null {
    if (url.pathname !== '/cgi-bin/webhook/send') return null;
    const { msgtype, text } = JSON.parse(raw) as { msgtype: string; text: { content: string } };
    if (msgtype !== 'text') this.complaints.push(`msgtype ${msgtype}`);
    return this.told(url.searchParams.get('key'), text.content);
  }

  protected answer(behaviour: Behaviour): Reply {
    const errcode = this.verdict(behaviour, { throttle: 45009, error: -1, refuse: 93000 });
    return { status: 200, body: { errcode, errmsg: errcode === 0 ? 'ok' : 'not ok' } };
  }
}

/** 钉钉群机器人: POST /robot/send?access_token=…&timestamp=…&sign=…; errcode 130101 = sending too fast. */
export class FakeDingtalk extends FakeRobot {
  readonly channel = 'dingtalk';
  protected override readonly secret = 'SECdingtalk';

  protected read({ url, raw }: Asked): Told | null {
    if (url.pathname !== '/robot/send') return null;
    const timestamp = url.searchParams.get('timestamp');
    const sign = createHmac('sha256', this.secret).update(`${timestamp}\n${this.secret}`).digest('base64');
    if (!/^\d{13}$/.test(timestamp ?? '') || url.searchParams.get('sign') !== sign) this.complaints.push('wrong sign');
    const { text } = JSON.parse(raw) as { text: { content: string } };
    return this.told(url.searchParams.get('access_token'), text.content);
  }

  protected answer(behaviour: Behaviour): Reply {
    const errcode = this.verdict(behaviour, { throttle: 130101, error: -1, refuse: 300001 });
    return { status: 200, body: { errcode, errmsg: errcode === 0 ? 'ok' : 'not ok' } };
  }
}

/** 飞书自定义机器人: POST /open-apis/bot/v2/hook/…, timestamp in seconds and sign in the body; code 11232 = too frequent. */
export class FakeFeishu extends FakeRobot {
  readonly channel = 'feishu';
  protected override readonly secret = 'feishu-secret';

  protected read({ url, raw }: Asked): Told | null {
    const token = /^\/open-apis\/bot\/v2\/hook\/([^/]+)$/.exec(url.pathname)?.[1];
    if (!token) return null;
    const { timestamp, sign, content } = JSON.parse(raw) as { timestamp: string; sign: string; content: { text: string } };
    const expected = createHmac('sha256', `${timestamp}\n${this.secret}`).update('').digest('base64');
    if (!/^\d{10}$/.test(timestamp) || sign !== expected) this.complaints.push('wrong sign');
    return this.told(token, content.text);
  }

  protected answer(behaviour: Behaviour): Reply {
    if (behaviour === 'error') return { status: 503, body: {} };
    const code = this.verdict(behaviour, { throttle: 11232, error: 0, refuse: 19001 });
    return { status: 200, body: { code, msg: code === 0 ? 'success' : 'not ok' } };
  }
}
