/** English words that are no name even with a capital: what sentences open with, and what things are called. */

import { words } from './word-list.ts';

const openers = words(
  `above below almost nearly shortly elsewhere there here perhaps maybe instead indeed besides otherwise nonetheless nevertheless thus hence
  moreover furthermore overall together apart aside altogether somewhere nowhere everywhere anywhere anyone anybody anything everything
  nothing something none only even ever never soon sometimes often usually more less fewer much little least enough plenty
  half every each all what whatever when whenever where wherever who whoever whom whose why how however which whether both neither
  either unlike unless until because thanks please sorry hello welcome let's okay ok hear hears listen watch watching read reading meet
  meeting see look looking visit follow join get take make click subscribe check find know tell ask wait stop start try use add keep remember
  imagine consider say introducing introduced based given compared asked founded born written published posted updated filed
  shown pictured photographed located according speaking hopefully sadly luckily notably importantly interestingly surprisingly
  critics supporters opponents experts officials authorities legend rumour rumours rumor rumors gossip experience history wisdom folklore
  scripture custom conscience congress christmas`,
);
const qualities = words(
  `political climate economic environmental social legal medical financial technical traditional military scientific academic digital
  electric electronic mobile virtual artificial natural nuclear criminal domestic foreign internal external northern southern
  eastern western local regional rural urban modern ancient recent former current previous latest early late senior junior top key
  major minor main chief extra special free open closed high low long short fast slow hot cold warm dry wet heavy light dark
  bright true false real fake good better best bad worse worst right wrong left upper lower inner outer middle first second third next
  last final initial full empty total partial whole single double multiple several various different similar common rare usual
  private personal official unofficial public popular famous fresh raw smart simple basic advanced complete random active
  passive safe secure dangerous healthy sick young old older elderly silver golden fair`,
);
const things = words(
  `activity activities traffic weather rain snow wind storm silence noise music sport sports football cricket tennis golf travel
  business trade commerce industry economy market markets money cash budget tax taxes price prices cost costs rent rents wage wages
  job jobs work labour labor health care education science technology engineering politics policy policies priorities law laws
  security safety defence defense offence offense affairs matters issues problems questions answers rules rights duties
  engine engines machine machines device devices software hardware app apps platform platforms cloud storage database server servers network
  networks system systems meter meters model models tool tools kit guide guides tutorial tips review reviews preview demo video
  videos photo photos picture pictures image images audio podcast episode episodes season series show shows story stories
  article articles column post posts page pages book books chapter letter letters email emails message messages report reports
  update updates alert alerts edition version release feature features product products project projects program programme plan
  plans deal deals offer offers sale sales order orders shop shops store stores menu recipe food drink water air fire
  earth sun moon sky sea river lake forest mountain hill valley beach road roads street bridge tunnel park garden house
  home building hall room door window wall floor roof car cars bus train trains ship boat plane aircraft flight flights
  force forces troops army navy fleet command base bases weapon weapons missile missiles bomb tank war peace battle attack
  attacks strike strikes raid crime crimes murder police court courts judge jury trial case cases lawsuit prison election
  elections vote votes voter voters turnout ballot poll polls candidate campaign rally protest protests party parties state
  states nation nations country countries county city cities town towns village villages district region area areas zone
  border borders place places world people person man men woman women child children boy boys girl girls family families
  mother father parents friend friends guest guests fan fans player players team teams coach club clubs league cup match matches
  game games race races goal goals point points win wins loss losses data figures numbers statistics results findings
  evidence facts truth lie lies idea ideas thought thoughts opinion view views analysis research study studies survey test
  tests experiment heating energy power oil gas coal fuel electricity solar battery batteries
  amendment act bill motion resolution treaty article clause chance luck hope fear love hate anger joy
  clerk councilor trustee alderman appraiser coroner intelligence disorder disease virus vaccine cancer
  dashboard portfolio sheet equation neuroscience console guidance memorandum copyright team desk
  housing agriculture environment climate culture transport transportation interior finance innovation skills planning development
  connect connected connection access account window screen display keyboard camera phone phones tablet laptop`,
);

/** Whether a word says nothing of a person, wherever it stands: "Shortly", "Political", "Engine". */
export function isPlainWord(word: string): boolean {
  const lower = word.toLowerCase();
  return openers.has(lower) || qualities.has(lower) || things.has(lower);
}

/** "I've", "You'll", "Don't": a pronoun or an auxiliary with its verb. */
export function isContraction(word: string): boolean {
  return /^(?:i|you|he|she|it|we|they|that|there|here|who|what|where|how|let)['’](?:s|m|re|ve|ll|d)$|n['’]t$/i.test(
    word,
  );
}
