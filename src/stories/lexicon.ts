import { NAMES } from './other-scripts.ts';
import { toStem } from './stem.ts';

/**
 * What headlines of the trade report, in the words of several languages: one idea per line, so that reports in different words and languages
 * meet. `words` are compared as stems; `parts` are found inside Chinese, Japanese and Korean text.
 */
interface Idea {
  readonly id: string;
  readonly words: string;
  readonly parts: string;
}

/** What somebody did. Two items of different acts are seldom one event. */
const ACTS: readonly Idea[] = [
  {
    id: 'sue',
    words:
      'sue sued suing lawsuit suit charge charges accuse allege allegation complaint verklagt klage anklage poursuit plainte demanda acusa processa',
    parts: '起訴 起诉 控告 訴訟 诉讼 提告 指控 提訴 제소 기소 고소',
  },
  { id: 'settle', words: 'settle settlement vergleich', parts: '和解 합의' },
  {
    id: 'fine',
    words:
      'fine fined penalty penalize penalise bussgeld geldbusse amende multa sancion multado sanktion pocket',
    parts: '罰款 罚款 罰金 罚金 課徴金 과태료 과징금 벌금 罰 罚',
  },
  { id: 'sanction', words: 'sanction sanctioned designate blocklist', parts: '制裁 제재' },
  {
    id: 'grant',
    words:
      'approve approval approved greenlight grant granted obtain receive secure land win gain clear cleared nod authorise authorize authorisation authorization autorise obtient agrement aprueba autoriza obtiene recibe erhalt erteilt genehmigt zulassung recebe obtem autorizacao autorisation qualify licensed',
    parts: '批准 獲批 获批 發牌 发牌 核發 核准 獲得 获得 取得 認可 承認 승인 인가 허가 획득',
  },
  {
    id: 'deny',
    words:
      'deny denial reject rejection refuse refusal unwarranted ablehnt abgelehnt rejette rechaza rejeita',
    parts: '拒絕 拒绝 駁回 驳回 却下 拒否 거부 기각',
  },
  {
    id: 'delay',
    words: 'delay postpone defer postponement verschiebt vertagt aplaza retrasa adia reporte',
    parts: '推遲 推迟 延後 延后 延期 연기',
  },
  { id: 'extend', words: 'extend extension prolong verlangert prolonge prorroga', parts: '延長 延长 연장' },
  {
    id: 'propose',
    words:
      'propose proposal proposes consultation consult consults draft feedback comment views contemplate mull consider explore seek entwurf konsultation vorschlag projet propose propone propuesta borrador proposta consulta input',
    parts:
      '諮詢 咨询 徵求 征求 草案 擬 拟 提案 パブリックコメント 意見募集 諮問 要望 의견수렴 입법예고 추진 검토',
  },
  {
    id: 'issue',
    words:
      'finalize finalise publish publishes issue issues release releases adopt unveil outline introduce establish mandate roll set sets veroffentlicht publie publica emite legt',
    parts: '發布 发布 公布 出台 頒布 颁布 推出 敲定 公表 発表 발표 공개 시행',
  },
  {
    id: 'guide',
    words:
      'guidance guideline clarify clarification interpretation interpret faq recommendation recommend leitfaden merkblatt orientation guia',
    parts: '指引 指導 指导 準則 准则 指南 ガイドライン 指針 가이드라인 지침 lignes directrices',
  },
  {
    id: 'warn',
    words: 'warn warning alert caution flag warnt warnung avertit alerte advierte advertencia alerta',
    parts: '警告 提醒 警示 注意喚起 경고 주의 示警',
  },
  {
    id: 'ban',
    words:
      'ban banned prohibit block blocks bar blacklist illegal outlaw untersagt verbietet verbot interdit prohibe prohibicion proibe bloquea',
    parts: '禁止 封禁 取締 取缔 違法 违法 非法 금지 차단 禁令 禁',
  },
  {
    id: 'halt',
    words: 'halt suspend suspension stop close-only order',
    parts: '暫停 暂停 停止 中止 중단 정지 終止 终止',
  },
  { id: 'freeze', words: 'freeze froze restrain restraining', parts: '凍結 冻结 동결' },
  {
    id: 'pass',
    words:
      'pass passed bill legislation vote senate house parliament lawmaker lawmakers congress gesetz bundestag verabschiedet loi adopte ley senado lei projeto camara duma veto signs reading upper lower',
    parts: '通過 通过 法案 立法 議院 议院 參議院 眾議院 众议院 可決 成立 통과 법안 국회 투표',
  },
  {
    id: 'rule',
    words: 'judge court ruling verdict gericht urteil tribunal juge juez juiz judgment',
    parts: '法官 法院 裁定 判決 判决 裁判 地裁 법원 판결',
  },
  { id: 'dismiss', words: 'dismiss dismissal toss', parts: '駁回起訴' },
  { id: 'appeal', words: 'appeal berufung appel apelacion', parts: '上訴 上诉 控訴 항소' },
  {
    id: 'hear',
    words: 'hearing oral argument testify testimony anhorung audience audiencia skepticism scrutinize',
    parts: '聽證 听证 公聴会 청문회',
  },
  {
    id: 'exit',
    words: 'exit quit leave withdraw withdrawal wind shutter verlasst quitte',
    parts: '退出 撤出 撤退 철수',
  },
  {
    id: 'speak',
    words:
      'chair chairman commissioner criticize criticise criticism blast urge opinion dissent remark speech interview governor chief argue slam defend vow demand press question letter lament praise',
    parts: '表示 稱',
  },
  {
    id: 'sentence',
    words: 'sentence prison jail guilty plead convict verurteilt condamne condena',
    parts: '判刑 獲刑 获刑 入獄 入狱 監禁 监禁 認罪 认罪 有罪 징역',
  },
  { id: 'arrest', words: 'arrest detain verhaftet arrete detenido', parts: '逮捕 被捕 체포' },
  {
    id: 'probe',
    words: 'investigate investigation probe inquiry subpoena ermittelt enquete investiga report',
    parts: '調查 调查 調査 조사 수사',
  },
  {
    id: 'apply',
    words: 'apply application filing submit register registration beantragt solicita',
    parts: '申請 申请 提交 신청 註冊 注册',
  },
  { id: 'bankrupt', words: 'bankruptcy bankrupt insolvency insolvent', parts: '破產 破产 破産 파산' },
  { id: 'hire', words: 'appoint hire nominate resign nomination', parts: '任命 辭職 辞职 임명' },
  { id: 'hack', words: 'hack exploit stolen drain hacker', parts: '駭客 黑客 被盜 被盗 해킹' },
  {
    id: 'market',
    words:
      'price shares stock plunge plummet crash drop jump spike rally surge soar slump dip slide tumble rise fall fell liquidation liquidations outflow outflows inflow inflows withdrawals volatility bull bulls trader traders kurs',
    parts: '大跌 暴跌 大漲 大涨 上漲 上涨 下跌 漲 跌 急落 急騰 급락 급등',
  },
  {
    id: 'explain',
    words:
      'why how explain explained explainer analysis means timeline cheatsheet lesson lessons reaction react reacts community preview could might guide opinion',
    parts: '解讀 解读 分析 看懂 盤點 盘点 如何 為何 为何',
  },
];

