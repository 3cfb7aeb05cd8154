import { fitsChannel, maskAddress, tidyAddress } from './address.js';
import type { ContactChannel } from './contact.js';

const KEY = '693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa';

describe('the address of a contact', () => {
  it.each<[ContactChannel, string, string]>([
    ['mobile', ' 138 0013 8000 ', '13800138000'],
    ['mobile', '+86 138-0013-8000', '13800138000'],
    ['mobile', '008613800138000', '13800138000'],
    ['mobile', '１３８００１３８０００', '13800138000'],
    ['landline', '(0312) 8765432', '0312-8765432'],
    ['landline', '010-87654321', '010-87654321'],
    ['email', 'Duty@Example.CN', 'duty@example.cn'],
    ['wecom', `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${KEY}`, KEY],
    ['dingtalk', `https://oapi.dingtalk.com/robot/send?access_token=${KEY}`, KEY],
    ['feishu', `https://open.feishu.cn/open-apis/bot/v2/hook/${KEY}`, KEY],
    ['webhook', 'https://gw.example.cn/in?a=1', 'https://gw.example.cn/in?a=1'],
  ])('%s: %s is kept as %s, and fits', (channel, typed, kept) => {
    expect(tidyAddress(channel, typed)).toBe(kept);
    expect(fitsChannel(channel, kept)).toBe(true);
  });

  it.each<[ContactChannel, string]>([
    ['mobile', '12800138000'],
    ['mobile', '1380013800'],
    ['mobile', '138001380001'],
    ['mobile', '0312-8765432'],
    ['landline', '8765432'],
    ['landline', '13800138000'],
    ['email', 'duty@'],
    ['email', 'duty'],
    ['webhook', 'http://gw.example.cn/in'],
    ['webhook', 'https://me:secret@gw.example.cn/in'],
    ['webhook', 'gw.example.cn'],
    ['wecom', 'short'],
    ['dingtalk', 'https://elsewhere.example.cn/robot/send?access_token=abc'],
    ['feishu', `${KEY} `.repeat(2)],
  ])('%s: %s does not fit', (channel, typed) => {
    expect(fitsChannel(channel, tidyAddress(channel, typed))).toBe(false);
  });

  it('is shown to those who do not keep it so that it can be recognised and not used', () => {
    expect(maskAddress('mobile', '13800138000')).toBe('138****8000');
    expect(maskAddress('email', 'duty@example.cn')).toBe('d***@example.cn');
    expect(maskAddress('webhook', 'https://gw.example.cn/in?token=abc')).toBe('https://gw.example.cn/…');
    expect(maskAddress('landline', '0312-8765432')).toBe('0312…32');
    expect(maskAddress('wecom', KEY)).toBe('693a…aa');
  });
});
