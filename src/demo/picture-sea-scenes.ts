/** Demo pictures' scenes by the water: harbour, ferry, fishing boats, storm, lighthouse, chart. */
import { placed, type Scene, sky } from './picture-ground.ts';
import { between, breakers, gouges, hills, line, type Palette, rain, sea, shape } from './picture-marks.ts';
import type { Random } from './seeded-random.ts';

/** A quay crane standing on y = 0, about 420 high; its jib points right. */
function crane({ ink, disc: accent }: Palette, load: number): string {
  const legs =
    'M0 0V-260H150V0M0-120H150M0-260L150-120M-170-260H420M30-260L75-420L120-260M75-420L-160-262M75-420L400-262';
  const cable = `M300-260V${-260 + load}`;
  return (
    line(legs, ink, 15) +
    line(cable, ink, 5) +
    shape(`M255 ${-260 + load}h90v44h-90z`, accent) +
    shape('M150-250h60v48h-60z', ink)
  );
}

export const harbour: Scene = (random, palette) => {
  const horizon = between(random, 590, 640);
  const count = between(random, 2, 3);
  let cranes = '';
  for (let n = 0; n < count; n += 1) {
    cranes += placed(
      between(random, 90, 200) + n * 440,
      horizon + 40,
      0.75 + random() * 0.4,
      crane(palette, between(random, 60, 180)),
    );
  }
  const quay = shape(`M0 ${horizon + 36}H${between(random, 1150, 1400)}l40 60H0Z`, palette.ink);
  return (
    sky(random, palette, between(random, 950, 1300)) +
    hills(random, horizon - 10, 110, palette.far, palette.light) +
    sea(random, horizon, palette.mid, palette.light) +
    quay +
    cranes
  );
};

/** A ferry on y = 0, 620 long; its bow points right. */
function ferry({ ink, light, disc: accent }: Palette): string {
  const hull = shape('M0-70H640L570 30H40Z', ink);
  const decks = shape('M60-130H500L530-70H60ZM120-180H430V-130H120Z', light);
  const windows = line('M85-100H500M140-155H410', ink, 15, ' stroke-dasharray="20 16"');
  return (
    hull +
    decks +
    windows +
    shape('M230-250h70v70h-70z', accent) +
    shape('M230-250h70v16h-70z', ink) +
    line('M470-70V-220', ink, 8)
  );
}

export const crossing: Scene = (random, palette) => {
  const horizon = between(random, 520, 600);
  const ship = placed(between(random, 350, 650), horizon + 80, 0.9 + random() * 0.35, ferry(palette));
  const islands = hills(random, horizon + 6, 70, palette.far, palette.light);
  const water = sea(random, horizon, palette.mid, palette.light);
  const wake = gouges(random, { left: 250, top: horizon + 112, right: 1350, bottom: horizon + 150 }, 12, palette.light);
  return sky(random, palette, between(random, 250, 1350)) + islands + water + ship + wake;
};

/** A fishing boat on y = 0, about 220 long. */
function boat({ ink, light, disc: accent }: Palette): string {
  const hull = shape('M0-50Q60-30 230-62L196 18H36Z', ink) + line('M12-30Q70-12 218-38', accent, 9);
  return (
    hull +
    shape('M52-118h62v74h-62z', light) +
    shape('M64-104h38v24h-38z', ink) +
    line('M140-48V-230M140-220L220-66M140-220L60-120', ink, 7)
  );
}

export const fishing: Scene = (random, palette) => {
  const horizon = between(random, 480, 560);
  let fleet = '';
  const boats = between(random, 2, 4);
  for (let n = 0; n < boats; n += 1) {
    const near = 0.5 + n * 0.3;
    fleet += placed(
      between(random, 60, 260) + ((n * 2 + 1) % 4) * 340,
      Math.round(horizon + 20 + n * 62),
      near,
      boat(palette),
    );
  }
  return (
    sky(random, palette, between(random, 400, 1200)) +
    hills(random, horizon, 60, palette.far, palette.light) +
    sea(random, horizon, palette.mid, palette.light) +
    fleet
  );
};

