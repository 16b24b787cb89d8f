import type { DemoItem } from './demo-item.ts';

/** A trade paper, which often keeps the headlines of press releases: reports of official acts, news of its own, hostile titles, an undated entry, one article under two addresses. */
export const LEDGER_POST_ITEMS: readonly DemoItem[] = [
  {
    slug: 'hk-staking',
    hoursAgo: 28.5,
    title: 'SFC sets conditions for staking services of licensed virtual asset trading platforms',
    paragraphs: [
      'The Securities and Futures Commission of Hong Kong issued a circular that lets licensed virtual asset trading platforms offer staking services. Platforms must keep control of the private keys and get written approval of the SFC first.',
    ],
  },
  {
    slug: 'sec-staking-etp',
    hoursAgo: 25,
    title: 'SEC approves generic listing standards for exchange-traded products that stake digital assets',
    paragraphs: [
      'The U.S. Securities and Exchange Commission approved rule changes for exchange-traded products that stake part of their digital assets, such as ether. Issuers must publish the staked share daily.',
    ],
    linkQuery: '?utm_source=rss&utm_medium=feed',
  },
  {
    slug: 'sec-staking-etp-newsletter',
    samePageAs: 'sec-staking-etp',
    hoursAgo: 24.9,
    title: 'SEC approves generic listing standards for exchange-traded products that stake digital assets',
    paragraphs: [
      'The U.S. Securities and Exchange Commission approved rule changes for exchange-traded products that stake part of their digital assets, such as ether. Issuers must publish the staked share daily.',
    ],
    linkQuery: '?utm_source=newsletter&utm_campaign=daily#top',
  },
  {
    slug: 'brazil-stablecoin-tax',
    hoursAgo: 64,
    title: 'Brazil weighs a tax on stablecoin transfers abroad, central bank says',
    paragraphs: [
      "Brazil's central bank and finance ministry are considering a financial transactions tax (IOF) on payments abroad in stablecoins. Virtual asset service providers would have to report such transfers.",
    ],
  },
  {
    slug: 'india-tds',
    hoursAgo: 110,
    title: 'India keeps 1% tax deducted at source on crypto trades',
    paragraphs: [
      'The finance ministry of India told parliament that the 30% tax on gains from virtual digital assets and the 1% tax deducted at source will stay unchanged for the coming year.',
    ],
  },
  {
    slug: 'nigeria-isa',
    hoursAgo: 136,
    title: 'Nigeria SEC registers first two digital asset exchanges under new securities act',
    paragraphs: [
      "Nigeria's Securities and Exchange Commission registered two invented exchanges, Kolafield and Bayline, as digital asset exchanges. Both had been in its incubation programme.",
    ],
  },
  {
    slug: 'price-rally',
    hoursAgo: 40,
    title: 'Bitcoin climbs 4% as traders return from holiday',
    paragraphs: [
      'Bitcoin rose on thin volumes on Monday while smaller coins followed. Analysts see resistance at a round number.',
    ],
  },
  {
    slug: 'launch-wallet',
    hoursAgo: 85,
    title: 'Tarnhollow Labs launches a wallet with coloured buttons',
    paragraphs: ['The start-up raised 12 million dollars and will hire forty people for its new wallet app.'],
  },
  {
    slug: 'hostile-markup',
    hoursAgo: 68,
    title:
      '<script>alert("x")</script><b>FCA</b> warns @everyone about clone firm [click here](javascript:alert(1)) offering crypto',
    paragraphs: [
      'The Financial Conduct Authority warned UK consumers about a clone of a registered cryptoasset firm. <img src=x onerror=alert(1)> The clone asks for seed phrases.',
    ],
  },
  {
    slug: 'undated-explainer',
    hoursAgo: null,
    title: 'Explained: what Switzerland’s FINMA guidance on staking means for custody banks',
    paragraphs: [
      'FINMA, the Swiss Financial Market Supervisory Authority, says that banks in Switzerland may stake crypto-assets held in custody for clients without extra capital when the assets stay available in bankruptcy.',
    ],
  },
  {
    slug: 'defi-exemption',
    hoursAgo: 0.2,
    onlySecondRound: true,
    title: 'SEC floats innovation exemption for DeFi protocols that trade tokenised securities',
    paragraphs: [
      'The U.S. Securities and Exchange Commission proposed a conditional exemption for decentralised finance (DeFi) protocols that trade tokenised securities, open for comment for 60 days.',
    ],
  },
];

