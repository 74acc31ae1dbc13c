"""What firms call what they do: it stands in the names of thousands, and tells none of them."""

from __future__ import annotations

from typing import Final

from feedbackdesk.insight.discretion.spelling import folded

_TRADES = """
    academy accessories accountancy accountant accountants accounting activities advertising
    advice advisers advisors agencies agency agents agriculture alarms animals antiques apartments
    appliances architect architects architecture artists assistance associates association
    athletic attorneys auctions audio autohaus automotive aviation bakeries bathrooms beauty
    bedrooms beverages bicycles blinds boutique boutiques brewers brewery brewing broadcasting
    brokers builders building butchers cabinets camping capital careers carpentry carpets catering
    centre center ceramics charity chemicals chemist chemists chickens childcare chiropractic
    chocolate chocolates cinema cleaners cleaning clinics clothes clothing coaching collection
    college colleges commerce commercial communication communications community company computers
    computing concepts concrete confectionery conservatories construction consultancy consultants
    consulting contractors cookery corporate corporation cosmetics council counselling couriers
    crafts creations credit cuisine cycles cycling dairies dairy dancing decorating decorators
    deliveries dentist dentistry dentists department dermatology designers designs development
    developments diagnostics digital discount distribution doctors drainage driving drinks
    drycleaners editing education electric electrical electricians electronics embroidery
    employment energy engineering engineers english enterprise enterprises entertainment
    environmental equipment estate estates events exchange exhibitions export exports express
    fabric fabrics fabrication farming fashion fashions fencing festival fencers finance financial
    finishing fisheries fishing fitness flooring floral florist florists flowers foods footwear
    forestry foundation framing freight fruits funeral furnishing furnishings furniture gallery
    galleries gaming garages garden gardening gardens general gifts girls glazing global goldsmith
    goods government grocers groceries grocery grooming gymnasium gymnastics hairdresser
    hairdressers hairdressing hardware harvest healthcare health heating highway hiking historic
    holiday holidays homecare homeware horses horticulture hospital hospitality hostel hotels
    household housing hygiene imaging import imports independent indoor industrial industries
    industry information innovation innovations installation installations institute insulation
    insurance interactive interior interiors international internet investment investments island
    italian jewellers jewellery jewelry joinery junior kennels kindergarten kitchens knitting
    laboratories laboratory labels landscape landscapes landscaping language languages laundrette
    laundry lawyers learning leisure letting lettings library lighting limited linen logistics
    lumber machinery machines maintenance management manufacturing marine marketing markets
    massage materials mechanical mechanics medicine metals microbrewery mining mobility models
    mortgages motorcycles motors moving museum musical national networks nurseries nursery nursing
    nutrition offices opticians optics organic osteopathy outdoors packaging painters painting
    papers parcels parking partner partners partnership parts pastry patisserie paving people
    pharmacies pharmacy photographers photography physio physiotherapy pictures pizzeria planning
    plants plastering plastics plumber plumbers plumbing podiatry pottery practice preschool
    printers printing prints produce product production productions products professional project
    projects promotions properties property protection publications publishers publishing quality
    racing railway realty records recruitment recycling refrigeration regional removals rentals
    repair repairs research residential resources restaurant restaurants retail roastery roofing
    sailing salon salons sanitary savings schools sciences seafood security seeds senior service
    services sewing shipping shoes signs skincare smiles software solution solutions sound sounds
    spirits sports stables stationery steel stitching stone stores storage street studio studios
    supermarket supplies supply support surfacing surgery surveyors swimming systems tailors
    takeaway tattoo taverna tavern taxis teachers technical technologies technology telecom
    telecoms textile textiles theatre therapies therapy tickets tiles tiling timber tobacco
    tourism tours toys trading traditional training translation translations transport
    transportation travel travels trees trophies trucks tuition tutor tutoring tutors tyres
    underwear uniform union universal university upholstery urban vans vehicles ventures
    veterinary village vintage vision wales warehouse watches water website websites wedding
    weddings welding wellness wholesale wildlife window windows wines women woodwork woodworking
    workshop workshops world yachts youth

    agentur anlagen anwalt anwälte apotheke architekt architekten architektur archiv arzt
    arztpraxis ärzte auto autos autowerkstatt bäcker bäckerei bäder baumschule bauunternehmen
    beratung berater betrieb bestattungen bücher buchhandlung buchhaltung büro café catering
    computer dach dachdecker dienst dienste dienstleistungen drogerie druck druckerei edelstahl
    elektro elektronik elektrotechnik energie entsorgung erben fahrrad fahrräder fahrschule
    familie farben feinkost fenster fische fleischerei floristik forst fotografie freizeit friseur
    friseure garten gartenbau gärtnerei gasthaus gasthof gebäude gebrüder gemeinschaft
    genossenschaft geräte gerüstbau gesellschaft gesundheit getränke glaserei großhandel handel
    handels handwerk haus hausmeister haustechnik heizung hof holzbau hotel immobilien industrie
    ingenieure innenausbau installation institut kaffee kaffeerösterei kanzlei kinder kindergarten
    klinik klempnerei konditorei kosmetik küchen kunst lager landwirtschaft lebensmittel leder
    licht logistik malerbetrieb malerei marketing maschinen maschinenbau metall metallbau
    metzgerei möbel mode modehaus musik musikschule nachhilfe natur netzwerk optik optiker partner
    personal pflege pflegedienst pflanzen physiotherapie pizza praxis produktion produkte
    reinigung reisen reisebüro reparatur restaurant rösterei sanitär schlosserei schmuck
    schneiderei schreinerei schuhe schule service sicherheit solar söhne spedition spielwaren
    sport steuer steuerberater steuerberatung stiftung studio systeme taxi technik textil
    textilien theater therapie tierarzt tierärzte tierklinik tischlerei töchter transporte
    treuhand uhren umwelt umzüge unternehmen verein verlag vermietung versand versicherung
    versicherungen vertrieb verwaltung wäsche wäscherei weinbau weine weingut weinhandlung werbung
    werbeagentur werk werke werkstatt werkzeuge wirtschaft wohnen zahnarzt zahnarztpraxis
    zahnärzte zahntechnik zentrum zimmerei

    agence aliments architectes artisan artisanat assurances atelier ateliers auberge automobile
    automobiles avocats banque bâtiment bazar beauté bibliothèque bijouterie bijoux bistrot
    boissons boucherie boulangerie boutique brasserie bricolage bureau cabinet cafés camping
    carrelage centre chambres charcuterie charpente chaussures chauffage château chocolaterie
    cinéma clinique coiffeur coiffure commerce compagnie comptabilité conseil conseils
    construction constructions cordonnerie couture création créations crêperie cuisine cuisines
    décoration dentaire dentistes distribution domaine éditions école électricité énergie
    entreprise entreprises environnement épicerie équipement équipements espace expert experts
    famille fermes ferme ferronnerie fils finances fleuriste fleurs formation formations frères
    fromagerie garage gestion groupe hôtel hôtellerie immobilier imprimerie industrie industries
    informatique ingénierie institut instruments jardinerie jardins jouets laboratoire lavage
    librairie location logement loisirs maçonnerie magasin magasins maison maisons marché
    matériaux matériel médecins médical menuiserie meubles mobilier montagne motos musique
    nettoyage notaires opticien optique papeterie parfumerie pâtisserie paysage peinture pharmacie
    photographie piscines plomberie poissonnerie presse pressing produits quincaillerie réparation
    restauration sanitaires santé sécurité société solutions sports startup station stations
    styliste supermarché tabac techniques technologies textiles théâtre tourisme traiteur
    transports travaux vacances verrerie vêtements vétérinaire vétérinaires viandes vignobles
    villages voitures voyages

    abogados academia agencia agricultura alimentación alimentos almacén almacenes alquiler
    arquitectos arquitectura artes artesanía asesores asesoría asociación autoescuela automóviles
    aventura ayuntamiento bazares bebidas belleza bicicletas bodega bodegas cafetería carnicería
    carpintería centro cerámica cervecería cerrajería clínica colegio comercial comercio compañía
    comunicación construcción construcciones consultores consultoría cristalería cultura deportes
    dental dentistas derecho desarrollo diseño distribuciones droguería edificios editorial
    educación electricidad electrónica empresa empresas energía equipos escuela estética estudio
    estudios eventos exportaciones fábrica familia farmacia ferretería fiestas floristería
    fontanería formación fotografía frutería fruterías ganadería gestión gestoría gimnasio grupo
    hermanos herrería hijos hogar hostal hostelería huevos idiomas imprenta inmobiliaria industria
    industrias informática ingeniería instalaciones instituto inversiones jardinería joyería
    juguetería juguetes laboratorio lavandería librería limpieza limpiezas logística madera
    maderas mantenimiento mariscos maquinaria materiales mercado mercería metales moda modas
    muebles multiservicios música natación nutrición óptica panadería papelería pastelería
    peluquería peluquerías pescadería pinturas piscinas plásticos productos proyectos publicidad
    quesería reformas regalos reparaciones repuestos restaurante ropa salud sanidad seguridad
    seguros servicio servicios sistemas sociedad suministros supermercado talleres taller
    tecnología telas textil tienda tiendas transportes turismo turístico veterinaria veterinarios
    viajes vinos viveros zapatería zapatos

    abbigliamento accessori acconciature agenzia agricola agriturismo albergo alimentari alimenti
    amministrazione animali architetti architettura arredamenti arredamento arredi artigiana
    artigianato assicurazioni associazione automobili avvocati azienda bagni bevande biciclette
    birreria calzature calzoleria cantina cantine carrozzeria cartoleria cartoteca casalinghi
    caseificio centro ceramica ceramiche clinica commerciale commercialista commercio compagnia
    computer consorzio consulenza consulenze costruzioni cucine cultura dentista dentistico
    distribuzione dolci dolciaria edile edilizia editore edizioni elettrica elettricista
    elettronica energia enoteca erboristeria estetica fabbrica famiglia farmacia ferramenta figli
    finanza fioraio fioreria fiori formaggi formazione forno fotografia fotografo fratelli frutta
    gastronomia gelateria gestione gioielleria gioielli giocattoli gomme gruppo hotel idraulica
    idraulico immobiliare impianti impresa imprese industria industrie informatica ingegneria
    investimenti istituto laboratorio lavanderia lavori legnami libreria macelleria macchine
    maglieria manutenzione marmi materiali meccanica medicina mercato merceria metalli mobili moda
    moto musica negozio noleggio officina officine oreficeria orologeria ortofrutta ottica
    palestra panetteria panificio parrucchiere parrucchieri pasticceria pelletteria pescheria
    piscine pizzeria plastica pneumatici prodotti produzione profumeria progetti pubblicità
    pulizie ricambi ristorante ristorazione salumeria salute sanitari sartoria scuola servizi
    servizio sicurezza sistemi società soluzioni spedizioni sportiva stamperia studio supermercato
    tabaccheria tappezzeria tecnica tecnologie tessuti tintoria tipografia torrefazione trasporti
    trattoria turismo veterinaria veterinario vetreria viaggi vini vivaio

    advies administratie advocaten apotheek architecten assurantiën autobedrijf bakkerij banket
    bedrijf bedrijven begeleiding bloemen bloemist boeken boekhandel boekhouding bouwbedrijf bouw
    brood bureau dierenarts dierenartsen dierenkliniek diensten drukkerij drogist drogisterij
    elektronica fietsen fysiotherapie garage gebroeders gemeente gezondheid glashandel groenten
    groothandel groep handel handelsonderneming horeca hoveniers installatie installaties
    interieur kantoor kapper kappers keukens kinderen kinderopvang kleding koffie koffiebranderij
    kunst kwekerij lampen loodgieters machines makelaardij makelaars meubelen meubels mode muziek
    muziekschool onderhoud onderwijs onderneming opleiding opleidingen optiek praktijk producten
    reclame reizen restaurant rijschool schilders schilderwerken schoenen schoonmaak school
    slagerij speelgoed sportschool tandarts tandartsen tandartspraktijk techniek technisch
    timmerbedrijf transport tuincentrum tuinen uitgeverij vastgoed verhuizingen verhuur
    verzekeringen verzorging viswinkel vloeren voeding wasserij webwinkel werkplaats wijnen winkel
    winkels wonen zonen zorg zuivel zwembaden

    agencja apteka architekci artykuły bank biuro budowlane budownictwo centrum cukiernia dentysta
    doradztwo drogeria drukarnia edukacja elektronika elektryczne elektryk energia fabryka finanse
    firma fitness fotografia fryzjer fryzjerski gabinet garaż grupa gospodarstwo handel handlowe
    handlowy hodowla hotel hurtownia hydraulik hydraulika instalacje instytut inwestycje jubiler
    kancelaria kawiarnia klinika komputery kosmetyka kosmetyczny księgarnia księgowość kuchnie
    kwiaciarnia kwiaty lekarz maszyny materiały meble mechanika mleczarnia moda motoryzacja muzyka
    naprawa nieruchomości ogrody ogrodnictwo okna optyk owoce piekarnia piekarski piekarskie
    pizzeria pomoc pracownia pralnia produkcja produkty przedsiębiorstwo przedszkole przychodnia
    reklama remonty restauracja rolnictwo salon serwis sklep spółdzielnia spółka sport stolarnia
    stomatologia studio szkoła technika transport turystyka ubezpieczenia usługi usługowe warsztat
    warzywa weterynarz wesela wydawnictwo zakład zdrowie

    aktiebolag arkitekter bageri begravning bilar bokhandel bryggeri butik bygg byggnads cykel
    elektronik entreprenad fastigheter fisk förlag försäkring försäljning frisör företag gruppen
    hälsa handels hotell hus ingenjörer inredning juridik kaffe klinik konditori konsult konsulter
    kött kök livsmedel måleri maskin mekaniska möbler musik redovisning reklam resor restaurang
    rör rörmokare skola skor städ städning svets tandläkare tandvård teknik trädgård transport
    trycker tryckeri tvätt utbildning verkstad verkstads veterinär kuljetus leipomo rakennus
    huolto kauppa yhtiö kft bolt étterem fogászat ház kereskedelmi ker pékség szerviz szolgáltató
    obchod pekařství servis služby stavby truhlářství škola ordinace ticaret sanayi limited
    şirketi inşaat turizm gıda fırın kuaför
"""
TRADES: Final = frozenset(map(folded, _TRADES.split()))
"""Folded, as words of names are."""
