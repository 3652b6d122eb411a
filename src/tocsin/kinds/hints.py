r"""Hints: the words by which a remark tells more than a column asks for, in folded text.

One sort a literal: what it looks like in French, Dutch, German and English, the commonest words also in Spanish, and the
phrases that look like it and are none (`unless`), which are taken out first: a hospital as a landmark, "if nobody is in".
Shapes are read by RE2, by Java and by Python alike: no looking ahead or behind, ASCII word boundaries.

How good each sort is was measured on sentences labelled by hand and kept aside (`measured`; `python -m bench.remarks`):
of usual sayings nearly all are found, of those in unusual words one in five. Whoever improves the words on the latter
must write new ones to measure with.
"""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.terms.scope import Category


@dataclass(frozen=True, slots=True)
class Measured:
    """How often a sort was told rightly, on sentences that the detector was not built on."""

    there: int
    """Sentences that speak of it, by hand."""

    found: int
    """Of those, the ones it was told of."""

    told: int
    """Sentences it was told of, rightly or not."""

    odd: int = 0
    """Further sentences that speak of it, written to say it in unusual words."""

    odd_found: int = 0
    """Of those, the ones it was told of."""

    @property
    def recall(self) -> float:
        """Share of what is there that is found."""
        return self.found / self.there if self.there else 0.0

    @property
    def precision(self) -> float:
        """Share of what is told that is right."""
        return self.found / self.told if self.told else 0.0


@dataclass(frozen=True, slots=True)
class Hint:
    """One sort of thing that free text may speak of."""

    name: str
    says: str
    category: Category
    shape: str
    """Of folded text, or of the text as written where `cased`."""

    measured: Measured
    unless: str | None = None
    """Taken out before the shape is looked for; of folded text too."""

    cased: bool = False
    """Whether capitals matter: names of people are told by theirs."""


_DIGITS = "[*#]?(?:[0-9]{1,2}[ -]){2,3}[0-9]{1,2}\\b|[0-9]{2}[ -][0-9]{2}\\b|[*#]?[a-z]?[0-9][0-9a-z]{1,2}-?[0-9a-z]{1,4}\\b[*#]?"
_BETWEEN = (
    "(?:[ :=.,(\"'*-]|\\b(?:de|du|des|d|la|le|les|l|a|au|en|acces|porte|portail|portillon|immeuble|garage|entree|sas|hall|residence|"
    "barriere|parking|cour|est|c|pour|bas|haut|bip|grille|van|der|den|de|het|voor|aan|deur|voordeur|poort|slagboom|lift|hek|is|op|"
    "klavier|toegang|fur|das|tor|die|der|dem|an|schranke|hausture?|hoftor|einfahrt|ist|tur|aufzug|seit|montag|neue[rn]?|lautet|for|the|door|gate|front|"
    "rear|main|back|building|lift|car|park|entrance|alarm|lock|since|on|at|monday|puerta|del|portal|es|annee|jahr|jaar|year|eingang|ingang|hoofdingang)\\b|'){0,14}"
)
_CODE = (
    "\\b[a-z]{0,14}-?codes?\\b|\\bcod\\b"
    "|\\b(?:digicode|digi|digits?|pin|codeslot|zahlenschloss|cijferslot|kennzahl|combination(?: lock)?|keypad|toetsenbord|tastenfeld|"
    "clavier|slagboom|schranke|barriere|barrier|portail|alarme|alarmanlage|alarm|interphone code|codigo|access number|access|zugang)\\b"
)

DOOR_CODE_UNLESS = (
    "\\b(?:post|zip|bar|promo|kortings?|gutschein|strich|farb|kleur|actie|aktions?|rabatt|streepjes|qr|discount|voucher|gift|cadeau)-?codes?\\b"
    "|\\bcodes? (?:postal|postaux|promo|couleur|barre|de reduction|cadeau|qr)\\b|\\b(?:promo|discount|voucher|post|bar|colour|zip|gift) codes?\\b"
)
"""Other codes."""

