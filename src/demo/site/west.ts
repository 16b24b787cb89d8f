import type { DemoItem } from './demo-item.ts';

/** United States, official, English. */
export const SEC_ITEMS: readonly DemoItem[] = [
  {
    slug: 'staking-etp-approval',
    hoursAgo: 26,
    title: 'SEC approves generic listing standards for exchange-traded products that stake digital assets',
    paragraphs: [
      'The Securities and Exchange Commission (SEC) today approved rule changes that let national securities exchanges list exchange-traded products (ETPs) which stake part of their digital assets.',
      'Products must publish the share of assets that is staked each day and keep enough liquid to meet redemptions. The order is effective on {+15}.',
    ],
  },
  {
    slug: 'custody-no-action',
    hoursAgo: 70,
    title: 'SEC staff issues no-action letter on state trust companies as custodians of crypto assets',
    paragraphs: [
      'Staff of the Division of Investment Management will not recommend enforcement action against registered advisers and funds that keep crypto assets with a state trust company which meets stated conditions for custody, segregation and audit.',
    ],
  },
  {
    slug: 'saltmarrow-charges',
    hoursAgo: 112,
    title: 'SEC charges Saltmarrow Trading with manipulating the market for a crypto asset security',
    paragraphs: [
      'The complaint, filed in the United States District Court for the Southern District of New York, alleges that Saltmarrow Trading used wash trades to raise the price of a token which it had sold as an unregistered security. The firm agreed to pay 4.2 million dollars without admitting the findings.',
    ],
  },
  {
    slug: 'nft-statement',
    hoursAgo: 172,
    title: 'SEC staff statement: when an offer of non-fungible tokens is not an offer of securities',
    paragraphs: [
      'In the view of staff, non-fungible tokens (NFTs) that are sold for collecting or use, without a promise of profit from the efforts of others, do not meet the definition of a security in the United States.',
    ],
  },
  {
    slug: 'mining-statement',
    hoursAgo: 222,
    title: 'SEC staff statement on proof-of-work mining and mining pools',
    paragraphs: [
      'Staff of the Division of Corporation Finance set out its view that self-mining and pooled mining of crypto assets on public proof-of-work networks do not involve the offer and sale of securities.',
    ],
  },
  {
    slug: 'defi-exemption-proposal',
    hoursAgo: 0.4,
    onlySecondRound: true,
    title: 'SEC proposes innovation exemption for decentralised finance protocols',
    paragraphs: [
      'The Securities and Exchange Commission proposed a conditional exemption for decentralised finance (DeFi) protocols that trade tokenised securities. Comments are due by {+60}.',
    ],
  },
];

/** European Union, official, English. */
export const ESMA_ITEMS: readonly DemoItem[] = [
  {
    slug: 'mica-knowledge-guidelines',
    hoursAgo: 34,
    title: 'ESMA publishes final guidelines on knowledge and competence of staff under MiCA',
    paragraphs: [
      'The European Securities and Markets Authority (ESMA) published guidelines for crypto-asset service providers on the knowledge and competence of staff who give information or advice on crypto-assets under the Markets in Crypto-Assets Regulation (MiCA).',
      'The guidelines apply from {+180}. National authorities must say within two months whether they comply.',
    ],
  },
  {
    slug: 'market-abuse-supervision',
    hoursAgo: 94,
    title: 'ESMA sets out how supervisors should detect market abuse in crypto-assets',
    paragraphs: [
      'Guidelines on the prevention and detection of market abuse under MiCA tell national supervisors in the European Union to watch social media and cross-market trading in crypto-assets.',
    ],
  },
  {
    slug: 'transitional-periods',
    hoursAgo: 150,
    title:
      'ESMA statement on the end of MiCA transitional periods: firms without authorisation must wind down',
    paragraphs: [
      'Crypto-asset service providers that have no MiCA authorisation when the transitional period ends on {+38} must stop serving clients in the European Union and follow an orderly wind-down plan.',
    ],
  },
  {
    slug: 'emir-validation',
    hoursAgo: 200,
    title: 'ESMA updates validation rules for reporting of interest rate swaps',
    paragraphs: [
      'The updated rules for trade repositories apply to reports on interest rate swaps from next year.',
    ],
  },
];

/** United Kingdom, official, English. */
export const FCA_ITEMS: readonly DemoItem[] = [
  {
    slug: 'lending-borrowing-cp',
    hoursAgo: 54,
    title: 'FCA consults on rules for cryptoasset lending and borrowing',
    paragraphs: [
      'The Financial Conduct Authority (FCA) proposes that firms in the UK may offer cryptoasset lending and borrowing to retail clients only with express consent, over-collateralisation and a clear risk warning. The consultation closes on {+44}.',
    ],
  },
  {
    slug: 'promotion-fine',
    hoursAgo: 106,
    title: 'FCA fines Larkspur Mint £1.2 million for illegal cryptoasset promotions',
    paragraphs: [
      'Larkspur Mint Ltd promoted cryptoassets to consumers in the UK without risk warnings and paid influencers for posts that were neither fair nor clear. The FCA fined the firm £1,200,000.',
    ],
  },
  {
    slug: 'stablecoin-custody-rules',
    hoursAgo: 158,
    title: 'FCA publishes final rules for stablecoin issuance and cryptoasset custody',
    paragraphs: [
      'Issuers of qualifying stablecoins in the UK must back them fully and hold the backing assets on trust. Custodians must segregate client cryptoassets and reconcile them daily. The rules come into force on {+320}.',
    ],
  },
  {
    slug: 'car-finance-update',
    hoursAgo: 214,
    title: 'FCA update on motor finance complaints',
    paragraphs: [
      'The FCA has extended the time that firms have to answer complaints about motor finance commission.',
    ],
  },
];

