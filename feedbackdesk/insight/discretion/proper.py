"""Words with a capital that are nobody's name: days, feasts, places, tongues, and what is sold."""

from __future__ import annotations

from typing import Final

_DAYS = """
    january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays
    fridays saturdays sundays jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed
    thu thur thurs fri sat sun spring summer autumn fall winter christmas easter halloween
    thanksgiving hanukkah ramadan eid diwali advent lent carnival valentine valentines eve boxing
    epiphany pentecost ascension whitsun passover sabbath noël noel pâques paques toussaint
    ascension pentecôte navidad pascua reyes semana santa nochebuena nochevieja natale pasqua
    capodanno ferragosto epifania natal páscoa pascoa carnaval reveillon kerst kerstmis pasen
    pinksteren sinterklaas koningsdag wielkanoc boże narodzenie wigilia nowy rok mother mothers
    father fathers day days year years new fête fêtes mère mères père pères pai pais mãe mães dia
    día días madre madres padre padres festa giorno
    twelfth night half term
"""
_PLACES = """
    africa america american americas asia asian australia australian austria austrian bavaria
    belgian belgium brazil brazilian britain british bulgaria bulgarian california canada canadian
    china chinese colombia colombian croatia croatian cuba cuban czech danish denmark dutch egypt
    egyptian england english estonia ethiopia ethiopian europe european finland finnish france
    french german germany greece greek guatemala hebrew hindi hungarian hungary iceland india
    indian indonesia indonesian iran iraq ireland irish israel italian italy japan japanese kenya
    kenyan korea korean kosovo latin latvia lithuania luxembourg mexican mexico morocco moroccan
    netherlands norway norwegian pakistan peru peruvian philippines poland polish portugal
    portuguese romania romanian russia russian rwanda scandinavian scotland scottish serbia slovak
    slovakia slovenia spain spanish sweden swedish swiss switzerland syria syrian taiwan tanzania
    thai thailand tunisia turkey turkish uganda uk ukraine ukrainian united kingdom states usa
    vietnam vietnamese wales welsh yemen arabic persian yiddish mediterranean atlantic pacific
    baltic alps rhine danube thames orient west east north south northern southern eastern western
    amsterdam antwerp athens barcelona basel beijing berlin birmingham bologna bordeaux boston
    bremen bristol brussels budapest cairo cambridge chicago cologne copenhagen dresden dublin
    edinburgh florence frankfurt geneva genoa ghent glasgow hamburg hanover helsinki istanbul
    krakow leeds leipzig lille lisbon liverpool london lyon madrid manchester marseille melbourne
    milan montreal moscow munich naples oslo oxford paris porto prague rome rotterdam salzburg
    seville shanghai stockholm strasbourg stuttgart sydney tokyo toronto toulouse turin valencia
    venice vienna warsaw york zurich roma milano napoli torino firenze venezia sevilla lisboa wien
    köln münchen warszawa kraków españa italia francia alemania portugal brasil europa américa
    france allemagne espagne italie belgique suisse polska niemcy europie
"""
_SOLD = """
    adobe airbnb alexa alipay amazon amex android apple asana azure bing bluetooth bosch canva
    cappuccino chrome chromebook cloud core dhl docker dropbox ebay edge elster epson ethernet
    etsy excel facebook facetime fedex figma firefox garmin github gitlab gmail google ikea
    instagram internet ipad iphone java javascript jira kindle klarna lego lightning linkedin
    linux lightspeed mac macbook macos mailchimp maps mastercard messenger meta microsoft netflix
    nintendo notion office onedrive oracle outlook paypal pdf photoshop pinterest playstation
    portal powerpoint python quickbooks reddit safari sage salesforce sap sepa shimano shopify
    signal siri skype slack snapchat sonos spotify sql squarespace stripe sumup teams telegram
    tesla threads tiktok trello tripadvisor twint twitch twitter uber ubuntu ups velcro viber visa
    vimeo web wechat whatsapp wifi wikipedia windows woocommerce word wordpress xbox xero yelp
    youtube zapier zendesk zettle zoom datev bizum blik bancontact ideal multibanco pix covid
    corona brexit god bible olympics marathon arabica robusta espresso latte americano sourdough
    bordeaux burgundy chardonnay merlot prosecco champagne cheddar parmesan gouda acrobat amd asus
    autocad avast bancontact bitcoin blender bootstrap brother canon chatgpt chromecast cisco
    coreldraw css deliveroo discord dji dolby dropshipping dymo eventbrite figma fritzbox fujitsu
    galaxy gopro gutenberg hubspot huawei indesign intel illustrator joomla kodak kyocera lenovo
    lexmark lidl logitech mailjet miro mysql netgear nikon nextcloud nvidia openai opentable
    openstreetmap overleaf panasonic pantone paypoint payoneer philips pixel postgres ricoh roku
    salesforce samsung sharepoint sketchup sony strava substack surface swish teamviewer telekom
    toshiba trustpilot twilio typo3 vodafone waze webex wetransfer wix wizz wise workspace yahoo
    zotero audi bmw chevrolet chrysler citroën citroen corsa cupra dacia daf ducati fiat ford golf
    hyundai isuzu iveco jaguar jeep kia landrover lexus mazda mini mitsubishi nissan opel peugeot
    piaggio polo porsche renault saab scania seat skoda škoda smart subaru tesla toyota triumph
    vauxhall vespa volkswagen volvo yamaha bridgestone castrol continental goodyear hankook
    michelin pirelli dremel festool gardena grohe hansgrohe hilti husqvarna kärcher karcher makita
    metabo miele nespresso neff siemens smeg stihl vaillant viessmann worx lavazza thermomix
    airfryer jacuzzi tupperware thermos lycra teflon kevlar gore-tex goretex velux ytong adidas
    lacoste nike playmobil reebok zumba pilates crossfit peloton spinning yoga tabata hyrox
    taekwondo karate judo salsa reiki invisalign botox aspirin paracetamol ibuprofen olaplex wella
    loreal balayage brazilian keratin bengal siamese labrador dachshund poodle beagle bulldog
    terrier collie spaniel alsatian persian dobermann rottweiler chihuahua montessori cambridge
    ielts toefl gcse delf dele scratch minecraft manuka nutella oreo pepsi cola coke fanta
    guinness heineken aperol campari halloumi feta roquefort camembert brie gruyère gruyere
    emmental emmentaler mozzarella gorgonzola pecorino danish viennese battenberg eccles cornish
    bakewell dundee stollen panettone bundt madeira
"""
_MAKERS = """
    adobe amazon apple audi bmw bosch canon epson fiat ford google hp ikea kia lenovo meta
    microsoft mercedes nintendo opel peugeot renault samsung seat siemens skoda sony tesla toyota
    volkswagen volvo vw
"""
MAKERS: Final = frozenset(_MAKERS.split())
"""Behind whose name stands what a thing of theirs is called: Apple Pay, VW Golf."""
_STREETS = """
    road street lane avenue square station parade court gate bridge market terrace crescent quay
    strasse straße platz allee weg rue place calle plaza avenida via piazza rua praça straat plein
    ulica plac
"""
_SPEECH = """
    i ok okay hi hello dear yes no sir madam mum mom dad grandma grandpa monsieur madame thanks
    please ps nb usted ustedes señor señora señores señoras lei voi u uw pan pani państwo panie
    panu państwa pana
"""
PROPER: Final = frozenset(f"{_DAYS} {_PLACES} {_SOLD} {_STREETS} {_SPEECH}".split())