DOOR_CODE = (
    f"(?:{_CODE}){_BETWEEN}(?:{_DIGITS})"
    f"|\\b(?:tapez|taper|composez|composer|faire(?: le)?|faites(?: le)?|druk|toets|tik|press|enter|type|punch(?: in)?|dial|use|intoetsen|intikken|ingeven|faire|buzz in with)(?: in)? (?:{_DIGITS})"
    f"|(?:{_DIGITS}) (?:aub )?(?:in ?|ein)?(?:geven|tikken|toetsen|drukken|tippen|geben|drucken|eingeben|eintippen|eindrucken)\\b"
    "|\\b(?:open|opens|offen|auf|ouvre|coupe|uitzetten|ausschalten|gaat open|geht) (?:avec|met|mit|with)(?: (?:le|de|den|the))?(?: codes?)? [*#]?[0-9][0-9a-z]{2,5}\\b[*#]?"
    "|\\b(?:portillon|portail|grille|poort|hek|gate|tor|barriere|barrier|schranke|slagboom)(?: is| ist| est|:)? [*#]?[0-9][0-9a-z]{3,5}\\b[*#]?"
    "|\\b(?:mit|met|avec|with) [*#]?[0-9]{3,6}[#*]? (?:auf|aus|open|uit|uitzetten|ausschalten|offnen|openen)"
)
"""A code stands behind its word with little between, or between a verb of typing and a door."""

_WHERE = (
    "sous|derriere|dans|chez|sur|au|a l|onder|achter|in|bij|op|aan|uit|under|underneath|behind|at|on|with|by|inside|"
    "unter|unterm|hinter|bei|beim|im|am|auf|neben|debajo|detras|en"
)
_KEY = "\\b(?:clef?s?|double des cles|trousseau|(?:reserve|huis)?sleutels?|sleuteltje|keys?|spare(?: set of)? keys?|(?:ersatz|zweit|haus)?schlussel|llaves?)"
_LIES = (
    "(?:est|sont|se trouve|cachee?s?|accrochee?s?|pendue?s?|posee?s?|laissee?s?|is|are|hanging|hidden|left|ligt|liggen|hangt|zit|zitten|"
    "steekt|ist|sind|liegt|liegen|hangt|steckt|steht|esta|lies)"
)
ACCESS = (
    f"{_KEY}(?: (?:du|de la|de l'|van de|of the|vom|zum) ?[a-z]+)?(?: {_LIES}){{0,2}} (?:{_WHERE})\\b"
    f"|\\b(?:a|ont|have|has|hat|haben|heeft|hebben) (?:a |un |une |nos |notre |onze |een |einen |our |unseren? |les |de |den )?(?:double|{_KEY[2:]})"
    f"|\\b(?:unter|onder|sous|under|behind|hinter|derriere|achter)\\b[^.;]{{3,40}}\\b(?:liegt|ligt|hangt|zit|find|findest|trouverez|vind)[^.;]{{0,14}}(?:sleutel|schlussel|key|cle)"
    "|\\b(?:porte|portail|portillon|entree|garage|baie vitree|fenetre|serrure|hall)\\b[^.;,]{0,25}\\b(?:ouvert[e]?s?\\b|deverrouille|cassee?\\b|ne ferme|jamais ferme)"
    "|\\b(?:pas|non|jamais|n'est|plus) (?:verrouille|ferme[e]?s? a cle)"
    "|\\b(?:deur|voordeur|achterdeur|zijdeur|poort|raam|garagedeur|schuifpui|slot|hek)\\b[^.;,]{0,40}\\b(?:open\\b|los\\b|kapot|kier\\b|niet op slot|nooit op slot)"
    "|\\b(?:niet|nooit)(?: de deur)? op slot|touwtje hangt"
    "|\\b(?:[a-z]*tur|[a-z]*tor|[a-z]*fenster|schloss)\\b[^.;,]{0,25}\\b(?:offen\\b|gekippt|kaputt|nicht (?:ab|ver)?(?:ge)?schlossen|nie (?:ab)?geschlossen|unverschlossen)"
    "|\\bsperren nicht (?:zu|ab)|\\bnicht (?:ab|zu)gesperrt"
    "|\\b(?:door|gate|window|lock|garage)\\b[^.;,]{0,25}\\b(?:open\\b|unlocked|ajar|on the latch|never locked|not locked|broken|doesn'?t lock|does not lock)"
    "|\\bopenduwen|\\baufdrucken|\\bpush (?:it|the gate|the door) open|\\ben poussant"
    "|\\b(?:just|gewoon|einfach|direct|rentrez direct) (?:walk in|come in|go in|binnen ?(?:komen|lopen|gaan)|rein(?:kommen|gehen)?|herein\\w*|entrez|entrer)\\b"
    "|\\b(?:doors?|gate) (?:is |are )?open\\b|\\btur (?:ist|steht) (?:auf|offen)\\b|\\bc'est ouvert|\\bporte est pas ferme|\\bdeur is los"
    "|\\b(?:leave|left|keep) (?:it|the door|the gate)? ?(?:unlocked|open)\\b"
)

