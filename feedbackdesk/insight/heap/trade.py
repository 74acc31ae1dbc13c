"""Words of dealing with a firm, and of asking everybody: what tells a customer from other talk.

Who speaks of an order, a bill or an appointment speaks to a firm; who asks whether anybody knows
speaks to a crowd.
"""

from __future__ import annotations

from feedbackdesk.insight.heap.languages import Language

TRADE = {
    Language.ENGLISH: """order | orders | ordered | invoice | invoices | bill | bills | price |
        prices | quote | delivery | deliveries | deliver | delivered | parcel | driver |
        refund | refunded | account | card | payment | payments | paid | pay | charged |
        charge | booking | bookings | booked | reservation | appointment | subscription |
        membership | shop | store | staff | customer | service | course | class | classes |
        lesson | room | table | menu | app | website | checkout | voucher | discount |
        contract | warranty | guarantee | repair | repaired | stock | sizes | size | supplier |
        transfer | deposit | cash | balance | hotel | garden | kitchen | wedding | team |
        your colleague | opening hours | receipt | product | products""",
    Language.GERMAN: """bestellung | bestellt | rechnung | rechnungen | preis | preise |
        angebot | lieferung | liefern | geliefert | paket | fahrer | erstattung | konto |
        karte | zahlung | bezahlt | bezahlen | abgebucht | buchung | gebucht | buchen |
        reservierung | reservieren | termin | termine | abo | mitgliedschaft | laden |
        geschäft | mitarbeiter | mitarbeiterin | kunde | kunden | kurs | kurse | stunde |
        zimmer | tisch | app | seite | website | gutschein | rabatt | vertrag | garantie |
        reparatur | repariert | größe | anbieter | küche | hochzeit | team | öffnungszeiten |
        quittung | produkt | service | werkstatt | auftrag""",
    Language.DUTCH: """bestelling | besteld | factuur | rekening | prijs | offerte | levering |
        geleverd | bezorgd | bezorgen | pakket | chauffeur | terugbetaling | account | kaart |
        betaling | betaald | afgeschreven | boeking | geboekt | reservering | afspraak |
        abonnement | lidmaatschap | winkel | personeel | klant | cursus | les | kamer | tafel |
        app | site | website | bon | korting | contract | garantie | reparatie | maat |
        leverancier | openingstijden | product | service""",
    Language.FRENCH: """commande | commandé | facture | factures | prix | devis | livraison |
        livrer | livré | colis | livreur | remboursement | compte | carte | paiement | payé |
        payer | débité | réservation | réserver | rendez-vous | abonnement | adhésion |
        magasin | boutique | personnel | client | cours | chambre | table | menu | application |
        site | bon d'achat | remise | contrat | garantie | réparation | taille | fournisseur |
        prestataire | équipe | horaires | produit | service""",
    Language.SPANISH: """pedido | pedidos | factura | facturas | precio | presupuesto |
        entrega | envío | envíos | paquete | repartidor | reembolso | cuenta | tarjeta | pago |
        pagado | cobrado | reserva | reservar | cita | suscripción | abono | socio | tienda |
        personal | cliente | curso | clase | habitación | mesa | carta | aplicación | página |
        web | vale | descuento | contrato | garantía | reparación | talla | proveedor | equipo |
        horario | producto | servicio""",
    Language.ITALIAN: """ordine | ordinato | fattura | fatture | prezzo | preventivo |
        consegna | consegnato | spedizione | pacco | corriere | rimborso | conto | carta |
        pagamento | pagato | addebitato | prenotazione | prenotare | appuntamento |
        abbonamento | negozio | personale | cliente | corso | lezione | camera | tavolo | menu |
        app | applicazione | sito | buono | sconto | contratto | garanzia | riparazione |
        taglia | fornitore | squadra | orario | prodotto | servizio | assistenza""",
    Language.PORTUGUESE: """encomenda | encomendas | pedido | fatura | faturas | preço |
        orçamento | entrega | entregas | envio | pacote | motorista | reembolso | conta |
        cartão | pagamento | paguei | cobrado | reserva | reservar | marcação | consulta |
        assinatura | loja | pessoal | cliente | curso | aula | quarto | mesa | menu |
        aplicação | página | site | vale | desconto | contrato | garantia | reparação |
        tamanho | fornecedor | equipa | equipe | horário | produto | serviço""",
    Language.POLISH: """zamówien~ | faktur~ | rachun~ | cen~ | ofert~ | dostaw~ | dostarcz~ |
        paczk~ | kierowc~ | zwrot~ | kont~ | kart~ | płatnoś~ | zapłaci~ | pobrano |
        rezerwacj~ | wizyt~ | abonament~ | członkostw~ | sklep~ | obsług~ | klient~ | kurs~ |
        zajęci~ | pokój | pokoj~ | stolik~ | menu | aplikacj~ | stron~ | kupon~ | rabat~ |
        umow~ | gwarancj~ | napraw~ | rozmiar~ | dostawc~ | zespół | godzin~ otwarcia |
        produkt~ | usług~""",
    Language.ARABIC: """طلب | الطلب | فاتورة | فواتير | سعر | السعر | أسعار | عرض | توصيل |
        التوصيل | توصلون | شحن | طرد | السائق | استرداد | حساب | بطاقة | دفع | المبلغ | خصم |
        حجز | موعد | اشتراك | عضوية | متجر | محل | موظف | زبون | عميل | دورة | درس | غرفة |
        طاولة | قائمة | التطبيق | الموقع | قسيمة | عقد | ضمان | إصلاح | مقاس | مورد | منتج |
        خدمة""",
    Language.JAPANESE: """注文 | 請求 | 料金 | 価格 | 値段 | 見積 | 配達 | 配送 | 発送 | 荷物 |
        返金 | 口座 | カード | 支払 | 予約 | 定期便 | 会員 | 店 | スタッフ | 店員 | お客 |
        講座 | 教室 | 部屋 | 席 | メニュー | アプリ | サイト | クーポン | 割引 | 契約 | 保証 |
        修理 | サイズ | 業者 | 商品 | 製品 | サービス | サポート""",
}

CROWD = {
    Language.ENGLISH: """anyone | anybody | any of you | somebody know | someone know |
        someone out there | you all | everyone here |
        politicians | society""",
    Language.GERMAN: """jemand von euch | hat jemand | kennt jemand | weiß jemand |
        wer von euch | leute | ihr alle | man sollte meinen""",
    Language.DUTCH: "iemand | weet iemand | heeft iemand | mensen die | jullie allemaal",
    Language.FRENCH: "quelqu'un | est-ce que quelqu'un | les gens",
    Language.SPANISH: "alguien | alguno de ustedes | la gente",
    Language.ITALIAN: "qualcuno | qualcuno sa | la gente",
    Language.PORTUGUESE: "alguém | alguém sabe | as pessoas",
    Language.POLISH: "ktoś | czy ktoś | ludzie",
    Language.ARABIC: "أحد يعرف | هل من أحد | الناس",
    Language.JAPANESE: "誰か | どなたか | みなさん",
}
