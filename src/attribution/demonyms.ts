/** What belongs to a country is called by: "the Russian Defense Ministry" is Russia's. */

const pairs = `Afghan Afghanistan, Albanian Albania, Algerian Algeria, American United States, U.S. United States, US United States, Angolan Angola,
  Argentine Argentina, Argentinian Argentina, Armenian Armenia, Australian Australia, Austrian Austria, Azerbaijani Azerbaijan, Bangladeshi Bangladesh,
  Belarusian Belarus, Belgian Belgium, Bolivian Bolivia, Bosnian Bosnia, Brazilian Brazil, British Britain, UK Britain, U.K. Britain, Bulgarian Bulgaria,
  Burmese Myanmar, Cambodian Cambodia, Canadian Canada, Chilean Chile, Chinese China, Colombian Colombia, Congolese Congo, Croatian Croatia, Cuban Cuba,
  Cypriot Cyprus, Czech Czech Republic, Danish Denmark, Dutch Netherlands, Ecuadorian Ecuador, Egyptian Egypt, Estonian Estonia, Ethiopian Ethiopia,
  Finnish Finland, French France, Georgian Georgia, German Germany, Ghanaian Ghana, Greek Greece, Haitian Haiti, Hungarian Hungary, Icelandic Iceland,
  Indian India, Indonesian Indonesia, Iranian Iran, Iraqi Iraq, Irish Ireland, Israeli Israel, Italian Italy, Jamaican Jamaica, Japanese Japan, Jordanian Jordan,
  Kazakh Kazakhstan, Kenyan Kenya, Kosovar Kosovo, Kuwaiti Kuwait, Latvian Latvia, Lebanese Lebanon, Libyan Libya, Lithuanian Lithuania, Malaysian Malaysia,
  Maltese Malta, Mexican Mexico, Moldovan Moldova, Mongolian Mongolia, Moroccan Morocco, Namibian Namibia, Nepali Nepal, Nigerian Nigeria,
  Norwegian Norway, Omani Oman, Pakistani Pakistan, Palestinian Palestine, Panamanian Panama, Peruvian Peru, Philippine Philippines, Polish Poland,
  Portuguese Portugal, Qatari Qatar, Romanian Romania, Russian Russia, Rwandan Rwanda, Saudi Saudi Arabia, Scottish Scotland, Senegalese Senegal, Serbian Serbia,
  Singaporean Singapore, Slovak Slovakia, Slovenian Slovenia, Somali Somalia, Spanish Spain, Sudanese Sudan, Swedish Sweden, Swiss Switzerland,
  Syrian Syria, Taiwanese Taiwan, Tanzanian Tanzania, Thai Thailand, Tunisian Tunisia, Turkish Turkey, Ugandan Uganda, Ukrainian Ukraine, Uruguayan Uruguay,
  Uzbek Uzbekistan, Venezuelan Venezuela, Vietnamese Vietnam, Welsh Wales, Yemeni Yemen, Zambian Zambia, Zimbabwean Zimbabwe`;

const countries: ReadonlyMap<string, string> = new Map(
  pairs.split(',').map((pair) => {
    const [people = '', ...country] = pair.trim().split(/\s+/);
    return [people, country.join(' ')];
  }),
);

/** A body's name by its country, so that "Russia's", "the Russian" and "the Russia Defense Ministry" are one. */
export function bodyKey(name: string): string {
  const [first = '', ...rest] = name.replace(/^[Tt]he /, '').split(' ');
  const owner = rest.length > 0 ? (countries.get(first) ?? first.replace(/'s$/, '')) : first;
  return [owner, ...rest].join(' ').replace(/\bDefence\b/, 'Defense');
}