ACCESS_UNLESS = "\\bopen(?:s|en)? (?:met|with|mit|avec|at|from|om|van|um|von|a)\\b|gaat open|ouverte? (?:a|de|du|le)\\b"

PHONE = (
    "(?:^|[^0-9a-z])(?:[+]|00)[1-9](?:[ ./-]{0,2}[(]?[0-9][)]?){7,12}(?:[^0-9]|$)"
    "|(?:^|[^0-9a-z.,/-])[(]?[0o][1-9](?:[ ./-]{0,2}[(]?[0-9][)]?){7,10}(?:[^0-9]|$)"
    "|[(][0-9]{3}[)] ?[0-9]{3}[ .-][0-9]{4}(?:[^0-9]|$)"
)

ALLERGY = (
    "allerg|intoleran|uberempfindlich|overgevoelig|unvertraglich|anaphyla|c[oe]+liaque|coeliakie|c[oe]+liac|zoliakie"
    "|\\b(?:sans|zonder|geen|no|ohne|keine?|sin|without|not? have|cannot have|can't have|vertrage? kein|trace[s]? de|can'?t eat|mag geen)(?: (?:any|de|d'|du|traces? de|traces? d'))? ?"
    "(?:gluten|lactose|laktose|lactosa|noix|fruits a coque|arachides?|cacahuetes?|noten|pinda|nuts?|peanuts?|nusse|erdnusse|haselnusse|frutos secos)\\b"
    "|gluten-?(?:vrij|frei)|gluten[ -]free|(?:lactose|laktose)-?(?:vrij|frei)|lactose[ -]free"
    "|\\b(?:zonder|geen) pinda'?s|\\bpizza sg\\b"
)

