/** Types of items in a WordPress export: which are pieces, and which are furniture of a site. */

export type ItemKind = 'piece' | 'perhaps' | { readonly others: string };

/** What newsrooms call the types that they add for their pieces. */
const pieceTypes =
  /^(?:post|.*(?:article|news|stor(?:y|ies)|report|review|interview|opinion|column|editorial|obituary|feature|analysis|explainer|liveblog|live_blog|press_release|briefing|artikel|nachricht|beitrag|noticia|actualite|reportage).*)$/;

const furniture: Readonly<Record<string, string>> = {
  attachment: 'attachments',
  page: 'pages',
  revision: 'revisions',
  nav_menu_item: 'menu items',
  wp_navigation: 'menu items',
  wp_block: 'reusable blocks',
  wp_template: 'templates',
  wp_template_part: 'templates',
  elementor_library: 'templates',
  et_pb_layout: 'templates',
  wp_global_styles: 'styles',
  custom_css: 'styles',
  customize_changeset: 'settings',
  oembed_cache: 'caches',
  user_request: 'requests of users',
  'guest-author': 'authors',
  wpcf7_contact_form: 'forms',
  feedback: 'forms',
  product: 'products',
  product_variation: 'products',
  shop_order: 'orders',
  shop_coupon: 'coupons',
  forum: 'forums',
  topic: 'forums',
  reply: 'forums',
  mc4wp_form: 'forms',
};

const ofPlugins =
  /^(?:acf|wpforms|wp_|jp_|tdb_|amn_|wpseo|redirect|tablepress|ml-slider|soliloquy|envira|popup|ninja|gf_|nf_|sfwd)/;
const ofNewsletters = /newsletter/;

export function kindOfType(type: string): ItemKind {
  const others = furniture[type];
  if (others !== undefined) return { others };
  if (ofPlugins.test(type)) return { others: `items of the type ${type}` };
  return pieceTypes.test(type) && !ofNewsletters.test(type) ? 'piece' : 'perhaps';
}
