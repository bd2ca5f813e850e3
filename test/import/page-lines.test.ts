/** Which lines are the page's, and which are news that only begin like one. */

import { expect, test } from 'vitest';
import { isPageLine } from '../../src/import/html/page-lines.ts';

test.each([
  'Copyright lawyers said that the pictures of the harbour may not be shown.',
  'Copyright law has been the same since 1998, and nobody wants to open it again.',
  'Copyright Act 1998 was amended by the parish in May.',
  'Copyright gilt in Merrowhaven erst seit 1921.',
  'The mill was sold with all rights reserved for the heirs.',
  'Der Verlag habe sich alle Rechte vorbehalten.',
  '(c) any other vessel that the harbour master names.',
  'Passengers get their money back. Register by e-mail at the harbour office, the county said.',
  'What can parents do? Sign up for text alerts at the school office.',
  'Register for one of the courses at the town hall by Friday.',
  'Get the forms by e-mail from the county office.',
  'Wer umzieht, meldet sich. Abonnieren Sie den Newsletter der Stadt, so erfahren Sie die Termine.',
  'Jetzt hat die Bahn auch noch ihren Newsletter eingestellt.',
  'Inscrivez-vous par lettre à la mairie avant vendredi.',
  'Patients see results there. Download the county’s app first, the hospital said.',
  'Laden Sie vor der Fahrt die App des Hafens.',
  'JavaScript is not Java, said its inventor.',
  'JavaScript is required knowledge at most firms in the valley today.',
  'JavaScript muss jeder lernen, der dort arbeiten will.',
  'Already a member of the union, Ms Archer joined the strike in May.',
  'Bereits Abonnenten der alten Zeitung hatten das gefordert.',
  'Find the film on YouTube from Friday.',
  'Like the others on Instagram, she never shows her face.',
  'Follow us on Facebook, wrote the café, and closed a week later.',
  'Source: Xinhua reported the fire first, and Tass followed.',
  'Source: World Bank',
  'Editor: Ada Quay',
  'Folgen Sie uns auf Instagram, schrieb das Amt, und löschte sein Konto.',
])('is news, and no line of its page: %s', (line) => {
  expect(isPageLine(line)).toBe(false);
});

test.each([
  'Sign up for our newsletter and get the best of our stories each morning.',
  'Enjoying this story? Sign up for our newsletter.',
  'Subscribe to our “Morning Reed” newsletter.',
  'Melden Sie sich für unseren Newsletter an.',
  'Jetzt unseren Newsletter abonnieren!',
  'Join the Harbour Post WhatsApp channel',
  'Follow us on Facebook, X and Instagram.',
  'Follow the Harbour Post on Facebook and X.',
  'Download our free app.',
  'Get the Harbour Post app for the latest news.',
  'Already a subscriber? Log in',
  'Bereits Abonnent? Hier anmelden',
  'Subscribe now to read on.',
  'Bitte aktivieren Sie JavaScript.',
  'JavaScript is disabled in your browser.',
  '© 2026 Harbour Post',
  'Copyright 2026 The Harbour Press. All rights reserved. This material may not be published or rewritten.',
  'Copyright Harbour Post 2026',
  'Copyright © Harbour Post',
  'Harbour Post 2026. Alle Rechte vorbehalten',
  'Source: Xinhua| 2026-03-02 10:15:30|Editor: huaxia',
  'Source: Xinhua',
  'Editor: huaxia',
  '来源：新华网',
])('is a line of its page: %s', (line) => {
  expect(isPageLine(line)).toBe(true);
});