_PERSON = (
    "(?:je|j'ai|suis|mari|femme|fils|fille|mere|pere|client[e]?|il|elle|ik|ben|man|vrouw|zoon|dochter|moeder|vader|hij|zij|klant|"
    "i|i'm|am|husband|wife|son|daughter|mum|mom|dad|she|he|customer|ich|bin|mann|frau|sohn|tochter|mutter|vater|kunde|er|sie)"
)
HEALTH = (
    "diabe[et]|zuckerkrank|suikerziek|handicap|gehandicapt|behindert|behinderung|minusvalid|fauteuil roulant|rolstoel|wheelchair|rollstuhl|silla de ruedas"
    "|mobilite reduite|a mobilite|personne agee|\\b(?:hoog|hoch)?(?:enceinte|zwanger|pregnant|schwanger|embarazada)\\b"
    f"|\\b{_PERSON} (?:est |is |ist |es )?(?:tres |heel |very |sehr )?(?:malade|ziek|ill|sick|krank|enfermo|enferma)\\b"
    "|\\b(?:cancer|kanker|krebs|asthm[ae]\\w*|astma\\w*|epilep\\w+|depress\\w+|depri\\w*|burn-?out|hiv|vih|sida|chimio\\w*|chemo\\w*|dialys\\w+|alzheimer|parkinson|dement\\w*|demenz|"
    "autis\\w+|covid|corona|grippe|griep|sclerose|multiple sklerose|leucemie|avc|stroke|trisomie)\\b"
    "|\\b(?:infirmiere?s?|verpleegkundige|thuisverpleging|thuiszorg|pflegedienst|aide a domicile|carer|home care|district nurse)\\b"
    "|\\b(?:sourde?s?|malentendante?s?|doof|slechthorend[e]?|deaf|hard of hearing|gehorlos|schwerhorig|aveugle|malvoyante?s?|non-voyante?|blind|slechtziend[e]?|sehbehindert\\w*|partially sighted|visually impaired)\\b"
    "|\\b(?:opere[e]?s?|faire operer|geopereerd|operiert|(?:had|after|having|knee|hip|heart|back) (?:[a-z]+ )?surgery|hospitalisation a domicile|hosto|en fauteuil)\\b|\\bdowns?\\b(?:[ -]?syndrom\\w*| will| kid)|downsyndroom|trisomique"
    "|\\b(?:hartpatient|hartkwaal|hartziekte|herzkrank|herzinfarkt|hartinfarct|infarctus|cardiaque|heart (?:condition|disease|attack|patient|failure)|pacemaker|parkinsons?|"
    "rheuma|reuma|rhumatisme|arthrose|artrose|arthritis|schlaganfall|beroerte|tumeurs?|tumor|mucoviscidose|insuline?|migraine|sauerstoff|zuurstof|sous oxygene|on oxygen)\\b"
    "|\\b(?:slecht te been|schlecht zu fu(?:ss)?|slow on (?:her|his|my) feet|(?:je (?:ne )?|qui (?:ne )?)marche (?:mal|pas|plus)|peux pas marcher|can'?t walk|kan niet lopen|kann nicht laufen|unsteady on)"
    "|\\b(?:disabled|disability|handicapped)\\b|\\b(?:bequilles?|krukken|crutches|krucken|deambulateur|rollator|zimmer frame|walking frame|looprek|gehstock)\\b"
    "|\\b(?:hospitalisee?|opere[e]?|convalescen\\w*|sor[st] de l'hopital|sortie? de l'hopital|au sortir de l'hopital|out of hospital|in hospital|uit het ziekenhuis|in het ziekenhuis|aus dem krankenhaus|im krankenhaus|au chu)\\b"
    "|\\b(?:jambe|bras|pied|cheville|bein|arm|leg|ankle|been|voet|fuss)\\b[^.;,]{0,12}\\b(?:platre|casse[e]?|gebrochen|broken|gebroken|gips)"
    "|\\b(?:gebroken|broken|gebrochenes) (?:been|arm|leg|ankle|voet|bein)"
    "|\\b(?:probleme|mal|douleurs?) (?:de|au|aux|du) (?:dos|genou|coeur|hanche)|\\bhernie|slipped disc|bad back|bandscheib\\w*|versleten (?:rug|knie)|ruckenprobleme"
)
HEALTH_UNLESS = "cabinet (?:d'|des? )?infirmiere?s?|(?:ecole|foyer) d'infirmiere?s?|\\bblind(?:ly|lings)?\\b(?: (?:op|dem|on|the|folgen|vertrouwen|alley|spot)\\b)|aveugle (?:pas|la)|ziek lekker|sick pizza|malades? de (?:vos|tes|cette)|krank gut"

RELIGION = (
    "\\b(?:ramadan|ramazan|iftar|eid|aid|sabbath?|shabb?at|sjabbat|musulmane?s?|moslims?|muslim[aes]?|muslims|juifs?|juives?|joods?[e]?|jewish|judisch[e]?|judio|"
    "careme|jeune du|lent|suikerfeest|offerfeest|zuckerfest|opferfest|temoins? de jehovah|getuigen? van jehova|jehova\\w*|zeugen jehovas|chretien(?:ne)?s?|christen|"
    "catholiques?|katholi\\w+|hindou[e]?s?|hindu|bouddhiste|sikh|bar mitz?vah?|bat mitz?vah?|bapteme|doopfeest|communion|communiefeest|kommunion|konfirmation|"
    "priere|pretre|cure de|le cure|pastoor|dominee|imam|rabbin|rabbi|vicar|vicarage|presbytere|pastorie|pfarrhaus|pfarrer|gottesdienst|kerkdienst|messe de|la messe)\\b"
    "|\\b(?:rupture du jeune|je jeune|nous jeunons|vasten|wij vasten|wir fasten|we are fasting|zonsondergang|sonnenuntergang)\\b"
    "|\\bbreak(?:ing)? (?:our |my |the |his |her )?fast\\b|\\bfastenbrechen|\\bfastenzeit|\\bhet vasten\\b|\\bcoucher du soleil|\\bafter sunset"
    "|\\b(?:je prie|nous prions|we pray|i pray|prayers?|wir beten|ich bete|wij bidden|ik bid)\\b"
    "|\\b(?:after|from|before) (?:church|mass)\\b|\\bnaar de (?:kerk|mis|moskee)\\b|\\b(?:a|to|zur|in die|aan de|naar de|an die) (?:la |the )?(?:mosquee|mosque|moskee|moschee|synagog\\w*)\\b"
)
RELIGION_UNLESS = (
    "(?:rue|place|avenue|allee|boulevard|quartier) (?:de la |de l'|des? |du )?(?:synagogue|mosquee|eglise|abbaye|presbytere|cure|juifs?)"
    "|(?:en face|a cote|derriere|pres|opposite|next to|behind|across from|tegenover|naast|achter|gegenuber|neben|hinter)(?: (?:de|du|from|van|von|to|der))?(?: (?:la|le|l'|the|de|het|der|dem))? ?(?:mosquee|mosque|moskee|moschee|synagog\\w*|presbytere|vicarage|pastorie)"
    "|cadeaux? de communion"
)

