/** SVG pictures of the demo newsroom: prints in the manner of a linocut, made up from an article's slug. */

import type { Scene } from './picture-ground.ts';
import { country, hospital, plant, river, stadium, town } from './picture-land-scenes.ts';
import { gouges, type Palette } from './picture-marks.ts';
import { chart, crossing, fishing, harbour, lighthouse, storm } from './picture-sea-scenes.ts';
import { type Random, seededRandom } from './seeded-random.ts';

export const PICTURE_WIDTH = 1600;
export const PICTURE_HEIGHT = 900;

const palettes: readonly Palette[] = [
  {
    paper: '#f6eddc',
    sky: '#efc88b',
    disc: '#d8572a',
    far: '#7a9e9f',
    mid: '#2f6690',
    ink: '#16303f',
    light: '#f7e7ce',
  },
  {
    paper: '#efe9dc',
    sky: '#1d3557',
    disc: '#f1d9a0',
    far: '#355c7d',
    mid: '#27496d',
    ink: '#0d1b2a',
    light: '#a8c5da',
  },
  {
    paper: '#f1eee6',
    sky: '#9aa8b8',
    disc: '#d64933',
    far: '#6b7d91',
    mid: '#3d5068',
    ink: '#1b2838',
    light: '#e9eef2',
  },
  {
    paper: '#f7f3e3',
    sky: '#dde5b6',
    disc: '#e9893b',
    far: '#a3b18a',
    mid: '#588157',
    ink: '#2b3f2e',
    light: '#f4f5e1',
  },
  {
    paper: '#fbf0e4',
    sky: '#f6bd9b',
    disc: '#fff1d6',
    far: '#c76d5e',
    mid: '#7d4650',
    ink: '#3a2436',
    light: '#ffe3cc',
  },
  {
    paper: '#f4f1e6',
    sky: '#bfd8d2',
    disc: '#dc5a41',
    far: '#7fb0a9',
    mid: '#2a7f7f',
    ink: '#123c45',
    light: '#eaf5f1',
  },
  {
    paper: '#faf2df',
    sky: '#f2d492',
    disc: '#e4572e',
    far: '#b8a878',
    mid: '#6e7f80',
    ink: '#202c39',
    light: '#fbf0d4',
  },
  {
    paper: '#f6efee',
    sky: '#e8c7c8',
    disc: '#f9f1e4',
    far: '#b497a8',
    mid: '#6f6a8d',
    ink: '#2e2a4a',
    light: '#fbedea',
  },
  {
    paper: '#f3f1ea',
    sky: '#d3dfe8',
    disc: '#f0a829',
    far: '#9fb3c8',
    mid: '#486581',
    ink: '#102a43',
    light: '#f2f7fb',
  },
];

const quiet: Palette = {
  paper: '#f2efe8',
  sky: '#dcdad2',
  disc: '#efece4',
  far: '#c3c2ba',
  mid: '#a9aaa4',
  ink: '#8b8d89',
  light: '#e9e6de',
};

/** Words of a slug and the scene that they call for; the first row that fits wins. */
const scenes: readonly (readonly [RegExp, Scene])[] = [
  [/storm|quenna|ottoline|percival|tempete/, storm],
  [/rovers|finch-marlow|supporters/, stadium],
  [/hospital|ward|nurse/, hospital],
  [/chart|map|trunk|cartes/, chart],
  [/ballot|rock|crake|too-close|breakwater|seconds/, lighthouse],
  [/ferry|crossing|captain/, crossing],
  [/fisher|crab|another-bank/, fishing],
  [/kestrin|plant|apprentice|dachs/, plant],
  [/ollen|river|creamery|tyres|safe|ring$/, river],
  [/dredg|harbour|metres|mud|wall/, harbour],
  [/school|lunch|mayor|roper|thorsby|election|governors|debate/, town],
];

/**
 * The picture of a demo article: SVG, 1600 × 900, under 6 KB, without text, script or any reference to elsewhere.
 *
 * @param slug decides everything: its words choose what is shown, its letters how; the same slug gives the same picture
 */
export function demoPicture(slug: string): string {
  const random = seededRandom(`picture of ${slug}`);
  const palette = palettes[Math.floor(random() * palettes.length)] ?? quiet;
  const scene = scenes.find(([words]) => words.test(slug))?.[1] ?? country;
  const mirrored = random() < 0.5;
  const drawing = scene(random, palette);
  return sheet(random, palette, mirrored ? `<g transform="matrix(-1 0 0 1 1600 0)">${drawing}</g>` : drawing);
}

/** For an article whose picture has no address: hills in greys, that don't pretend to show anything. */
export function placeholderPicture(): string {
  const random = seededRandom('no picture');
  return sheet(random, quiet, country(random, quiet));
}

/** Pulls the print: the drawing, specks that the roller missed, and a margin of paper whose inner edge was cut by hand. */
function sheet(random: Random, palette: Palette, drawing: string): string {
  const nick = () => Math.round(26 + random() * 14);
  const [a, b, c, d] = [nick(), nick(), nick(), nick()];
  const inner = `M${a} ${b}L800 ${nick()}L${1600 - c} ${d}L${1600 - nick()} 450L${1600 - d} ${900 - a}L800 ${900 - nick()}L${b} ${900 - c}L${nick()} 450Z`;
  const specks = `<g opacity=".25">${gouges(random, { left: 40, top: 60, right: 1560, bottom: 860 }, 9, palette.paper)}</g>`;
  const margin = `<path d="M0 0H1600V900H0Z${inner}" fill="${palette.paper}" fill-rule="evenodd"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${PICTURE_WIDTH}" height="${PICTURE_HEIGHT}" viewBox="0 0 1600 900">${drawing}${specks}${margin}</svg>`;
}
