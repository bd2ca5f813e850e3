/**
 * Declarative shadow DOM (HTML's `<template shadowrootmode>`), as browsers and crawlers save pages of web components: what such
 * a template holds is what readers see in place of its element's own children, which show only where a slot takes them.
 */

import type { PageDocument, PageElement, PageNode } from './dom.ts';

const roots = 'template[shadowrootmode="open" i], template[shadowrootmode="closed" i]';

/** Puts the contents of such templates in their place, those within others too; the tree is changed. */
export function openShadowRoots(document: PageDocument): void {
  const templates = [...document.querySelectorAll(roots)];
  const hosts = new Set<PageElement>();
  for (const template of templates) {
    const host = template.parentElement;
    // Of several the first is the root; the others are templates like any.
    if (host === null || hosts.has(host)) continue;
    hosts.add(host);
    const light = [...host.childNodes].filter((node) => node !== template);
    const shadow = [...template.childNodes];
    template.remove();
    for (const node of light) node.remove();
    for (const node of shadow) host.append(node);
    // NOTE: before the slots are filled, so that each template is met once.
    templates.push(...host.querySelectorAll(roots));
    fillSlots([...host.querySelectorAll('slot')], light);
  }
}

/** A slot shows the children that name it, or those that name none, and its own where there are none; the rest is shown nowhere. */
function fillSlots(slots: readonly PageElement[], light: readonly PageNode[]): void {
  const assigned = Map.groupBy(light, (node) => (isElement(node) ? (node.getAttribute('slot') ?? '') : ''));
  for (const slot of slots) {
    const name = slot.getAttribute('name') ?? '';
    const own = assigned.get(name) ?? [];
    assigned.delete(name);
    const isFilled = own.some((node) => isElement(node) || (node.textContent ?? '').trim() !== '');
    const parent = slot.parentElement;
    for (const node of isFilled ? own : [...slot.childNodes]) parent?.insertBefore(node, slot);
    slot.remove();
  }
}

function isElement(node: PageNode): node is PageElement {
  return node.nodeType === 1;
}