DIET = (
    "\\b(?:halal|hallal|casher|cacher|kasher|kosher|koscher|koosjer)\\b"
    "|\\b(?:sans|pas de|ni|zonder|geen|no|ohne|kein[e]?|sin|without|don'?t eat|not eat|mangeons? pas de|mange pas de) (?:viande de )?(?:porc|varken\\w*|pork|schwein\\w*|cerdo)"
    "|\\bvegetari\\w+|\\bvegeta(?:lien|rien|risch)\\w*|\\bvegan\\w*|\\bveggie\\b|\\bvege\\b|\\bvega\\b|\\bplantaardig\\w*|\\bpflanzlich\\w*|\\bplant[ -]based\\b"
    "|\\b(?:pas de|sans|ni|geen|no|kein|weder|neither|zonder|ohne) (?:viande|vlees|meat|fleisch)\\b"
)
DIET_UNLESS = "ohne fleischwurst|sans viande hachee"

_AWAY = (
    "spanje|spain|spanien|espagne|italie|italy|italien|france|frankrijk|frankreich|portugal|turkije|turquie|turkey|turkei|maroc|marokko|morocco|"
    "tunisie|tunesie|algerie|grece|griekenland|griechenland|greece|usa|florida|thailand|londres|london|paris|bretagne|corse|ardennes?"
)
"""Where people write that they are: the commonest."""