/** What it was about, beyond the topics that every item is tagged with. */
const MATTERS: readonly Idea[] = [
  { id: 'stablecoin', words: 'stablecoin stablecoins', parts: '穩定幣 稳定币 ステーブルコイン 스테이블코인' },
  {
    id: 'exchange',
    words: 'exchange platform borse plateforme bolsa corretora',
    parts: '交易所 交易平台 取引所 거래소',
  },
  { id: 'etf', words: 'etf etfs etp', parts: '現貨基金' },
  { id: 'futures', words: 'future futures', parts: '期貨 期货 先物 선물' },
  { id: 'staking', words: 'staking stake', parts: '質押 质押 ステーキング 스테이킹' },
  { id: 'custody', words: 'custody custodian verwahrung', parts: '託管 托管 カストディ 수탁' },
  {
    id: 'licence',
    words: 'license licence lizenz agrement licencia licenca',
    parts: '牌照 執照 执照 持牌 ライセンス 免許 면허 라이선스',
  },
  { id: 'framework', words: 'framework regime rahmen cadre marco', parts: '框架 制度 枠組み 체계' },
  {
    id: 'regulator',
    words: 'regulator regulators watchdog authority authorities aufsicht regulateur regulador',
    parts: '監管機構 监管机构 規制当局 당국',
  },
  { id: 'tax', words: 'tax taxes taxation steuer impot impuesto imposto', parts: '稅 税 세금 과세' },
  { id: 'reserve', words: 'reserve reserves', parts: '儲備 储备 準備金 준비금' },
  { id: 'cbdc', words: 'cbdc cbdcs', parts: '數字貨幣 数字货币 デジタル通貨 디지털화폐' },
  { id: 'nft', words: 'nft nfts nonfungible', parts: '非同質化 非同质化' },
  { id: 'mining', words: 'mining miner miners', parts: '挖礦 挖矿 採掘 채굴' },
  {
    id: 'laundering',
    words: 'laundering geldwasche blanchiment blanqueo lavagem aml',
    parts: '洗錢 洗钱 資金洗浄 자금세탁',
  },
  { id: 'fraud', words: 'fraud defraud scam betrug fraude', parts: '詐騙 诈骗 欺诈 詐欺 사기' },
  { id: 'derivatives', words: 'derivative derivatives', parts: '衍生品 デリバティブ 파생상품' },
  { id: 'token', words: 'token tokens', parts: '代幣 代币 トークン 토큰' },
  {
    id: 'customer',
    words: 'customer client clients user users kunden',
    parts: '客戶 客户 顧客 고객 用戶 用户',
  },
  { id: 'security', words: 'security securities wertpapier valores', parts: '證券 证券 증권' },
  { id: 'mixer', words: 'mixer tumbler', parts: '混幣 混币 믹서' },
  { id: 'lender', words: 'lender lending loan', parts: '借貸 借贷 대출' },
  { id: 'yield', words: 'yield interest earn', parts: '收益 利回り 이자' },
  { id: 'audit', words: 'audit auditor attestation', parts: '審計 审计 監査 감사' },
  {
    id: 'unregistered',
    words: 'unregistered unlicensed unlicenced',
    parts: '未註冊 未注册 無登録 未登録 미등록 無照 未經許可',
  },
  { id: 'bitcoin', words: 'bitcoin btc', parts: '比特幣 比特币 ビットコイン 비트코인' },
  { id: 'ethereum', words: 'ethereum ether eth', parts: '以太坊 以太幣 イーサリアム 이더리움' },
  { id: 'virtual asset', words: 'vasp vasps', parts: '虛擬資產 虚拟资产 暗号資産 가상자산' },
  { id: 'founder', words: 'founder cofounder', parts: '創辦人 创始人 創始人 創業者 창업자' },
  { id: 'ceo', words: 'ceo', parts: '執行長 首席执行官 行政總裁 최고경영자' },
  { id: 'chair', words: 'chairman chairwoman', parts: '主席 委員長' },
  { id: 'bank', words: 'bank banks banking', parts: '銀行 银行 은행' },
  { id: 'petition', words: 'petition', parts: '請願 请愿' },
];

