import { ROLES, type Role } from '#identity';
import { type Actor } from '#platform';
import { maySee, mayUse, type OwnedPhoto } from './photo.js';

const here = '018f0000-0000-7000-8000-00000000000a';
const photo: OwnedPhoto = { jurisdictionId: here, uploadedBy: 'li', unitId: '6', sharedWith: ['9'], forInspectors: false };
const actor = (id: string, unitId: string | null, ...roles: Role[]): Actor => ({ id, jurisdictionId: here, unitId, personId: null, roles });
const rolesThat = (may: (photo: OwnedPhoto, actor: Actor) => boolean, id: string, unitId: string | null) => ROLES.filter((role) => may(photo, actor(id, unitId, role)));

describe('a photo', () => {
  it('is seen and used by whoever took it, with any role or none', () => {
    expect(rolesThat(maySee, 'li', null)).toEqual([...ROLES]);
    expect(rolesThat(mayUse, 'li', null)).toEqual([...ROLES]);
    expect(mayUse(photo, actor('li', null))).toBe(true);
  });

  it('is seen by the command centre and by those who work for the unit, used by the latter only', () => {
    expect(rolesThat(maySee, 'wang', '6')).toEqual(['duty-officer', 'approver', 'commander', 'unit-head', 'unit', 'enterprise', 'inspector']);
    expect(rolesThat(mayUse, 'wang', '6')).toEqual(['unit-head', 'unit', 'enterprise', 'inspector']);
  });

  it('is seen but not used by units with which it was shared', () => {
    expect(rolesThat(maySee, 'wang', '9')).toEqual(['duty-officer', 'approver', 'commander', 'unit-head', 'unit', 'enterprise', 'inspector']);
    expect(rolesThat(mayUse, 'wang', '9')).toEqual([]);
  });

  it('is hidden from everybody else outside the command centre', () => {
    for (const unitId of ['7', null]) expect(rolesThat(maySee, 'wang', unitId)).toEqual(['duty-officer', 'approver', 'commander']);
    expect(maySee({ ...photo, unitId: null }, actor('wang', null, 'unit'))).toBe(false);
  });

  it('of a violation is seen, not used, by every inspector', () => {
    expect(rolesThat(maySee, 'wang', '7')).not.toContain('inspector');
    expect(rolesThat((one, by) => maySee({ ...one, forInspectors: true }, by), 'wang', '7')).toEqual(['duty-officer', 'approver', 'commander', 'inspector']);
    expect(rolesThat((one, by) => mayUse({ ...one, forInspectors: true }, by), 'wang', '7')).toEqual([]);
  });

  it('stays in its jurisdiction', () => {
    const elsewhere = { ...photo, jurisdictionId: '018f0000-0000-7000-8000-00000000000b' };
    for (const role of ROLES) {
      expect(maySee(elsewhere, actor('li', '6', role))).toBe(false);
      expect(mayUse(elsewhere, actor('li', '6', role))).toBe(false);
    }
  });
});
