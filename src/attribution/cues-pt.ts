/** Portuguese cue tables: the verbs, prepositions and titles by which Portuguese news names its sources. */

import type { SourceKind } from './attribution.ts';
import type { Complement, Cues } from './cues.ts';
import { byValue, phrases, words } from './word-list.ts';

export const portuguese: Cues = {
  language: 'pt',
  functionWords: words(
    `o a os as de que e do da em um uma para com não no na por mais dos das foi ao se como mas são à é pelo também
    ele ela pela`,
  ),
  verbs: byValue<Complement>({
    any: 'disse disseram diz dizem',
    news: `afirmou afirmaram afirma afirmam anunciou anunciaram anuncia confirmou confirmaram confirma informou informaram informa
      garantiu garantem garante negou nega declarou declara revelou revela denunciou denuncia noticiou noticia divulgou
      comunicou relatou denunciaram alertaram`,
    stand: `critica criticou criticaram exigiu exige exigem cobra cobrou`,
    clause: `mostra mostram mostrou demonstra demonstram avisou alerta alertou explicou explica acrescentou acrescenta sustentou
      sustenta indicou indica apontou aponta sublinhou sublinha destacou destaca frisou insistiu insiste recordou recorda
      lembrou lembra reconheceu reconhece admitiu admite contou conta considerou considera acredita acha calcula estima
      escreveu escreve prometeu promete lamentou lamenta argumentou argumenta defendeu defende teme espera reiterou reitera
      concluiu assegurou assegura salientou salienta ressaltou ressalta observou adiantou adianta publicou esclareceu
      esclarece complementou complementa observa frisa enfatizou enfatiza pontuou pontua ponderou pondera relata detalhou
      detalha reforçou reforça referiu refere confessou confessa avaliou avalia opinou prosseguiu assinalou assinala
      evidenciou avança avançou avisa avisam explicam alertam defendem avaliam admitem reconhecem apontam destacam pensa
      pensou supõe sugere sugeriu relembra relembrou narra narrou rememora argumentam justifica justificou prevê previu
      constata constatou detalham ressalva ressalvou conclui concluem indicam lembram contam acusam advertiu adverte jura
      jurou arrematou esclarecem assume assumiu recomenda recomendou nota notou vinca vincou remata rematou atira atirou`,
    quote: `classificou descreveu definiu chamou perguntou pergunta respondeu responde exclamou brincou pediu pede acusou acusa
      comemorou agradeceu resumiu resume comentou comenta desabafou gritou grita suspirou ironizou celebrou queixou desabafa
      ironiza queixa lamentaram provoca provocou dispara disparou rebate rebateu retruca retrucou reage reagiu ri riu sorri
      sorriu sussurra sussurrou implora implorou suplica clama clamou elogia elogiou aplaude aplaudiu felicita felicitou
      repudia repudiou condena condenou diverte espanta emociona confidencia confidenciou sentencia sentenciou sintetiza
      sintetizou cita reclama reclamou protesta protestou vibra vibrou festeja festejou`,
  }),
  perfects: byValue<Complement>({
    any: 'dito',
    news: 'afirmado anunciado confirmado informado garantido negado declarado revelado denunciado',
    stand: '',
    clause: `explicado acrescentado indicado apontado sublinhado destacado recordado lembrado reconhecido admitido contado escrito
      prometido defendido alertado`,
    quote: 'classificado descrito chamado',
  }),
  auxiliaries: words('tinha tinham havia tem têm'),
  verbParticles: new Map(),
  unsaid: new Map(),
  reportVerbs: words(
    `noticiou noticia informou informa publicou revelou revela escreveu escreve disse divulgou adiantou`,
  ),
  participles: byValue<Complement>({
    any: ``,
    news: '',
    stand: '',
    clause: ``,
    quote: ``,
  }),
  clauseOpeners: words('que se como não'),
  likeWords: words('como conforme segundo'),
  thatWords: words('que'),
  finiteVerbs: words(''),
  beliefVerbs: words(''),
  findingVerbs: words('mostra mostram mostrou demonstra demonstram'),
  saidPronouns: words('isso isto'),
  questionWords: words(''),
  emptyObjects: words('não nada adeus'),
  tellVerbs: words('disse diz afirmou explicou contou declarou confirmou garantiu revelou adiantou resumiu'),
  toldMarkers: words('a à ao em no na'),
  interviewCues:
    phrases(`entrevista à, entrevista ao, entrevista a, declarações à, declarações ao, citado por, citada por, avançada pelo,
    avançado pelo, avançada pela, avançado pela, em declarações à`),
  beforeSource: phrases(
    `segundo, de acordo com, conforme, na opinião de, no entender de, na avaliação de, na opinião do, na opinião da,
    na avaliação do, na avaliação da, no entender do, no entender da, segundo apurou`,
  ),
  beforeOpinion: phrases('para'),
  beforeNamed:
    phrases(`citando, confirmado por, confirmada pela, confirmada pelo, divulgado pela, divulgado pelo, divulgados pelo,
    divulgados pela, avançada pelo, publicada pela`),
  beforeMedium: phrases(
    `publicado na revista, publicada na revista, publicado na, publicado no, publicada no, publicada na`,
  ),
  closingCues: words(''),
  afterSource: words(''),
  quotingVerbs: words('citou cita'),
  quotingClose: phrases(`dizendo que`),
  determiners: words(
    `o a os as um uma uns umas seu sua seus suas este esta esse essa ao do da dos das no na à pelo pela`,
  ),
  definite: words('o a os as'),
  prepositions: words(
    `de do da dos das a ao à aos às em no na nos nas por pelo pela pelos pelas para com sem sobre entre desde até
    contra após ante sob segundo durante conforme`,
  ),
  ofWords: words('de do da'),
  aroundWords: words(''),
  conjunctions: words('e ou mas que quem quando enquanto como se embora porque pois onde'),
  joining: words('e ou'),
  bodyJoins: words('de do da dos das para'),
  adverbs: words(
    `também ainda já depois ontem hoje assim então sempre entretanto porém tinha havia mesmo próprio própria`,
  ),
  blockers: words('não nunca jamais poderia pode deve quis quer vai vão sem'),
  passives: words('é são foi foram era eram sendo sido está'),
  hearsay: words('teria teriam supostamente alegadamente'),
  relatives: words('quem'),
  times: words(
    `segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo janeiro fevereiro março abril
    maio junho julho agosto setembro outubro novembro dezembro manhã tarde noite semana ano mês ontem hoje segunda
    terça quarta quinta sexta`,
  ),
  timeLeads: words('na no nesta neste em à esta'),
  clausePrepositions: words('após desde'),
  personalPronouns: words('ele ela'),
  mouthpieces: words('porta-voz comunicado relatório estudo pesquisa sondagem dados nota números levantamento'),
  publishedBy: words('publicado publicada divulgado divulgada'),
  bodyNouns: words(''),
  firmNouns: words(''),
  thingPronouns: words(''),
  personWords: words(''),
  anonymous: words(
    `ong ongs ngo ngos fontes fonte testemunhas testemunha moradores morador moradora vizinhos vizinho vizinha especialistas
    autoridades polícia policiais agentes bombeiros técnicos investigadores imprensa mídia familiares família
    governo oposição sindicatos trabalhadores analistas críticos`,
  ),
  roles: words(
    `ministro ministra presidente presidenta prefeito prefeita autarca governador governadora secretário secretária
    diretor diretora porta-voz senador senadora deputado deputada vereador vereadora delegado delegada procurador
    procuradora juiz juíza advogado advogada médico médica doutor doutora professor professora pesquisador
    pesquisadora investigador investigadora cientista historiador historiadora economista sociólogo socióloga
    politólogo politóloga treinador treinadora técnico técnica capitão jogador jogadora atacante goleiro guarda-
    redes cantor cantora ator atriz cineasta escritor escritora autor autora romancista jornalista fotógrafo
    fotógrafa agricultor agricultora pescador padeiro dono dona fundador fundadora gerente responsável coordenador
    coordenadora líder dirigente chanceler rei rainha papa cardeal bispo arcebispo coronel general tenente
    comandante comissário comissária embaixador embaixadora candidato candidata vice-presidente primeiro-ministro
    empresário empresária arquiteto arquiteta enfermeiro enfermeira estudante engenheiro engenheira analista
    especialista ativista sindicalista senhor senhora dom sr. sra. dr. dra. irmão irmã pai mãe filho filha esposa
    marido mulher primo prima tio tia amigo amiga artista pintor pintora biólogo bióloga físico meteorologista
    virologista infectologista psicólogo psicóloga agência jornal diário semanário revista emissora rádio canal
    sindicato associação ong empresa companhia grupo petroleira bombeiro caminhoneiro motorista taxista aposentado
    aposentada reformado reformada inquilino proprietário proprietária cozinheiro cozinheira padre pastor imã rabino reitor
    reitora decano geólogo geóloga pediatra oncologista infeciologista veterinário veterinária farmacêutico farmacêutica
    piloto ciclista nadador nadadora tenista zagueiro magistrado magistrada desembargador desembargadora galerista curador
    curadora editor editora estilista humorista coreógrafo dramaturgo viúva viúvo garçom barbeiro açougueiro padeira
    secretário-geral ex-ministro ex-ministra ex-presidente vice-prefeito vice-prefeita síndica bastonário bastonária
    provedora`,
  ),
  descriptors: byValue<SourceKind>({
    NEWS_AGENCY: `agência`,
    NEWSPAPER: `jornal diário`,
    BROADCASTER: `emissora rádio canal televisão`,
    MAGAZINE: `revista semanário`,
    WEBSITE: `site portal`,
    GOVERNMENT: ``,
    ORGANIZATION: `sindicato associação ong organização`,
    COMPANY: `empresa companhia grupo petroleira montadora fabricante`,
    PERSON: `irmão irmã pai mãe filho filha primo prima tio tia`,
    OTHER: ``,
  }),
  roleShape: /(?:ólogo|óloga|ógrafo|ógrafa|ista)$/,
  descriptorShapes: [],
  publicBodies: words('ministério governo prefeitura polícia exército embaixada presidência procuradoria'),
  namingWords: words(
    `filme livro romance canção álbum título intitulado intitulada chamado chamada palavra termo expressão lema
    documentário série exposição obra operação campanha`,
  ),
  contribution: [],
  ordinaryTitles: words('público expresso folha globo tempo'),
  openers: words(
    `segundo para em com após desde assim esta este estes estas isso isto embora enquanto quando como mas e se não
    além também depois antes entre sobre até hoje ontem amanhã aqui ali agora quem qual quais onde todos todas tudo
    nada ninguém alguns algumas muitos muitas vários várias outro outra outros outras cada dois duas três quatro
    cinco dez cem mil fontes conforme obrigado sim ante sob durante por sem só informações`,
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
    abbreviations: words('Sr Sra Dr Dra D Eng Prof'),
  },
};
