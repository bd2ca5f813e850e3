/** Demo pictures' scenes on land: town, hospital, stadium, river, factory, open country. */
import { placed, type Scene, sky } from './picture-ground.ts';
import { between, gouges, hills, line, type Palette, rain, shape } from './picture-marks.ts';
import type { Random } from './seeded-random.ts';

/** A row of gabled houses along y = 0, from x = 0 rightwards, some windows lit. */
function gables(random: Random, width: number, { ink, disc: accent }: Palette): string {
  let roofs = '';
  let windows = '';
  for (let x = 0; x < width; ) {
    const front = between(random, 90, 170);
    const wall = between(random, 110, 220);
    const peak = between(random, 50, 110);
    roofs += `M${x} 60V${-wall}l${front / 2} ${-peak}l${front / 2} ${peak}V60Z`;
    if (random() < 0.4) roofs += `M${x + 16} ${-wall}v${-peak}h20v${peak}Z`;
    if (random() < 0.7) windows += `M${x + 24} ${-wall + 24}h18v28h-18z`;
    if (random() < 0.5) windows += `M${x + front - 46} ${-wall + 70}h18v28h-18z`;
    x += front;
  }
  return shape(roofs, ink) + shape(windows, accent);
}

export const town: Scene = (random, palette) => {
  const ground = between(random, 640, 690);
  const { mid, ink, light, far } = palette;
  const x = between(random, 350, 1200);
  const tower =
    shape('M-60 60V-420H60V60ZM-76-420L0-560L76-420Z', mid) +
    `<circle cy="-350" r="38" fill="${light}"/>` +
    line('M0-376V-350L16-338', ink, 7);
  return (
    sky(random, palette, x > 800 ? between(random, 250, 500) : between(random, 1050, 1350)) +
    hills(random, ground - 120, 120, far, light) +
    placed(x, ground, 1, tower) +
    placed(-between(random, 0, 60), ground, 1, gables(random, 1680, palette)) +
    shape(`M0 ${ground + 50}H1600V900H0Z`, ink) +
    gouges(random, { left: 0, top: ground + 80, right: 1600, bottom: 890 }, 22, mid)
  );
};

export const hospital: Scene = (random, palette) => {
  const ground = between(random, 690, 730);
  const { ink, mid, far, light, disc: accent } = palette;
  const left = between(random, 280, 620);
  const storeys = between(random, 6, 8);
  let dark = '';
  let lit = '';
  for (let window = 0; window < storeys * 9; window += 1) {
    const cell = `M${left + 36 + (window % 9) * 60} ${ground - 90 - Math.floor(window / 9) * 64}h32v36h-32z`;
    if (random() < 0.22) lit += cell;
    else dark += cell;
  }
  const block = shape(
    `M${left} ${ground + 20}V${ground - 70 - storeys * 64}H${left + 580}V${ground + 20}ZM${left + 580} ${ground + 20}v-190h300v190Z`,
    ink,
  );
  return (
    sky(random, palette, left > 450 ? between(random, 180, 300) : between(random, 1250, 1400)) +
    hills(random, ground - 90, 130, far, light) +
    block +
    shape(dark, mid) +
    shape(lit, accent) +
    shape(`M0 ${ground}H1600V900H0Z`, mid) +
    gouges(random, { left: 0, top: ground + 30, right: 1600, bottom: 890 }, 24, light)
  );
};