/** Germany, official, English with German names, sent as Windows-1252. */
export const BAFIN_ITEMS: readonly DemoItem[] = [
  {
    slug: 'mica-stablecoin-order',
    hoursAgo: 58,
    title: 'BaFin orders Fennelbrook Pay GmbH to stop issuing “€-Taler” stablecoin without authorisation',
    paragraphs: [
      'BaFin – the Bundesanstalt für Finanzdienstleistungsaufsicht – has ordered Fennelbrook Pay GmbH, Köln, to stop the public offer of an e-money token in Germany. The firm holds no authorisation under MiCA; holders may redeem at par until {+30}.',
    ],
  },
  {
    slug: 'custody-licence',
    hoursAgo: 134,
    title: 'BaFin authorises Ottermere Verwahrung AG, München, as crypto-asset custodian',
    paragraphs: [
      'Ottermere Verwahrung AG has been authorised under MiCA to provide custody and administration of crypto-assets on behalf of clients in Germany. The firm must keep an initial capital of €125,000.',
    ],
  },
  {
    slug: 'risikobericht',
    hoursAgo: 198,
    title: 'BaFin: “Risks in focus” – banks’ exposures to crypto-assets remain small',
    paragraphs: [
      'In its report on risks BaFin finds that exposures of German banks to crypto-assets amount to less than 0.1 % of total assets. Banks must hold capital for such exposures as the Basel standard requires.',
    ],
  },
];

/** International standard setters, English. */
export const BIS_ITEMS: readonly DemoItem[] = [
  {
    slug: 'bcbs-exposures',
    hoursAgo: 46,
    title: 'Basel Committee consults on targeted changes to its standard on bank exposures to cryptoassets',
    paragraphs: [
      'The Basel Committee on Banking Supervision (BCBS) proposes to adjust the capital treatment of certain stablecoins held by banks. Comments on the consultation are due by {+85}.',
    ],
  },
  {
    slug: 'fsb-stablecoin-review',
    hoursAgo: 92,
    title: 'FSB peer review finds gaps in the regulation of global stablecoin arrangements',
    paragraphs: [
      'The Financial Stability Board (FSB) reviewed how jurisdictions carry out its recommendations for crypto-assets and global stablecoin arrangements. It finds gaps in reserves, redemption and cross-border cooperation.',
    ],
  },
  {
    slug: 'fatf-travel-rule',
    hoursAgo: 140,
    title: 'FATF updates guidance on the travel rule for virtual asset service providers',
    paragraphs: [
      'The Financial Action Task Force (FATF) explains how virtual asset service providers should apply the travel rule to payments from unhosted wallets, and lists red flags of money laundering through stablecoins.',
    ],
  },
  {
    slug: 'cpmi-tokenisation',
    hoursAgo: 228,
    title: 'CPMI and IOSCO report on tokenisation of money and securities settlement',
    paragraphs: [
      'The report looks at settlement of tokenised securities against wholesale central bank digital currency and tokenised deposits, and asks operators to apply the principles for market infrastructures.',
    ],
  },
];

/** Dubai, official, English. */
export const VARA_ITEMS: readonly DemoItem[] = [
  {
    slug: 'licence-tarnhollow',
    hoursAgo: 42,
    title: 'VARA grants full operational licence to Tarnhollow Labs FZE for broker-dealer services',
    paragraphs: [
      "Dubai's Virtual Assets Regulatory Authority (VARA) has granted Tarnhollow Labs FZE a full licence for virtual asset broker-dealer and lending services to institutional clients in the United Arab Emirates.",
    ],
  },
  {
    slug: 'marketing-fines',
    hoursAgo: 116,
    title: 'VARA fines six firms for unlicensed virtual asset activity and marketing breaches',
    paragraphs: [
      'VARA issued cease-and-desist orders and fines between AED 100,000 and AED 600,000 to six firms in Dubai that offered virtual assets without a licence or advertised them in breach of the marketing regulations.',
    ],
  },
  {
    slug: 'derivatives-rulebook',
    hoursAgo: 194,
    title: 'VARA issues new version of its rulebooks: margin trading and derivatives on virtual assets',
    paragraphs: [
      'The rulebooks set limits on leverage for retail clients, require daily margin calls and allow perpetual contracts for qualified investors only. Firms in Dubai must comply by {+33}.',
    ],
  },
];

/** Rows of a register of licensed firms, Cayman Islands. */
export interface RegisterRow {
  readonly number: string;
  readonly firm: string;
  readonly service: string;
  readonly hoursAgo: number;
  readonly onlySecondRound?: true;
}

export const CIMA_REGISTER: readonly RegisterRow[] = [
  {
    number: 'VASP-0041',
    firm: 'Pebblecross Digital Ltd.',
    service: 'virtual asset custodian licence',
    hoursAgo: 80,
  },
  {
    number: 'VASP-0042',
    firm: 'Quillstone Markets, SPC',
    service: 'virtual asset trading platform licence',
    hoursAgo: 152,
  },
  {
    number: 'VASP-0043',
    firm: 'Wrenfield "Token" Fund Ltd.',
    service: 'virtual asset issuance registration',
    hoursAgo: 220,
  },
  {
    number: 'VASP-0044',
    firm: 'Hollybrook Staking Ltd.',
    service: 'virtual asset service provider registration',
    hoursAgo: 20,
    onlySecondRound: true,
  },
];
