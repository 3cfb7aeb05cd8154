import { FakeSms } from '../harness/gateways/index.js';
import { Outside } from './outside.js';

const UNIT = '青石镇';

/** Contacts and links, by the real engine: what reaches an address, and what an address that has ended takes with it. */
describe('a contact', () => {
  const sms = new FakeSms();
  let outside: Outside;
  let unitId: string;

  const officer = () => outside.desk.officer;
  const registered = async (channel: string, address: string): Promise<string> => (await officer().does<{ id: string }>('/contacts', { unitId, channel, address })).id;
  const shown = async (id: string) => (await officer().reads<{ items: { id: string; state: string; verifiedHow: string | null }[] }>(`/contacts?unitId=${unitId}`)).items.find((one) => one.id === id);
  const told = (address: string) => sms.taken.filter((one) => one.address === address);
  const tokenIn = (text: string): string => /\/m\/a\/([0-9A-Za-z]+)/.exec(text)![1]!;
  const link = async (method: string, token: string) => {
    const reply = await fetch(`${outside.city.url}/api/v1/acknowledgements/${token}`, { method, ...(method === 'POST' ? { headers: { 'content-type': 'application/json' }, body: '{}' } : {}) });
    return { status: reply.status, code: ((await reply.json()) as { code?: string }).code ?? 'ok' };
  };

  beforeAll(async () => {
    outside = await Outside.begins([sms]);
    const [unit] = await outside.city.database.query<{ id: string }>('SELECT id FROM directory_unit WHERE name = $1', [UNIT]);
    unitId = unit!.id;
  });
  afterAll(() => outside.ends());

  it('that nobody vouched for gets its code and nothing else', async () => {
    const id = await registered('mobile', '13900139001');
    await officer().does(`/contacts/${id}/code`, {});
    await outside.until('the code', () => told('13900139001').length === 1);
    const text = told('13900139001')[0]!.text;
    const [digits] = /核实码 (\d{6})/.exec(text)!.slice(1);
    const [kept] = await outside.city.database.query<{ found: number }>(`SELECT count(*)::int AS found FROM notification_delivery WHERE facts::text LIKE '%' || $1 || '%'`, [digits]);
    expect(kept!.found).toBe(0);
    await outside.raises();
    await outside.quiet('sms');
    expect(told('13900139001').length).toBe(1);
    await officer().does(`/contacts/${id}/verify`, { code: digits });
    expect(await shown(id)).toMatchObject({ state: 'verified', verifiedHow: 'code' });
    await outside.reminds(UNIT);
    await outside.until('the reminder', () => told('13900139001').length === 2);
  });

  it('by a channel that nobody serves is refused a code, and nothing is kept of the attempt', async () => {
    const id = await registered('email', 'duty@example.cn');
    expect(await officer().post(`/contacts/${id}/code`, {})).toMatchObject({ status: 409, body: { code: 'contact.channel-not-served', facts: { channel: 'email' } } });
    const [row] = await outside.city.database.query<{ codes: number; asked: number }>(
      `SELECT (SELECT count(*)::int FROM directory_contact_code WHERE contact_id = $1) AS codes,
              (SELECT count(*)::int FROM journal WHERE type = 'directory.contact-code-asked' AND data ->> 'contactId' = $1::text) AS asked`,
      [id],
    );
    expect(row).toEqual({ codes: 0, asked: 0 });
  });

  it('gets a link with its order that acknowledges once, and none that outlives it', async () => {
    const first = await registered('mobile', '13900139002');
    await officer().does(`/contacts/${first}/called-back`, {});
    const before = sms.taken.length;
    await outside.desk.adjusts(await warning(), 'red');
    await outside.until('both orders', () => new Set(sms.taken.slice(before).map(({ address }) => address)).size === 2);
    const links = new Map(sms.taken.slice(before).map(({ address, text }) => [address, tokenIn(text)]));
    expect((await link('GET', links.get('13900139002')!)).status).toBe(200);
    await officer().does(`/contacts/${first}/end`, {});
    expect(await link('GET', links.get('13900139002')!)).toEqual({ status: 410, code: 'link.contact-ended' });
    expect(await link('POST', links.get('13900139002')!)).toEqual({ status: 410, code: 'link.contact-ended' });
    expect(await link('POST', links.get('13900139001')!)).toEqual({ status: 200, code: 'ok' });
    expect(await link('POST', links.get('13900139001')!)).toEqual({ status: 409, code: 'link.used' });
  });

  it('has its acknowledgement in the ledger of every way that the order went', async () => {
    await outside.until('the ledger follows', async () => (await outside.ledger('sms')).filter((row) => row.kind === 'checklist.revised' && row.state === 'acknowledged').length === 2);
  });

  const warning = async (): Promise<string> => (await officer().reads<{ items: { id: string; warningId: string }[] }>('/responses')).items.find((one) => one.id === outside.response)!.warningId;
});
