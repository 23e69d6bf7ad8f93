// Words of every day: the English half of the recogniser's vocabulary, without first names. A word with a capital that is none of
// these is a name, a brand or a town.
const WORDS = `abandoned abilities ability able abnormal about above abroad absence absences absent absolute absolutely abuse academic accelerating accept acceptable acceptance accepted accepting accepts
access accessibility accessible accessories accident accidental accidentally accidents accommodation accord accorded according accordingly accords account accounting accounts accumulation
accuracy accurate ache achieve achieved achieves achieving acquire acquired acquires acquiring across act acted acting action actions activate activated activating activation active
activities activity acts actual actually adams adapter adapters add added adding addition additional additives address addressed addressee addresses addressing adds adequate adjacent adjust
adjusted administration administrator admission admit admits admitted admittedly admitting adopt adopted adopting adopts adult adults advance advanced advances advancing advantage advantages
adventure advertise advertised advertises advertising advice advise advised adviser advisers adviserzh advises advising advisor advisors aerial aerosol affair affairs affect affected
affecting affects afford affordable afraid after aftermarket afternoon afternoons afterward afterwards again against age aged agencies agency agent agents ages ago agree agreed agreeing
agreement agrees ahead aid aim aimed aiming aims air airbag aircon aircraft airing airline airlines airplane airport aisle aisles alarm alarms album alcohol alert alerts algorithm algorithms
alias aligned aligning alignment alike alipay alive all allen allergens allergic allergies allergy alley allow allowance allowances allowed allowing allows almonds almost alone along aloud
alphabet already alright also alter altered altering alternate alternative alternatively alternatives alternator alters although altitude altogether always ambiguous ambulance amenities
america american amex ammunition among amount amounts amperes amuse amused amuses amusing analog analogue analysis ancient and angle angry animal animals ankle anlan anniversary announce
announced announcement announcements annoy annoyed annoying annoys annual annuity anode anonymous another answer answered answering answers anti antiques ants anxiu any anybody anyone
anyplace anything anyway anywhere apart apartment apologies apologize apology apostille app apparent apparently appeal appear appearance appeared appearing appears appetisers apple apples
appliance appliances applicant application applications applied applies apply applying appointment appointments appreciate appreciated appreciates appreciating apprentice apprentices
apprenticeship approach appropriate approval approve approved approves approving apps april apron aprons arbitrary are area areas argue argued argues arguing argument arguments arise arises
arithmetic arm army around arrange arranged arrangement arrangements arranges arranging arrest arrival arrivals arrive arrived arrives arriving art article articles artificial artist arts
ashtray asia aside ask asked asking asks asleep aspect aspects assemble assembled assembler assembly assessed assessment assessor assets asshole assistance assistant associate associated
associates associating association assume assumed assumes assuming assumption assure assured assures assuring asthma ate atm atmosphere attach attached attaching attack attempt attempted
attempting attempts attend attendance attendant attended attending attends attention attitude attorney attract attraction attractions attractive aubergine auction audience audio august aunt
australia authentic author authorise authorities authority authors auto automatic automatically automating automobile autumn availability available avenue average aviation avoid avoided
avoiding avoids awake award aware away awesome awful awkward babies baby bachelor back backed background backing backlight backpack backs backup backwards bacon bad badge badges badly bag
baggage bags bake baked baker bakery baking balance balanced balances balancing balconies balcony ball ballet balloons ballroom balls bamboo ban banana bananas band bandage bandages bank
banking banknote banknotes bankrupt banks banned banquet banquets bao bar barbecue barber barcode bargains barista barking barley barred barrier bars base based basement bases basic basically
basics basin basing basis basket basketball baskets bass bassinet bath bathe bathing bathroom bathrooms baths bathtub batteries battery bay bays beamer bean beans bear bearing bears beats
beautiful became because become becomes becoming bed bedridden bedroom bedrooms beds bedside bee beef been beep beeping beeps beer before beforehand began begin beginner beginners beginning
begins begun behalf behave behavior behind beijing being believe believed believes believing bell belly belong belonged belongings belongs below belt belts bench benches benchmark benchmarks
benefit benefits bent berries beside besides best bet bets better betting between beverage beverages beware beyond bicycle bicycles bid bidding bids big bigger biggest bike bikes bilingual
bill billed billing bills bin binary bind binding binds binhe bins biology bird birth birthday birthdays biscuits bit bitch bite bites biting bits bitten bivouac bizarre black blackboard
blackout blade blades blame blank blanket blankets bleach bleeding blew blind blinds blink blinking blinks blister block blocked blocking blocks blood bloom blooms blow blown blows blue
blueberries bluetooth blurred blurry board boarding boardroom boards boardwalks boars boat boats bodies body bodywork boil boiled boiler boiling boils bold bolts bomb bombarded bond bonds
bone bones bonus book booked booking bookings bookkeeping booklet books boost booster boot booth booths boots border bore bored born borne borrow borrowed borrowing borrows boss boston bot
both bother bothered bothering bothers bottle bottled bottles bottom bought bound bowl bowls box boxes boy boyfriend bracket brackets braised brake brakes braking branch branches brand brands
breach bread break breakable breakables breakage breakdown breaker breakfast breaking breaks breast breastfeed breastfeeding breathe breathing breeds bridge bridges brief briefly brigade
bright brighten brighter brightness brilliant bring bringing brings brisket britain broadband broadcast broadcasting broadcasts brochure brochures broke broken broker brokerage broom brother
broths brought brown browsing brunch brush bubble bucket bucks buddhist budget buffer buffering buffet bug bugged buggies buggy bugs build builders building buildings builds built bulb bulbs
bulk bulky bulldog bullet bulletin bullied bullshit bullying bump bumps bunch bundle bundles bunk bureau burger burglar buried buries burn burned burning burns burnt burst bury burying bus
buses busier busiest business businesses bust busy but butcher butter button buttons buy buyer buying buys buzzing bye bypasses byte bytes cab cabbage cabin cabinet cable cables cabs cafe
cafes cafeteria cake cakes calculate calculated calculation calculations calendar call called caller callers calligraphy calling calls calm calories cam came camera cameras camp campaign
camper camping camps campus campuses can cancel canceled cancellation cancelled cancelling candidate candle candles candy canned cannot cans canteen cap capable capacity capital caps captain
capturing car carb carbon card cardboard cardiology cards care career careers careful carefully carer cares cargo carousel carp carpet carriage carried carrier carriers carries carrot carrots
carry carrying cars cart carter carton cartons cartridge cartridges carts cascade case cases casey cash cashier cashiers cashpoint casing cassette cast cat catalog catalogue catalytic catch
catches catching categories category cats caught cause caused causes causing cautious cave caverns caves cease ceiling celebrate celebration celiac cell cent center centimetres central centre
cents century cereal ceremonies certain certainly certificate certificates certification certified certify chain chair chairman chairs challenging champagne chance chances change changed
changes changing channel channels chaos chaoyang chapter char character characters charge chargeable charged charger chargers charges charging chars chart chase chassis chat chats cheap
cheaper cheapest cheaply cheat cheated check checked checking checklist checkout checkouts checkpoint checks cheers cheese chef chemical chemicals chemist chengdu cherries cherry chest
chewing chicago chicken child childcare children childrens chile chili chilled chilli chillies china chinawealth chinese chip chips chives chocolate choice choices choir choking choose
chooses choosing chop chopsticks chords chose chosen choy christmas chrysanthemum church cider cigarette cigarettes cilantro cinema circle circuit circulation circumstance circumstances
cities citizen citizens citizenship city cityzh civic civil claim claimed claiming claims clamp clarify clark class classes classic classmates classroom classrooms clay clean cleaned cleaner
cleaners cleaning cleanliness clear clearance cleared clearer clearest clearing clearly clears clerk clever click clicked clicker clicks clients cliff climb climbing climbs clinic clip
clippers cloakroom clock clockwise close closed closely closer closes closest closing clothes clothing cloud clouds club clubs clue coach coaches coast coat coats cockroaches cocktail coconut
cod code coded codes coding coeliac coffee coin coins coke cola cold colder colds collapse collapsed collar colleague collect collected collecting collection collectors collects college
colleges cologne color colors colour colouring colours column com comb combinable combination combinations combine combined combines combining combo combs come comes comfortable coming
command commands commemorative comment commented commenting comments commercial commission commitment committee common commonly communicate communication communications community companies
companion company comparable comparatively compare compared compares comparing comparison compartment compatibility compatible compensated compensation competition compiler complain
complained complaining complains complaint complaints complete completed completely completes completing completion complex complexity complicate complicated complicates complicating
component components compose composed composes composing composition compound comprehensive compress compressor compressors compromise compulsory compute computed computer computers computes
computing con concentrator concept concern concerned concerning concerns concessions concierge conclusion concrete condition conditioner conditioning conditions conference confident
confidential confirm confirmation confirmed confirming confirms conformity confuse confused confuses confusing confusion connect connected connecting connection connections connects consent
consequence consequences consequently consider considerable considerably consideration considered considering considers consist consistency consistent consists constant constraint constraints
construct construction consular consulate consume consumer consumes consumption contact contacted contactless contacts contain contained container containing contains content contents context
continually continuation continue continued continues continuing continuous continuously contract contracts contrary contrast contribute contribution contributions control controlled
controller controlling controls convenience convenient convention conventional conventions conversation convert converted converter convertible convince convinced convinces convincing cook
cooked cooker cookie cookies cooking cooks cooktop cookware cool cooler coolers cooling cools cooperate coordinator cope copied copier copies copy copying cord cordless cords core coriander
corkage corkscrew corn corner corners corporate correct corrected correcting correction correctly corrects correspondence corridor corrupt corrupted corrupting corrupts cosmetics cosmos cost
costing costs cot cots cotton cough could council count countdown counted counter counterfeit counters counterzh counting countries country countryside counts county couple coupon coupons
courier couriers course courses coursezh court courtesy courtyard cousin cover coverage covered covering covers crabs crack crackdown cracked crackers cracks crafts crash crashed crashes
crashing crate crawling crawls crazy cream creams create created creates creating creation creature credit credited crew crib crime criminal crisis crisp crisps critical criticism crooked
cross crossing crowd crowded crowds crushed crutches cry crying crystal csi csrc cucumber cucumbers cuisine culprit culture cumin cumming cums cup cups curd cure cured curious currencies
currency current currently cursor curtain curtains customer customers customs cut cutlery cuts cutting cxxz cycle cycles cylinder dad dads daily dairy damage damaged damages damaging dance
dancing danger dangerous dare dark darker dash dashboard data database date dated dates dating datum daughter davis dawn day daylight days dayszh dead deadline deaf deal dealing deals dealt
dear dearer dearest death debate debit debited debt decade december decent decibels decide decided decides deciding decision decisions declaration declare declared declares declaring decline
declining decorate decorated decorating decoration decorations decrease dedicate dedicated dedicates dedicating deduce deducted deed deem deemed deeming deems deep deeply default defaults
defect defective defense defibrillator defibrillators define defined defines defining definite definitely definition definitions definitive defrauded defrost degradable degradation degree
degrees delay delayed delays delete deleted deletes deleting deletion deli deliberate deliberately delicacy delicate delicious deliver delivered deliveries delivering delivers delivery deluxe
demand demands demo democratic demonstrate demonstration denies dented dentist deodorant depart department departments departure departures depend depended depending depends deposit
depositing deposits depot depth derivatives derive derived derives deriving dermatology descale describe described describes describing description descriptions design designed designing
designs desirable desire desired desires desiring desk desks desperate despite dessert desserts destination destinations destroy destroyed destroying destroys detail detailed detailing
details detect detected detecting detection detector detectors detects detergent determine determined determines determining develop developed developing development develops device devices
devote devoted devotes devoting diabetic diabetics diagnose diagnosis dial dialects dialling dialogues dialysis diaper diapers diarrhoea diced dictionary did die died dies diet diets differ
difference differences different differently differs difficult difficulties difficulty dig digging digit digital digits dim dimensional dimensions dimmable dimmed dimmer dine diners dining
dinner dinners dioxide diploma direct directed directing direction directions directly director directory directs dirty disabilities disability disabled disadvantage disagree disappear
disappeared disappearing disappears disappointed disaster disc discharge discipline disconnect disconnected discount discounted discounts discourage discouraged discourages discouraging
discover discovered discovering discovers discs discuss discussed discusses discussing discussion discussions disease dish dishes dishwasher dishwashers disk dislike dismantle dispatch
dispenser dispensers display displayed displaying displays disposable dispose dispute distance distances distant distinct distinction distinctly distinguish distribute distributed distributes
distributing distribution district disturb disturbed disturbing disturbs disuse ditto divert divide divided divides dividing division divorce divorced dizzy dock doctor doctors document
documentation documented documenting documents doe does dog doggy dogs doing doll dollar dollars domain dome domestic done dongmen donut donuts door doors dorm dormant dormitory double
doubled doubt doubtful down downgrade downgrading downhill download downloads downstairs downtown dozen dozens dragon drags drain drainage draining drains dramas drastic draught draughts draw
drawer drawing drawn draws dream dress dresses drew dried drill drilling drills drink drinking drinks drip dripping drips drive driven driver drivers driverzh drives driving drone drones drop
dropped dropping drops dropshipping drove drowning drugs drugstore drum dry dryer drying dubious duck due dumb dump dumpling dumplings duplicate duration durian during dusk dust dutch duty
duvet dying each ear earlier earliest early earn earns earphone earphones earplugs earth earthquake ease easel easels easier easiest easily east easter easy eat eaten eateries eating eats
eavesdrop echo economic economy edge edible edit edited editing edition editor editors edits education educational effect effective effectively effects efficient effort efforts egg eggplant
eggs eight eighteen eighteenth eighth eighty either elderly elect elected electing election electric electrical electrician electricians electricity electrocuted electronic electronics elects
element elements elephants elevator eleven eleventh eligible else elsewhere email embarrass embarrassed embarrasses embarrassing embassy emergencies emergency emphasis employee employees
employer employers employment emptied empty enable enables enabling encounter encountered encountering encounters encourage encouraged encourages encouraging end ended ending endorsed
endorsement endorsements ends enemy energy engagement engine engineer engineered engineering engineers england english enjoy enormous enough enquiry enrol enroll enrolling enrollment
enrolment ensure ensured ensures ensuring enter entered entering enters entertainment entire entirely entitle entitled entitles entitling entity entrance entrances entries entry envelope
envelopes environment equal equally equipment equivalent eraser err error errors escalator escape escort esim especially espresso essential essentially essentials establish established
establishes establishing establishment estate estimate etfs etiquette euro europe euros evacuation eve even evened evening evenings evenly evens event events eventually ever every everybody
everyday everyone everything everywhere evidence exact exactly exam examine examined examines examining example examples exams exceeded excel excellent except exception exceptions excess
excessive exchange exchanged exchanges exchanging exciting exclamation exclude excluded excludes excluding exclusions exclusive excuse excused execute executed executes executing executive
exemption exercise exercises exhibition exhibits exist existed existence existing exists exit exits expand expanded expanding expands expansion expats expect expectant expected expecting
expects expense expenses expensive experience experienced experiences experiencing experiment experimental experiments expert experts expire expired expires expiring expiry explain explained
explaining explains explanation explicit exploded explosive explosives expo exposure express expressed expresses expressing expression extend extended extending extends extension extensive
extent external extinguisher extinguishers extra extract extractor extras extreme extremely eye eyes face faces facial facilities facility facing fact factor factories factors factory facts
fail failed failing fails failure faint fainted fair fairground fairly fairs faith fake fall fallen falling falls false familiar families family famous fan fancy fantastic fapiao far fare
fares farm farther farthest fashion fast faster fastest fat fatal fate father fathers fault faults faulty favor favorite favourite favourites fax fear feasible feature features february fed
federal fee feed feedback feeding feeds feel feeling feels fees feet fell felt fen fenced festival fetch fetching fever few fewer fewest fibre field fields fifteen fifteenth fifth fifty fight
figure figures file filed files filing fill filled fillet filling fills film filmed filming films filter filters final finally financial find finding finds fine fines finger fingerprint
fingerprints fingers finish finished finishes finishing finite fire firecrackers firefighters fireworks firm firmly firms first firstly fiscal fish fishes fishing fit fitness fits fitted
fitter fitting five fix fixed fixes fixing flag flagged flammable flap flash flashed flashes flashing flask flat flats flavor flavour flea flew flexible flicker flickering flickers flicks
flied flies flight flights flip float floated floating floats flood flooded floods floor floors floss flour flow flower flowers flown fluid fly flyer flying foam focus fog foggy folded folder
folders folding folk folks follow followed following follows font food foot footage football for forbidden force forced forces forcing forecast foreign foreigner foreigners forest forever
forget forgets forgetting forgot forgotten fork forks form formal formaldehyde formalities format formed former forming forms formula forth forthcoming fortunately fortune forty forward
forwarding fossils found fountain fountains four fourteen fourteenth fourth fraction fracture fragile fragrant frame frames france franchise franchises fraud free freedom freelancer freely
frees freeze freezer freezers freezing freight french frequent frequently fresh freshness fri friday fridays fridge fridges fried friend friendliness friendly friends fries from front frost
frosted froze frozen fruit fruits fry frying fttr fuck fuel fulfilment full fully fun function functions fund fundamental fundamentally funding funds funny furniture further furthest fuse
future gain gained gaining gains galaxy game games gaming gaokao gap garage garbage garden gardeners gardens garlic gas gasket gasoline gate gatekeeper gates gateway gather gave gear gel
gelatine general generally generate generated generates generating generation generations gentle gently gents genuine geological geology germany get gets getting geyser ghz gift gifts gigabit
gigabyte gigabytes gigs ginger ginkgo girl girlfriend give given gives giving glad gladly glass glasses global gloves glue gluten goes going goji gold golden golf gondola gone gong gonna good
goodbye goods goose got gotta gotten government governor grab grade grades grading gradually graduate graduates graduation grain gram grams grand granddaughter grandfather grandma grandmother
grandpa grandparents grands grandson grant granted granting grants grapes graph graphic graphics grass grateful grave gray grease greasy great greater greatest greatly green greens greeting
grew grey grid grind grinding grinds grip groceries grocery gross grosses ground grounds group groups grove grow growing grown grows growth guangzhou guarantee guaranteed guaranteeing
guarantees guarantor guard guardian guards guess guessed guesses guessing guest guests guidance guide guided guides guidezh guiding guifang guitar guitars gulou gum gun gurgling gushing gut
guy guys gym habit habits hack had haidian hailing hair hairdryer halal half halfway hall hallway ham hammering hamster han hand handbag handbook handbrake handed handheld handicapped handing
handle handlebars handled handles handling handmade handouts handrail handrails hands handset handy hang hanged hangers hanging hangs hangzhou happen happened happening happens happily happy
harassed harassing harassment hard harder hardest hardly hardship hardware harm harmful harmless harmony has hash hat hate hats have having hawthorn hazard head headache headed header heading
headphones heads headset health healthy hear heard hearing hears heart heat heated heater heaters heating heavier heaviest heavily heavy hectares heel height heights heirs held hell hello
helmet help helped helpful helping helpline helps hen hence heping her here hereby heroin heron herself hes hey hid hidden hide hides hiding high higher highest highlight highlights highly
highway hijack hike hiking hill hills him himself hint hints hire hiring his historic historical history hit hits hitting hives hob hobby hold holder holderzh holding holdings holds hole
holes holiday holidays hollow home homemade homes homework honest honestly honey honours hood hoover hop hope hoped hopefully hopes hoping hops horrible horse horses hose hospital hospitals
host hostage hot hotel hotels hotline hotpot hotter hour hourly hours house household householder households housekeeping houses housing hoverboard how however howls huge hukou human humid
humidifier humidity humming hums hundred hundreds hung hungry hunt hurry hurt hurts husband hybrid hygiene hygienic ice iced icy idea ideal ideas identical identification identify identity
ids ielts igniter ignore ignored ignores ignoring ill illegal illness illuminance image images imagination imagine immediate immediately immigrant immigration impact impatient implement
implemented implementing implements implication implications implied implies imply implying impolite import importance important importantly imported impose imposed imposes imposing
impossible impression improve improved improvement improvements improves improving inability inadequate incense inch inches incident incidentally incline inclined inclines inclining include
included includes including income incomes incompatible incomplete inconsistent inconvenience incorrect increase increased increases increasing indeed independent independently index indicate
indicates indication individual individually individuals indoor indoors induction industrial industry inevitably infant infants infection infections inferior infinite inflate influence info
inform information informed informing informs ingredients initial initially initials injured inlet inner innocent input inputs inputted inputting ins insect insecticide insects insert
inserted inserting inserts inside insider insist insisted insisting insists inspect inspected inspecting inspection inspections inspector install installation installed installer installing
installments installs instalment instalments instance instant instantly instead institution institutions instruction instructions instructor instrument instruments insulin insurance insure
insured insurers intake integer integers integral intelligence intelligent intend intended intending intends intensive intention interact intercept intercom interest interested interesting
interests interface intermediate internal international internet interns internship internships interpret interpretation interpreted interpreter interpreters interpreting interprets interval
intervals intervention interview interviews into intolerant introduce introduced introduces introducing introduction invalid invariably invent invented inventing invents invest investigate
investigation investing investment investments investor invisible invitation invite invited invites inviting invoice invoiced invoices involve involved involves involving inwards ipad iphone
ipo iron ironing irregularity irrelevant irrigation irritate irritated irritates irritating isolate isolated isolates isolating issue issued issues issuing item itemised items itemzh
itinerary its itself jacket jackets jade jam jammed january japan japanese jar jeans jerked jerky jewellery jia jiangbin jiaozi job jobs johnson join joined joiners joining joins joint joints
joke jones journalists journey joy judge judgment jug jugs juice july jump jumped jumping jumps june junior junk just justification justified justifies justify justifying karaoke kayak keen
keep keeping keeps keji kennel kept kerbs ketchup kettle key keyboard keys kid kids kill killed killing kills kilo kilometre kilometres kilos kilovolt kilowatt kind kindergarten kindly kinds
king kinks kinship kiosk kiosks kit kitchen kitchenware kite kitten kitty kiwi knee knees knew knife knives knob knock knocked knocking knocks know knowing knowledge known knows kong korea
korean kosher kuai kung lab label labeled labeling labels labor laboratory labour lack lacked lacking lacks lactose ladies lady lag lain lake lakes lakeside lamb lamp lamps land landed
landing landlord landlords lands landscape lane language languages lanterns lap laptop laptops lard large largely larger largest laser last lasts latch late lately later latest latte latter
launder launderette laundering laundry lavatory law lawn laws lawyer lay layers layout lazy leach lead leaded leader leaders leading leads leaf leaflet leak leakage leaked leaking leaks
leaning leans learn learned learning learns lease leash leashed least leave leaved leaves leaving lecture lectures led lee left leftover leftovers leg legal legalisation legally legend
legitimate lego legroom legs lemon lemonade lemons lend lending lends length lens lent less lesser lesson lessons let lets letter letters letting lettuce level levels levelzh lewis liability
liable libraries library licence licences license licensed lid lie lied lies life lifeguard lifetime lift lifted lifting lifts light lighter lighters lighting lightning lights like liked
likely likes likewise liking lime limit limited limiting limits line linear lines link linked linking links lint lion lips lipstick liquid liquids liquor liquorice list listed listen
listening listens listing listings lists lit liter literally literature liters lithium litre litres litter little live lived lively lives livestock living load loaded loader loading loads
loaf loan loans loaves lobby local locals locate located location locations lock locked locker lockers locking locks lodge log logged logging logic logical login logs lollies london long
longer longest longevity loo look looked looking looks loop loose lopsided lorries lorry los lose loser loservalue loses losing loss losses lost lot lotion lotions lots loud louder loudly
loudspeaker lounge lounges love lovely lovers low lower lowest loyalty luck lucky luggage lukewarm lunar lunch lunchtime lux lying mac macao macaques macau machine machines mad made magazine
magazines magic magnesium magnetic magnetron magnets magnifiers magnitude mahjong mail mailed mailing mails main mainland mainly mains maintain maintained maintaining maintains maintenance
major majority make maker makers makes makeup makeupzh making mall malt man manage manageable managed management manager manages managing mandarin mango mangoes manipulation manner manual
manually manuals many map mapo maps marble march margin mark marked marker market marking marks marriage married marry marrying mask masked masks mass massage massages massive mast master
mastercard mat match matches material materials maternity mathematical mathematics maths mats matter matters matterzh mattress matured maturity maximum may maybe meal meals mean meaning
meaningful meaningless meanings means meant meantime meanwhile measure measured measurements measures measuring meat mechanic mechanics mechanism media mediator medical medication medicine
medicines medium mediums meet meeting meetings meets meetzh megabit megabits mellow melon melted melting member members membership memory men mend mended mending mends mens mention mentioned
mentioning mentions menu menus merchant merchants mere merely merge merit merits mesh mess message messaged messages messed messy met metal metals meter meters method methods metre metres
metro micro microphone microwave microwaves mid midday middle midnight might mild milder mildly mile mileage miles military milk miller milliamp millilitres million millions mince minced
mincing mind minded minding minds mine mineral minerals mingchuan mingyuan mini minibar minimal minimum minimumage ministry minor minority minors minus minute minutes mirror mirrors mislead
misleading misleads misled misplaced misread miss missed misses missing misspelled missus mist mistake mistaken mistakes mistaking mister mistook misunderstand misunderstands misunderstood
misuse misused mitchell mix mixed mixes mixing mobile mobility mock mod mode model models modem moderate modern modes modified modifies modify modifying moldy molested mom moment mon
monastery monday mondays money monitor monkey monkeys monks monoxide month monthly months mood moon mop moral more morning mornings mortgage mortgages mosquitoes most mostly mother mothers
motion motor motorcycle motorway motorways mould mouldy mount mountain mountains mouth mouthwash move moved movement movements moves movie moving msg much mug mugs multiple mum mums museum
mushrooms music musical muslim muslims must mustard musty mute myself mysterious nail naive name named namely names namezh naming nanny nano nap napkins nappies nappy nasty nation national
nationals nationwide native natural naturally nature naughty navigation near nearby nearer nearest nearly necessarily necessary necessity neck need needed needing needs negative negotiations
neighbor neighbour neighbourhood neighbours neither nelson nervous nest net nets network networks never nevertheless new newborn newer newly news newspaper newspapers next nexttime nextzh
nice nicely nicer nicest night nightlife nightly nights nine nineteen ninety ninth nobody noise noisy non none nonsense noodle noodles noon nope nor normal normally north nose nosebleed nosed
not notarised notarize notary note notebook notebooks noted notes nothing notice noticed notices noticing notifications notify noting novel november now nowadays nowhere nuisance numb number
numbers numbest numbing numerical numerous nurse nursery nursing nut nutrition nuts oatmeal obey object objected objecting objection objections objects obligation obscure observation observe
observed observes observing obtain obtained obtaining obtains obvious obviously occasion occasional occasionally occasions occupied occupies occupy occupying occur occurred occurring occurs
oclock october odd odds odometer odour off offence offences offer offered offering offers offerzh office officer officers offices official officially offline often oil oily okay old older
oldest olds olive olympiad omit omits omitted omitting once one ones onion onions online only ons onto onward open opened opening openings opens opera operate operated operates operating
operation operations operator operators opinion opinions opportunities opportunity oppose opposed opposes opposing opposite opposition optical option optional options orange oranges order
ordered ordering orders ordinary organic organization organize organized organizes organizing origin original originally originals osmanthus osmosis other others otherwise ought our ours
ourselves out outage outages outdoor outdoors outer outgoing outing outings outlet output outside outsiders outstanding oven over overall overcharged overcharges overcrowded overdue overfill
overflowing overflows overhead overheating overnight overpaid overseas oversize oversleep overtime overview overweight owe owed owes owing own owner owners ownership owns oxygen pack package
packages packaging packed packet packets packing packs pad padded padding paddle pads page paged pages paging pagoda paid pain painful painkillers paint painting pair pairs pajamas pan
pancake pancakes pane panel panels pans pants pao paper papers paperwork paragraph parallel parcel parcels pardon parent parental parents paris park parked parking part partial partially
particles particular particularly parties partition partly parts partsuntil party pass passage passbook passcode passed passenger passengers passes passing passport passports password
passwords past pasta paste patch patching path paths patient patients patrol pattern patterns pause paused pausing pavement pavilion pavilions pay payable payed paying payment payments payoff
payout pays pcb pcbs peace peaceful peach peaches peak peanut peanuts pear pears peas peculiar pedal pedalo pedestrian pediatrics pee peel pen penalties penalty pencil pencils pens pension
pensioner pensioners pensions people pepper peppers peppery per percent percentage perfect perfectly perform performance performed performing performs perfume perhaps period periods perks
permanent permanently permission permissions permit permits permitted permitting person personal personally persons persuade persuaded persuades persuading pest pet petrol pets pharmacy phase
phd phenomenon philosophy phone phoned phones photo photocopier photocopies photocopy photograph photographer photographers photography photos phrase phrases physical physics piano pianos
pick picked picking pickled pickles picks pickup picnic picture pictures pie piece pieces pier pies piggy pile pill pillow pillows pills pin pineapple pins pint pinyin pipe pipes pit pitch
pizza place placed placement places placezh placing plain plan plane planes planet planned planning plans plant plantation plants plaster plasters plastic plate plates platform play played
playground playing playroom plays plea pleasant please pleased pleases pleasing pleasure plenty plot plots plug plugging plugs plum plumber plumbers plumbing plus poached pocket pockets pods
poem poet point pointed pointer pointing pointless points poison poisoning poisonous pole poles police policeman policies policy polish polite political poll pollen pong pool pooled poor pop
popcorn popsicles popular population porcelain pork port portability portable porter porting portion portions portraits ports position positions positive possibilities possibility possible
possibly post postage postal postcards posted poster posting postmaster postpone postponed posts posture pot potato potatoes potential potentially pots potted pound pounds pour pouring pours
powder power powerful powers practical practically practice practise praise pram prams prawns pray pre precious precise precisely prefer preferable preferably preference preferred preferring
prefers prefix pregnancy pregnant premises premium prepaid preparation prepare prepared prepares preparing prepay prepayment prerequisites prescription presence present presented presenting
presents preserve preserved president press pressed presses pressing pressure presumably presume pretend pretending pretends prettiest pretty prevent prevented preventing prevents previous
previously price priced prices pricezh pricier priciest pricing primary prime primitive principle principles print printed printer printers printing printout prints prior priority prison
privacy private privately prize prizes probably probe problem problems procedure procedures process processed processes processing processor processors produce produced produces producing
product production products professional profile profit profitable profits proforma program programme programmed programmer programmers programmes programming programs progress prohibited
project projected projection projector projects prolong promise promised promises promising promo promotion promotions prompt promptly prone pronounce proof proper properly properties
property proportion proposal propose proposed proposes proposing prosecuted prospect protect protected protecting protection protective protector protects protein protest protocol protocols
prove proved proves provide provided provident provider provides providing province provinces proving provisional proxy public publication publicity publicly publish published publishes
publishing pudding puddings puk pull pulled pulling pulls pump pumping pumpkin punctuation puncture punishment pupils puppy purchase purchases pure purely purifier purple purpose purposes
purse push pushchair pushed pushes pushing put puts putt putted putting putts puzzle python qing qinghe quadcopter qualification qualifications qualified qualifies qualify qualifying quality
quantities quantity quarter quarterly quarters question questionnaire questions queue queueing queues quick quicker quickest quickly quiet quieter quietest quietly quilt quilts quit quite
quits quitting quote quoted quotes quoting race racing radar radiate radiation radiator radio radiology raft rafting rafts rail railway rain raincoat raining rains rainy raise raised raises
raising raisins ramen ramp ramps ran random randomly rang range ranger rank rapeseed rapid rapidly rare rarely rash rat rate rates rather rating rattle raw razor razors reach reachable
reached reaches reaching react reaction read readable reader readers readily reading readings reads ready real reality realize realized realizes realizing really rear reason reasonable
reasonably reasons reasonzh rebook rebooking recall recalled recalls receipt receipts receive received receiver receives receiving recent recently reception receptionist recharge recharged
recharges recharging recheck recipient recirculate reclaim recognise recognised recognition recognize recognized recognizes recognizing recommend recommendation recommended recommending
recommends reconnect reconnected reconnection record recorded recording recordings records recover recovered recovering recovers recruiting recycle recycled recycling red redeem redeemed
redemption redirect redirecting redo reduce reduced reduces reducing reduction reductions redundant refer reference references referred referring refers refill refilling refills refit reflect
reflected reflecting reflection reflects refresh refrigerant refrigerated refrigerator refrigerators refund refundable refunded refunding refunds refuse refused refuses refusing regard
regarded regarding regardless regards regas region register registered registering registers registration registry regret regular regularly regulation regulations reimburse reimbursement
reinstall reissued reject rejected rejecting rejects relate related relates relating relation relationship relative relatively relatives relaxing release released releases releasing relevance
relevant reliable relief religion religious reload relocate relocating relocation reluctant rely remain remained remaining remains remake remark remarks remember remembered remembering
remembers remind reminded reminder reminding reminds remittance remote remotely remotes removal remove removed removes removing rename renames renew renewal renewed renewing renews renmin
renminbi renovate renovation rent rental rented renting repair repaired repairing repairman repairmen repairs repay repayment repeat repeated repeatedly repeating repeats replace replaced
replacement replacements replaces replacing replied replies replug reply replying report reported reporting reports represent representation representative represented representing represents
reprint reprints reproduce request requested requesting requests require required requirement requirements requires requiring reschedule rescue research resend reservation reservations
reserve reserved reserves reserving reset resetting residence residency resident residents resit resolution resort resource resources respect respectively respects respond response responses
responsibility responsible rest restart restarts restaurant restaurants restock restore restored restores restoring restrict restricted restricting restriction restrictions restricts restroom
restrooms result resulted resulting results resume retain retire retired retirement retiring retrieve retry return returned returning returns reunion reusable reuse reveal revealed revealing
reveals reverse review reviewed revise revived revives reward rewrite rhythm ribbon ribs rice rid ridding ride rider riders rides ridges ridiculous rids right rights rime ring ringback
ringing rings ripe ripped rise risen risers risk riskier risks risky river rivers riverside rmb road roadside roadworthiness roaming roast robbed robbery robin robocalls robot robots rock
rocks rod rods role roll rollaway roller rollover rolls roof rooftop room roommate rooms roomzh root roots ropeway rotten rough roughly round rounds route router routers routes routine row
rows rubber rubbish rubble rude ruined ruins rule ruled ruler rules rumor run runner runners running runs rush sacrificial sad sadly safe safely safer safest safety said saint sake salad
salary sale sales salesmen saliva salmon salt salty same sample san sand sandals sandwich sandwiches sat satisfied satisfies satisfy satisfying saturday saturdays sauce sauna sausage sausages
save saved saver saves saving savings saw say saying says scalded scale scales scallion scallions scalper scam scammed scammer scams scan scanned scanner scanning scans scared scarf scene
scenery scenes schedule scheme school schoolgirl schools science sciences scientific scissors scooter scooters score scores scrambled scrap scraped scratch scratched scratches screen
screening screens screenshot script scroll sea seafood seal sealed sealing seals seam search searched searches searching season seasons seat seated seater seating seats seaweed second
secondary secondly seconds secret secretary section sections secure secured securities security see seedlings seeds seeing seek seeking seeks seem seemed seeming seems seen seeping sees
select selected selecting selection selects self selfie sell seller sellers selling sells seminar send sender senders sending sends senior seniors sense sensible sensibly sensitive sensor
sensors sent sentence sentences separate separated separately september sequence sequences serial series serious seriously serve served server serves service services serving sesame session
sessions set sets setting settings settle settled settles settling seven seventeen seventeenth seventh seventy several severe severely sewing sex sexual shade shades shadow shady shake shakes
shaking shall shallow shame shampoo shanghai shape shapes share shared shareholders shares sharing sharp shaver shaving she shed sheds sheet sheets shelf shell shelled shellfish shelter
shelves shenzhen shift shifts ship shipment shipped shipping shirt shirts shock shocked shocks shoe shoes shoot shoots shop shopkeeper shopped shopping shops shore short shortage shorten
shorter shortest shortly shorts shot should shoulders shout shouted shouting show showed shower showers showing shown showroom shows shredded shredder shrimp shut shutdown shuts shutting
shuttle shuttles sichuan sick sickness side sides sight sights sightseeing sign signal signals signature signed significance significant significantly signing signs silence silenced silent
silken sill silly silver sim similar similarly simple simpler simplest simply sims simultaneous simultaneously since sincerely sing singapore singers singing single sings sink sister sit site
sites sits sitting sittings situation situations six sixteen sixteenth sixth sixty size sized sizes sketching ski skill skills skim skin skip skipped skirt skis sky skylight skywalk sleep
sleeping sleeps sleepy slice sliced slices slicing slide slides slight slightly slip slippers slippery slope slot slots slow slowed slower slowest slowly small smaller smallest smart
smartphone smartphones smash smashed smell smells smelly smile smith smoke smoked smokers smokes smoking smooth sms snack snacks snake snakes snow snowboard snows soak soaking soap social
society socket sockets socks soda sofa sofas soft software soil solar sold soldiers solely solenoid solid solution solutions solve solved solvent solvents solves solving some somebody somehow
someone someplace something sometime sometimes somewhat somewhere son song songs soon sooner soonest sophisticate sophisticated sophisticates sophisticating sorry sort sorted sorting sorts
sought sound sounded sounding sounds soup soups sour source sources south southern souvenir souvenirs soy spa space spaces spacious spam span spare spares spark sparking sparklers sparkling
sparks speak speaker speakers speaking speaks special specialities speciality specially specials specific specifically specifications specified specifies specify specifying speech speed
speeding spell spelled spelling spells spend spending spends spent spice spicier spicy spilled spin spinach spinning spirit spirits spite splash split splits splitting spoiled spoils spoke
spoken sponges spontaneously spoon spoons sports spot spotlights spots spotted spotting sprained spray sprays spread spreading spreads spreadsheet spreadsheets spring sprinklers sprite
sprouts spying square squatting squeal squealing squeals squeeze squeezed sqxz stab stable staff staffed stage stages stain stained staircase staircases stairs stairwell stalactite
stalactites stall stalls stamp stamped stamping stamps stand standard standards standby standing stands stapler staples star stars start started starters starting starts startup state stated
statement statements states stating station stationery stations statistic statistical statistics statues status stay stayed staying stays steady steak steal stealing steals steam steamed
steamer steep steeper steepest steering step steps sterilised steriliser sterilisers stew stick sticker stickers sticking sticks stiff still sting stir stock stocks stole stolen stomach stone
stones stood stop stopover stopped stopping stops storage store stored stores storing storm story stove straight straighten stranded strange stranger strangers strategy straw strawberries
stray stream streamed streaming streams street strength strenuous stretch stretcher stretchers strict strictly strike strikes striking string strings strip stripes stroke stroll stroller
strollers strong stronger strongly struck structure structures stuck student students studied studies studio studios study studying stuff stuffy stupid style styrofoam sub subject subjects
submit submits submitted submitting subscribe subscribed subscription subscriptions subsequent subset subsidies subsidised subsidy substantial substation substitute subtitles subtle suburbs
subway succeed success successful successfully such sudden suddenly sue suffer suffered suffering suffers suffice sufficient sufficiently sugar suggest suggested suggesting suggestion
suggestions suggests suicide suit suitable suitably suitcase suitcases suite suited suites suiting suits sum summary summer summit sums sunday sundays sunglasses sunrise sunscreen sunset
superior supermarket supervised supervisor supper supplied suppliers supplies supply supplying support supported supporting supports suppose supposed supposedly supposes supposing surcharge
sure surely surface surfboard surge surgery surname surprise surprised surprises surprising survey survive survived survives surviving suspect suspected suspecting suspects suspend suspended
suspending suspends suspension suspicion suspicious swallowed swap swapped sweet sweets swelling swift swim swimming swimsuit swindler swing swings switch switched switches switching switchs
symbol symbols symptom syntax syrup system systems tab table tables tablet tablets tableware tag taiwan take takeaway taken takeoff takeout takes taking talk talked talking talks tall tanaka
tangerine tank tanks tap tape tapes tapping target tariff tariffs task tasks taste tasted taster tastes taught tax taxes taxi taxis taxpayer taylor tea teach teacher teachers teaches teaching
teahouses team tear tech technical technician technicians technicianzh technique techniques technology tedious teenager teenagers teeth telecom telemarketers telephone television tell teller
tellers telling tells telly temperature temple temples temporarily temporary ten tenant tenants tend tendency tenderloin tends tennis tent tenth tenths tents term terminal terminals
termination terminology termites terms termzh terrace terraces terrible terribly tesla test tested testing tests text textbook textbooks texts thailand than thank thanks that thaw thawed
thawing the theft their them themselves then theoretical theory there thereby therefore thermometer thermostat these they thick thief thigh thin thing things think thinking thinks third
thirds thirsty thirteen thirteenth thirtieth thirty this thoroughly those though thought thoughts thousand thousands threat threaten threatened threatens three threshold threw thriftier
thrill throat throttled throttling through throughout throw throwing thrown throws thunder thunderstorm thursday thursdays thus tick ticket ticketing tickets tidy tie tied tier tiered tiers
ties tight tighten till time timed timer timers times timetable timing tin tingle tingles tingling tins tip tipping tips tire tired tires tiring tissues title titles toast toaster tobacco
toboggan today toddler toddlers tofu together toilet toiletries toilets token tokyo told toll tolls tomato tomatoes tomorrow tone tonight too took tooth toothbrush toothbrushes toothpaste top
topic topics topped tops tore torn total totally touch touched touches touching toughest tour tourist tourists tournament tours tout touts tow toward towards towed towel towels tower towing
town toy toys trace traces tracing track tracking tracks trade trading traditional traffic trail trails train trained trainers training trains transfer transferred transferring transfers
transformer transformers transit translate translated translates translating translation translator translators transport trap trapped trapping traps trash travel traveller travelling travels
tray treadmills treasures treasury treat treated treating treatment treats tree trees trial trials triangle trick trickle tried tries trigger trimester trip triple tripod tripped tripping
trips trivial trolley trolleys trouble trousers truck trucks true truly trunk trust trusted trusting trusts truth truthfully try trying tub tube tubes tubs tuesday tuesdays tuition tulips
tune turkey turn turned turning turns tutor tutoring twelfth twelve twentieth twenty twice twin twins twisted two tying type typed types typhoon typical typing typo typos tyre tyres ugly
ultimate ultimately umbrella umbrellas unable unacceptable unaccompanied unattended unaware unbearable unblock unblocking unboxing uncertain unchanged unclaimed uncle unclear unclearly
unconscious under undercooked underfloor undergraduate undergraduates underground underneath understand understanding understands understood undertaking underwear undo undone unemployed
unemployment unfinished unfolded unfortunate unfortunately unfreeze unfreezing unfriendly unhappy uniform uninstall union unique unit unite united units universal universities university
unknown unless unlike unlikely unlimited unlink unload unlock unlocked unlocks unnecessarily unnecessary unofficial unopened unpack unpaid unpleasant unplug unreasonable unregistered
unrepaired unscrew unsecured unspent unstable unsubscribe unsuitable unsure until unused unusual unusually unwanted unwell update updated updates updating upgrade upgrades upkeep upload
uploaded upon upper ups upset upsets upsetting upside upstairs upwards urge urgent usage usb use used useful useless user users uses using usual usually utilities utility utterly vacancies
vacancy vacation vacations vaccination vacuum vague vaguely valet valid validate validity valley valuable valuables value values valve valves van vanished vans vape vapes vaping variable
variables variation varied varies variety various vary varying vase vast vastly vat vault vector vegan vegetable vegetables vegetarian vegetarians veggie veggies vehicle vehicles vending
ventilated ventilation ventilator verification verify vermicelli version versions versus very vest veterans via vibrates vibration vice victim video videos view views village villages vinegar
violation violin vip virtual virtually virtue visa visas visible vision visit visiting visitor visitors visits vital vitamin vitamins vocational vodka voice voices voids voltage volte volume
volunteer volunteers vote votes voucher vouchers wage wages wait waited waiter waiters waiting waitress waits waive waived wake walk walked walker walkers walking walks walkway wall wallbox
wallet walls wandered wanna want wanted wanting wants war wardrobe warehouse warm warmer warn warned warning warns warranty was wash washed washer washers washing washroom wasp wasps waste
wasted wastes wasting watch watched watches watching water watercolour waterfall waterfalls watering watermelon waterproof watson watt wattage watts way waybill ways weak wealth weapon
weapons wear wearing wears weather weaving web website wechat wedding wednesday wednesdays week weekday weekdays weekend weekends weekly weeks weigh weighing weighs weight weird welcome
welcomed welcomes welcoming welfare well wenbo went were west western wet wetland what whatever whatsoever wheat wheel wheelchair wheelchairs wheels when whenever whenzh where whereabouts
whereas whereby wherever whether which whichever while whilst whirlpool whisky white whiteboard who whoever whole wholesale whom whose why wide widely wider widespread widest widow width wife
wifi wild will willed williams willing wills wilson win wind window windows windscreen windy wine wings winner winnervalue winning wins winter wipe wiper wipers wipes wire wireless wirelessly
wires wiring wise wish wished wishes wishing with withdraw withdrawal withdrawals withdrawn within without wok woman women won wonder wondered wonderful wondering wonders wood wooden woods
word worded wording words wore work worked worker workers working workout works workshop workshops worktops world worn worried worries worry worrying worse worst worth worthwhile worthy would
wound wrap wrapped wrappers wrapping wright wrist write writer writes writing written wrong wrongly wrote wuhou xian xiaodian xiaohang xiaolan xiaoman xiaomei xiaoqing xiaoting xiaoxi
xiaoxing xiaoxiu xiaoyan xingye xue xuefu yangzhou yanshu yard yeah year yearly years yelled yellow yen yep yes yesterday yet yield yiming yoga yoghurt yogurt you young youngest your yours
yourself yuan yue yuelai yuntong yunxi yuxiang zero zeros zhe zhongshan zip zone`;
let known: ReadonlySet<string> | undefined;
/** Whether it is a word of every day, in this form or without its ending. */
export function isEnglishWord(word: string): boolean {
  known ??= new Set(WORDS.split(/\s/));
  return known.has(word) || known.has(word.replace(/(?:'s|s|es|ed|d|ing|ly|er|r)$/, '')) || known.has(word.replace(/(?:ies)$/, 'y')) || known.has(word.replace(/ing$/, 'e'));
}