/** Who speaks for a body: words of two different offices are two events. */
const OFFICES: readonly Idea[] = [
  {
    id: 'head',
    words: 'chair chairman chairwoman chief president governor',
    parts: '主席 總裁 总裁 委員長 위원장 行長 行长',
  },
  { id: 'member', words: 'commissioner', parts: '委員稱 委员称 専門委員' },
  { id: 'minister', words: 'minister secretary', parts: '部長 部长 財長 财长 大臣 장관' },
  {
    id: 'lawmaker',
    words: 'senator congressman congresswoman representative lawmaker lawmakers republican democrat',
    parts: '議員 议员 의원',
  },
  { id: 'judge', words: 'judge judges court', parts: '法官 法院 裁判所 법원' },
];

/** Acts that need two English words. */
export const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/\bpush(?:es|ed)? (?:back|deadline|its|decision|ruling)\b/, 'v:delay'],
  [/\b(?:puts? off|kicks? the can)\b/, 'v:delay'],
  [/\btakes? \S+ to court\b/, 'v:sue'],
  [/\b(?:turns? down|says? no)\b/, 'v:deny'],
  [/\b(?:green[- ]?lights?|gives? (?:the )?nod)\b/, 'v:grant'],
  [/\b(?:gets?|scores?) .{0,30}\b(?:licen[cs]e|approval|registration)\b/, 'v:grant'],
  [/\bmore time\b/, 'v:extend'],
  [/\b(?:sets?|lays?) out\b/, 'v:issue'],
  [/\b(?:throws?|thrown|tossed|tosses) (?:out)?\b/, 'v:dismiss'],
  [/\bwind(?:s|ing)? down\b/, 'v:exit'],
  [/\bchapter 11\b/, 'v:bankrupt'],
  [/\bcracks? down\b/, 'v:ban'],
  [/\?\s*$|？/, 'v:explain'],
  [/\b(?:what(?:'|’)?s? next|here(?:'|’)?s what|what .{0,40}\bmeans?)\b/, 'v:explain'],
];

export interface Lexicon {
  /** Ideas by stem. */
  readonly words: ReadonlyMap<string, readonly string[]>;
  /** What is found inside text, longest first. */
  readonly parts: RegExp;
  readonly ofPart: ReadonlyMap<string, readonly string[]>;
}

/** "v:" an act, "c:" a matter, "r:" an office, "n:" a name. */
export const LEXICON: Lexicon = toLexicon();

function toLexicon(): Lexicon {
  const words = new Map<string, string[]>();
  const ofPart = new Map<string, string[]>();
  const add = (map: Map<string, string[]>, key: string, id: string): void => {
    const ids = map.get(key) ?? [];
    if (!ids.includes(id)) map.set(key, [...ids, id]);
  };
  for (const [ideas, type] of [
    [ACTS, 'v'],
    [MATTERS, 'c'],
    [OFFICES, 'r'],
  ] as const) {
    for (const { id, words: own, parts } of ideas) {
      for (const word of own.split(' ')) add(words, toStem(word), `${type}:${id}`);
      for (const part of parts.split(' ')) if (part !== '') add(ofPart, part, `${type}:${id}`);
    }
  }
  for (const [id, parts] of NAMES) for (const part of parts.split(' ')) add(ofPart, part, `n:${toStem(id)}`);
  const longest = [...ofPart.keys()].sort((a, b) => b.length - a.length);
  return { words, ofPart, parts: new RegExp(longest.join('|'), 'gu') };
}
