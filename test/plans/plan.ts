/** A node of a plan as EXPLAIN (FORMAT JSON, ANALYZE, BUFFERS) tells it; only what is looked at. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly 'Sort Space Type'?: string;
  readonly 'Temp Written Blocks'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** A statement that ran. */
export interface Ran {
  readonly by: string;
  readonly text: string;
  readonly plan: PlanNode;
}

/** How many rows of a big table a statement may look at: as many as one response has there. */
export type Bounds = ReadonlyMap<string, number>;

export interface Complaint {
  readonly what: 'reads the whole of' | 'looks at more than one response has of' | 'spills';
  readonly table: string;
  readonly rows: number;
}

/** What is wrong with a plan; nothing when its work does not grow with the past of the city. */
export function complaintsOf(plan: PlanNode, bounds: Bounds): Complaint[] {
  const spilled = plan['Temp Written Blocks'] ?? 0;
  return [...(spilled > 0 ? [{ what: 'spills' as const, table: '', rows: spilled }] : []), ...scans(plan).flatMap((scan) => ofScan(scan, bounds))];
}

function ofScan(scan: PlanNode, bounds: Bounds): Complaint[] {
  const table = scan['Relation Name']!;
  const bound = bounds.get(table);
  const rows = lookedAt(scan);
  // A scan that was planned and never begun has harmed nobody yet, but would.
  if (bound === undefined || (scan['Actual Loops'] === 0 && scan['Node Type'] !== 'Seq Scan')) return [];
  if (scan['Node Type'].endsWith('Seq Scan')) return [{ what: 'reads the whole of', table, rows }];
  return rows > bound ? [{ what: 'looks at more than one response has of', table, rows }] : [];
}

/** Rows that a scan had in hand, those that a filter threw away too. PostgreSQL gives averages per loop. */
export function lookedAt(scan: PlanNode): number {
  const perLoop = (scan['Actual Rows'] ?? 0) + (scan['Rows Removed by Filter'] ?? 0) + (scan['Rows Removed by Index Recheck'] ?? 0);
  return Math.round(perLoop * (scan['Actual Loops'] ?? 1));
}

/** ModifyTable names a relation too, but reads it by the scans below. */
export function scans(node: PlanNode): PlanNode[] {
  const own = node['Relation Name'] && node['Node Type'].endsWith('Scan') ? [node] : [];
  return [...own, ...(node.Plans ?? []).flatMap(scans)];
}
