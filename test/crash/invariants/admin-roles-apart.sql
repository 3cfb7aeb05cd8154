-- I13: nobody held two of the three administrator roles at one time; rights were given by the operator, or by who was security administrator then, never to himself.
WITH held AS (
  SELECT id, user_id, role, tstzrange(granted_at, revoked_at) AS during FROM identity_grant WHERE role IN ('system-admin', 'security-admin', 'audit-admin')
), given AS (
  SELECT id, user_id, role, granted_by AS by, granted_at AS at, 'granted' AS what FROM identity_grant WHERE granted_by IS NOT NULL
  UNION ALL
  SELECT id, user_id, role, revoked_by, revoked_at, 'revoked' FROM identity_grant WHERE revoked_by IS NOT NULL
)
SELECT 'broken' AS verdict, one.role || ' and ' || other.role AS what, one.user_id AS who, one.id AS right_id
  FROM held one JOIN held other ON other.user_id = one.user_id AND other.id > one.id AND other.during && one.during
UNION ALL
SELECT 'broken', what || ' by himself: ' || role, user_id, id FROM given WHERE by = user_id
UNION ALL
SELECT 'broken', what || ' by no security administrator: ' || role, by, id
  FROM given WHERE NOT EXISTS (SELECT 1 FROM held WHERE held.user_id = given.by AND held.role = 'security-admin' AND held.during @> given.at)
