/** Marks that the demo pictures are cut from: gouges, ridges, waves, rain, sun and moon. Each gives SVG text. */
import type { Random } from './seeded-random.ts';

/** Colours of one print, from the paper to the ink. */
export interface Palette {
  readonly paper: string;
  readonly sky: string;
  readonly disc: string;
  readonly far: string;
  readonly mid: string;
  readonly ink: string;
  readonly light: string;
}

/** A rectangle on the 1600 × 900 sheet. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function between(random: Random, low: number, high: number): number {
  return Math.round(low + random() * (high - low));
}

export function shape(path: string, fill: string): string {
  return `<path d="${path}" fill="${fill}"/>`;
}

export function line(path: string, colour: string, width: number, more = ''): string {
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}"${more}/>`;
}

/** Lens-shaped cuts as a gouge leaves them in lino, longer and thicker towards the bottom of the area. */
export function gouges(random: Random, area: Area, count: number, colour: string): string {
  let path = '';
  for (let cut = 0; cut < count; cut += 1) {
    const depth = (cut + random()) / count;
    const half = Math.round((30 + 70 * depth) * (0.5 + random()));
    const thick = Math.round(2 + 7 * depth);
    const x = between(random, area.left - half, area.right - half);
    const y = Math.round(area.top + depth * (area.bottom - area.top));
    path += `M${x} ${y}q${half} ${-thick} ${2 * half} 0q${-half} ${thick} ${-2 * half} 0`;
  }
  return shape(path, colour);
}

/** A range of hills from edge to edge, filled to the bottom, with cuts that follow its ridge. */
export function hills(random: Random, top: number, rise: number, fill: string, cut: string): string {
  const steps = between(random, 3, 5);
  const step = 1600 / steps;
  let ridge = `M0 ${top}`;
  for (let hill = 0; hill < steps; hill += 1) {
    const peak = between(random, rise * 0.5, rise);
    const end = top + between(random, -rise * 0.2, rise * 0.2);
    const x = Math.round(hill * step);
    ridge += `C${x + Math.round(step * 0.35)} ${top - peak} ${x + Math.round(step * 0.55)} ${top - peak} ${Math.round(x + step)} ${end}`;
  }
  const contours = [26, 58, 100]
    .map((down, row) => {
      const dashes = `${between(random, 60, 160)} ${between(random, 40, 120)} ${between(random, 15, 50)} ${between(random, 90, 200)}`;
      return line(
        ridge,
        cut,
        4 + row,
        ` stroke-dasharray="${dashes}" stroke-linecap="round" opacity=".5" transform="translate(0 ${down})"`,
      );
    })
    .join('');
  return shape(`${ridge}V900H0Z`, fill) + contours;
}

/** Open water from `top` down: flat cuts far off, wavelets that grow towards the viewer. */
export function sea(random: Random, top: number, fill: string, cut: string): string {
  let rows = '';
  let y = top + 20;
  for (let row = 0; y < 900; row += 1) {
    const length = 44 + row * 18;
    const height = 4 + row * 4;
    const dash = `${length * between(random, 2, 4)} ${length * between(random, 2, 5)} ${length} ${length * between(random, 1, 3)}`;
    const start = -between(random, 0, length);
    const wavelets = `q${length / 2} ${-height} ${length} 0${`t${length} 0`.repeat(Math.ceil((1600 - start) / length))}`;
    const path = `M${start} ${y}${row < 3 ? 'H1600' : wavelets}`;
    rows += line(path, cut, 3 + row, ` stroke-dasharray="${dash}" stroke-linecap="round"`);
    y += 24 + row * 7;
  }
  return `${shape(`M0 ${top}H1600V900H0Z`, fill)}<g opacity=".75">${rows}</g>`;
}

/** Steep breakers in three ranks, crested; for a storm. */
export function breakers(random: Random, top: number, { mid, ink, far, light }: Palette): string {
  return [far, mid, ink]
    .map((fill, rank) => {
      const length = 230 + rank * 110;
      const height = 70 + rank * 35;
      const start = -between(random, 0, length);
      const crest = `c${length * 0.4} 0 ${length * 0.5} ${-height} ${Math.round(length * 0.8)} ${-height}c${-length * 0.12} ${height * 0.35} ${-length * 0.02} ${height} ${Math.round(length * 0.2)} ${height}`;
      const y = top + 40 + rank * 105;
      const ridge = `M${start} ${y}${crest.repeat(Math.ceil((1600 - start) / length))}`.replace(
        /(?<!\d)\d+\.\d+/g,
        (n) => `${Math.round(Number(n))}`,
      );
      // One path is body and foam at once; the edges that close it lie outside of the margin.
      const foam = ` stroke="${light}" stroke-width="${7 + rank * 2}" stroke-linejoin="round" stroke-dasharray="${length * 0.9} 30 50 40"`;
      const streak = line(
        ridge,
        light,
        4,
        ` opacity=".4" stroke-dasharray="90 60 40 ${length}" transform="translate(18 ${34 + rank * 12})"`,
      );
      return `<path d="${ridge}V930H${start}Z" fill="${fill}"${foam}/>${streak}`;
    })
    .join('');
}

export function rain(random: Random, colour: string, bottom: number): string {
  const slant = between(random, 20, 60);
  let path = '';
  for (let drop = 0; drop < 30; drop += 1) {
    const length = between(random, 1, 3);
    path += `M${between(random, 0, 1660)} ${between(random, -40, bottom - 120)}l${-slant * length} ${60 * length}`;
  }
  return line(path, colour, 4, ' stroke-linecap="round" opacity=".55"');
}

/** Sun or moon, by chance: plain, ringed, rayed, cut across by haze, or a crescent. */
export function disc(random: Random, x: number, y: number, { disc: fill, sky }: Palette): string {
  const radius = between(random, 80, 150);
  const round = `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}"/>`;
  const kind = between(random, 0, 4);
  if (kind === 0) {
    const rings = [1.25, 1.5, 1.8].map((k) => `<circle cx="${x}" cy="${y}" r="${Math.round(radius * k)}"/>`).join('');
    return `<g fill="none" stroke="${fill}" stroke-width="5" stroke-dasharray="70 24 30 16" opacity=".6">${rings}</g>${round}`;
  }
  if (kind === 1) return round + shape(rays(random, x, y, radius), fill);
  if (kind === 2) {
    const bars = [0.15, 0.4, 0.63, 0.82].map(
      (k, i) => `M${x - radius} ${Math.round(y + radius * k)}h${2 * radius}v${8 + i * 4}h${-2 * radius}z`,
    );
    return round + shape(bars.join(''), sky);
  }
  if (kind === 3)
    return (
      round +
      `<circle cx="${x + radius * 0.4}" cy="${y - radius * 0.15}" r="${Math.round(radius * 0.9)}" fill="${sky}"/>`
    );
  return round;
}

function rays(random: Random, x: number, y: number, radius: number): string {
  const count = between(random, 20, 26);
  let path = '';
  for (let ray = 0; ray < count; ray += 1) {
    const angle = (ray / count) * 2 * Math.PI;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const point = (distance: number, aside: number) =>
      `${Math.round(x + cos * distance - sin * aside)} ${Math.round(y + sin * distance + cos * aside)}`;
    path += `M${point(radius + 24, -7)}L${point(radius + between(random, 70, 130), 0)}L${point(radius + 24, 7)}Z`;
  }
  return path;
}
