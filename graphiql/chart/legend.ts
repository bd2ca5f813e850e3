/** Legend and labels within the drawing, so that they are in the SVG and the PNG as well. */

const ROW_HEIGHT_PX = 18;
const SWATCH_PX = 10;
const GAP_PX = 14;
const CHARACTER_WIDTH_PX = 6.2;
const LABEL_HEIGHT_PX = 12;

export type Entry = readonly [name: string, color: string];

/** A chart's own texts stand around their places. */
const textStyle = { 'font-size': 10, 'text-anchor': 'start' };

interface Placed {
  readonly entry: Entry;
  readonly x: number;
  readonly y: number;
}

/** Entries in lines of this width. */
export function legendOf(
  entries: readonly Entry[],
  width: number,
): { readonly height: number; draw(into: SVGSVGElement): void } {
  const placed: Placed[] = [];
  let [x, y] = [0, 0];
  for (const entry of entries) {
    const taken = SWATCH_PX + 4 + entry[0].length * CHARACTER_WIDTH_PX + GAP_PX;
    if (x > 0 && x + taken > width) [x, y] = [0, y + ROW_HEIGHT_PX];
    placed.push({ entry, x, y });
    x += taken;
  }
  return {
    height: entries.length === 0 ? 0 : y + ROW_HEIGHT_PX + 6,
    draw(into) {
      for (const { entry, x: left, y: top } of placed) {
        into.append(
          element('rect', { x: left, y: top + 2, width: SWATCH_PX, height: SWATCH_PX, fill: entry[1] }),
          element('text', { x: left + SWATCH_PX + 4, y: top + 11, fill: 'currentColor', ...textStyle }, entry[0]),
        );
      }
    },
  };
}

/** Pushes labels that stand on one another apart, downwards. */
export function moveApart(labels: readonly SVGTextElement[]): void {
  const placed = labels.flatMap((label) => {
    const found = /translate\(([-\d.]+),([-\d.]+)\)/.exec(label.getAttribute('transform') ?? '');
    return found ? [{ label, x: Number(found[1]), y: Number(found[2]) }] : [];
  });
  let free = Number.NEGATIVE_INFINITY;
  for (const { label, x, y } of placed.toSorted((a, b) => a.y - b.y)) {
    const top = Math.max(y, free);
    label.setAttribute('transform', `translate(${x},${top})`);
    free = top + LABEL_HEIGHT_PX;
  }
}

function element(name: 'rect' | 'text', attributes: Readonly<Record<string, string | number>>, text = ''): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.textContent = text;
  return made;
}
