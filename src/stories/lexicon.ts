import { ACTS, type Idea } from './acts.ts';
import { NAMES, NICKNAMES } from './other-scripts.ts';
import { toStem } from './stem.ts';

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
  for (const [id, nicknames] of NICKNAMES)
    for (const word of nicknames.split(' ')) add(words, word, `n:${toStem(id)}`);
  for (const [id, parts] of NAMES) for (const part of parts.split(' ')) add(ofPart, part, `n:${toStem(id)}`);
  const longest = [...ofPart.keys()].sort((a, b) => b.length - a.length);
  return { words, ofPart, parts: new RegExp(longest.join('|'), 'gu') };
}
