import type { Role } from '#identity';

/** Who may use which route, written by hand from the design; the spec compares it with what the running api does, cell by cell. */
export interface Expectation {
  readonly roles: readonly Role[] | 'anyone';
}

const command: readonly Role[] = ['duty-officer', 'approver', 'commander'];
const units: readonly Role[] = ['unit-head', 'unit', 'enterprise'];
const field: readonly Role[] = [...command, ...units, 'inspector'];
const everybody: readonly Role[] = [...field, 'system-admin', 'security-admin', 'audit-admin'];
const to = (...roles: readonly Role[]): Expectation => ({ roles });

export const EXPECTED: Readonly<Record<string, Expectation>> = {
  'GET /healthz': { roles: 'anyone' },
  'GET /readyz': { roles: 'anyone' },
  'GET /metrics': { roles: 'anyone' },
  'POST /api/v1/session': { roles: 'anyone' },
  'DELETE /api/v1/session': { roles: 'anyone' },
  'POST /api/v1/invitations/accept': { roles: 'anyone' },
  'GET /api/v1/session': to(...everybody),
  'POST /api/v1/session/password': to(...everybody),
  'GET /api/v1/feed': to(...everybody),

  'GET /api/v1/warnings': to(...command),
  'POST /api/v1/warnings': to('duty-officer'),
  'GET /api/v1/warnings/:id': to(...command),
  'PATCH /api/v1/warnings/:id': to('duty-officer'),
  'GET /api/v1/warnings/:id/preview': to(...command),
  'POST /api/v1/warnings/:id/submit': to('duty-officer'),
  'POST /api/v1/warnings/:id/approve': to('approver', 'duty-officer'),
  'POST /api/v1/warnings/:id/return': to('approver'),
  'POST /api/v1/warnings/:id/withdraw': to('duty-officer'),
  'POST /api/v1/warnings/:id/countersign': to('approver'),
  'POST /api/v1/warnings/:id/adjust': to('duty-officer'),
  'POST /api/v1/warnings/:id/suspend': to('duty-officer'),
  'POST /api/v1/warnings/:id/resume': to('duty-officer'),
  'POST /api/v1/warnings/:id/lift': to('duty-officer'),
  'POST /api/v1/warnings/:id/revoke': to('duty-officer'),

  'GET /api/v1/responses': to(...field),
  'GET /api/v1/responses/:id': to(...field),
  'GET /api/v1/responses/:id/messages': to(...field),
  'GET /api/v1/responses/:id/measures': to(...field),
  'GET /api/v1/responses/:id/progress': to(...command),
  'GET /api/v1/responses/:id/items': to(...command),
  'GET /api/v1/responses/:id/deliveries': to(...command),
  'POST /api/v1/responses/:id/deliveries/replay': to('duty-officer', 'commander'),
  'GET /api/v1/responses/:id/timeline': to(...command),
  'POST /api/v1/responses/:id/remind': to('duty-officer'),

  'GET /api/v1/checklists': to(...command, ...units),
  'GET /api/v1/checklists/:id': to(...command, ...units),
  'POST /api/v1/checklists/:id/read': to(...units),
  'POST /api/v1/checklists/:id/acknowledge': to(...units),
  'POST /api/v1/checklists/:id/confirm': to(...units),
  'POST /api/v1/checklists/:id/stand-down': to(...units),
  'POST /api/v1/checklists/:id/excuse': to('duty-officer'),
  'POST /api/v1/checklists/:id/items/:itemId/confirm': to(...units),
  'POST /api/v1/checklists/:id/items/:itemId/accept': to('duty-officer', 'unit', 'unit-head'),
  'POST /api/v1/checklists/:id/items/:itemId/return': to('duty-officer', 'unit', 'unit-head'),
  'GET /api/v1/acknowledgements/:token': { roles: 'anyone' },
  'POST /api/v1/acknowledgements/:token': { roles: 'anyone' },
  'GET /api/v1/reviews': to('duty-officer', 'commander', 'unit', 'unit-head'),

  'POST /api/v1/evidence': to(...units, 'inspector', 'duty-officer'),
  'GET /api/v1/evidence/:id': to(...field),

  'GET /api/v1/violations': to(...field),
  'GET /api/v1/violations/export': to(...command),
  'POST /api/v1/violations': to('inspector', 'duty-officer'),
  'GET /api/v1/violations/:id': to(...field),
  'POST /api/v1/problems/:id/assign': to('duty-officer'),
  'POST /api/v1/problems/:id/rectify': to(...units),
  'POST /api/v1/problems/:id/recheck': to('inspector'),
  'POST /api/v1/problems/:id/close': to('duty-officer'),
  'POST /api/v1/problems/:id/reopen': to('duty-officer'),

  'GET /api/v1/plans': to(...command),
  'POST /api/v1/plans': to('duty-officer'),
  'POST /api/v1/plans/import': to('duty-officer'),
  'POST /api/v1/plans/documents': to('duty-officer'),
  'GET /api/v1/plans/documents/:id': to(...command),
  'GET /api/v1/plans/documents/:id/file': to(...command),
  'POST /api/v1/plans/documents/:id/import': to('duty-officer'),
  'GET /api/v1/plans/:id': to(...command),
  'GET /api/v1/plans/:id/source': to(...command),
  'GET /api/v1/plans/:id/export': to(...command),
  'GET /api/v1/plans/:id/questions': to(...command),
  'POST /api/v1/plans/:id/questions/:n/answer': to('duty-officer'),
  'POST /api/v1/plans/:id/questions/answer': to('duty-officer'),
  'PUT /api/v1/plans/:id/measures/:no': to('duty-officer'),
  'PUT /api/v1/plans/:id/levels': to('duty-officer'),
  'PUT /api/v1/plans/:id/clocks': to('duty-officer'),
  'POST /api/v1/plans/:id/undo': to('duty-officer'),
  'POST /api/v1/plans/:id/publish': to('approver', 'duty-officer'),

  'GET /api/v1/holidays': to(...command, 'system-admin'),
  'PUT /api/v1/holidays/:year': to('system-admin'),

  'GET /api/v1/units': to(...field, 'system-admin', 'security-admin'),
  'POST /api/v1/units': to('system-admin'),
  'PATCH /api/v1/units/:id': to('system-admin'),
  'POST /api/v1/units/:id/shifts': to('system-admin', 'duty-officer'),
  'GET /api/v1/groups': to(...command, 'system-admin'),
  'POST /api/v1/groups': to('system-admin'),
  'GET /api/v1/people': to(...command, 'system-admin', 'unit-head'),
  'POST /api/v1/people': to('system-admin'),

  'GET /api/v1/contacts': to(...command, 'system-admin', 'unit-head'),
  'GET /api/v1/contacts/missing': to(...command, 'system-admin'),
  'POST /api/v1/contacts': to('system-admin', 'duty-officer', 'unit-head'),
  'POST /api/v1/contacts/:id/end': to('system-admin', 'duty-officer', 'unit-head'),
  'POST /api/v1/contacts/:id/code': to('system-admin', 'duty-officer', 'unit-head'),
  'POST /api/v1/contacts/:id/verify': to('system-admin', 'duty-officer', 'unit-head'),
  'POST /api/v1/contacts/:id/called-back': to('system-admin', 'duty-officer', 'unit-head'),

  'GET /api/v1/accounts': to('system-admin', 'security-admin', 'audit-admin'),
  'POST /api/v1/accounts': to('system-admin'),
  'POST /api/v1/accounts/:id/state': to('system-admin', 'security-admin'),
  'POST /api/v1/accounts/:id/invitation': to('security-admin', 'system-admin'),
  'POST /api/v1/accounts/:id/roles': to('security-admin'),
  'DELETE /api/v1/accounts/:id/roles/:role': to('security-admin'),
  'POST /api/v1/accounts/:id/sessions/end': to('security-admin'),
  'GET /api/v1/approvers': to('duty-officer'),

  'GET /api/v1/channels': to('duty-officer', 'commander', 'system-admin'),
  'POST /api/v1/deliveries/:id/replay': to('duty-officer', 'commander'),
  'POST /api/v1/receipts/:gateway': { roles: 'anyone' },
  'GET /api/v1/notices': to(...field),
  'POST /api/v1/notices/read': to(...field),
  'GET /api/v1/audit': to('audit-admin'),
  'GET /api/v1/audit/seal': to('audit-admin'),
};
