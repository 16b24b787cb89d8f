import type { DemoItem } from './demo-item.ts';

/** Hong Kong, official, English. */
export const SFC_ITEMS: readonly DemoItem[] = [
  {
    slug: 'staking-circular',
    hoursAgo: 30,
    title: 'SFC sets conditions for staking services of licensed virtual asset trading platforms',
    paragraphs: [
      'The Securities and Futures Commission (SFC) of Hong Kong today issued a circular on staking services. Licensed virtual asset trading platforms may offer staking to their clients when they keep control of the private keys and disclose all risks.',
      'Platforms must obtain written approval of the SFC before they begin, and must not hand client assets to a third party for staking.',
      'The conditions take effect on {+40}. Singapore does not allow staking for retail clients, and the United States has treated some programmes as securities.',
    ],
    corrected: {
      title:
        'SFC sets conditions for staking services of licensed platforms and authorised funds (corrected)',
      paragraphs: [
        'The Securities and Futures Commission (SFC) of Hong Kong today issued a circular on staking services. Licensed virtual asset trading platforms and SFC-authorised funds may offer staking to their clients when the platform keeps control of the private keys and discloses all risks.',
        'Platforms must obtain written approval of the SFC before they begin, and must not hand client assets to a third party for staking.',
        'The conditions take effect on {+47}; the date given in the first version of this circular was wrong.',
      ],
    },
  },
  {
    slug: 'derivatives-consultation',
    hoursAgo: 76,
    title: 'SFC consults on virtual asset derivatives for professional investors in Hong Kong',
    paragraphs: [
      'The SFC proposes to let licensed platforms offer futures and options on virtual assets to professional investors. Leverage would be limited and perpetual contracts would stay out of scope.',
      'Comments on the consultation paper are invited until {+58}.',
    ],
  },
  {
    slug: 'licence-brindlewick',
    hoursAgo: 118,
    title: 'SFC grants licence to Brindlewick Exchange (Hong Kong) Limited',
    paragraphs: [
      'Brindlewick Exchange (Hong Kong) Limited has been licensed to operate a virtual asset trading platform. Eleven platforms now hold a licence in Hong Kong and seven applications are pending.',
    ],
  },
  {
    slug: 'warning-goldnest',
    hoursAgo: 164,
    title: 'SFC warns the public of suspected unlicensed platform "Goldnest Coin"',
    paragraphs: [
      'The SFC warns investors in Hong Kong about a website that calls itself Goldnest Coin and claims to be a licensed virtual asset trading platform. It is not licensed. Investors report that withdrawals of crypto-assets were refused.',
    ],
  },
  {
    slug: 'fund-manager-fined',
    hoursAgo: 205,
    title: 'SFC reprimands and fines an asset manager over equity fund valuations',
    paragraphs: [
      'The SFC has reprimanded Wrenfield Capital (Asia) Limited for failures in the valuation of a listed equity fund between two reporting dates.',
    ],
  },
];

/** Singapore, official, English: a listing whose pages carry the text. */
export const MAS_ITEMS: readonly DemoItem[] = [
  {
    slug: 'stablecoin-framework',
    hoursAgo: 50,
    title: 'MAS finalises reserve requirements for single-currency stablecoins',
    paragraphs: [
      'The Monetary Authority of Singapore (MAS) has finalised the requirements for issuers of single-currency stablecoins pegged to the Singapore dollar or a G10 currency. Issuers must hold reserves in cash and short-dated government securities and redeem at par within five business days.',
      'The regulations take effect on {+90}. Issuers that do not comply may not use the label "MAS-regulated stablecoin".',
    ],
  },
  {
    slug: 'tokenised-funds-guide',
    hoursAgo: 98,
    title: 'MAS publishes operational guide for tokenised funds and bonds',
    paragraphs: [
      'The guide describes how tokenised funds and tokenised bonds can be issued, settled and held on distributed ledgers in Singapore. It was written with eleven financial institutions and does not create new obligations.',
    ],
  },
  {
    slug: 'retail-crypto-rules',
    hoursAgo: 146,
    title: 'MAS restricts credit and incentives for retail customers of digital payment token services',
    paragraphs: [
      'Providers of digital payment token services in Singapore must not offer retail customers credit, leverage, sign-up incentives or staking and lending of their tokens. They must assess what a customer knows of the risks before the first trade.',
      'The Notice applies from {+25}.',
    ],
  },
  {
    slug: 'insurance-stress-test',
    hoursAgo: 190,
    title: 'MAS publishes results of industry-wide insurance stress test',
    paragraphs: [
      'All direct insurers stayed above the regulatory minimum in the scenario of this year. The exercise covered rising interest rates and natural catastrophes.',
    ],
  },
];

