import { bookOf, matchUnit, shortFormOf, variantsOf, type KnownUnit } from './unit-matching.js';

const unit = (id: string, name: string, shortName = name): KnownUnit => ({ id, name, shortName });

describe('a unit of a plan in the directory', () => {
  const known = [unit('1', '区发改局', '发改局'), unit('2', '区市场监督管理局', '市场监管局'), unit('3', '市发改委')];

  it.each([
    ['区发改局', '1'],
    ['区发展和改革局', '1'],
    ['区市场监管局', '2'],
    ['市发展和改革委员会', '3'],
    ['市场监管局', '2'],
  ])('%s is found', (name, id) => {
    expect(matchUnit(name, known)?.id).toBe(id);
  });

  it.each(['区发改委', '市发改局', '发改', '区水利局'])('%s is nobody, however alike', (name) => {
    expect(matchUnit(name, known)).toBeNull();
  });

  it('is nobody when two fit and neither exactly', () => {
    expect(matchUnit('区住房和城乡建设局', [unit('1', '区住建局'), unit('2', '区住房和城乡建设 局')])).toBeNull();
  });

  it('is asked for under every form its name may have there', () => {
    expect(variantsOf('区住建局')).toEqual(['区住建局', '区住房和城乡建设局']);
    expect(shortFormOf('河东街道办事处')).toBe('河东街道');
  });

  it('is also found by id, and a group by its printed expression only', () => {
    const book = bookOf(known, [{ id: '8', name: '各乡镇街' }]);
    expect([book.unit('3'), book.group('各乡镇街'), book.group('乡镇街')]).toEqual([{ id: '3', name: '市发改委' }, { id: '8', name: '各乡镇街' }, null]);
  });
});
