import { addressFault, isInside } from './allowed-address.js';

const secret = 'a-secret-of-sixteen';

describe('where a webhook may go', () => {
  it.each(['127.0.0.1', '10.1.2.3', '172.16.0.9', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '::1', 'fd00::1', 'fe80::1', '::ffff:10.0.0.1', '64:ff9b::a00:1'])('%s lies inside', (address) => expect(isInside(address)).toBe(true));
  it.each(['8.8.8.8', '172.32.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])('%s lies outside', (address) => expect(isInside(address)).toBe(false));

  const hosts = ['hooks.invalid', '127.0.0.1', '[::1]', '169.254.169.254', 'localhost'];
  it.each([
    ['http://hooks.invalid/a', /Only https/],
    ['https://other.invalid/a', /not among the hosts/],
    ['https://hooks.invalid:8443/a', /not among the hosts/],
    ['https://hooks.invalid.evil.invalid/a', /not among the hosts/],
    ['https://hooks.invalid@evil.invalid/a', /must not carry a password/],
    ['https://127.0.0.1/a', /inside a private network/],
    ['https://0x7f000001/a', /inside a private network/],
    ['https://[::1]/a', /inside a private network/],
    ['https://169.254.169.254/latest', /inside a private network/],
    ['https://localhost/a', /inside a private network/],
    ['file:///etc/passwd', /Only https/],
    ['nowhere', /no address/],
  ])('%s is refused', async (address, why) => expect(await addressFault(address, { hosts, secret, privateAddresses: false })).toMatch(why));

  it('a listed host is called, and one inside only when the file says so', async () => {
    expect(await addressFault('https://hooks.invalid/a', { hosts, secret, privateAddresses: false })).toBeNull();
    expect(await addressFault('http://127.0.0.1/a', { hosts, secret, privateAddresses: true })).toBeNull();
  });
});