ABSENCE = (
    "\\ben (?:vacances|conges?|deplacement|voyage)\\b|\\babsente?s?\\b|\\bpartie?s? (?:jusqu|du|une|en|pour|entre|a l'etranger|au)|a l'etranger"
    "|\\bpersonne (?:a la maison|chez (?:nous|moi)|avant|le|la|en|dans la journee|l'apres)|\\bjamais personne|n'y a (?:jamais )?personne"
    "|\\b(?:pas|jamais) (?:la|chez (?:nous|moi)|a la maison) (?:le|les|du|avant|jusqu|en|ce|cette|de|tous|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
    "|\\b(?:maison|appartement) (?:est )?(?:vide|fermee?|inoccupee?)|residence secondaire|\\bde retour (?:le|vers|a|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|apres|en|dans)"
    "|\\brentr(?:e|ons|era|erai) (?:vers|a \\d|du travail|pas avant|le|apres|qu'a|tard)|\\b(?:on|nous) part(?:ons)? (?:une|en|au|du|deux|samedi|demain|le)"
    "|\\bop (?:vakantie|reis|skivakantie|verlof)\\b|\\bmet (?:vakantie|verlof)\\b|\\bafwezig\\b|\\bniet aanwezig\\b|\\bin het buitenland\\b|buitenverblijf|tweede verblijf"
    "|\\bniemand (?:thuis|aanwezig|is)?|\\b(?:niet|nooit) (?:thuis|aanwezig|iemand)\\b|\\bnooit (?:er )?iemand\\b|\\bdan is er niemand|\\bhuis (?:staat|is) leeg|\\bleegstaand"
    "|\\b(?:zijn|ben) (?:we|wij|ik)?(?: er)? ?niet\\b|\\b(?:wij|we) zijn (?:weg|het|er|van|vertrokken|op)\\b|\\bben ik weg\\b|\\bhele (?:weekend|week) weg"
    "|\\bpas [^.;,]{0,24}\\b(?:thuis|terug)|\\bvertrekken (?:we|wij) "
    "|\\b(?:im|in) urlaub\\b|\\bauf reisen\\b|\\babwesend\\b|\\bnicht anwesend\\b|\\bim ausland\\b|\\bverreist\\b|ferienhaus|\\bzweitwohnung"
    "|\\b(?:niemand|keiner) (?:zu hause|da|daheim|im haus|ist)|\\b(?:nie|nicht) (?:zu hause|daheim|jemand)\\b|\\bnie (?:jemand|wer)\\b|\\bist (?:niemand|keiner)"
    "|\\b(?:sind|bin) (?:wir|ich)? ?(?:nicht da|weg|unterwegs)|\\bwochenende weg|\\b(?:haus|wohnung) (?:steht|ist)[^.;,]{0,14} ?leer|\\bfahren wir (?:eine|fur|in|zwei)"
    "|\\berst[^.;,]{0,20}(?:wieder da|heim|zu hause|zuruck)"
    "|\\bon (?:holiday|vacation|leave|holidays)\\b|\\baway (?:all|till|until|from|for|on|this|next|the|in|over)\\b|\\b(?:are|am|be|is|we're|i'm) away\\b|\\babroad\\b"
    "|\\b(?:nobody|no one|no-one) (?:is )?(?:home|in|at home|here|there)\\b|\\bnever (?:in|home|there|anyone|anybody|at home)\\b"
    "|\\b(?:we're|we are|i'm|i am|are|is) not (?:here|home|in|there)\\b|\\bnot (?:here|home|in|there|back) (?:until|till|before|on|from|between)"
    "|\\btravell?ing (?:until|till|for|from)|\\b(?:house|flat|home) (?:is |will be )?empty|\\b(?:holiday|second) home|\\b(?:get|am|be) home (?:at|by|around|after)\\b"
    "|\\bout (?:mon|tue|wed|thu|fri|sat|sun)\\w* to\\b|\\b(?:we|i) leave (?:for|on)\\b|\\bonly here in\\b"
    "|\\bwe(?:'re|re|'ll be)? away\\b|\\bwere away\\b|\\baway til|\\b(?:at work|i work|working) (?:till?|until)\\b|\\b(?:ik )?werk(?:en)? tot\\b|\\b(?:ich )?arbeite bis\\b"
    "|\\b(?:bosse|travaille) (?:jusqu|toute la)|\\by a (?:jamais )?personne|\\ben week[ -]?end\\b"
    f"|\\b(?:in|en|au|a|aan) (?:{_AWAY}) (?:tot|bis|til|till|until|jusqu)|\\b(?:bis|until|tot|jusqu'?)[^.;,]{{1,20}} (?:in|en|au) (?:{_AWAY})\\b"
    "|\\bde vacaciones\\b|\\bde viaje\\b|\\bno hay nadie\\b"
)
ABSENCE_UNLESS = (
    "\\b(?:si|en cas|falls?|wenn|indien|als|if|when|bij|bei|sollte|ingeval)\\b[^,.;:]{0,30}(?:absente?s?|absence|afwezig\\w*|abwesen\\w*|thuis|personne(?: ne)?|niemand(?: da| ist| is)?|keiner(?: da)?|nobody(?: is)?(?: in| home)?|no one(?: is)?(?: in| home)?|out|not in|not home|nicht da|zu hause)"
    "|niet thuis[?]|nicht da[?]|not in[?]|absent[e]?[?]"
)

_GIVEN = (
    "kevin|julien|nicolas|thomas|sophie|julie|marie|pierre|paul|jean|michel|david|karim|mehdi|mohamed|mohammed|ahmed|fatima|samira|laura|lea|emma|"
    "camille|manon|lucas|hugo|antoine|maxime|alexandre|sebastien|christophe|olivier|philippe|isabelle|nathalie|sandrine|stephanie|celine|aurelie|"
    "dirk|jan|piet|pieter|koen|tom|bart|wim|els|an|ann|sofie|lotte|sanne|anouk|daan|sem|bram|lars|kees|henk|johan|peter|marc|mark|luc|"
    "jens|felix|lukas|jonas|max|paula|lena|anna|lisa|petra|sabine|uwe|hans|klaus|stefan|michael|andreas|martin|claudia|monika|mehmet|ali|ayse|"
    "dave|john|james|steve|mike|chris|sarah|kate|emily|susan|karen|linda|bill|bob|jack|harry|george|charlie|sam|alex|ben|dan|matt|luke|ryan|adam"
)
"""Given names that are told in small letters too, behind a word that says whose: the commonest, of four languages."""