/** A second paper: the same events in other words, and places that the first does not cover. */
export const CHAIN_COURIER_ITEMS: readonly DemoItem[] = [
  {
    slug: 'hk-staking-platforms',
    hoursAgo: 27.5,
    title: 'SFC circular: licensed platforms in Hong Kong may offer staking services to clients',
    paragraphs: [
      'Licensed virtual asset trading platforms in Hong Kong may offer staking to clients, the SFC said in a circular. They must keep the private keys and disclose all risks; third parties may not hold client assets.',
    ],
  },
  {
    slug: 'sec-etp-order',
    hoursAgo: 24,
    title: 'U.S. SEC clears listing standards for ETPs that stake digital assets',
    paragraphs: [
      'Exchanges in the United States can list exchange-traded products that stake digital assets without a separate filing each, after the Securities and Exchange Commission approved generic listing standards.',
    ],
  },
  {
    slug: 'larkspur-fine',
    hoursAgo: 104,
    title: 'FCA Fines Larkspur Mint £1.2 Million for Illegal Cryptoasset Promotions',
    paragraphs: [
      'Larkspur Mint was fined £1.2 million by the Financial Conduct Authority for promoting cryptoassets to consumers without risk warnings and for paying influencers.',
    ],
  },
  {
    slug: 'australia-digital-asset-bill',
    hoursAgo: 52,
    title: 'Australian parliament passes bill that licenses digital asset platforms',
    paragraphs: [
      'The Senate of Australia passed a bill that requires digital asset platforms and tokenised custody platforms to hold an Australian financial services licence from ASIC. Operators have until {+365} to apply.',
    ],
  },
  {
    slug: 'canada-stablecoin',
    hoursAgo: 100,
    title: 'Canada to put stablecoin issuers under Bank of Canada supervision',
    paragraphs: [
      'Draft legislation in Canada would make the Bank of Canada the supervisor of fiat-backed stablecoins. Issuers would have to hold reserves and publish redemption policies.',
    ],
  },
  {
    slug: 'turkey-platforms',
    hoursAgo: 148,
    title: 'Turkey’s CMB blocks access to 46 unauthorised crypto platforms, DeFi front end among them',
    paragraphs: [
      "Turkey's Capital Markets Board (CMB) blocked access to 46 websites that offered crypto-asset services to residents without a licence. One of them is the front end of a decentralised finance (DeFi) exchange.",
    ],
  },
  {
    slug: 'kazakhstan-mining',
    hoursAgo: 176,
    title: 'Kazakhstan tightens licences for crypto mining farms',
    paragraphs: [
      'Digital miners in Kazakhstan must buy power from the single purchaser and renew their licence by {+75}, the Ministry of Artificial Intelligence and Digital Development ordered. Unlicensed mining farms will be cut off the grid.',
    ],
  },
  {
    slug: 'bidi-title',
    hoursAgo: 132,
    title:
      'Thailand SEC \u202eyenom ecittal\u202c proposes NFT\u200b utility token rules & "ready-to-use" exemption',
    paragraphs: [
      'The Securities and Exchange Commission of Thailand proposes to exempt ready-to-use utility tokens and NFTs from licensing unless they are listed on an exchange. Comments close on {+20}.',
    ],
  },
  {
    slug: 'ecb-digital-euro',
    hoursAgo: 60,
    title: 'ECB moves digital euro to next phase, holding limit still open',
    paragraphs: [
      "The European Central Bank's Governing Council decided to move to the next phase of the digital euro, a retail central bank digital currency (CBDC). Parliament and Council must still agree on the regulation.",
    ],
  },
];

/** A general wire: mostly nothing to do with crypto-assets, and one report that has. */
export const MORNING_WIRE_ITEMS: readonly DemoItem[] = [
  {
    slug: 'football',
    hoursAgo: 18,
    title: 'Late goal sends Millbrook through to the cup final',
    paragraphs: ['A goal in the last minute decided the match in front of 21,000 spectators.'],
  },
  {
    slug: 'bank-licence',
    hoursAgo: 47,
    title: 'Pebblecross Bank receives ordinary banking licence from the Bank of England',
    paragraphs: ['The lender may now take deposits of savers and will offer mortgages from spring.'],
  },
  {
    slug: 'olive-harvest',
    hoursAgo: 89,
    title: 'Olive harvest better than feared',
    paragraphs: ['Growers expect a tenth more oil than last year after rain in spring.'],
  },
  {
    slug: 'stock-close',
    hoursAgo: 115,
    title: 'Shares close higher as inflation slows',
    paragraphs: ['The benchmark index added 0.6% with retailers in the lead.'],
  },
  {
    slug: 'kraken-boat',
    hoursAgo: 141,
    title: 'Giant squid washed ashore draws crowds',
    paragraphs: ['Biologists think that the animal died of age. Children gave it the name Token.'],
  },
  {
    slug: 'mica-deadline',
    hoursAgo: 149,
    title: 'Crypto firms without EU licence must wind down when MiCA transition ends, ESMA says',
    paragraphs: [
      'Crypto-asset service providers without MiCA authorisation must stop serving clients in the European Union when the transitional period ends, the European Securities and Markets Authority said in a statement.',
    ],
  },
];