export const stadium: Scene = (random, palette) => {
  const ground = between(random, 560, 610);
  const { ink, mid, far, light } = palette;
  const lamps = (x: number, height: number) =>
    line(`M${x} ${ground}V${ground - height}`, ink, 12) +
    shape(`M${x - 62} ${ground - height - 70}h124v76h-124z`, ink) +
    line(`M${x - 50} ${ground - height - 48}h100m-100 32h100`, light, 16, ' stroke-dasharray="16 12"');
  const stand =
    shape(`M330 ${ground}V${ground - 130}L290 ${ground - 170}H1310L1270 ${ground - 130}V${ground}Z`, ink) +
    line(
      `M350 ${ground - 92}H1250M350 ${ground - 56}H1250M350 ${ground - 20}H1250`,
      far,
      10,
      ' stroke-dasharray="9 13 9 20 9 7"',
    );
  let stripes = '';
  for (let stripe = -5; stripe < 5; stripe += 1) {
    const [top, bottom] = [800 + stripe * 170, 800 + stripe * 460];
    stripes += `M${top} ${ground}h85L${bottom + 230} 900H${bottom}Z`;
  }
  const pitch = `${shape(`M0 ${ground}H1600V900H0Z`, mid)}<g opacity=".35">${shape(stripes, light)}</g>`;
  const circle = `<ellipse cx="800" cy="${ground + 150}" rx="330" ry="72" fill="none" stroke="${light}" stroke-width="8"/>`;
  const wet = random() < 0.35 ? rain(random, light, 900) : '';
  return (
    sky(random, palette, between(random, 300, 1300)) +
    hills(random, ground, 150, far, light) +
    lamps(between(random, 130, 220), 330) +
    lamps(between(random, 1380, 1470), 330) +
    stand +
    pitch +
    circle +
    line(`M0 ${ground + 150}H1600`, light, 6) +
    wet
  );
};

export const river: Scene = (random, palette) => {
  const { far, mid, ink, light } = palette;
  const top = between(random, 430, 500);
  const end = between(random, 420, 800);
  const bend = shape(
    `M820 ${top + 60}C1300 ${top + 130} 1180 ${top + 190} 820 ${top + 230}S${end - 260} 780 ${end - 180} 900H${end + 460}C${end + 300} 800 ${end + 420} 760 1010 ${top + 280}S1560 ${top + 110} 850 ${top + 60}Z`,
    light,
  );
  let reeds = '';
  for (let reed = 0; reed < 26; reed += 1) {
    const x = between(random, -20, 330) + (reed % 2) * 1270;
    reeds += `M${x} 900q${between(random, -8, 20)} ${-between(random, 60, 120)} ${between(random, -20, 46)} ${-between(random, 150, 300)}`;
  }
  return (
    sky(random, palette, between(random, 350, 1250)) +
    hills(random, top, 170, far, light) +
    hills(random, top + 60, 90, mid, light) +
    bend +
    gouges(random, { left: end - 60, top: 760, right: end + 380, bottom: 890 }, 9, mid) +
    line(reeds, ink, 9, ' stroke-linecap="round"')
  );
};

export const plant: Scene = (random, palette) => {
  const { far, mid, ink, light, disc: accent } = palette;
  const ground = between(random, 620, 680);
  const left = between(random, 260, 460);
  let sheds = '';
  const count = between(random, 5, 7);
  for (let shed = 0; shed < count; shed += 1) sheds += `M${left + shed * 110} ${ground}v-150l110-70v220Z`;
  const blocks = `M${left + count * 110} ${ground}v-${between(random, 240, 300)}h200V${ground}ZM${left - 90} ${ground}v-330h46V${ground}Z`;
  const lights = line(`M${left + 20} ${ground - 60}h${count * 110 - 40}`, accent, 22, ' stroke-dasharray="30 34"');
  let trees = '';
  for (let tree = 0; tree < 9; tree += 1) {
    const x = (tree < 4 ? 0 : 620) + tree * 105 + between(random, -30, 30);
    const height = between(random, 90, 190);
    trees += `M${x} ${ground + 90}l46 ${-height} 46 ${height}Z`;
  }
  return (
    sky(random, palette, between(random, 250, 1350)) +
    hills(random, ground - 40, 240, far, light) +
    shape(sheds + blocks, ink) +
    lights +
    hills(random, ground + 16, 30, mid, light) +
    shape(trees, ink)
  );
};

/** Hills and sky alone, for whatever has no scene of its own. */
export const country: Scene = (random, palette) => {
  const { far, mid, ink, light } = palette;
  return (
    sky(random, palette, between(random, 300, 1300)) +
    hills(random, 470, 200, far, light) +
    hills(random, 600, 160, mid, light) +
    hills(random, 760, 110, ink, mid)
  );
};
