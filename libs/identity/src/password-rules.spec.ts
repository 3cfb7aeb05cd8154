import { passwordFaults } from './password-rules.js';

const codes = (password: string, username = 'zhujian') => passwordFaults(password, username).map((fault) => fault.code);

describe('a new password', () => {
  it('mixes three kinds of characters', () => {
    expect(codes('Blue-kiln7')).toEqual([]);
    expect(codes('blue-kiln-seven')).toEqual(['password.too-simple']);
  });

  it('needs no kinds once it is long', () => {
    expect(codes('five grey herons wait')).toEqual([]);
    expect(codes('秋风吹过青石镇的老槐树下灯火可亲')).toEqual([]);
  });

  it.each([
    ['Kiln-7ab', 'password.too-short'],
    [`Kiln-7${'abcdefgh'.repeat(16)}`, 'password.too-long'],
    ['77-ZhuJian-x', 'password.contains-username'],
    ['P@ssw0rd1234', 'password.too-common'],
    ['aB1aB1aB1aB1', 'password.too-common'],
    ['1qaz2wsx3edc4rfv', 'password.too-common'],
  ])('is refused as %s: %s', (password, code) => {
    expect(codes(password)).toEqual([code]);
  });

  it('counts characters, not code units, and full-width letters as their plain ones', () => {
    expect(codes('🌫🌪🌫🌫A1b')).toEqual(['password.too-short']);
    expect(codes('Ｐ＠ｓｓｗ０ｒｄ１２３４')).toEqual(['password.too-common']);
  });

  it('names every fault at once', () => {
    expect(codes('zhujian')).toEqual(['password.too-short', 'password.contains-username', 'password.too-simple']);
  });
});