_SHORTENED = """
    a4 a5 am api asap atm bbq bmi bsn byo cad ceo cet cfo cmyk co2 cod crm css csv ctr cv cvv dhl
    diy dna dns docx dpi dvd dwg eco eod eori erp est eta eu faq ftp gb gdpr gmt gps gst hd hdmi
    hex hgv hr html http https iban id ifc ios ip ipa isbn iso it iva jpeg jpg json kb kpi kwh lan
    lcd led lpg mb mdf mms mot mri nda nfc nhs ocr odt oem ok os otp pa pc pdf pin plc plu pm png
    pos ppe ppt pr psd pvc pwa qa qr ram rgb rip roi rss rsvp sdk seo sla sms spf sql ssd ssl sso
    std suv svg tax tls tv txt uhd ui uk ups url us usa usb utc uv ux vat vip vpn vr wc wfh wlan
    www xls xlsx xml xs xxl yaml zip mwst ust bic dsl dvgo dsgvo rgpd tva nif nie cif nip pesel
    btw kvk aeo pkw lkw edv ac ad bb cc cd cf ch cp dc dj dk fr hp ii ix kg km kw lp mg ml mm np
    oz ph pl pt px rv se sd ss td un vs vw wb xl xp dl gbit mbit psi abs act bcc bhp bpm cctv cnc
    dab dbs ecg ekg etc gif hvac ict jpg kfz lte mdf mp3 mp4 mtb nas obd pcb pet phd php rfid rpm
    smtp ssh stl tiff tuv tüv uht upc upvc vhs vin wps xlr xlsx
"""
OF_THE_YEAR: Final = frozenset(_DAYS.split())
"""Days, months and seasons, which some write with a capital wherever they stand."""
SHORTENED: Final = frozenset(_SHORTENED.split())
"""Short for things, and for no firm."""