export const storm: Scene = (random, palette) => {
  const horizon = between(random, 500, 580);
  return (
    sky(random, palette, between(random, 200, 1400)) +
    cloud(random, palette) +
    rain(random, palette.light, 620) +
    breakers(random, horizon, palette)
  );
};

/** A bank of cloud along the top edge, lobed below. */
function cloud(random: Random, { far, light }: Palette): string {
  let x = -40;
  let edge = '';
  while (x < 1640) {
    const width = between(random, 140, 300);
    edge += `q${Math.round(width / 2)} ${between(random, 70, 150)} ${width} 0`;
    x += width;
  }
  const lobes = `M-40 ${between(random, 120, 190)}${edge}`;
  return (
    shape(`${lobes}V0H-40Z`, far) +
    line(lobes, light, 5, ' stroke-dasharray="120 50 60 90" opacity=".7" transform="translate(0 -26)"')
  );
}

export const lighthouse: Scene = (random, palette) => {
  const horizon = between(random, 560, 620);
  const x = between(random, 380, 1150);
  const { ink, light, disc: accent, mid } = palette;
  const beam = `<g opacity=".35">${shape(`M${x} ${horizon - 362}L1700 ${horizon - 520}V${horizon - 220}ZM${x} ${horizon - 362}L-100 ${horizon - 440}V${horizon - 290}Z`, light)}</g>`;
  const tower =
    shape('M-52 0L-34-330H34L52 0Z', light) + shape('M-48-70L-43-150H43L48-70ZM-38-230L-34-310H34L38-230Z', accent);
  const lantern =
    shape('M-52-330H52V-344H-52ZM-26-344h52v-48h-52ZM-40-392L0-440L40-392Z', ink) + shape('M-16-384h32v32h-32z', light);
  const rock = shape(`M${x - 330} ${horizon + 60}l90-62 70 22 80-66 110-6 90 40 60 10 70 62Z`, ink);
  return (
    sky(random, palette, x > 800 ? between(random, 220, 460) : between(random, 1150, 1400)) +
    beam +
    sea(random, horizon, mid, light) +
    placed(x, horizon - 26, 1, tower + lantern) +
    rock
  );
};

/** A coast from above with bands of depth and a compass rose, as an old chart has them. */
export const chart: Scene = (random, palette) => {
  const { far, mid, ink, light, disc: accent, paper } = palette;
  const capes = [0, 1, 2, 3]
    .map(
      (n) =>
        `S${between(random, 480, 900) + (n % 2) * 160 - 120} ${100 + n * 230} ${between(random, 380, 760)} ${220 + n * 230}`,
    )
    .join('');
  const coast = `M-300-40H560${capes}V1000H-300Z`;
  const bands = [330, 230, 130]
    .map(
      (width, band) =>
        `<path d="${coast}" fill="none" stroke="${[mid, far, light][band]}" stroke-width="${width}" stroke-linejoin="round" opacity="${band === 2 ? 0.6 : 1}"/>`,
    )
    .join('');
  const rose =
    shape('M0-150L22-22L150 0L22 22L0 150L-22 22L-150 0L-22-22Z', accent) +
    `<circle r="96" fill="none" stroke="${light}" stroke-width="6" stroke-dasharray="5 20"/>`;
  const sound = line(
    coast,
    light,
    5,
    ` stroke-dasharray="4 44" stroke-linecap="round" transform="translate(${between(random, 190, 260)} 0)"`,
  );
  return `<rect width="1600" height="900" fill="${ink}"/>${bands}${sound}${shape(coast, paper)}${line(coast, ink, 9)}<g opacity=".6">${gouges(random, { left: 0, top: 90, right: 420, bottom: 860 }, 16, far)}</g>${placed(between(random, 1240, 1380), between(random, 220, 660), 1, rose)}`;
};
