/**
 * Stems that texts on regulation and on neighbouring matters use in lower case, by how common they are: counted once over the project's
 * own labelled examples. What is not among them and has a capital is taken for a name.
 */
const COMMON: readonly (readonly [number, string])[] = [
  [
    0.15,
    `and as asset at bank be bitcoin by crypto de digital exchang for from in is its licens market min not of on over pay regulat report rul say servic stablecoin that the to token trad virtual with`,
  ],
  [
    0.4,
    `about account act action activity aft against agency agre all an app approv are ask authority authoriz back ban befor bill billion blockchain board brok business buy call can capital cas cash central charg clear client coin com
commission committe company contract court credit cryptoasset cryptocurrency currency custody custom data day deal deposit dollar draft el en end euro fil fin final financ financial find firm first found fund futur get group had
has hav high hold hous into invest investor issu it judg la launder law legal lend let limit list mak manag mas may million money month mor mov must nam national need new no notic off offer offic one open operat or ord out own pap
pass pilot plan platform policy pow product provid public publish put rais rat regist registrat reserv retail risk run said sanction security sell set shar should sign sit staf stak standard stat tak tax tell than their them thre
through tokeniz told transaction transf two un und up us use user vot wallet want warn was wer what which who will without work would year`,
  ],
  [
    0.7,
    `abov abroad abus accept access accord accus across actif activo add address administrat adopt advis advisory ahead al alert alleg allow already also amend among announc annual anoth answ anti any appeal applicat appoint approval
area arrest assess associat attack audit away balanc banco bankruptcy bar bas basis becom been begin behind below bet between bis bit blam block bond book bord borrow both bought breach break bridg bring brokerag budget bulletin
bureau but cabinet cannot cap car card carry caution ceas cent centr certain certificat chain chair chairman chang check chief circular cit city claim class clos co cod collateral collectibl commercial commodity como complaint
complet complianc con concern condition conduct conferenc consent consult consultat consum control corporat cost could council count country cov creat creditor crim cripto criptoactivo criptomoneda cross custodian cut da dat
deadlin decentraliz decid decision decre defendant del delay demand depart deputy der derivativ des designat develop di did die direct director disclos disclosur division do doe doubl down drain draw drop drug du due duty each ear
earn economic effect ein electricity electronic em energy enforce engag entidad entity et eth event every executiv exist expect explain exposur extend fac facility fail failur fair fall fals farm federal fee finaliz fintech fiscal
fiv follow forbid forc foreign form four framework fraud fre freez front full fur gain gam gang general giv global go goe gold govern governanc governor grant growth guidanc guidelin hack half halt hand handl he head hear held
help his hit hom host hour how if illegal impos includ incom individual industry influenc informat initial innovat insid institution institutional instru insur insuranc intelligenc interest intermediary international invit island
issuanc jail join joint jump keep key kiosk know kripto land larg largest las last lat launch lawmak le lead leav ledg left legislat les leverag levy liability lift lik lin link liquidat liquidity liv loan local long look los loss
lost low machin mad man manage manipulat march margin marketplac mat mean measur media meet memb merchant merg met minist ministry mint minut miss mit mix model monetary monitor mortgag most mutual near network nev next nin nod
non now numeriqu obtain odd oferta official offshor onc onlin only op option order organiz oth our outsid oversight ownership packag paid pair panel para parlia part partn party paus peg penalty pend peopl per percent permit
perpetual person phas phon pick plac plant plataforma point polic pool por position post pour practic president press pric principl privat prob proce procedur process profit program prohibit prohibition project promiz promot proof
property propos proposal prosecutor protection protocol publica pump purchas push quart que question reach read real receiv recogniz recommendat record red refund refus regim register registro regulatory relat releas remain remind
request requir require resident result return revenu review revok reward rig right ris rulebook sal sam san sandbox sav scam schem second section secur see seek segregat seiz self senat send sent serv settl settle seven shop short
show shut sid sinc six slid small smart so sobr social sold som spot stability stand start state stay step still stock stolen stop stor street study su such sue suit sup supervision supervisor supervisory superviz support sur
survey suspect suspend swap system target task team technical technology ten tend term test teth text they thin third this thos tim today took top travel treasury treat trial trust turn una undertak une union unit unlicens
unregister until updat urg used utility validat valor valu van venu view volum von vor wash watch watchdog way we websit week weigh well when wheth whil whit wholesal why win withdraw withdrawal within won world worth writ written
yet yield you your`,
  ],
  [
    0.9,
    `aan aanbied aanbieden ab aberta abet abgeschlossen abgewiesen abierta abl abnormal abr abril abrog abrupt absenc absolut absolv absonderbar absorb abstention abusi abusiv abusiva abusivi acaba academic accelerat acceptabl
acceptanc accidental accion accommodat accompany accountability accru accueil aceptarlo achaca achat acheve aco acordo acquir acquisition acquit acquittal acteur activ activa activaran active actividad activit actor actual
actualisent acusa ad adapt addition additional additionality adeguamento adema adequacy adequat adjudicat adjust administradora administratif administrativ admission admit adopte adoption adota adquisicion ads adult advanc
advantag advert advertencia advertida advertir advertis advertise advertiz advic adviert advisabl adviseur advisor adviz advocat aerea aeropuerto af affect affich affiliat affirm afford again age aged agenda agent agenten aggrav
aggregat aggressiv agli ago agony agosto ahnlichen ahorrador ahorrista aid aim air airdrop airport aisl ajout akin akoin alarm alcanca alcanza alcun alega alemao alerta algorithmic algoritmica alia alianza align alik alinha
aliquota alla alleged allergen allianc allocat allong allowanc ally almak almost alon along aloud als alta altcoin alternativ altri am amende americain americana americano amid amministrazion amount amparo amplia ampliacion
ampliar anaesthetic analisten analisti analiza analysis analyst analytic anboten ancien ancillary ander angeblichem angeblichen anno annonc annotat announce annuity annul ano anonymity anonymous ans answer ant antibiotic anticipat
antitrust anual anuncia anunciada anunciant anuncio anyon anyth anyway anywher ao aos apart ape apiec aplicacion aplicativo apo apologiz apparent apparte appear appel appell appetit appli applicabl applicant approach approvato apr
aprobada aprobado aprova aprueba apunta apurar arbitrary arbitrat aren argentino argu arkkitehtuuria arm arma around arraign arrange arriv art articl artificial artist artwork arz asegura aset asgari asi asid asistian asociacion
aspect assiet assimilabl assina assist assistant assumption assur assuranc atada ataqu ate atendem atendia athletic atividad ativo atoll atomic attach attempt attenzion attivi attivita attorney attract au auch auction aucun
audienc auditor auditoria auf aufgehen aufnehmen augmentat aumento aupr aus aussi aussonderbar autarquia author auto autocustodia automat automatic automatica automatico automatiqu autonomous autonomy autoriz autoriza autorizacao
autorizacion autorizada autorizar autorizou autorizzazion autumn aux av availability availabl avait aval avaliacao avant avec averag avisars avisou avoid avoir avval await awareness ay ayant azioni backdat backfir backlog backup
bag baht bail bak balk ballroom baloncesto banca bancaria bancario banch band banda bang banknot bankrupt banqu barragem barri barrist bart basket basketball basvurmak batch baten battl bazaar bear beat beboet becam becaus bediend
bedrijf beef beendet began begun behalf behandelt behandlar bei beim being beleg beleggingsinstell beleggingsinstrumenten believ belirlendi belirterek bell belong belt bench beneficial beneficiary benefit benotigt berechtigt
berjangka besid besitzen beskattn besser best bestatigt besteht beta betreft betrieben bewar beyond bezahlen bid bieten bietet big biggest bij biki bilan bilancio bilgisi billboard billetera billionair bin bind biotech biotechspel
bir bird bislang bithumb bitwechsel bitzenith black blacklist blackout blanch blanchi blanket blanquear blanqueo ble bleiben bless bln bloc blocag blocklist blok blokir bloqu bloqueado bloquean blot blow blueprint bn bodu body
boet boil boilerroom bolivar bolla bolsa bon bondit bono bonus bood bookmak boom boost born borsa boss bot bottl boucl bounc bound bounty bours boursi bow box boy bp brac bracht branch brand brasileira brasileiro brauchen braucht
brecha brib brief bright bringt broad broth brought brutal bubbl buco buf bug build built buit buldu bulk bull bullion bulten bulunanlar bundesweit bunk bureaux burn bursatil bury bust buyutmek bypass bzerox cada cadena cadr
cajero calculat calendar calm cam cambia cambio campaign campana cancel cancell candidat cannabis capabl capacity capitaliz captaban captacion captain captar captiv carabinier carbon carecen careful cargo carousel carri cartao
carteira cartoon carv casa cascad cashback cashi casino cask catalog catalyst catch categori category cativeiro cattl caught caus cautelarment cautious cayo cbbtc ce cedear ceil cel celebra celebrar celebrity cell cellar celula
celular cement centrist cerrar certainty certifica certify cesar cess challeng chamara chamb championship chanc chao chapt charact chargeabl charity chart charter chas chat che cheap cheapest cheat checkout chega chequ chess chest
chi chiarimenti child chinh chip chiringuito chloroform cho chocolat choic choos chosen chromit church chut ci cier cinco circl circulat circumstanc citizen citizenship citoyennet civil clamp clampdown clandestina clarifi clarify
clarity clash classificat claus clearanc cleric clerk clientela clienti clif climat climb clock clon close closur cloud club clubhous coal coast coax cobalt cobr cobra cobraban cobrara cocain cocktail coexistenc coffe cofondateur
cognac cold colecao coleccion coleccionabl colecionaveis coletivo collag collaps collect collection collectiv collector colleg collegiat colombiano colon colonia colour column combat combin comeback comeca comentario
comercializacion comercio comision commemorativ commenc commentair commerc commercializ commit common communaut communicat communiqu community comp companhia compar comparison compell compensat competencia competent competition
complain complete complex compli compliant comply component composition compound compra comprador compraventa comprehensiv compren compromiz compt comptroll compulsory comput computadora comunicar comunidad conced concentrat
concept concernant concert concesion concierto conclud concluyo concurrenc concurrent condamne condena condenada conditional conectada confer confi confidential confidentiality confin confirm confirmat conflict conflicto confus
cong congelar conglomerat conjonctur conjunto connection conoc conseil consensus conservat consid consider considerat consol consolida consortium conspir constitu constitut constitutionnell consulta consultancy consultant consumi
consumption conta contact contagion contain contar contemplat contempt contend content contest context continent continu continuous contr contra contractor contraffat contrary contratiempo contrato contravention contribuabl
contribut contribution contribuyent controll convenienc conversao conversion convert convertibl convey convict conviction conviert convinc convoy cooky cool cooperat cooperativ cooperativa cooperativo coordinat cop copy copycat
copyright cor coronat correccion corren correspondent corretora corridor corrient corrieron corrig corta cosa cosmetiqu cotizacion counsel countdown countercyclical counterparty county coupl cour couri courtesy courti cover
coverag crack crackdown crash cre crea credito creep cresc crescita cri cria criam cricket criminal criminaliza criptoativo criptobanco criptomoeda criptovalut crisis criteria criterio critical criticiz cromo crook cror crosshair
crowd crowdfund crown cryptoactif cryptoactiva cryptobeur cryptodiensten cryptography cryptomix cryptomonnay cryptoplatform cryptotip cryptovaluta ctvrt cual cuando cuatro cuenta cuesta cuida cull cult cultivat cultur cupro cupula
curb current curso custodi custodia custodial customary cuya cyb cybersecurity cycl dahil dai dair dal dall dalla dallo damag dan dang dar darf dari dark darken darknet darkweb dars das dashboard dass dati dauert daught dawn
daylight deadlock dealt death deb debank debar debat deben debentur debera deberan debida debranche debt debtor debut decad decembr decentralise decentraliserad decentralizzat decentralizzata decidir decisao declar declaracao
declaracion declarar declararlo declarat declin decomisa decreta decreto decriminaliz decroch dedicat deduct deductibl deed deel deem deepen def default defaut defenc defend deficiency defin definition definitive defunct defy
degisiklik dei deja dekkingsgraden dela delegat delen delet deleverag deliberat deliberate delist deliver delivery delivr dell della dem demain demandent dematerializ demit demo den deni denial denominat deny depend dependency
deploy depositary deposito depositor depository depth depuis deput derd deregister derid deriv derivado derivanti derivativo desalienta desc desconecta describ desd desert deserv design desist desk despit despu destek destroy
desviar detail detain detalla detect detenido detenir detention determin determinat detida detido detien deuda deutlich deutsch deux deuxiem devalua devedor devic devient devolucion devront dia dialogu diaria diario diary dicembr
dichiara dicho dictars dienst dienstverlen diethyl dietrofront diez dif differenc different differentiat difficulty dig digest digit digitalen digitali digitaliz diligenc diligencia din dinar dinero dinheiro dip diploma directe
directeur direction directiv diretor dirham dirigido disabl disappear disapproval disburs disciplin disciplina disclaim discount discourag discretionary discriminat discuss discussion disguiz dishonesty disident dismiss dismissal
disown dispara display disponibilidad dispos disposal disposition disproportionat disput disrupt dissent distortion distribu distribut distribution distributor district dit div divers diversifi diversion divert divest divid
dividend divisa divisi divulga divulgado diz dizem doc doch dock docket doctor doctrinal docu documentat documento dodg dogecoin doing doit dolar dollari domain domestic dominat dominicano dominion don donat dondurma donemi dong
dono donor dont door doormat dopo dormant dos doubt douz doz dozen drag dramatic drawn dreht drei dress drew drift driv driven droga dron drought drov dua dual dulden dump duplicata dur durant durch durcir durfen duyurdu duyuru
duzenlemesi dwangsom dy earli earliest eas easiest eat echang economiqu economist economy ecosystem ecrit edict edita edital ediyor educat een eerd eerst efectivo efecto effecten effectiv effet efficiency efficient effort eft
egendom eight eighteen eighth einem einen eingezogen einheitlich einigt einsetzt einstimmig eintragen eith ejecucion ekibi ekibini elasticity ele election electrica electronical electronico eleicao elektronik elektronisch
elektronischen eleva elevat eleven eligibl els elsewher email embed embezzl emendamento emerg emirat emision emisor emissao emission emit emploi employ employe empow empresa empresario emprunteur empti empty enabl enact enaira
encadr encadre encagoul enchant encor encourag encrypt endang endors endorse energi energia enero enforc enforceabl engage engelledi engine enhanc enhance enjoin enlev enleve enough enquet enquiry enregistr enregistre ensur ent
entendimento enter entertain entgegengenommen entorno entr entra entranc entregan entro entrust entry envelop envio environ environmental envisag epingl equip equity equivalent er era eras erbringen erforderlich erhalt erhalten
erisimi erklart erlautert ermoglichten ernennt error ersetzt ersten erstmal erteilt ertragsteuerrechtlichen erzahlt es escap escritura escritural esh espanol espanola especial est esta establish estafa estan estao estara estat
estatal estaveis estimat estrangeira estreia estrena etablisse etaient etc ete etend ethic ethical etoro etr etrang etti etud eura europaischen europeen evad evalu evaluat evaporat evasion even ever everybody everyon evidenc ewpg
ex examin examinat exampl exce exceed except exception exch exciz exclud excluir execucao execut execution exempt exemption exerc exercem exercic exercicio exerciz exige exigem exigira exigiu exit expand expectat expens experi
experienc experiencia experimental experimentat expert experto expir expiry explanatory explodiert exploit explor explorat exploratory explosiv export expos exposent exposera expression extension extensive exterior externa
external extinguish extorsion extractabl extraction extradit extrajudicial extranjero extrem eye eyeball eyebrow eyeshadow ezbtc faaliyet fabricant faceva facial facilitar facilitat facilitativ fact facto factor factory fad faiz
faizi fak fala fallen fallo false falsifi falso falta fami familia familiar fan fand fantasy far fast fastest fatwa fault fauna faut favour favourit fear featur febrero fecha fecham feed feedback feel fell fellow fellowship fenc
fentanyl fest festgeld festival fetch feu feud fev fevereiro few fiat fichaj fideicomiso fiduciaria field fifth fiftieth fifty fight figur figura figuraba fija fijo filial fill film finance financi financiar financiel financiera
financiero finanza finanziari finanziaria finca finfluenc finfluenceur finish finto fir firearm firma fiscalia fiscalit fiscus fish fisica fit fitness fix fixa fixada fixou flag flam flar flash flat fle fleec fleet flew flexibl
float flock flood floor floorboard flora flout flow fly focus foi fold fond fondo font food fool foot football footnot footprint forbidden fordert forecast forensic foreseeabl forest forev foreword forex forfaitair forfeit
forfeitur forg forgo forint formal formula fornecedora fornitori forthcom fortun forward fossil fost foundat fourfold fournis fourth fraction fractional fragment fram franc fras fraudeur fraudst fraudulent fraudulenta frauduleus
frecuent freedom frei frein freiwillig frent frenzy frequent fret friction friend friendli fronti froz frozen fue fuel fuent fuit ful fun funcionar funcionario function functional fundador fundo fundraiz fungibl fuori furth
futbolista futebol fuzzy gaf gallery gambl gamificat ganancia ganha ganho gap garag garanti garantiza garantizada garantizado gard gas gat gateway gath gather gav gazet geandert gedroht gegen gegenub gel geldt geliyor gendarm
genehmigt generat generativ gent genuin genutzt geo geographic geopolitical ger gerad geraten geriledi gestao gestiegen gestion gestionnair gestolen getiren getiriyoruz gevestigd ghost gia giant gibt gift gig gilt gioielli giorni
girdi giriyor girlfriend giu giveaway given gli gobernador goed going golden goldenprofit24 gon good goodby got gouverne governo grab gradual graduat graft gram grand grandparent granja grantor graphic grassland great green
greenwash grey grid grill grimp grimpent groan groc gross ground grow grumbl grun grupo gruppo guadagna guarante guardada guarden gubernamental gui guid guilty gum guncellenmesi gunluk gutgeschrieben ha haben habia habilita habit
habitacao habitual hac haircut halka hallaron halten halv handbag handbook handful handout handov hanno happen harbor harbour hard hardwar harm hash hasta hat hatten haul haut havuzunun hawk hazard hazelnut headach headlin
headquart headwind health heap heard heart heat hedg heeft hef hefty heist helplin hem hemispher her herausgibt het hexagon hibernat hid hidden highest highlight hijack him himself hint hir history hizmet hoa hog hogar hoi hol
holiday holt homegrown homicidio hood hook hookup hop hor hora horror hors hospital hot hotel hoteli household hoy hryvnia hub humanitarian hundr hunt hurdl hurry hurt hurto hustl hvidvaskomradet hydro hydropow hyp hyperscal icin
icind idea identidad identifi identificat identifizieren identify identity idl ifinex ignor ihlali ihr iki il ilegal ilicita iliskin illicit im imag imitat immediat immediate immobili immutabl impact impair implausibl imple
implement implementat implementati implicat import important impossibl impostor impot impression improductiv improp improv improve impuesto inaccessibili inaccurat inadequat inaugura incentiv incident incidental inclus inclusion
incorpora incorporat increas incubat independent index indic indicia indiciamento indict indirect indirecte induce industrial inexperienc inflacion inflat inflig inflow influenciador inform informa informacao informal informar
infraction infrastructur infring inhabitant inheritanc iniciais initi initiativ injection injunction injunctiv inkomsten inlandisch inmuebl innerhalb innovativ input inquiry ins inscrib inscribirs inscripcion inscription inscrit
inscrita insist insolvencia insolvency inspect inspection inspector inspektion instala instant instead institucion institui institut instruccion instruction instrumenten insuficiencia insulin int intact intangibl integrat
integrity intellectual intend intensiv intention inter interbancair interbank intercambio interchangeabl interdiction interdit interfac interim interior intermediari intermediario intermediazion intermittent interna internal
internet interoperability interoperat interplay interpretiv interval intervencion intervention intervien interview intrinsic introduc introduction intrud inventor inverno invers inversion inversionista inversor invertir invest24
investidor investiga investigar investigat investimento investir investisseur invoic involv io iphon iq iris irrational irregular irresponsibl isaret iscritto isencao ishar isn ist italiani item itself izin izinsiz jaar jam
janeiro januari janvi je jet jeton jetzt jeux jewellery jit job jok jour journalist journe judiciair judicial juez jug juhlista juin juiz julho julio junho junket juridiction jurisdiction juro juror jury jusqu just justic kabul
kamen karar kas kaufen kauft kein kept ketamin keuangan keurt keynot kg kick kien kill kilo kilogram kilowat kimlik kin kina kind king kingdom kip kit klagt klanten klantgegeven klicken klickten knap knew knowing knowledg known
koer kolekcjonerska kommen kommt konkursrechtlich konnen konnt kovanica kracht kredietverstrek kreeg kron krona kronor krypto kryptoaktywow kryptobasiert kryptografisch kryptotillgangar kryptowalut kryptowaluty kullanacak kurul
kurulus kurz kwartaal laarenera lab label labell laboratory labour lack lad lag lai laid lakh lamna lan lanc lanca lance landfill landlord landmark landscap languag lanza laps laptop large lari latest laudo laugh laund laundromat
laut lavagem lawsuit lawy lax lay layof leadership leagu leak lean learn learnt leas least led leg legaliz legd legislativ legislativo legitimat legt lei leicht lenient lent less lesson letzt leur level levi ley liber library
libreta licensa license licensia licensiada lick lideram lied lien lif light lign lijkt lijst like likidit linkag liquid liquidacao liquor lira lisan listesi lithium litigat litio littl ll llama llega llego lleva lo load lobby
localizar localizou locat lock lodg loft log login logo loi lookalik lookup loom looni loophol loot lot lottery lov lower lowest loyalty lucro ludicrous luminiferous lur luxembourgeoiz luxury ly ma maar macht macro macrofinancial
macroprudential maggio magistrat mail main mainland mainnet maintain maintenanc maintient maior mais major majorit majority makeup mal mandal mandat mandatory manipolazion manipulacao manipulativ manque mantem mantien manual many
map maquina mar marco mark markup martial marzo masiva mask mass mast match materia material matier matrix matur maxim maximo maximum mbridg me meal meant meat mechanism med medallion mediat mediazion medicin medida medio megabank
meio melden mem membership memecoin memo memoir memorandum memperoleh men mencakup meno mensuell menu menus mercado mercato mere merit merkeziyetsiz mes messag method methodology metodologia metro metropolitan mettent mexicana
microfinanc mid midnight might mijnapparatuur mil mila milanes milhao milho milioni military miljard miljoen mill milliard millon milyon mina minag mind mindesten minera mineracao mineral mineria minero mineur mini minimis minimum
ministr minor mintag minuto mirror mis miscellaneous misconduct misl mislead mismatch misrepresent mission mistak mistaken misus mln moan mobil mobiliario mod modalidad modelo moderniza modest modul moeda moeten moglich mogul
moiti moment momentum monatlich moneda monero moneta monetair monetaria monetisabl monnai monnay mood moratorium moth mothball motion motiv motor motorbik mount mountain move movie2k mt mtoken muafiyetleri much muhendis mul mulai
mulkiyet mull multa multi multilateral multipl multisig mum mundo munten museum music muss mussen my mystery na nach naira namen nano nao narcolaboratorio narrow nation nationaliz nationwid nativ natur natural naufraga nd nda ne
ned negligenc negligibl negociabl negociar negociat neighbour neith nel net neu neuen neuf neutral newslet ngh nghia nghiep ngultrum ni nich nicht nickel niet nieuw night nimmt ninety nobody noch noir noisy nom nomada nombra
nomina nominat nomine noncompet noncomplianc nonobjection nonsecurity nor norm norma normal normativ northern notario notebook noth notifi notificat notifico notify notig nouveaux nouvell nova novelty novembr nub nudg nueva nuevo
numb nun nunca nur nutshell oben object objection objectiv objet objeto oblig obligacion obligado obligat obligatair obligatorio obrigacao observ observat obsolet obtido obtient obvious occasion occasionnel ocho od oddest odem
oder ofertada ofertar offenc offerta offlin offr offrir offrivano offrono oficial oficiar oficio oforandrad ofrec ofrecen ofrezcan often ohn oil oilfield oito okay oktob olarak old oldest oltr om ombudsman omit omnibus onboard ond
ondernem ongo onshor ont ontbrekend onto ontv ontwikkelaar onz ook oper opera operacao operacion operaco operar operateur operational operativ operativita operatori opgelegd opgerold opinion opportunita oppos opposit opposition
opt optional optionnel optjecaju oracl orden ordena ordinanc ordinary ordnet ordon ordonnanc organis organisational organise organizador orientacao originat oro os oscura osterreichischen otra otro ou ouro outag outcom outfit
outflow outgo outlaw outlin outlook output outright outsourc outstand ouvert ouvertur ouvr overhaul overnight overrid overrul overse oversea overstep oversubscrib overtak overtred overturn overview owing ozeti ozsermay pa pabud
pac pact padrao paedophil pag pagado pagam pagar pagara pago pagou paint pais pan pandemic pandillero panellist par parachut paragraph parallel parcel pardon parent park parla parliamentary parquet parti partial participant
participat particuli partir partnership pas passa passo passport password past pastor pataca patent path patienc patrocinador patron pav payday paye payout payroll pc pct peak pecuniary ped pedida pedido pedir peer pela peligro
pelo pena penalit penaliz pencil penerbit penetrat pengawasan penhorar penny pension pensionato perceiv percentag perda perders perform performanc perhap perimet perimetro period periodo permanenc permanent permet permiso
permissibl permission permissionless peroxid perp persona personal personality persoonsgegeven peso pessoa petition petro petrolera peuvent ph pharma phish photo physic physical physician pialang pictur piden piec piek pierd pil
pillar piloto pin piracy piramid pirat pitch placet plafonne plain plaintif planta plateform platinum plausibl play playof plazo plea plead pleas pledg plein plenary plot plug plung plus plush plusieur plusvalenz poach pod podcast
podem podran poet policia policyhold politica political politiciz politika poliz poll polym ponzi poor pop popular portal portali portar portefeuill portfolio portrait portugues pos posicion possession possibl posteo postpon
postur potential poteri pound pourquoi pratiqu prazisiert pre prealabl preavisar precio precisarao precision preclud prediction pregunta preliminar preliminary premi premium premiz prepaid prepar prepara preparat presa prescrib
prescription presenc present presentado presentaron preserv presid presidency presidential presidio pressur prestacion prestador prestadora prestamo prestar prestat prestatair presum presumption presuppos pret pretend prevail
prevent previa preview previous pricey prigodna prim primary primeiro primera principal principi print prior prioritiz priority pris prisao prison privacy private privilegiada pro problem procedura proceed procent procentniho
procesa processo produc production productivo producto produit produto professional professionnel profil programmatic progress prohib prohibicion prohibida proib proibir projet projeto proliferat prometia promettent promocion
promocionar promossa promoteur promotion promotional promotor promotoria promouvoir prompt promulgat prononc proper propia propio propon proposant proposent propria proprio propuesta prosecution prosent prospecto prospector
prospectus prospetto protect protest protokoll prototyp prov proveedor proven provenanc provencal provinc provincial provisi provisieverbod provision provisional proyecto prudenc prudent prudential prueba pub pubblica pubblicato
publi publicada publican publicat publicidad publicit publico publiczn publiqu pued pueden pull punish punitiv punt pupusa pur purg purport purpos pursuant pym pyramid qu quak qualifi qualify quality quando quantitativ quantity
quantum quarter quash quasi quatro quattro quebecois queda quer query questi quetzal queu qui quick quicken quien quier quiet quintupl quit quiz quorum quota quotata rac raccogli rachat radiat raid rail rain ral ramen ran ranch
rancon rand rang rank ransom ransomwar rappell rapporteur rar rath ratificat ratio ration rattl ravag razon rd re readiness ready reaffect realis realistic reality reapareix reason reasonab reasonabl rebound rebuk recap recebida
recebiveis reced receipt receivabl recent rechnet rechtbank recib recipient reclassificat reclassify recognition recommend recompens reconciliat reconhec reconoc reconsid recours recov recover recovery recr recruit rectify recua
recuerda recul redact redeem redemption redomicil reducir reduz ref refer referenc referencia referencyjna reform reforma refrain refresh refuge refusal regalo regard regardless regelt regimen region regional regir registo registr
registrada registrant registrar registrati registriert registry regla reglamento regle reglementat reglent regolamento regula regulada regulado regulador regulamenta regular regulariz regulateur rehabilitat rehears reimburs
reinsuranc reintroduc reissu reitera reiteran reiterat reject rejection relaja relationship relativ relativa relatorio relazion relevanc relevant relianc relief reliev rely remak remark remit remittanc remov removal remunerada
remunerat renda rende renew renewal renforc renounc renova renseigne renseigneren rent renta rentabilidad renunciat reorganiz rep repaid repair repatria repay repeat repeated replac repo repons reportabl reported repository
representado representat representativ reprimand repurchas reputat requieren resal rescind rescu research resell reserva reserve reservoir resgat resi resid residency residential resign resilienc resilient resist resolucion
resoluco resolution resolv resort resourc respaldo respect respond respondent respons responsib responsibility responsibl rest resta restano restat restaurant restent restituicao restor restrico restrict restriction restructur
resultado resultat resum retardatair retencion retention rethink retir retirada retire retiro retomar retreat reveal revers reversal revisar revision reviv reviz revocat revoga revolt rewir rework rewrit rial ric rich richiama
richiesta riconducibili ricorsi rid riempiono riesgo rif ring ringgit rippl rischi risky risqu ritirato riuscito rival riyal road roadmap robo robot robust rod rogu rol roll romanc romp room root ros roubl round roundtabl roundup
rout row royalty rub rulemak rumour rund runway rupe rupiah rural rutscht rynku sa saf safeguard safekeep safety saga sagen saida sail sait sak saklama salar salary salto sampl sanciona sanzioni sao saqu sat satisfaction satisfy
saw sazby scambio scan scenario sceptical schaffen schaltet schedul school schreibt scienc scop scor scorn scrambl scrap screen screenshot script se seal search season seat seco secondary secret secretariat secretary sector
sectoriel securitiz seed seen segregacion segregar segu segunda segura sei sein seit seizur sejam select selfi sellan sellof selon sem semaforo semana semilla senior sens sentenc senza separ separat separate septembr sequel
sequestro ser serao serious sermay seront servicio servico servidor servizi sery ses sessanta session settembr setzt seul sever several seviyesi sevofluran sezion shadow shall sham sharehold sharp sharpest she sheet shekel shell
shelv shield shift shill shock shoplot shortcom shortlist shown shrink shrug shuffl shutdown shutter si sibl sich sichergestellt sichert sidestep sie sieht siet sight signal signatur significant silv similar simp simpl simplifi
simplifica simplify simulat sin sind sing singl singleness sink sintesis sist sitey siti situat sixteen siz sketch skill skinny skip slap slash slat sleev sleuth slic slim slip slop sloppy slot slow slug slump smil smuggl snap
snapshot snatch sneak snizila soar sob sobrecarga sociedad societ societa sofisticado softwar soglia sokta sol solar solicit solicitat solicitud soll sollen sollicitat solo solution solvent someth son sono sonstigen sont soon sort
sought soum soumis sound sourc souscription southern sovereign sovereignty soybean spaarden spac spar sparen spe speak special specifi specific specificat specify spectrum speculat speculativ speech spell spend spent spher spik
spin split sponsert sponsor sponsorship spoof sport sportsbook sportwagen spr sprach spre spread springt spy squar squeez st stabil stabl stack stag stakehold stall stamp stanc stappenplan star startet startup statistic
statistical statistician status statut statutory ste steadi steady steal steer steigt stelen stellt stem sterl steroid steth steuerpflichtig stick stif stijgen stimmt sting stol stood stool stopt storag storm storylin strafbar
strain strak strand strang straordinaria strategic strategy stream strengthen stress stretch strict strik strip strok strong stroom struck structur struggl strumenti stuck student studio stumbl styl suat sub subasta subir subject
submission submit subpoena subscrib subscription subsection subsidiada subsidiary substanc substantial substat substitut subway subword succe sued suena suf suffer sugar suggest suggestion sugli sui suitability suitabl sukuk sull
sum summariz summary summit summon sunflow sunuldugunu suomalaista supera superannuat superintendency superintendent supersed supervisada supervisao supervisionar superyacht suplanta supplement suppli suprem surcharg surf surg
surgery surplus surpriz surveill surveillanc surveyor surviv sus susceptibl susd suspeita suspension suspicion suspicious sustainability sustainabl sweep sweepstak swell swift swindl swing switch swoop symbol symposium systematic
systemic systemical tabl tackl tag tai takeaway takedown taken takeov tal talk tamper tangibl tap tarif tarifa tarjeta tasa tasfiy taskforc tassa tassat taught taux taxa taxabl taxat taxi taxman taxmen taxonomy taxpay te teach
teblig tebliglerini tech tecnologi tecnologici teenag teeth teilt teklifi teksten tel telah telecom telecommunicat telephon television tem temor templat temporada temporari temporary tenant teng tenga tension tenta tentativ tenth
ter tera terahash terao terceiro termasuk terminal terminat territory terrorist tersebut terugwerkend testimony th thank thao theft thematic themselv then theory ther thereof thes thief thing think thinnest thirteen thirty
thorough though thought thousand threat threaten threshold thrift throughout throw thrown tick ticket tidy tiebreak tied tien tienen tier tight tighten tikt til till timefram timetabl timid tiny tip tipifica tipo tir titl titr
tiveram tobacco toca toda todo toezichthoud togeth toi tokenizacion tokenizado ton too tool topic toss total totalidad totall touch tough tour tourism tout toward town toy tra trac track trademark traditional traffick traguardo
trahison trail tramitar tranch transact transfer transferabl transferlerin transferlerind transform transition transitional transitorio transmission transmit transparency transport trap tratam trattamento tre tread treasur treaty
treft tren trend treten trezor tri tribunal tributacao trick tricycl trig trillion trim trimestr tripl trit trivializ troca trocar trois troubl trov truste trustworthy try trzy ts tuck tuga tumbl turbo turnov tussen tussl tweet
twelv twentieth twenty twic twin ty typ typo uang uber uberregulieren uberweist ubiquitous udbyd uit uitgeleend um uma unabl unanimous unapprov unask unauthoriz unback unbeaten unbekannt unbond uncertain uncertainty unchang
uncheck unclaim unclear unconstitutional unconvinc undeclar underground underly understand underwrit undisclos undo unerlaubt unerlaubten unethical uneven unfair ungarischen unhost unica unico unicorn unicornio unidad unifi
unificado uninsur uniqu unknown unlawful unless unlik unlist unmask unnam unpaid unplug unprotect unrealiz unregulat unreport unresolv unreview unsolicit unt untax unterliegen untersagt untouch unusual unvalidat unveil unwant
unwind unworkabl unwound upgrad upheld uphold uplift upload ups uranium urokov usa usabl usag usar using uso ustaw usual usuario usurpant usurpat utdeln utenti utili utlan uzerindeki vacio vacuum vagledn vai val valia valid valley
valuat valut valuta vanaf vanish vantant varejista variabl vastgo vault ve ved veert vehicl vekslingstjenest venc vend venden vendor vent ventur venus ver verabschiedet verd verdeeld verdict vereinbart verfugen vergeben
vergleich24 vergun vergunningen verhangt verifi verificar verificat verifico verifizieren verify verkapt verkauft verkopen verleent verletzt veroffentlicht verplichten vers verse version verspatet vert vertical verwahren verwahrt
verwaltet very verzekeraar vespera vessel vetada veteran veto veulent vez via viabl victim video vier vigia vigilanc vigilara vigor vijf villa villag vinden vingtain violar violat vira viral virtuais virtuali virtuel virtuell
virtuellen vis visa visant visit visor vista viu vivo void volatil volatility volcano voltam voluntari voluntary vom voor voorzichtig vota votent voto vouch vow vragenlijst vs vulnerability vulnerabl waarschuw wag wager wait waiv
wak walk wan wanne war warehous warnt warpath warrant warum wary wasn wat watersh wav weak weakness wealth wealthy weapon web web3 wee weekend wegen weight weit weiter welcom welfar wellbe weltweit wen went werden weren werven
whal whatev wher whereabout wherev whichev whoev whol whos wid widen widersprach wie wil willful wind window wint wip wir wird wirklich wish wisseldiensten wissen withdrawn withhold wittert wobbl women word worden workshop
worldwid worri worry worst worthless wouldn wound wpisano wrap wrong wrot wurd wurden ya yang yank yearbook yen yes yesterday yoneldi yonetmeligi yonetmelik yong young yuan yukseltildi yururlug yuzd zahlen zehn zero zet zieht ziet
zijn zloty zon zona zond zorunda zorunlu zu zum zur zuruck zurucktauschen zwart zwei zweit zweiten zwischen`,
  ],
];

