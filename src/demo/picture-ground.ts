/** What every scene of the demo pictures begins with: its sky, and a way to place a drawing in it. */
import { type Area, between, disc, gouges, type Palette } from './picture-marks.ts';
import type { Random } from './seeded-random.ts';

/** Draws the whole sheet but for its margin. */
export type Scene = (random: Random, palette: Palette) => string;

const skyArea: Area = { left: 0, top: 60, right: 1600, bottom: 480 };

export function sky(random: Random, palette: Palette, x: number): string {
  const sheet = `<rect width="1600" height="900" fill="${palette.sky}"/>`;
  const clouds = `<g opacity=".45">${gouges(random, skyArea, 12, palette.light)}</g>`;
  return sheet + disc(random, x, between(random, 200, 320), palette) + clouds;
}

export function placed(x: number, y: number, scale: number, drawing: string): string {
  return `<g transform="translate(${x} ${y}) scale(${scale})">${drawing}</g>`;
}
