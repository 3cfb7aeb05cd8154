import { type Actor } from '#platform';
import { UNIT_ROLES, type Role } from './roles.js';
import type { Account } from './account.js';
import { ADMIN_ROLES, grantRole, mayManage, revokeRole } from './granting.js';
import { RoleGranted, RoleRevoked } from './identity.events.js';

const jurisdictionId = '018f0000-0000-7000-8000-00000000000a';
const account = { id: 'user-1', jurisdictionId, unitId: '6' } as Account;
const by = (...roles: Role[]): Actor => ({ id: 'admin-1', jurisdictionId, unitId: null, personId: null, roles });
const security = by('security-admin');

describe('granting a role', () => {
  it('is the security administrator’s act', () => {
    expect(grantRole(account, [], 'unit', security)).toEqual({ next: ['unit'], events: [new RoleGranted(jurisdictionId, 'user-1', 'unit')] });
    for (const roles of [[], ['system-admin'], ['audit-admin'], ['commander']] as Role[][]) {
      expect(() => grantRole(account, [], 'unit', by(...roles))).toThrow(expect.objectContaining({ code: 'access.forbidden' }));
      expect(() => revokeRole(account, ['unit'], 'unit', by(...roles))).toThrow(expect.objectContaining({ code: 'access.forbidden' }));
    }
  });

  it('is never done to oneself', () => {
    const self = { ...security, id: 'user-1' };
    expect(() => grantRole(account, ['security-admin'], 'approver', self)).toThrow(expect.objectContaining({ code: 'identity.own-account' }));
    expect(() => revokeRole(account, ['security-admin'], 'security-admin', self)).toThrow(expect.objectContaining({ code: 'identity.own-account' }));
  });

  it('lets nobody hold two of the three administrators’ roles', () => {
    for (const held of ADMIN_ROLES)
      for (const role of ADMIN_ROLES.filter((other) => other !== held))
        expect(() => grantRole(account, ['unit', held], role, security)).toThrow(expect.objectContaining({ code: 'identity.admin-roles-exclude' }));
    const { next } = revokeRole(account, ['system-admin'], 'system-admin', security);
    expect(grantRole(account, next, 'audit-admin', security).next).toEqual(['audit-admin']);
  });

  it('gives roles that answer for a unit only to accounts of a unit', () => {
    for (const role of UNIT_ROLES)
      expect(() => grantRole({ ...account, unitId: null }, [], role, security)).toThrow(expect.objectContaining({ code: 'identity.role-needs-unit' }));
    expect(grantRole({ ...account, unitId: null }, [], 'approver', security).next).toEqual(['approver']);
  });

  it('says nothing new about a role that is held already, or no longer', () => {
    expect(grantRole(account, ['unit'], 'unit', security).events).toEqual([]);
    expect(revokeRole(account, ['unit'], 'unit-head', security).events).toEqual([]);
    expect(revokeRole(account, ['unit', 'unit-head'], 'unit', security)).toEqual({ next: ['unit-head'], events: [new RoleRevoked(jurisdictionId, 'user-1', 'unit')] });
  });
});

describe('managing an account', () => {
  it('is for system and security administrators', () => {
    expect(() => mayManage(account, ['unit'], by('system-admin'))).not.toThrow();
    expect(() => mayManage(account, ['unit'], security)).not.toThrow();
    expect(() => mayManage(account, ['unit'], by('audit-admin'))).toThrow(expect.objectContaining({ code: 'access.forbidden' }));
    expect(() => mayManage(account, ['unit'], by('commander', 'approver'))).toThrow(expect.objectContaining({ code: 'access.forbidden' }));
  });

  it('keeps the other administrators out of the system administrator’s hands', () => {
    for (const role of ADMIN_ROLES) {
      expect(() => mayManage(account, [role], by('system-admin'))).toThrow(expect.objectContaining({ code: 'access.forbidden' }));
      expect(() => mayManage(account, [role], security)).not.toThrow();
    }
  });

  it('is never done to oneself', () => {
    expect(() => mayManage(account, ['unit'], { ...security, id: 'user-1' })).toThrow(expect.objectContaining({ code: 'identity.own-account' }));
  });
});
