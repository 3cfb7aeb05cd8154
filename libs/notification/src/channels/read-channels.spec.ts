import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EnvironmentProblem } from '#config/environment';
import { readChannels } from './read-channels.js';

const folder = mkdtempSync(path.join(tmpdir(), 'qingkong-channels-'));

function written(text: string, mode = 0o600): string {
  const file = path.join(folder, `${Math.random()}.yaml`);
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
}

const refusal = (text: string): string => {
  try {
    readChannels(written(text));
  } catch (error) {
    expect(error).toBeInstanceOf(EnvironmentProblem);
    return (error as Error).message;
  }
  return 'accepted';
};

const robot = (more: string) => `gateways:\n  - { name: robot, channel: wecom, robot: { url: 'https://robots.invalid' }${more} }\n`;

describe('the channels file', () => {
  it('is not needed', () => expect(readChannels(undefined)).toEqual([]));

  it('as the example is written, is accepted once its secrets are there', () => {
    const example = readFileSync('config/channels.example.yaml', 'utf8');
    const secrets = [...new Set([...example.matchAll(/\$\{([A-Z][A-Z0-9_]*)\}/g)].map(([, name]) => name!))].filter((name) => name !== 'NAME');
    expect(refusal(example)).toContain('the environment variable SMS_TOKEN is not set');
    for (const name of secrets) process.env[name] = 'secret-of-sixteen-letters';
    try {
      const gateways = readChannels(written(example));
      expect(gateways.map(({ channel }) => channel)).toEqual(['sms', 'email', 'webhook', 'wecom', 'dingtalk', 'feishu']);
      expect(gateways[0]!.sms!.headers).toEqual({ authorization: 'Bearer secret-of-sixteen-letters' });
    } finally {
      for (const name of secrets) delete process.env[name];
    }
  });

  it('that others may read is refused, with the command that closes it', () => {
    const open = written(robot(''), 0o644);
    expect(() => readChannels(open)).toThrow(`chmod 600 ${open}`);
  });

  it.each([['is empty', ''], ['names no gateway', 'gateways: []\n'], ['was cut short', 'about: ways\n']])('that %s is refused, and not taken for a city without ways outside', (_, text) => {
    expect(refusal(text)).toContain('gateways: none is named');
  });

  it('that is not there is refused', () => expect(() => readChannels(path.join(folder, 'nowhere.yaml'))).toThrow(/there is no such file/));

  it.each([
    ['a number out of range', robot(', perMinute: 0'), 'gateways[0].perMinute: perMinute must not be less than 1'],
    ['a word that nobody knows', robot(', speed: 3'), 'gateways[0].speed: property speed should not exist'],
    ['a word that nobody knows, deep inside', robot(', breaker: { failure: 3 }'), 'gateways[0].breaker.failure: property failure should not exist'],
    ['a channel that does not exist', robot('').replace('wecom', 'fax'), 'gateways[0].channel: channel must be one of'],
    ['a missing block', robot('').replace('wecom', 'sms'), 'gateways[0] "robot": a gateway of channel sms needs a block "sms".'],
    ['a missing setting of a block', "gateways: [{ name: mail, channel: email, email: { from: 'a@b.invalid' } }]", 'gateways[0].email.host: host must be'],
    ['two of one name', `${robot(", kinds: ['clock.*']")}${robot(", kinds: ['checklist.*']").replace('gateways:\n', '')}`, 'gateways[1] "robot": the name is taken by gateways[0].'],
    ['two for one notice', `${robot(", kinds: ['checklist.*']")}${robot(", kinds: ['checklist.issued']").replace('gateways:\n', '').replace('name: robot', 'name: other')}`, 'gateways[0] "robot" serves wecom for the same kinds'],
    ['what is no YAML', 'gateways: [', 'Please correct'],
  ])('with %s is refused by a sentence that names the place', (_what, text, sentence) => expect(refusal(text)).toContain(sentence));
});
