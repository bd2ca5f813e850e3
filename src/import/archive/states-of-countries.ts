/** States, provinces and lands of countries, as tables of pieces name where they are about: by their names or their codes. */

import { normalForm } from '../../text/piled-marks.ts';

const lists = [
  // United States
  'AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming|PR Puerto Rico|GU Guam',
  // Canada
  'AB Alberta|BC British Columbia|MB Manitoba|NB New Brunswick|NL Newfoundland and Labrador|NS Nova Scotia|NT Northwest Territories|NU Nunavut|ON Ontario|PE Prince Edward Island|QC Quebec|SK Saskatchewan|YT Yukon',
  // Mexico
  'AGS Aguascalientes|BCS Baja California Sur|BCN Baja California|CAM Campeche|CHIS Chiapas|CHIH Chihuahua|CDMX Ciudad de México|COAH Coahuila|COL Colima|DGO Durango|GTO Guanajuato|GRO Guerrero|HGO Hidalgo|JAL Jalisco|MEX Estado de México|MICH Michoacán|MOR Morelos|NAY Nayarit|NLE Nuevo León|OAX Oaxaca|PUE Puebla|QRO Querétaro|QROO Quintana Roo|SLP San Luis Potosí|SIN Sinaloa|SON Sonora|TAB Tabasco|TAM Tamaulipas|TLAX Tlaxcala|VER Veracruz|YUC Yucatán|ZAC Zacatecas',
  // Brazil
  'AC Acre|AL Alagoas|AP Amapá|AM Amazonas|BA Bahia|CE Ceará|DF Distrito Federal|ES Espírito Santo|GO Goiás|MA Maranhão|MT Mato Grosso|MS Mato Grosso do Sul|MG Minas Gerais|PA Pará|PB Paraíba|PR Paraná|PE Pernambuco|PI Piauí|RJ Rio de Janeiro|RN Rio Grande do Norte|RS Rio Grande do Sul|RO Rondônia|RR Roraima|SC Santa Catarina|SP São Paulo|SE Sergipe|TO Tocantins',
  // Venezuela
  'VAM Amazonas|ANZ Anzoátegui|APU Apure|ARA Aragua|BAR Barinas|BOL Bolívar|CAR Carabobo|COJ Cojedes|DAM Delta Amacuro|FAL Falcón|GUA Guárico|LAR Lara|MER Mérida|MIR Miranda|MON Monagas|NES Nueva Esparta|POR Portuguesa|SUC Sucre|TAC Táchira|TRU Trujillo|LGU La Guaira|YAR Yaracuy|ZUL Zulia',
  // Germany, Austria
  'BW Baden-Württemberg|BY Bayern|BE Berlin|BB Brandenburg|HB Bremen|HH Hamburg|HE Hessen|MV Mecklenburg-Vorpommern|NI Niedersachsen|NW Nordrhein-Westfalen|RP Rheinland-Pfalz|SL Saarland|SN Sachsen|ST Sachsen-Anhalt|SH Schleswig-Holstein|TH Thüringen|BGL Burgenland|KTN Kärnten|NOE Niederösterreich|OOE Oberösterreich|SBG Salzburg|STMK Steiermark|TIR Tirol|VBG Vorarlberg|WIE Wien',
  // Australia
  'NSW New South Wales|NT Northern Territory|QLD Queensland|SA South Australia|TAS Tasmania|VIC Victoria|WA Western Australia|ACT Australian Capital Territory',
  // India
  'AP Andhra Pradesh|AR Arunachal Pradesh|AS Assam|BR Bihar|CG Chhattisgarh|GA Goa|GJ Gujarat|HR Haryana|HP Himachal Pradesh|JH Jharkhand|KA Karnataka|KL Kerala|MP Madhya Pradesh|MH Maharashtra|MN Manipur|ML Meghalaya|MZ Mizoram|NL Nagaland|OD Odisha|PB Punjab|RJ Rajasthan|SK Sikkim|TN Tamil Nadu|TS Telangana|TR Tripura|UP Uttar Pradesh|UK Uttarakhand|WB West Bengal|DL Delhi|JK Jammu and Kashmir',
  // Nigeria, Malaysia
  'AB Abia|AD Adamawa|AI Akwa Ibom|AN Anambra|BC Bauchi|BY Bayelsa|BN Benue|BO Borno|CR Cross River|DT Delta|EB Ebonyi|ED Edo|EK Ekiti|EN Enugu|GM Gombe|IM Imo|JG Jigawa|KD Kaduna|KN Kano|KT Katsina|KB Kebbi|KG Kogi|KW Kwara|LG Lagos|NS Nasarawa|NG Niger|OG Ogun|ON Ondo|OS Osun|OY Oyo|PL Plateau|RV Rivers|SO Sokoto|TB Taraba|YB Yobe|ZF Zamfara|JHR Johor|KDH Kedah|KTN Kelantan|MLK Malacca|NSN Negeri Sembilan|PHG Pahang|PNG Penang|PRK Perak|PLS Perlis|SBH Sabah|SWK Sarawak|SGR Selangor|TRG Terengganu',
];

const plain = (name: string) =>
  normalForm(name, 'NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');

const languages = ['en', 'es', 'it', 'pt', 'fr', 'de'];
let known: ReadonlySet<string> | undefined;

function knownNames(): ReadonlySet<string> {
  const states = lists
    .flatMap((list) => list.split('|'))
    .flatMap((each) => [each.split(' ', 1)[0] ?? '', each.slice(each.indexOf(' '))]);
  const letters = Array.from({ length: 26 }, (_, at) => String.fromCodePoint(65 + at));
  const countries = languages.flatMap((language) => {
    const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    return letters.flatMap((one) => letters.flatMap((other) => names.of(one + other) ?? []));
  });
  return new Set([...states, ...countries].map(plain));
}

/** Whether a text names a state of one of the countries that newspapers have tables of, or a country: one, or a list of them. */
export function isKnownPlace(text: string): boolean {
  known ??= knownNames();
  return text.split(/[,;/|]/).every((each) => known?.has(plain(each)) === true);
}