/** Taiwan, official, Traditional Chinese. */
export const TW_FSC_ITEMS: readonly DemoItem[] = [
  {
    slug: 'vasp-act-draft',
    hoursAgo: 44,
    title: '金管會預告虛擬資產服務法草案，業者須取得許可',
    paragraphs: [
      '金融監督管理委員會（金管會）預告虛擬資產服務法草案，虛擬資產交易所、保管業者及穩定幣發行人均須取得許可後始得營業。',
      '各界意見徵詢期間至{+55}止。',
    ],
  },
  {
    slug: 'aml-fine',
    hoursAgo: 101,
    title: '金管會對虛擬資產業者山嵐幣所違反洗錢防制規定處以罰鍰',
    paragraphs: [
      '山嵐幣所未落實客戶審查及可疑交易申報，違反洗錢防制法，金管會處新臺幣一百五十萬元罰鍰，並限期改善。',
    ],
  },
  {
    slug: 'custody-pilot',
    hoursAgo: 188,
    title: '金管會開放金融機構試辦虛擬資產保管業務',
    paragraphs: [
      '三家銀行獲准試辦虛擬資產保管業務，試辦期間一年，客戶資產須與自有資產分離保管，且多數存放於冷錢包。',
    ],
  },
];

/** Japan, official, Japanese. */
export const JP_FSA_ITEMS: readonly DemoItem[] = [
  {
    slug: 'fiea-report',
    hoursAgo: 38,
    title: '金融庁、暗号資産を金融商品取引法の対象とする制度案を公表',
    paragraphs: [
      '金融庁は、暗号資産を金融商品取引法の規制対象とし、インサイダー取引を禁止する制度案を公表した。',
      '意見募集は{+28}まで。暗号資産交換業者には、発行者に関する情報の提供が義務付けられる。',
    ],
  },
  {
    slug: 'business-improvement-order',
    hoursAgo: 122,
    title: '暗号資産交換業者「青葉コイン」に対する業務改善命令について',
    paragraphs: [
      '関東財務局は、青葉コイン株式会社に対し、利用者財産の分別管理が不十分であるとして、資金決済法に基づき業務改善命令を発出した。',
    ],
  },
  {
    slug: 'tax-reform-request',
    hoursAgo: 182,
    title: '金融庁、暗号資産の譲渡益に対する申告分離課税を税制改正要望に盛り込む',
    paragraphs: [
      '暗号資産取引に係る所得について、二十パーセントの申告分離課税と三年間の損失繰越控除を要望する。',
    ],
  },
];

/** Korea, official, English; its feed is damaged on the wire. */
export const KR_FSC_ITEMS: readonly DemoItem[] = [
  {
    slug: 'insider-trading-case',
    hoursAgo: 63,
    title: 'FSC refers suspected price manipulation of a virtual asset to prosecutors & publishes findings',
    paragraphs: [
      "Korea's Financial Services Commission (FSC) referred three traders to prosecutors for suspected manipulation of a virtual asset on the Hanbit Coin market under the Virtual Asset User Protection Act. It is the second case of unfair trading this year.",
    ],
  },
  {
    slug: 'corporate-accounts',
    hoursAgo: 128,
    title: 'FSC to allow listed companies to open real-name virtual asset accounts',
    paragraphs: [
      'Listed companies and registered professional investors in Korea may open real-name accounts for virtual assets from {+70}. Banks must check the purpose of trades and the source of funds to prevent money laundering.',
    ],
  },
  {
    slug: 'cbdc-pilot',
    hoursAgo: 210,
    title: 'Bank of Korea & FSC report on the pilot of a wholesale central bank digital currency',
    paragraphs: [
      'Seven banks issued deposit tokens against a wholesale central bank digital currency (CBDC) in the pilot in Korea. The report finds that payments settled within two seconds; a retail CBDC is not planned.',
    ],
  },
];
