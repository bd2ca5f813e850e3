/** Reads EXPLAIN's JSON: time, rows and buffers, the slowest node, and sequential scans. */

export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  /** Milliseconds and rows of one loop. */
  readonly 'Actual Total Time': number;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  /** Pages of 8 kB, with those of the nodes below. */
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: readonly PlanNode[];
}

export interface Plan {
  readonly Plan: PlanNode;
  readonly 'Planning Time': number;
  readonly 'Execution Time': number;
}

export interface SlowestNode {
  readonly what: string;
  /** Milliseconds that it took itself, without the nodes below it. */
  readonly ms: number;
  readonly rows: number;
}

/** Tables that grow with the newsroom, and how many rows of each may be read from end to end. */
const rowsAllowed = new Map([
  ['article', 0],
  ['article_topic', 1000],
  ['attribution', 1000],
  ['related_article', 1000],
]);

/** Tables that were read from end to end though they grow, with how many rows. */
export function sequentialScans(node: PlanNode): string[] {
  return [...nodesOf(node)].flatMap((each) => {
    const table = each['Relation Name'] ?? '';
    const read = rowsOf(each) + (each['Rows Removed by Filter'] ?? 0) * each['Actual Loops'];
    const isFine = !each['Node Type'].includes('Seq Scan') || read <= (rowsAllowed.get(table) ?? Infinity);
    return isFine || each['Actual Loops'] === 0 ? [] : [`${table}: ${read} rows`];
  });
}

export function slowestNode(root: PlanNode): SlowestNode {
  // The time of a CTE's scan is that of the CTE, which has a place of its own in the plan.
  const timed = [...nodesOf(root)].filter((node) => node === root || node['Node Type'] !== 'CTE Scan');
  const nodes = timed.map((node) => ({ what: nameOf(node), ms: ownTime(node), rows: rowsOf(node) }));
  return nodes.reduce((slowest, node) => (node.ms > slowest.ms ? node : slowest));
}

function* nodesOf(node: PlanNode): Generator<PlanNode> {
  yield node;
  for (const child of node.Plans ?? []) yield* nodesOf(child);
}

function rowsOf(node: PlanNode): number {
  return node['Actual Rows'] * node['Actual Loops'];
}

function timeOf(node: PlanNode): number {
  return node['Actual Total Time'] * node['Actual Loops'];
}

function ownTime(node: PlanNode): number {
  return timeOf(node) - (node.Plans ?? []).reduce((sum, child) => sum + timeOf(child), 0);
}

function nameOf(node: PlanNode): string {
  const on = node['Index Name'] ?? node['Relation Name'];
  return on === undefined ? node['Node Type'] : `${node['Node Type']} on ${on}`;
}
