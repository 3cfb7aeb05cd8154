import { City } from '../harness/city.js';

describe('the console, served by the api', () => {
  let city: City;
  const get = (address: string, method = 'GET') => fetch(city.url + address, { method });

  beforeAll(async () => {
    city = await City.wakes({ worker: false, console: true });
  });
  afterAll(() => city.sleeps());

  it.each([
    ['/', 'src="/assets/desk-'],
    ['/responses/018f?tab=units', 'src="/assets/desk-'],
    ['/m', 'src="/assets/phone-'],
    ['/m/checklists/7', 'src="/assets/phone-'],
    ['/screen/', 'src="/assets/wall-'],
    ['/screen?replay=018f', 'src="/assets/wall-'],
  ])('gives %s its page, which no cache keeps', async (address, script) => {
    const reply = await get(address);
    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-type')).toMatch(/^text\/html/);
    expect(reply.headers.get('cache-control')).toBe('no-cache');
    expect(await reply.text()).toContain(script);
    expect((await get(address, 'HEAD')).status).toBe(200);
  });

  it('lets browsers keep the files that carry their hash for a year, and sends them small', async () => {
    const page = await (await get('/')).text();
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(page)![1]!;
    const reply = await get(script);
    expect(reply.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(reply.headers.get('content-encoding')).toMatch(/^(br|gzip)$/);
  });

  it('has a problem document for what is not there', async () => {
    for (const address of ['/assets/desk-00000000.js', '/api/v1/nothing']) {
      const reply = await get(address);
      expect(reply.status).toBe(404);
      expect(await reply.json()).toMatchObject({ code: 'request.no-such-route' });
    }
  });

  it('allows no script but its own', async () => {
    expect((await get('/')).headers.get('content-security-policy')).toContain("script-src 'self'");
  });
});
