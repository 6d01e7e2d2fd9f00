"""Two-letter language codes (ISO 639-1), and what people write instead.

Two- and three-letter codes are from ISO 639 (pycountry 26.2), names and the official languages of countries from
Unicode CLDR (Babel 2.19). The codes of Belarus, Israel, Kazakhstan, Montenegro, Serbia and Ukraine are listed under
the language that is usually meant by them. Languages without a two-letter code are not listed.
"""

from types import MappingProxyType

_LISTED = """\
aa aar: Afar; ab abk: Abkhazian; ae ave: Avestan; af afr: Afrikaans; ak aka: Akan; am amh: Amharic; an arg:
Aragonese; ar ara bh eg eh iq jo ly qa sy ye: Arabic; as asm: Assamese; av ava: Avaric; ay aym: Aymara; az aze:
Azerbaijani; ba bak: Bashkir; be bel by: Belarusian; bg bul: Bulgarian; bi bis: Bislama; bm bam: Bambara; bn ben bd:
Bangla; bo bod tib: Tibetan; br bre: Breton; bs bos: Bosnian; ca cat ad: Catalan; ce che: Chechen; ch cha: Chamorro;
co cos: Corsican; cr cre: Cree; cs ces cze cz: Czech; cu chu: Church Slavic; cv chv: Chuvash; cy cym wel: Welsh; da
dan dk: Danish; de deu ger at: German; dv div mv: Divehi; dz dzo bt: Dzongkha; ee ewe: Ewe; el ell gre gr: Greek; en
eng ag ai au bb bz cc ck cx dm fk fm gb gg gh gi gm gs gy je jm lc lr mp nf pn sb tc um us vc vg zm: English; eo
epo: Esperanto; es spa cl do gt hn mx ni uy: Spanish; et est: Estonian; eu eus baq: Basque; fa fas per ir: Persian;
ff ful: Fula; fi fin: Finnish; fj fij: Fijian; fo fao: Faroese; fr fra fre bf bj bl cd cg ci gf gp mc mf mq nc pm re
wf yt: French; fy fry: Western Frisian; ga gle: Irish; gd gla: Scottish Gaelic; gl glg: Galician; gn grn: Guarani;
gu guj: Gujarati; gv glv: Manx; ha hau: Hausa; he heb il: Hebrew; hi hin: Hindi; ho hmo: Hiri Motu; hr hrv:
Croatian; ht hat: Haitian Creole; hu hun: Hungarian; hy hye arm: Armenian; hz her: Herero; ia ina: Interlingua; id
ind: Indonesian; ie ile: Interlingue; ig ibo: Igbo; ii iii: Sichuan Yi; ik ipk: Inupiaq; io ido: Ido; is isl ice:
Icelandic; it ita va: Italian; iu iku: Inuktitut; ja jpn jp: Japanese; jv jav: Javanese; ka kat geo ge: Georgian; kg
kon: Kongo; ki kik: Kikuyu; kj kua: Kuanyama; kk kaz kz: Kazakh; kl kal: Kalaallisut; km khm kh: Khmer; kn kan:
Kannada; ko kor kp: Korean; kr kau: Kanuri; ks kas: Kashmiri; ku kur: Kurdish; kv kom: Komi; kw cor: Cornish; ky
kir: Kyrgyz; la lat: Latin; lb ltz: Luxembourgish; lg lug: Ganda; li lim: Limburgish; ln lin: Lingala; lo lao: Lao;
lt lit: Lithuanian; lu lub: Luba-Katanga; lv lav: Latvian; mg mlg: Malagasy; mh mah: Marshallese; mi mri mao: Māori;
mk mkd mac: Macedonian; ml mal: Malayalam; mn mon: Mongolian; mr mar: Marathi; ms msa may: Malay; mt mlt: Maltese;
my mya bur mm: Burmese; na nau: Nauru; nb nob sj: Norwegian Bokmål; nd nde: North Ndebele; ne nep np: Nepali; ng
ndo: Ndonga; nl nld dut bq: Dutch; nn nno: Norwegian Nynorsk; no nor: Norwegian; nr nbl: South Ndebele; nv nav:
Navajo; ny nya: Nyanja; oc oci: Occitan; oj oji: Ojibwa; om orm: Oromo; or ori: Odia; os oss: Ossetic; pa pan:
Punjabi; pi pli: Pali; pl pol: Polish; ps pus: Pashto; pt por ao gw mz: Portuguese; qu que: Quechua; rm roh:
Romansh; rn run: Rundi; ro ron rum md: Romanian; ru rus: Russian; rw kin: Kinyarwanda; sa san: Sanskrit; sc srd:
Sardinian; sd snd: Sindhi; se sme: Northern Sami; sg sag: Sango; sh hbs: Serbo-Croatian; si sin: Sinhala; sk slk
slo: Slovak; sl slv: Slovenian; sm smo: Samoan; sn sna: Shona; so som: Somali; sq sqi alb al: Albanian; sr srp me
rs: Serbian; ss ssw: Swati; st sot: Southern Sotho; su sun: Sundanese; sv swe ax: Swedish; sw swa: Swahili; ta tam:
Tamil; te tel: Telugu; tg tgk tj: Tajik; th tha: Thai; ti tir: Tigrinya; tk tuk tm: Turkmen; tl tgl: Tagalog; tn
tsn: Tswana; to ton: Tongan; tr tur: Turkish; ts tso: Tsonga; tt tat: Tatar; tw twi: Twi; ty tah: Tahitian; ug uig:
Uyghur; uk ukr ua: Ukrainian; ur urd: Urdu; uz uzb: Uzbek; ve ven: Venda; vi vie vn: Vietnamese; vo vol: Volapük; wa
wln: Walloon; wo wol: Wolof; xh xho: Xhosa; yi yid: Yiddish; yo yor: Yoruba; za zha: Zhuang; zh zho chi cn: Chinese;
zu zul: Zulu
"""


def _read() -> tuple[dict[str, str], dict[str, str]]:
    """The English name for each code, and the code for each other way to name a language."""
    names: dict[str, str] = {}
    codes_by_name: dict[str, str] = {}
    for line in " ".join(_LISTED.split("\n")).split(";"):
        written, _, name = line.partition(":")
        code, *forms = written.split()
        names[code] = name.strip()
        codes_by_name |= dict.fromkeys((*forms, name.strip().casefold()), code)
    return names, codes_by_name


_NAMES, _CODES_BY_NAME = _read()
LANGUAGES = MappingProxyType(_NAMES)
CODES = frozenset(_NAMES)
CODES_BY_NAME = MappingProxyType(_CODES_BY_NAME)
"""The code for a three-letter code, a country code or an English name, all in lower case."""
