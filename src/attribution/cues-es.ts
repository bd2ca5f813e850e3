/** Spanish cue tables: the verbs, prepositions and titles by which Spanish news names its sources. */

import type { SourceKind } from './attribution.ts';
import type { Complement, Cues } from './cues.ts';
import { byValue, phrases, words } from './word-list.ts';

export const spanish: Cues = {
  language: 'es',
  functionWords: words(
    `el la los las de que y en un una del se por con para su al es lo como más pero sus le ya fue este ha sí porque
    no a`,
  ),
  verbs: byValue<Complement>({
    any: 'dijo dijeron dice dicen declaró declara',
    news: `adelantó adelanta avanzó avanza desveló afirmó afirmaron afirma aseguró aseguraron asegura aseguran anunció anunciaron
      anuncia confirmó confirmaron confirma confirman informó informaron informa comunicó denunció denuncia negó niega reveló
      revela notificó denunciaron alertaron advirtieron`,
    stand: `critica criticó critican exige exigió exigieron reclamó reclama reclaman exigen`,
    clause: `muestra muestran mostró demuestra demuestran demostró alerta alertó advierte advirtió señaló señala señalan explicó
      explica explican explicaba añadió añade agregó agrega sostuvo sostiene sostienen indicó indica apuntó apunta subrayó
      subraya recalcó recalca destacó destaca insistió insiste recordó recuerda reconoció reconoce admitió admite precisó
      precisa manifestó manifiesta detalló detalla relató relata contó cuenta consideró considera opinó opina cree creen
      estimó estima calcula escribió escribe publicó publica prometió promete lamentó lamenta argumentó argumenta defendió
      defiende pronosticó teme espera reiteró reitera matizó concluyó concluye avisó avisa comentó comenta enfatizó enfatiza
      puntualizó puntualiza remarcó remarca alegó alega expuso expone aclaró aclara confesó confiesa resaltó resalta prosigue
      prosiguió detallaba señalaba aseveró asevera evidenció argumentan admiten reconocen aclaran detallan advierten
      explicaron señalaron añadieron consideran opinan creyó pensó piensa supone sugiere sugirió narra narró rememora rememoró
      evoca arguye adujo aduce vaticina vaticinó augura auguró pronostica jura juró asume asumió constata constató teoriza
      concede concedió incidió incide abundó abunda deslizó apostilla apostilló replicó replica contrapone`,
    quote: `calificó califica describió describe definió define llamó preguntó pregunta respondió responde exclamó bromeó bromea
      pidió pide tachó acusó acusa celebró celebra agradeció zanjó ironizó resumió resume quejaba quejó lanzó gritó grita
      suspiró suspira recoge sentenció expresó expresa aplaudió valoró valora espetó ironiza quejan criticaba clama clamó
      implora suplica suplicó ríe rio sonríe bromeaba murmura murmuró susurra susurró chilla chilló reprochó reprocha
      recrimina recriminó arremetió arremete cargó fustigó ensalzó elogió elogia alabó felicitó denominó tildó tilda reacciona
      reaccionó contesta contestó desvela lanza ironizaba zanja sentencia remató remata despachó resopla protesta protestó
      saludó`,
  }),
  perfects: byValue<Complement>({
    any: 'dicho declarado',
    news: `afirmado asegurado anunciado confirmado informado comunicado denunciado advertido alertado negado revelado`,
    stand: '',
    clause: `señalado explicado añadido agregado sostenido indicado apuntado subrayado recalcado destacado insistido recordado
      reconocido admitido precisado manifestado detallado relatado contado considerado opinado escrito publicado prometido
      lamentado criticado defendido reiterado matizado concluido avisado comentado especificado resaltado aclarado enfatizado
      puntualizado remarcado`,
    quote: `calificado descrito definido llamado preguntado respondido exclamado reclamado exigido pedido resumido expresado
      celebrado tachado acusado`,
  }),
  auxiliaries: words('ha han había habían'),
  verbParticles: new Map(),
  unsaid: new Map(),
  reportVerbs: words(
    `informó informa publicó publica reveló revela escribió escribe dijo recogió recoge adelantó adelanta`,
  ),
  participles: byValue<Complement>({
    any: ``,
    news: '',
    stand: '',
    clause: ``,
    quote: ``,
  }),
  clauseOpeners: words('que quién cómo si no'),
  likeWords: words('como según'),
  thatWords: words('que'),
  finiteVerbs: words(''),
  beliefVerbs: words(''),
  findingVerbs: words('muestra muestran mostró demuestra demuestran demostró'),
  saidPronouns: words('lo así eso esto'),
  questionWords: words(''),
  emptyObjects: words('adiós nada'),
  tellVerbs: words(
    `dijo dice afirmó aseguró explicó declaró contó confirmó dicho explicado declarado contado confirmado señaló
    indicó relató`,
  ),
  toldMarkers: words('a al en'),
  interviewCues:
    phrases(`entrevista con, entrevista a, entrevista en, declaraciones a, declaraciones al, recogido por, recogidas por,
    citado por, citada por`),
  beforeSource: phrases(
    `según, de acuerdo con, en palabras de, a juicio de, en opinión de, según ha podido saber, según pudo saber`,
  ),
  beforeOpinion: phrases('para'),
  beforeNamed: phrases(`citando a, confirmado por, publicado por, difundido por, elaborado por`),
  beforeMedium: phrases(`publicado en, publicada en, publicado en la revista, publicado por`),
  closingCues: words(''),
  afterSource: words(''),
  quotingVerbs: words('citó cita'),
  quotingClose: phrases(`diciendo que`),
  determiners: words(
    `el la los las un una unos unas su sus este esta estos estas ese esa al del lo nuestro nuestra mi`,
  ),
  definite: words('el la los las'),
  prepositions: words(
    `de del a al en por para con sin sobre entre desde hasta hacia contra tras ante bajo según durante mediante`,
  ),
  ofWords: words('de del'),
  aroundWords: words(''),
  conjunctions: words('y e o u pero sino que quien cuando mientras como si aunque porque pues donde'),
  joining: words('y e o'),
  bodyJoins: words('de del para'),
  adverbs: words(
    `también además ya luego después ayer hoy asimismo así después mientras siempre ha han había habían
    este esta mismo misma`,
  ),
  blockers: words('no nunca jamás podría puede debe quiso quiere querría va van sin'),
  passives: words('es son fue fueron era siendo sido está'),
  hearsay: words('habría habrían supuestamente presuntamente'),
  relatives: words('quien'),
  times: words(
    `lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto
    septiembre octubre noviembre diciembre mañana tarde noche mediodía semana año mes ayer hoy`,
  ),
  timeLeads: words('el este esta la en por de'),
  clausePrepositions: words('tras desde'),
  personalPronouns: words('él ella'),
  mouthpieces: words(`portavoz comunicado informe estudio encuesta datos nota cifras estadísticas análisis`),
  publishedBy: words('publicado publicada publicados'),
  bodyNouns: words(''),
  firmNouns: words(''),
  thingPronouns: words(''),
  personWords: words(''),
  anonymous: words(
    `ong ongs ngo ngos fuentes fuente testigos testigo vecinos vecino vecina expertos autoridades policía agentes bomberos técnicos
    investigadores medios prensa familiares gobierno oposición sindicatos trabajadores analistas críticos allegados
    guardia juez auto informe ministerio`,
  ),
  roles: words(
    `técnico técnica ministro ministra presidente presidenta alcalde alcaldesa consejero consejera portavoz director directora
    secretario secretaria senador senadora diputado diputada gobernador gobernadora jefe jefa juez jueza fiscal
    abogado abogada médico médica doctor doctora profesor profesora catedrático catedrática investigador
    investigadora científico científica historiador historiadora economista sociólogo socióloga politólogo
    politóloga hidrólogo hidróloga entrenador entrenadora seleccionador capitán jugador jugadora delantero portero
    cantante actor actriz cineasta escritor escritora autor autora novelista periodista fotógrafo fotógrafa
    agricultor agricultora ganadero ganadera pescador panadero vecina vecino fundador fundadora gerente responsable
    coordinador coordinadora delegado delegada concejal concejala consejero líder dirigente canciller rey reina papa
    cardenal obispo arzobispo coronel general teniente comandante comisario comisaria embajador embajadora candidato
    candidata exministro expresidente vicepresidente vicepresidenta empresario empresaria arquitecto arquitecta
    enfermero enfermera maestro maestra estudiante ingeniero ingeniera analista experto experta activista
    sindicalista señor señora don doña sr. sra. dr. dra. d. dña. hermano hermana padre madre hijo hija esposa esposo
    marido mujer primo prima tío tía amigo amiga artista pintor pintora compositor biólogo bióloga físico
    meteorólogo virólogo epidemióloga psicólogo psicóloga agencia diario periódico semanario revista cadena emisora
    sindicato asociación ong plataforma empresa compañía grupo constructora bombero camionero conductor conductora taxista
    jubilado jubilada inquilino propietario propietaria hostelero hostelera cocinero cocinera párroco imán rabino rector
    rectora decano decana geólogo geóloga pediatra oncólogo oncóloga veterinario veterinaria farmacéutico farmacéutica
    piloto ciclista nadador nadadora tenista centrocampista guardameta magistrado magistrada letrado letrada galerista
    editor editora diseñador diseñadora humorista coreógrafo dramaturgo viuda viudo camarero camarera barbero carnicero
    panadera edil vicealcalde vicealcaldesa exalcalde exalcaldesa expresidenta exministra exjugador subdelegada`,
  ),
  descriptors: byValue<SourceKind>({
    NEWS_AGENCY: `agencia`,
    NEWSPAPER: `diario periódico rotativo`,
    BROADCASTER: `cadena emisora televisión radio`,
    MAGAZINE: `revista semanario`,
    WEBSITE: `portal web`,
    GOVERNMENT: ``,
    ORGANIZATION: `sindicato asociación ong plataforma organización`,
    COMPANY: `empresa compañía grupo constructora fabricante aerolínea multinacional`,
    PERSON: `hermano hermana padre madre hijo hija primo prima tío tía`,
    OTHER: ``,
  }),
  roleShape: /(?:ólogo|óloga|ógrafo|ógrafa|ista)$/,
  descriptorShapes: [],
  publicBodies: words('ministerio gobierno ayuntamiento fiscalía policía ejército embajada presidencia consejería'),
  namingWords: words(
    `película libro novela canción disco álbum título titulado titulada llamado llamada denominado denominada palabra
    término expresión lema documental serie exposición obra operación campaña apodado`,
  ),
  contribution: [],
  ordinaryTitles: words('público mundo país razón'),
  openers: words(
    `según para en con tras desde así esta este estos estas eso esto aunque mientras cuando como pero y si no además
    también después antes entre sobre hasta hoy ayer mañana aquí allí ahora luego quien quienes qué quién cómo
    cuándo dónde cuánto todos todas todo nada nadie algunos algunas muchos muchas varios varias otro otra otros
    otras cada dos tres cuatro cinco seis diez cien mil fuentes conforme gracias sí ante bajo durante mediante por
    sin donde solo`,
  ),
  bodyEndings: [],
  personEndings: [],
  capitalisesNouns: false,
  isVerbSecond: false,
  hasCommaClauses: false,
  hasFreeInversion: true,
  dropsPronouns: true,
  orthography: {
    hasDashes: true,
    abbreviations: words('Sr Sra Dr Dra D Dña Ud Gral'),
  },
};
