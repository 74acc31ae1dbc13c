"""English words for things of every day, which some write with a capital: "on a Tablet".

What is one of them is nobody unknown; who is on file is told by other rules.
"""

from __future__ import annotations

from typing import Final

from feedbackdesk.insight.discretion.spelling import folded

_NOUNS = """
    accident account adapter address adult advice aerial afternoon age aim air aisle alarm album
    algae allergy almond alley ambulance amount anchor angle animal ankle answer antenna anxiety
    app appetite appliance appointment apprentice apricot apron arcade area arm army arrival arrow
    artichoke article asparagus assistant athlete attachment attempt aubergine audience aunt
    author avocado award axe axle baby back backpack bacon badge bag bagel baggage bakery balcony
    ball balloon bamboo banana band bandage bank banner barrel barrier base basil basin bat bath
    bathtub battery beach beam bean beard bearing bed bedding bee beef beer beetroot bell belt
    bench berry beverage bib bicycle bike bill bin binder biscuit bite blanket bleach blender
    blind blood blossom blouse blower boat body boiler bolt bone bonnet bookcase booking booklet
    bookmark boot border bottom boulder bow bowl box boy bracelet bracket braid brain brake branch
    bread break breath brick bride bridge briefcase broccoli brochure broom brow brush bubble
    bucket buckle bug bulb bulletin bumper bun bunch bundle bunk bus business butter button buyer
    cab cabbage cabin cabinet cable cage cake calculator calendar calf call camera camp can canal
    candle candy canopy cap cape caption car caravan card cardigan care career caretaker carp
    carrier carrot case cash cashier casserole cassette catalogue caterpillar cauliflower cavity
    ceiling celebration celery cell cellar cement century ceremony certificate chain chair
    chairlift chalk challenge chamber champagne change channel chapter charger chart chat check
    check-in check-out checklist cheek cheese chef cherry chess chest chestnut chicken child
    chilli chimney chin chip chips chisel chives choice choir chop chord chutney cider cinnamon
    circle clamp class classroom clay cleaner clementine clerk click client clinic clip clipboard
    clock closure cloth clothes cloud clove club clutch coach coal coast coat cocktail cocoa
    coconut code coin collar colleague colour column comb comfort comment commute company compass
    complaint compost computer concert condition conditioner cone conference connection container
    contest contract cookie cooker copy cord coriander cork corn corner corridor cost costume cot
    cottage couch counter country couple coupon course courtyard cousin cover cow crab crack
    cracker cradle craft crane crate crayon cream creche credit crew crib crisp crop crossing
    crowd crown crumb crust crutch cube cucumber cuff cup cupboard curb cure curl currant curry
    cursor curtain curve cushion custard customer cut cutlery cycle cylinder dad dairy damage damp
    dance danger dashboard data date daughter day deadline deal debt deck decoration deer deposit
    depot desk detail detector detergent device diagram dial diary dice dictionary diet digit
    dinner diploma dip direction dirt disc discussion dish dishwasher disk display distance ditch
    diver divider doctor document dog doll dolphin donkey door doorbell doorstep dose dot dough
    doughnut dove downpipe download draft drain drainage drama draught drawer drawing dream dress
    dresser drill drink drive driver driveway drop drought drum dryer duck duct dumpling dust duty
    duvet dye ear earring earth easel edge editor eel effort egg elbow elevator elm email engine
    entry envelope episode equipment eraser error essay estimate event evidence exam example
    excavator exchange exercise exhaust expert extension eye eyebrow eyelash fabric face facility
    factory fair fan farm farmer fat father faucet fault feather feature fee feed feedback fence
    fender fern ferry fibre field fig figure file filling film filter fin finger finish fireplace
    firewood fish fit fitting flag flame flannel flap flash flask flat flavour flea fleet flight
    float flood floor flour flower flu flute foam foal focus fog foil folder food foot footpath
    football fork form fountain fox fracture frame freezer freight fridge friend fringe frog front
    frost fruit fuel funnel fur furnace furniture fuse gallery gallon game gap garage garden
    garlic gas gasket gate gear gel ghost gift ginger giraffe girl glass glasses glitter glove
    glue goal goat goggles goose grain gram granite grape grapefruit graph grass grater gravel
    gravy grease greenhouse grid grill grip ground group guarantee guest guide guitar gum gutter
    gym habit hail hair haircut hairdryer hall ham hammer hammock hamster hand handbag handle
    handrail handout hangar hanger harness hat hatch hay hazelnut head headache header headlight
    headphones headset heart heater heating hedge hedgehog heel height helmet help hem hen herb
    herring hill hinge hip hire hob hobby hole homepage homework honey hood hoof hook hoop horn
    horse hose host hotel hound hour house hub hug humidity hut ice icing icon idea inbox inch
    index infection ingredient initiative injection injury ink inlet inn insect insert inspection
    instruction instrument insurance interview invitation invoice iron island item jacket jam jar
    jaw jeans jelly jersey jet jigsaw job jogging joint joke journal journey jug juice jumper
    junction kale kettle key keyboard keyring kid kidney kiln kiosk kit kite kitten kiwi knee
    knife knob knot label lace ladder ladle lady lake lamb lamp landing lane language lantern
    laptop laser lasagne latch laundry lawn lawnmower layer layout lead leaf leaflet leak leather
    lecture leek leg legend lemon lemonade lens lentil lesson letter letterbox lettuce level lever
    licence lid lifeguard lift light lime limit line linen liner link lion lip lipstick liquid
    list litter liver living lizard load loaf loan lobby lobster location lock locker loft log loo
    loop lorry lotion lounge luggage lumber lump lunchbox lung machine magazine magnet mail
    mailbox make-up mall mallet mango manicure manual map maple marble margarine marinade mark
    market marmalade mask mast mat match material maths mattress meal measure meat mechanic medal
    medicine meeting melon member memo memory menu message metal meter method metre microphone
    microwave midday midnight milk mill mince mind mint minute mirror mixer mobile model module
    moisture mole moment money monitor monkey month mop morning mortar mosquito moss moth motor
    motorbike motorcycle motorway mould mountain mouse moustache mouth mower muffin mug mushroom
    music mussel mustard nail nap napkin nappy neck necklace needle neighbour nest net nettle
    network newspaper nib niece night node noise noodle nose note notebook notice novel nozzle
    nurse nursery nut nutmeg oak oar oat oatmeal object oil ointment olive omelette onion oregano
    orchid organ ornament orphan otter outlet oven overalls overtime owl owner oyster pack package
    packet pad paddle padlock page pain paint painting pair palm pan pancake panel panic pansy
    pantry pants papaya paper parachute parade parasite parcel parent park parking parrot parsley
    parsnip part partition partner party pass passage passenger passport password pasta paste
    pastry patch path patient patio pattern pavement paw payment pea peach peanut pear pebble
    pedal pedestrian pedicure peel peg pen pencil pendant pension pepper percentage perfume perm
    permit person pet petal petrol phase phone photo photocopy piano pickle picnic picture pie
    piece pig pigeon pill pillar pillow pilot pin pineapple pint pipe pistachio pit pitch pizza
    place plan plane plank plant plaster plate platform player playground plier plug plum plumber
    plumbing plywood pocket podcast poem pole polish pond pony pool poppy porch pork porridge
    portion position post postage postbox postcard poster pot potato pottery pouch powder power
    practice pram prawn prescription presentation present pressure pretzel price printer prize
    problem procedure process product profile program progress project projector prong proof
    property pudding puddle pulley pulse pump pumpkin punch puncture pupil puppy purse puzzle
    pyjamas quarter question queue quiche quilt quiz quota rabbit race rack radiator radio radish
    raft rail railing railway rain rainbow rainwater raisin rake ramp range rash raspberry rat
    rating razor reader rear receipt recipe record recorder recovery rectangle referral refill
    refund region register registration regulator rehearsal reindeer reminder remote rent repair
    report request reservation reservoir resident rest result return reward rhubarb rib ribbon
    rice ride rim ring rink rinse river road roast robot rod roll roller roof room root rope rose
    rosemary roster rota roundabout route router row rubber rubbish rucksack rug rule ruler rust
    sachet sack saddle safety sail salad sale saliva salmon salon salt sample sand sandal sandwich
    sardine satellite sauce saucepan saucer sausage savings saw saxophone scaffold scale scalp
    scan scanner scar scarf schedule scheme scissors scone scooter score scratch screen screw
    screwdriver script scrub sculpture seal seam season seat seatbelt sector seed seminar sensor
    sentence serum server session set settee sewer shade shadow shaft shampoo shape shark shaver
    shears shed sheep sheet shelf shell shelter shield shift shin ship shirt shock shoe shoelace
    shop shopper shore shortcut shorts shoulder shovel show shower shrimp shrub shutter sibling
    side sidewalk siding sieve signal signature signpost silk sill sink siren sister site size
    skate skeleton sketch ski skill skin skip skirt sky slate sledge sleeve slice slide slip
    slipper slope slot slug smell smoke smoothie snack snail snake snow snowman soap sock socket
    soda sofa software soil soldier sole solution solvent son song soot sore soup sourdough space
    spade spaghetti spanner spark sparrow speaker spectacles speech speed spice spider spill
    spinach spine spiral splash splint spoke sponge spoon spot spout spray spring sprinkler sprout
    square squash squirrel stable stadium staff stage stain stair staircase stairs stall stamp
    stand staple stapler star statement statue steak steam steering stem step stereo stew stick
    sticker stitch stomach stone stool stop stopper storage storey storm story stove strap straw
    strawberry stream street strike string strip stroke student studio stuff stump submission
    suburb subway sugar suit suitcase summary summit sun sunglasses sunlight sunrise sunscreen
    sunset supplement surface surgeon survey sweater sweet swimmer swing switch switchboard
    syllabus symbol symptom syringe syrup tab table tablecloth tablet tack tag tail tangerine tank
    tap tape target tariff tarmac tart task tea teapot team tear teaspoon teeth telephone
    television temperature tent terrace terrain terrier test text textbook thermometer thermostat
    thigh thimble thread throat throne thumb thunder thyme tick ticket tie tiger tile till timber
    time timer timetable tin tip tire tissue title toast toaster toe toffee toilet token tomato
    tongue tool toolbox tooth toothbrush toothpaste topic topping torch tortoise towel town toy
    track tractor trade trail trailer train trainer tram trampoline trap tray treadmill treatment
    tree trial triangle tripod trolley trombone trouble trousers trout trowel truck trumpet trunk
    tub tube tuition tulip tuna tunnel turbine turkey turn turnip turtle tutorial tv tweezers twig
    twin tyre ulcer umbrella uncle unicorn upgrade upload urn user vacancy vaccine vacuum valley
    valve van vanilla vase vault veal vegetable vehicle veil vein vent verse vest vet victim video
    view village vinegar vineyard violin virus visa visit visor vitamin voice volcano volume vote
    voucher waffle wage waist waiter waitress walk wall wallet wallpaper walnut wardrobe warmth
    warning warranty wart wash washer washing waste watch water waterfall watermelon wax web
    website wedding weed weekend weight wheel wheelbarrow wheelchair whisk whisky whistle
    whiteboard wicket width wifi wig window windscreen wine wing wiper wire wish wolf wood wool
    workbook workout worktop worm wound wreath wrench wrist yard yeast yogurt yoghurt yolk zebra
    zip zone fibre broadband hotspot chatbot livestream newsletter inbox homepage checkout paywall
    sitemap android browser cursor desktop firewall firmware helpdesk intranet kiosk login modem
    pixel plugin podcast popup router scanner screenshot smartphone smartwatch spreadsheet stylus
    touchscreen tracker update webcam webshop wizard workflow hello quick quiet private free fresh
    fast open new plain smart simple secure shared
"""
_LABELS = """
    air max pro ultra nano lite edition touch series fold flip beginners learners adults seniors
    toddlers babies teens teenagers pupils students parents couples women men girls boys ladies
    gents freelancers commuters cyclists runners walkers travellers drivers tenants landlords
    owners visitors members newcomers experts juniors trainees alt backspace capslock cmd ctrl
    delete enter esc escape option shift tab login logout signup badminton baseball basketball
    bowling boxing cricket darts football golf handball hockey netball polo rowing rugby skiing
    snooker soccer squash tennis volleyball wrestling bouldering climbing crossfit bodypump
    circuit cardio core stretch stretching weights sauna spa steam pool algebra arithmetic art
    biology calculus chemistry civics coding drama economics french geography geometry german
    grammar greek history latin literature maths mathematics music phonics physics poetry
    psychology reading science sociology spelling statistics writing breakfast brunch lunch dinner
    supper buffet canapés dessert starter tapas antipasti menu bar takeaway collect pickup deliver
    delivery returns click drive ride carry save browse search cart checkout basket wishlist
    voucher gift loyalty bonus premium standard basic deluxe express bronze silver gold platinum
    starter junior senior student family flexi anytime offpeak peak membership terms conditions
    privacy policy cookies imprint impressum legal contact about careers press monday-friday
    weekdays weekends bank holiday holidays solstice harvest festival market fair gala roses
    tulips lilies peonies orchids sunflowers carnations daffodils hydrangeas poinsettia bathroom
    kitchen garage cellar attic basement hallway reception foyer lobby entrance exit north south
    east west upstairs downstairs left right front rear back ground floor level block wing hall
    tower gate bay zone dock yard plot unit suite studio annexe annex town city village council
    library museum church cathedral castle abbey chapel mosque synagogue hospital clinic surgery
    university college school academy nursery stadium arena theatre cinema airport harbour marina
    pier bridge river canal lake park square circus mall arcade plaza
"""
NOUNS: Final = frozenset(map(folded, f"{_NOUNS} {_LABELS}".split()))
