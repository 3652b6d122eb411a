"""Labels: the words that stand before or above a person's data, in five languages.

They tell a labelled line ('Adresse : ...') from prose, and a header from a first row. They say
nothing of what a column holds: the kinds judge that by its content.

>>> is_label("Prénom"), is_label("Phone 2:"), is_label("Deadline")
(True, True, False)
"""

from __future__ import annotations

import re
import unicodedata

_ENGLISH = """name, full name, first name, given name, last name, family name, surname, address,
street, city, town, zip, zip code, postcode, postal code, country, phone, phone number, telephone,
mobile, cell, email, email address, e mail, e mail address, mail, password, pass, pwd, hash,
password hash, login, user, username, user name, birth date, birthdate, date of birth, dob, sex,
gender, customer, customer number, customer no, customer id, client id, account, account number,
id, iban, delivery instructions, instructions, remarks, comment, comments, topping, toppings,
favourite topping, favorite topping, favourite toppings, preference, preferences, created,
updated, deleted, created at, updated at, deleted at, house number, number, company, ip, state, region, county, nationality,
age, place of birth, job, job title, position, department, salary, card, card number, credit card,
cc, cvv, cvc, exp, expiry, expiry date, expiration, expiration date, bic, swift, bank, ssn,
social security number, passport, passport number, national id, id card, driver license, vat number,
order number, last login, ip address, username or email, hint"""

_FRENCH = """nom, nom complet, prenom, nom de famille, nom et prenom, adresse, rue, ville, cp,
code postal, pays, telephone, tel, no de telephone, numero de telephone, portable, mobile,
courriel, e mail, adresse e mail, adresse mail, mail, mot de passe, mdp, identifiant,
date de naissance, sexe, client, numero client, numero de client, no client, compte, consignes,
instructions, instructions de livraison, consignes de livraison, remarques, commentaire, garniture,
garniture preferee, preferences, cree le, modifie le, supprime le, numero, nationalite, age,
lieu de naissance, profession, fonction, societe, entreprise, carte, carte bancaire, numero de carte,
expiration, date d expiration, banque, numero de securite sociale, nir, passeport, departement, siret,
numero de tva, adresse ip"""

_DUTCH = """naam, volledige naam, voornaam, achternaam, familienaam, adres, straat, stad, gemeente,
plaats, woonplaats, postcode, land, telefoon, telefoonnummer, tel, gsm, gsm nummer, mobiel,
e mailadres, emailadres, e mail, wachtwoord, paswoord, gebruikersnaam, gebruiker, geboortedatum,
geslacht, klant, klantnummer, klantnr, rekeningnummer, instructies, leveringsinstructies,
opmerkingen, voorkeur, voorkeuren, favoriete topping, huisnummer, nummer, bus, leeftijd, nationaliteit, geboorteplaats, beroep, bedrijf,
rijksregisternummer, bsn, rekening, kaartnummer, vervaldatum, paspoort, btw nummer"""

_GERMAN = """vorname, nachname, familienname, vollstandiger name, adresse, anschrift, strasse, ort,
stadt, plz, postleitzahl, land, telefon, telefonnummer, handy, rufnummer, e mail adresse,
passwort, kennwort, benutzer, benutzername, geburtsdatum, geschlecht, kunde, kundennummer,
kundennr, kontonummer, bemerkungen, lieferhinweise, hausnummer, alter, geburtsort,
staatsangehorigkeit, beruf, firma, kartennummer, ablaufdatum, bank, steuernummer, steuer id,
reisepass, ausweisnummer"""

_SPANISH = """nombre, nombre completo, apellido, apellidos, nombre y apellidos, direccion, calle,
ciudad, codigo postal, pais, telefono, movil, correo, correo electronico, contrasena, clave,
usuario, fecha de nacimiento, sexo, cliente, numero de cliente, cuenta, instrucciones,
comentarios, preferencias, edad, nacionalidad, lugar de nacimiento, empresa, tarjeta, banco, dni, nif,
pasaporte"""

LABELS = frozenset(
    label.strip()
    for language in (_ENGLISH, _FRENCH, _DUTCH, _GERMAN, _SPANISH)
    for label in language.replace("\n", " ").split(",")
)
"""Our own list, of the words that customer tables and their exports use."""


def folded(label: str) -> str:
    """A label without case, accents, signs, and a number at its end.

    >>> folded(" N° de téléphone 2 : ")
    'no de telephone'
    """
    bare = unicodedata.normalize("NFKD", label.replace("ß", "ss")).lower()
    letters = "".join(c for c in bare if not unicodedata.combining(c)).replace("°", "o")
    words = re.sub(r"[^0-9a-z]+", " ", letters).strip()
    return re.sub(r" ?\d+$", "", words) or words


def is_label(text: str) -> bool:
    """Whether the text, as a whole, is a label we know."""
    return len(text) <= LONGEST and folded(text) in LABELS


LONGEST = 40
"""Characters beyond which nothing is a label."""