_WHOSE = (
    "demande[rz]|voir avec|appele[rz]|contacte[rz]|mon fils|ma fille|mon mari|ma femme|mon copain|ma copine|mon ami[e]?|mon voisin|ma voisine|"
    "vraag (?:naar|achter)|mijn (?:vriend|vriendin|man|vrouw|zoon|dochter|buurman|buurvrouw)|"
    "frag(?:en sie)? nach|mein(?:e)? (?:freund|freundin|mann|frau|sohn|tochter|nachbar|nachbarin)|"
    "ask (?:for|reception for)|my (?:mate|friend|son|daughter|husband|wife|boyfriend|girlfriend|neighbour)"
)
_CAP = "(?:[dD]['’]|O['’]|[LD]e |La |El |[Vv]an (?:de[rn]? )?|[vV]on (?:der )?|Da |Di )?[A-ZÀ-ÖØ-Þ](?:[a-zß-öø-ÿ]+|[A-ZÀ-ÖØ-Þ]+)(?:[-' /]+[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þa-zß-öø-ÿ]+)*"
_KIN = (
    "(?:ma fille|mon fils|mon mari|ma femme|ma mère|mon père|ma voisine|mon voisin|ma sœur|mon frère|ma coloc(?:ataire)?|mon coloc(?:ataire)?|mijn (?:man|vrouw|dochter|zoon|moeder|vader|buurman|buurvrouw|huisgenoot|zus|broer)|"
    "[Mm]eine? (?:Mann|Tochter|Sohn|Mutter|Vater|Mitbewohner(?:in)?|Schwester|Bruder)|[Mm]y (?:husband|wife|daughter|son|mother|mum|mom|father|dad|flatmate|neighbour|sister|brother|partner))"
)
NAME = (
    "\\b(?:M\\.|Mr\\.?|Mme|Mlle|Mrs\\.?|Ms\\.?|Miss|[Mm]onsieur|[Mm]adame|[Mm]ademoiselle|[Dd]hr\\.?|[Mm]evr\\.?|[Mm]evrouw|[Mm]eneer|(?:de|De) heer|[Jj]uffrouw|Frau|Fr\\.|Herrn?|Hr\\.|Fräulein|Dr\\.?|"
    f"[Ff]amilie|[Ff]amille|[Ff]am\\.) {_CAP}"
    f"|\\b[Tt]he {_CAP} family\\b"
    "|(?i:\\b(?:mme|mlle|mrs|mevr[.]?|dhr[.]?|fr[.]|hr[.]) [a-z]{3,})"
    f"|(?i:\\b(?:{_WHOSE}),? (?:{_GIVEN})\\b)"
    f"|\\b(?:[Bb]ell|[Kk]lingel|[Dd]eurbel|[Bb]el|[Ss]onnette|[Cc]hez): ?{_CAP}|\\b[Bb]o[iî]te au nom de {_CAP}|\\b[Vv]raag achter {_CAP}|\\b[Rr]eception for {_CAP}"
    f"|\\b(?:[Dd]emande[rz]|[Vv]oir avec|[Aa]ppele[rz]|[Cc]ontacte[rz]|[Pp]réveni[rz]|[Ss]onne[rz] chez|[Rr]emett(?:re|ez)(?: [a-z ]{{1,14}})? à|[Dd]onne[rz](?: [a-z ]{{1,14}})? à|[Aa]u nom d[e']|[Ss]'appelle|[Aa]nniversaire d[e']|[Nn]om [^:]{{0,24}}:|"
    f'[Bb]oîte aux lettres|[Ss]onnette(?: au nom de)?|[Ii]nterphone) ?["«“ ]*{_CAP}'
    f"|\\b(?:[Vv]raag naar|[Bb]el(?:len)? bij|[Aa]fgeven bij|[Gg]eef (?:het )?aan|[Oo]p naam van|heet|[Nn]aam op [^:]{{0,24}}:|op de bel staat|[Dd]eurbel|[Vv]erjaardag van|op (?:de )?deur (?:is|staat)) {_CAP}"
    f"|\\b[Bb]ij {_CAP} (?:aan)?bellen|\\b[Nn]ach {_CAP} fragen|\\b[Ff]ragen Sie nach {_CAP}|\\b[Bb]ei {_CAP} (?:klingeln|läuten|abgeben|schellen)|\\bKlingel steht {_CAP}|\\bKlingelschild:? {_CAP}|\\bName [^:]{{0,24}}: ?{_CAP}|\\bNamen {_CAP}|"
    f"\\bheißt {_CAP}|\\bGeben Sie es {_CAP} (?:am|an|in|im)\\b|\\bGeburtstag von {_CAP}"
    f"|\\b(?:[Aa]sk for|[Bb]uzz|[Gg]ive (?:it|this) to|[Ll]eave (?:it )?with|in the name of|is called|bell (?:is|says)|doorbell says|[Nn]ame on [a-z ]{{2,20}}(?: is|:)) {_CAP}|\\b{_CAP}['’]s birthday"
    f"|\\b{_KIN},? {_CAP}|\\b{_CAP}, {_KIN}"
)
NAME_UNLESS = (
    "(?i:\\b(?:mme|mlle|mrs|mevr[.]?|dhr[.]?) (?:est|ist|is|et|en|und|and|qui|die|komt|doet|kommt|will|has|heeft|hat)\\b)|"
    "\\b[Bb]ei (?:Ankunft|Bedarf|Nachbarn?|Regen|Abwesenheit|Problemen|Fragen)\\b|[Aa]ppele[rz] (?:Le|La|Les|En|Au|Avant|Moi)\\b|[Ll]eave (?:it )?with (?:Reception|Security|Concierge|Neighbou?r)"
    "|\\b[Bb]ei (?:Edeka|Rewe|Aldi|Lidl|Penny|Netto)\\b|(?:rue|Rue|avenue|Avenue|place|Place|boulevard|Boulevard) (?:M\\.|Mme|Monsieur|Madame|du Dr|Dr)\\.? "
)