/** Names that many items carry, so that sharing one says little. */
const FREQUENT_NAMES: readonly (readonly [number, string])[] = [
  [0.35, `mica nft sec`],
  [
    0.8,
    `afm ai american amf aml april asic atm august bafin basel binanc cbdc cftc cnmv coinbas cvm dao decemb defi dlt dubai eba ecb esma etf ethereum eu european fatf fca fdic fed fincen finma fiu fma fsa fsc fsca ftx hong ico imf irs
isa january july jun kong korea occ octob oecd salvador septemb sfc singapor uk usdc usdt vara vasp vat york`,
  ],
];

const common = toWeights(COMMON);
/** Both lists in one look-up; what is in both is common. */
const weights: ReadonlyMap<string, number> = new Map([...toWeights(FREQUENT_NAMES), ...common]);
const UNKNOWN = 1.1;
const RARE_NAME = 1.5;

function toWeights(tiers: readonly (readonly [number, string])[]): ReadonlyMap<string, number> {
  return new Map(tiers.flatMap(([weight, words]) => words.split(/\s+/).map(word => [word, weight] as const)));
}

/** Whether a stem is an ordinary word rather than a name. */
export function isCommonWord(stem: string): boolean {
  return common.has(stem);
}

/** How much sharing this stem says, 0.15 (nothing) to 1.5 (a rare name). */
export function wordWeight(stem: string, name: boolean): number {
  return weights.get(stem) ?? (name ? RARE_NAME : UNKNOWN);
}