HINTS: tuple[Hint, ...] = (
    Hint(
        "door_code",
        "codes of doors and gates",
        Category.CREDENTIAL,
        DOOR_CODE,
        Measured(48, 44, 44, 11, 0),
        DOOR_CODE_UNLESS,
    ),
    Hint(
        "access",
        "where a key lies, or a way in",
        Category.CREDENTIAL,
        ACCESS,
        Measured(43, 41, 41, 9, 2),
        ACCESS_UNLESS,
    ),
    Hint(
        "phone_in_text",
        "telephone numbers in free text",
        Category.CONTACT,
        PHONE,
        Measured(42, 42, 43, 8, 3),
    ),
    Hint(
        "email_in_text",
        "e-mail addresses in free text",
        Category.CONTACT,
        "[^ @,;:<>()]+@[^ @,;:<>()]+[.][a-z]{2,}",
        Measured(12, 12, 12, 0, 0),
    ),
    Hint(
        "name_in_text",
        "names of people in free text",
        Category.IDENTITY,
        NAME,
        Measured(47, 46, 46, 9, 3),
        NAME_UNLESS,
        cased=True,
    ),
    Hint(
        "allergy",
        "allergies and intolerances",
        Category.SPECIAL,
        ALLERGY,
        Measured(32, 32, 32, 7, 0),
    ),
    Hint("health", "health", Category.SPECIAL, HEALTH, Measured(40, 40, 40, 13, 4), HEALTH_UNLESS),
    Hint(
        "religion",
        "religion",
        Category.SPECIAL,
        RELIGION,
        Measured(25, 25, 25, 5, 0),
        RELIGION_UNLESS,
    ),
    Hint(
        "diet",
        "diets that may point to a belief or to health",
        Category.SPECIAL,
        DIET,
        Measured(31, 31, 31, 5, 2),
        DIET_UNLESS,
    ),
    Hint(
        "absence",
        "when nobody is at home",
        Category.BEHAVIOUR,
        ABSENCE,
        Measured(39, 38, 38, 9, 1),
        ABSENCE_UNLESS,
    ),
)
"""In the order in which they are told."""
