/*
 * Codes that dialects spell differently: languages (ISO 639-2, both lists, and 639-1), countries
 * (MARC Code List for Countries, Library of Congress, against ISO 3166-1) and roles (UNIMARC Manual,
 * Appendix C, and RUSMARC against the MARC Code List for Relators). The names of roles are ours.
 */
#include "marc/marc_int.h"

static const struct language {
	char code[4], other[4], two[3]; /* ISO 639-2/T, /B where it differs, 639-1 */
} languages[] = {
	{ "aar", "", "aa" },    { "abk", "", "ab" },    { "ace", "", "" },
	{ "ach", "", "" },      { "ada", "", "" },      { "ady", "", "" },
	{ "afa", "", "" },      { "afh", "", "" },      { "afr", "", "af" },
	{ "ain", "", "" },      { "aka", "", "ak" },    { "akk", "", "" },
	{ "ale", "", "" },      { "alg", "", "" },      { "alt", "", "" },
	{ "amh", "", "am" },    { "ang", "", "" },      { "anp", "", "" },
	{ "apa", "", "" },      { "ara", "", "ar" },    { "arc", "", "" },
	{ "arg", "", "an" },    { "arn", "", "" },      { "arp", "", "" },
	{ "art", "", "" },      { "arw", "", "" },      { "asm", "", "as" },
	{ "ast", "", "" },      { "ath", "", "" },      { "aus", "", "" },
	{ "ava", "", "av" },    { "ave", "", "ae" },    { "awa", "", "" },
	{ "aym", "", "ay" },    { "aze", "", "az" },    { "bad", "", "" },
	{ "bai", "", "" },      { "bak", "", "ba" },    { "bal", "", "" },
	{ "bam", "", "bm" },    { "ban", "", "" },      { "bas", "", "" },
	{ "bat", "", "" },      { "bej", "", "" },      { "bel", "", "be" },
	{ "bem", "", "" },      { "ben", "", "bn" },    { "ber", "", "" },
	{ "bho", "", "" },      { "bih", "", "bh" },    { "bik", "", "" },
	{ "bin", "", "" },      { "bis", "", "bi" },    { "bla", "", "" },
	{ "bnt", "", "" },      { "bod", "tib", "bo" }, { "bos", "", "bs" },
	{ "bra", "", "" },      { "bre", "", "br" },    { "btk", "", "" },
	{ "bua", "", "" },      { "bug", "", "" },      { "bul", "", "bg" },
	{ "byn", "", "" },      { "cad", "", "" },      { "cai", "", "" },
	{ "car", "", "" },      { "cat", "", "ca" },    { "cau", "", "" },
	{ "ceb", "", "" },      { "cel", "", "" },      { "ces", "cze", "cs" },
	{ "cha", "", "ch" },    { "chb", "", "" },      { "che", "", "ce" },
	{ "chg", "", "" },      { "chk", "", "" },      { "chm", "", "" },
	{ "chn", "", "" },      { "cho", "", "" },      { "chp", "", "" },
	{ "chr", "", "" },      { "chu", "", "cu" },    { "chv", "", "cv" },
	{ "chy", "", "" },      { "cmc", "", "" },      { "cnr", "", "" },
	{ "cop", "", "" },      { "cor", "", "kw" },    { "cos", "", "co" },
	{ "cpe", "", "" },      { "cpf", "", "" },      { "cpp", "", "" },
	{ "cre", "", "cr" },    { "crh", "", "" },      { "crp", "", "" },
	{ "csb", "", "" },      { "cus", "", "" },      { "cym", "wel", "cy" },
	{ "dak", "", "" },      { "dan", "", "da" },    { "dar", "", "" },
	{ "day", "", "" },      { "del", "", "" },      { "den", "", "" },
	{ "deu", "ger", "de" }, { "dgr", "", "" },      { "din", "", "" },
	{ "div", "", "dv" },    { "doi", "", "" },      { "dra", "", "" },
	{ "dsb", "", "" },      { "dua", "", "" },      { "dum", "", "" },
	{ "dyu", "", "" },      { "dzo", "", "dz" },    { "efi", "", "" },
	{ "egy", "", "" },      { "eka", "", "" },      { "ell", "gre", "el" },
	{ "elx", "", "" },      { "eng", "", "en" },    { "enm", "", "" },
	{ "epo", "", "eo" },    { "est", "", "et" },    { "eus", "baq", "eu" },
	{ "ewe", "", "ee" },    { "ewo", "", "" },      { "fan", "", "" },
	{ "fao", "", "fo" },    { "fas", "per", "fa" }, { "fat", "", "" },
	{ "fij", "", "fj" },    { "fil", "", "" },      { "fin", "", "fi" },
	{ "fiu", "", "" },      { "fon", "", "" },      { "fra", "fre", "fr" },
	{ "frm", "", "" },      { "fro", "", "" },      { "frr", "", "" },
	{ "frs", "", "" },      { "fry", "", "fy" },    { "ful", "", "ff" },
	{ "fur", "", "" },      { "gaa", "", "" },      { "gay", "", "" },
	{ "gba", "", "" },      { "gem", "", "" },      { "gez", "", "" },
	{ "gil", "", "" },      { "gla", "", "gd" },    { "gle", "", "ga" },
	{ "glg", "", "gl" },    { "glv", "", "gv" },    { "gmh", "", "" },
	{ "goh", "", "" },      { "gon", "", "" },      { "gor", "", "" },
	{ "got", "", "" },      { "grb", "", "" },      { "grc", "", "" },
	{ "grn", "", "gn" },    { "gsw", "", "" },      { "guj", "", "gu" },
	{ "gwi", "", "" },      { "hai", "", "" },      { "hat", "", "ht" },
	{ "hau", "", "ha" },    { "haw", "", "" },      { "heb", "", "he" },
	{ "her", "", "hz" },    { "hil", "", "" },      { "him", "", "" },
	{ "hin", "", "hi" },    { "hit", "", "" },      { "hmn", "", "" },
	{ "hmo", "", "ho" },    { "hrv", "", "hr" },    { "hsb", "", "" },
	{ "hun", "", "hu" },    { "hup", "", "" },      { "hye", "arm", "hy" },
	{ "iba", "", "" },      { "ibo", "", "ig" },    { "ido", "", "io" },
	{ "iii", "", "ii" },    { "ijo", "", "" },      { "iku", "", "iu" },
	{ "ile", "", "ie" },    { "ilo", "", "" },      { "ina", "", "ia" },
	{ "inc", "", "" },      { "ind", "", "id" },    { "ine", "", "" },
	{ "inh", "", "" },      { "ipk", "", "ik" },    { "ira", "", "" },
	{ "iro", "", "" },      { "isl", "ice", "is" }, { "ita", "", "it" },
	{ "jav", "", "jv" },    { "jbo", "", "" },      { "jpn", "", "ja" },
	{ "jpr", "", "" },      { "jrb", "", "" },      { "kaa", "", "" },
	{ "kab", "", "" },      { "kac", "", "" },      { "kal", "", "kl" },
	{ "kam", "", "" },      { "kan", "", "kn" },    { "kar", "", "" },
	{ "kas", "", "ks" },    { "kat", "geo", "ka" }, { "kau", "", "kr" },
	{ "kaw", "", "" },      { "kaz", "", "kk" },    { "kbd", "", "" },
	{ "kha", "", "" },      { "khi", "", "" },      { "khm", "", "km" },
	{ "kho", "", "" },      { "kik", "", "ki" },    { "kin", "", "rw" },
	{ "kir", "", "ky" },    { "kmb", "", "" },      { "kok", "", "" },
	{ "kom", "", "kv" },    { "kon", "", "kg" },    { "kor", "", "ko" },
	{ "kos", "", "" },      { "kpe", "", "" },      { "krc", "", "" },
	{ "krl", "", "" },      { "kro", "", "" },      { "kru", "", "" },
	{ "kua", "", "kj" },    { "kum", "", "" },      { "kur", "", "ku" },
	{ "kut", "", "" },      { "lad", "", "" },      { "lah", "", "" },
	{ "lam", "", "" },      { "lao", "", "lo" },    { "lat", "", "la" },
	{ "lav", "", "lv" },    { "lez", "", "" },      { "lim", "", "li" },
	{ "lin", "", "ln" },    { "lit", "", "lt" },    { "lol", "", "" },
	{ "loz", "", "" },      { "ltz", "", "lb" },    { "lua", "", "" },
	{ "lub", "", "lu" },    { "lug", "", "lg" },    { "lui", "", "" },
	{ "lun", "", "" },      { "luo", "", "" },      { "lus", "", "" },
	{ "mad", "", "" },      { "mag", "", "" },      { "mah", "", "mh" },
	{ "mai", "", "" },      { "mak", "", "" },      { "mal", "", "ml" },
	{ "man", "", "" },      { "map", "", "" },      { "mar", "", "mr" },
	{ "mas", "", "" },      { "mdf", "", "" },      { "mdr", "", "" },
	{ "men", "", "" },      { "mga", "", "" },      { "mic", "", "" },
	{ "min", "", "" },      { "mis", "", "" },      { "mkd", "mac", "mk" },
	{ "mkh", "", "" },      { "mlg", "", "mg" },    { "mlt", "", "mt" },
	{ "mnc", "", "" },      { "mni", "", "" },      { "mno", "", "" },
	{ "moh", "", "" },      { "mon", "", "mn" },    { "mos", "", "" },
	{ "mri", "mao", "mi" }, { "msa", "may", "ms" }, { "mul", "", "" },
	{ "mun", "", "" },      { "mus", "", "" },      { "mwl", "", "" },
	{ "mwr", "", "" },      { "mya", "bur", "my" }, { "myn", "", "" },
	{ "myv", "", "" },      { "nah", "", "" },      { "nai", "", "" },
	{ "nap", "", "" },      { "nau", "", "na" },    { "nav", "", "nv" },
	{ "nbl", "", "nr" },    { "nde", "", "nd" },    { "ndo", "", "ng" },
	{ "nds", "", "" },      { "nep", "", "ne" },    { "new", "", "" },
	{ "nia", "", "" },      { "nic", "", "" },      { "niu", "", "" },
	{ "nld", "dut", "nl" }, { "nno", "", "nn" },    { "nob", "", "nb" },
	{ "nog", "", "" },      { "non", "", "" },      { "nor", "", "no" },
	{ "nqo", "", "" },      { "nso", "", "" },      { "nub", "", "" },
	{ "nwc", "", "" },      { "nya", "", "ny" },    { "nym", "", "" },
	{ "nyn", "", "" },      { "nyo", "", "" },      { "nzi", "", "" },
	{ "oci", "", "oc" },    { "oji", "", "oj" },    { "ori", "", "or" },
	{ "orm", "", "om" },    { "osa", "", "" },      { "oss", "", "os" },
	{ "ota", "", "" },      { "oto", "", "" },      { "paa", "", "" },
	{ "pag", "", "" },      { "pal", "", "" },      { "pam", "", "" },
	{ "pan", "", "pa" },    { "pap", "", "" },      { "pau", "", "" },
	{ "peo", "", "" },      { "phi", "", "" },      { "phn", "", "" },
	{ "pli", "", "pi" },    { "pol", "", "pl" },    { "pon", "", "" },
	{ "por", "", "pt" },    { "pra", "", "" },      { "pro", "", "" },
	{ "pus", "", "ps" },    { "que", "", "qu" },    { "raj", "", "" },
	{ "rap", "", "" },      { "rar", "", "" },      { "roa", "", "" },
	{ "roh", "", "rm" },    { "rom", "", "" },      { "ron", "rum", "ro" },
	{ "run", "", "rn" },    { "rup", "", "" },      { "rus", "", "ru" },
	{ "sad", "", "" },      { "sag", "", "sg" },    { "sah", "", "" },
	{ "sai", "", "" },      { "sal", "", "" },      { "sam", "", "" },
	{ "san", "", "sa" },    { "sas", "", "" },      { "sat", "", "" },
	{ "scn", "", "" },      { "sco", "", "" },      { "sel", "", "" },
	{ "sem", "", "" },      { "sga", "", "" },      { "sgn", "", "" },
	{ "shn", "", "" },      { "sid", "", "" },      { "sin", "", "si" },
	{ "sio", "", "" },      { "sit", "", "" },      { "sla", "", "" },
	{ "slk", "slo", "sk" }, { "slv", "", "sl" },    { "sma", "", "" },
	{ "sme", "", "se" },    { "smi", "", "" },      { "smj", "", "" },
	{ "smn", "", "" },      { "smo", "", "sm" },    { "sms", "", "" },
	{ "sna", "", "sn" },    { "snd", "", "sd" },    { "snk", "", "" },
	{ "sog", "", "" },      { "som", "", "so" },    { "son", "", "" },
	{ "sot", "", "st" },    { "spa", "", "es" },    { "sqi", "alb", "sq" },
	{ "srd", "", "sc" },    { "srn", "", "" },      { "srp", "", "sr" },
	{ "srr", "", "" },      { "ssa", "", "" },      { "ssw", "", "ss" },
	{ "suk", "", "" },      { "sun", "", "su" },    { "sus", "", "" },
	{ "sux", "", "" },      { "swa", "", "sw" },    { "swe", "", "sv" },
	{ "syc", "", "" },      { "syr", "", "" },      { "tah", "", "ty" },
	{ "tai", "", "" },      { "tam", "", "ta" },    { "tat", "", "tt" },
	{ "tel", "", "te" },    { "tem", "", "" },      { "ter", "", "" },
	{ "tet", "", "" },      { "tgk", "", "tg" },    { "tgl", "", "tl" },
	{ "tha", "", "th" },    { "tig", "", "" },      { "tir", "", "ti" },
	{ "tiv", "", "" },      { "tkl", "", "" },      { "tlh", "", "" },
	{ "tli", "", "" },      { "tmh", "", "" },      { "tog", "", "" },
	{ "ton", "", "to" },    { "tpi", "", "" },      { "tsi", "", "" },
	{ "tsn", "", "tn" },    { "tso", "", "ts" },    { "tuk", "", "tk" },
	{ "tum", "", "" },      { "tup", "", "" },      { "tur", "", "tr" },
	{ "tut", "", "" },      { "tvl", "", "" },      { "twi", "", "tw" },
	{ "tyv", "", "" },      { "udm", "", "" },      { "uga", "", "" },
	{ "uig", "", "ug" },    { "ukr", "", "uk" },    { "umb", "", "" },
	{ "und", "", "" },      { "urd", "", "ur" },    { "uzb", "", "uz" },
	{ "vai", "", "" },      { "ven", "", "ve" },    { "vie", "", "vi" },
	{ "vol", "", "vo" },    { "vot", "", "" },      { "wak", "", "" },
	{ "wal", "", "" },      { "war", "", "" },      { "was", "", "" },
	{ "wen", "", "" },      { "wln", "", "wa" },    { "wol", "", "wo" },
	{ "xal", "", "" },      { "xho", "", "xh" },    { "yao", "", "" },
	{ "yap", "", "" },      { "yid", "", "yi" },    { "yor", "", "yo" },
	{ "ypk", "", "" },      { "zap", "", "" },      { "zbl", "", "" },
	{ "zen", "", "" },      { "zgh", "", "" },      { "zha", "", "za" },
	{ "zho", "chi", "zh" }, { "znd", "", "" },      { "zul", "", "zu" },
	{ "zun", "", "" },      { "zxx", "", "" },      { "zza", "", "" },
};

static const struct country {
	char marc[4], iso[3];
} countries[] = {
	/* by the MARC code */
	{ "aa ", "AL" }, { "ae ", "DZ" }, { "af ", "AF" }, { "ag ", "AR" }, { "ai ", "AM" },
	{ "aj ", "AZ" }, { "am ", "AI" }, { "an ", "AD" }, { "ao ", "AO" }, { "aq ", "AG" },
	{ "as ", "AS" }, { "at ", "AU" }, { "au ", "AT" }, { "aw ", "AW" }, { "ay ", "AQ" },
	{ "ba ", "BH" }, { "bb ", "BB" }, { "bd ", "BI" }, { "be ", "BE" }, { "bf ", "BS" },
	{ "bg ", "BD" }, { "bh ", "BZ" }, { "bi ", "IO" }, { "bl ", "BR" }, { "bm ", "BM" },
	{ "bn ", "BA" }, { "bo ", "BO" }, { "bp ", "SB" }, { "br ", "MM" }, { "bs ", "BW" },
	{ "bt ", "BT" }, { "bu ", "BG" }, { "bv ", "BV" }, { "bw ", "BY" }, { "bx ", "BN" },
	{ "ca ", "BQ" }, { "cb ", "KH" }, { "cc ", "CN" }, { "cd ", "TD" }, { "ce ", "LK" },
	{ "cf ", "CG" }, { "cg ", "CD" }, { "ch ", "TW" }, { "ci ", "HR" }, { "cj ", "KY" },
	{ "ck ", "CO" }, { "cl ", "CL" }, { "cm ", "CM" }, { "co ", "CW" }, { "cq ", "KM" },
	{ "cr ", "CR" }, { "cu ", "CU" }, { "cv ", "CV" }, { "cw ", "CK" }, { "cx ", "CF" },
	{ "cy ", "CY" }, { "dk ", "DK" }, { "dm ", "BJ" }, { "dq ", "DM" }, { "dr ", "DO" },
	{ "ea ", "ER" }, { "ec ", "EC" }, { "eg ", "GQ" }, { "em ", "TL" }, { "er ", "EE" },
	{ "es ", "SV" }, { "et ", "ET" }, { "fa ", "FO" }, { "fg ", "GF" }, { "fi ", "FI" },
	{ "fj ", "FJ" }, { "fk ", "FK" }, { "fm ", "FM" }, { "fp ", "PF" }, { "fr ", "FR" },
	{ "fs ", "TF" }, { "ft ", "DJ" }, { "gb ", "KI" }, { "gd ", "GD" }, { "ge ", "DE" },
	{ "gg ", "GG" }, { "gh ", "GH" }, { "gi ", "GI" }, { "gl ", "GL" }, { "gm ", "GM" },
	{ "go ", "GA" }, { "gp ", "GP" }, { "gr ", "GR" }, { "gs ", "GE" }, { "gt ", "GT" },
	{ "gu ", "GU" }, { "gv ", "GN" }, { "gw ", "DE" }, { "gy ", "GY" }, { "gz ", "PS" },
	{ "hk ", "HK" }, { "hm ", "HM" }, { "ho ", "HN" }, { "ht ", "HT" }, { "hu ", "HU" },
	{ "ic ", "IS" }, { "ie ", "IE" }, { "ii ", "IN" }, { "im ", "IM" }, { "io ", "ID" },
	{ "iq ", "IQ" }, { "ir ", "IR" }, { "is ", "IL" }, { "it ", "IT" }, { "iv ", "CI" },
	{ "ja ", "JP" }, { "je ", "JE" }, { "ji ", "UM" }, { "jm ", "JM" }, { "jo ", "JO" },
	{ "ke ", "KE" }, { "kg ", "KG" }, { "kn ", "KP" }, { "ko ", "KR" }, { "ku ", "KW" },
	{ "kv ", "XK" }, { "kz ", "KZ" }, { "lb ", "LR" }, { "le ", "LB" }, { "lh ", "LI" },
	{ "li ", "LT" }, { "lo ", "LS" }, { "ls ", "LA" }, { "lu ", "LU" }, { "lv ", "LV" },
	{ "ly ", "LY" }, { "mc ", "MC" }, { "mf ", "MU" }, { "mg ", "MG" }, { "mh ", "MO" },
	{ "mj ", "MS" }, { "mk ", "OM" }, { "ml ", "ML" }, { "mm ", "MT" }, { "mo ", "ME" },
	{ "mp ", "MN" }, { "mq ", "MQ" }, { "mr ", "MA" }, { "mu ", "MR" }, { "mv ", "MD" },
	{ "mw ", "MW" }, { "mx ", "MX" }, { "my ", "MY" }, { "mz ", "MZ" }, { "ne ", "NL" },
	{ "ng ", "NE" }, { "nl ", "NC" }, { "nn ", "VU" }, { "no ", "NO" }, { "np ", "NP" },
	{ "nq ", "NI" }, { "nr ", "NG" }, { "nu ", "NR" }, { "nw ", "MP" }, { "nx ", "NF" },
	{ "nz ", "NZ" }, { "ot ", "YT" }, { "pc ", "PN" }, { "pe ", "PE" }, { "pg ", "GW" },
	{ "ph ", "PH" }, { "pk ", "PK" }, { "pl ", "PL" }, { "pn ", "PA" }, { "po ", "PT" },
	{ "pp ", "PG" }, { "pr ", "PR" }, { "pw ", "PW" }, { "py ", "PY" }, { "qa ", "QA" },
	{ "rb ", "RS" }, { "re ", "RE" }, { "rh ", "ZW" }, { "rm ", "RO" }, { "ru ", "RU" },
	{ "rw ", "RW" }, { "sa ", "ZA" }, { "sc ", "BL" }, { "sd ", "SS" }, { "se ", "SC" },
	{ "sf ", "ST" }, { "sg ", "SN" }, { "sh ", "ES" }, { "si ", "SG" }, { "sj ", "SD" },
	{ "sl ", "SL" }, { "sm ", "SM" }, { "sn ", "SX" }, { "so ", "SO" }, { "sp ", "ES" },
	{ "sq ", "SZ" }, { "sr ", "SR" }, { "ss ", "EH" }, { "st ", "MF" }, { "su ", "SA" },
	{ "sw ", "SE" }, { "sx ", "NA" }, { "sy ", "SY" }, { "sz ", "CH" }, { "ta ", "TJ" },
	{ "tc ", "TC" }, { "tg ", "TG" }, { "th ", "TH" }, { "ti ", "TN" }, { "tk ", "TM" },
	{ "tl ", "TK" }, { "to ", "TO" }, { "tr ", "TT" }, { "ts ", "AE" }, { "tu ", "TR" },
	{ "tv ", "TV" }, { "tz ", "TZ" }, { "ua ", "EG" }, { "uc ", "UM" }, { "ug ", "UG" },
	{ "uk ", "GB" }, { "un ", "UA" }, { "up ", "UM" }, { "us ", "US" }, { "uv ", "BF" },
	{ "uy ", "UY" }, { "uz ", "UZ" }, { "vb ", "VG" }, { "vc ", "VA" }, { "ve ", "VE" },
	{ "vi ", "VI" }, { "vm ", "VN" }, { "vn ", "VN" }, { "vs ", "VN" }, { "wf ", "WF" },
	{ "wj ", "PS" }, { "wk ", "UM" }, { "ws ", "WS" }, { "xa ", "CX" }, { "xb ", "CC" },
	{ "xc ", "MV" }, { "xd ", "KN" }, { "xe ", "MH" }, { "xf ", "UM" }, { "xh ", "NU" },
	{ "xj ", "SH" }, { "xk ", "LC" }, { "xl ", "PM" }, { "xm ", "VC" }, { "xn ", "MK" },
	{ "xo ", "SK" }, { "xr ", "CZ" }, { "xs ", "GS" }, { "xv ", "SI" }, { "ye ", "YE" },
	{ "ys ", "YE" }, { "za ", "ZM" },
};

static const struct relator {
	char number[4]; /* of UNIMARC */
	char code[4];
	const char *name;
} relators[] = {
	{ "005", "act", N_("actor") },
	{ "010", "adp", N_("adapter") },
	{ "018", "anm", N_("animator") },
	{ "020", "ann", N_("author of annotations") },
	{ "030", "arr", N_("arranger") },
	{ "040", "art", N_("artist") },
	{ "050", "asg", N_("assignee") },
	{ "060", "asn", N_("associated name") },
	{ "065", "auc", N_("auctioneer") },
	{ "070", "aut", N_("author") },
	{ "072", "aqt", N_("author of quotations") },
	{ "075", "aft", N_("author of afterword") },
	{ "080", "aui", N_("author of introduction") },
	{ "090", "aud", N_("author of dialogue") },
	{ "100", "ant", N_("author of the work it is based on") },
	{ "110", "bnd", N_("binder") },
	{ "130", "bkd", N_("book designer") },
	{ "140", "bjd", N_("jacket designer") },
	{ "160", "bsl", N_("bookseller") },
	{ "170", "cll", N_("calligrapher") },
	{ "180", "ctg", N_("cartographer") },
	{ "190", "cns", N_("censor") },
	{ "200", "chr", N_("choreographer") },
	{ "205", "ctb", N_("contributor") },
	{ "206", "fld", N_("collector of folklore") },
	{ "210", "cmm", N_("commentator") },
	{ "212", "cwt", N_("commentator of the text") },
	{ "220", "com", N_("compiler") },
	{ "230", "cmp", N_("composer") },
	{ "245", "ccp", N_("author of the idea") },
	{ "250", "cnd", N_("conductor") },
	{ "255", "csp", N_("project consultant") },
	{ "260", "cph", N_("copyright holder") },
	{ "270", "crr", N_("corrector") },
	{ "273", "cur", N_("curator") },
	{ "275", "dnc", N_("dancer") },
	{ "280", "dte", N_("dedicatee") },
	{ "290", "dto", N_("author of dedication") },
	{ "295", "dgg", N_("degree-granting institution") },
	{ "300", "drt", N_("director") },
	{ "305", "dis", N_("author of dissertation") },
	{ "310", "dst", N_("distributor") },
	{ "320", "dnr", N_("donor") },
	{ "330", "dub", N_("dubious author") },
	{ "340", "edt", N_("editor") },
	{ "350", "egr", N_("engraver") },
	{ "360", "etr", N_("etcher") },
	{ "365", "exp", N_("expert") },
	{ "370", "flm", N_("film editor") },
	{ "390", "fmo", N_("former owner") },
	{ "400", "fnd", N_("funder") },
	{ "420", "hnr", N_("honoree") },
	{ "430", "ilu", N_("illuminator") },
	{ "440", "ill", N_("illustrator") },
	{ "460", "ive", N_("interviewee") },
	{ "470", "ivr", N_("interviewer") },
	{ "475", "isb", N_("issuing body") },
	{ "480", "lbt", N_("librettist") },
	{ "510", "ltg", N_("lithographer") },
	{ "520", "lyr", N_("lyricist") },
	{ "545", "mus", N_("musician") },
	{ "550", "nrt", N_("narrator") },
	{ "555", "opn", N_("opponent") },
	{ "557", "orm", N_("organizer of meeting") },
	{ "560", "org", N_("originator") },
	{ "570", "oth", N_("other role") },
	{ "582", "pta", N_("patent applicant") },
	{ "584", "inv", N_("inventor") },
	{ "587", "pth", N_("patent holder") },
	{ "590", "prf", N_("performer") },
	{ "600", "pht", N_("photographer") },
	{ "610", "prt", N_("printer") },
	{ "630", "pro", N_("producer") },
	{ "635", "prg", N_("programmer") },
	{ "637", "pdr", N_("project leader") },
	{ "640", "pfr", N_("proofreader") },
	{ "650", "pbl", N_("publisher (role)") },
	{ "651", "pbd", N_("publishing director") },
	{ "660", "rcp", N_("recipient of letters") },
	{ "673", "rth", N_("head of research team") },
	{ "675", "rev", N_("reviewer") },
	{ "677", "rtm", N_("member of research team") },
	{ "690", "aus", N_("author of the screenplay") },
	{ "695", "sad", N_("scientific adviser") },
	{ "700", "scr", N_("scribe") },
	{ "705", "scl", N_("sculptor") },
	{ "710", "sec", N_("secretary") },
	{ "721", "sng", N_("singer") },
	{ "723", "spn", N_("sponsor") },
	{ "727", "ths", N_("thesis adviser") },
	{ "730", "trl", N_("translator") },
	{ "740", "tyd", N_("type designer") },
	{ "750", "tyg", N_("typographer") },
	{ "755", "voc", N_("vocalist") },
	{ "770", "wam", N_("author of accompanying text") },
};

/* Of the MARC codes that one country has, the one that is written. */
static const struct country written[] = {
	{ "gw ", "DE" }, { "sp ", "ES" }, { "vm ", "VN" },
	{ "ye ", "YE" }, { "gz ", "PS" }, { "uc ", "UM" },
};

/* How roles begin in words, in the languages of our partners; the longest of those that fit. */
static const struct role_word {
	const char *begin, *code;
} role_words[] = {
	{ "author", "aut" },       { "автор", "aut" },
	{ "авт", "aut" },          { "editor", "edt" },
	{ "ed.", "edt" },          { "редактор", "edt" },
	{ "ред", "edt" },          { "жауапты ред", "edt" },
	{ "отв. ред", "edt" },     { "под ред", "edt" },
	{ "гл. ред", "edt" },      { "науч. ред", "edt" },
	{ "бас ред", "edt" },      { "башкы ред", "edt" },
	{ "сост", "com" },         { "составитель", "com" },
	{ "compiler", "com" },     { "comp.", "com" },
	{ "құраст", "com" },       { "құр.", "com" },
	{ "түзгөн", "com" },       { "түзүүчү", "com" },
	{ "translator", "trl" },   { "tr.", "trl" },
	{ "trans", "trl" },        { "пер.", "trl" },
	{ "перев", "trl" },        { "аудар", "trl" },
	{ "ауд.", "trl" },         { "котор", "trl" },
	{ "illus", "ill" },        { "ill.", "ill" },
	{ "ил.", "ill" },          { "иллюстр", "ill" },
	{ "худож", "art" },        { "суретші", "art" },
	{ "сүрөтчү", "art" },      { "photogr", "pht" },
	{ "фот", "pht" },          { "author of introd", "aui" },
	{ "авт. предисл", "aui" }, { "авт. вступ", "aui" },
	{ "предисл", "aui" },      { "вступ", "aui" },
	{ "алғы", "aui" },         { "баш сөз", "aui" },
	{ "авт. послесл", "aft" }, { "послесл", "aft" },
	{ "рец", "rev" },          { "review", "rev" },
	{ "пікір", "rev" },        { "комп", "cmp" },
	{ "composer", "cmp" },     { "коммент", "cmm" },
	{ "науч. рук", "ths" },    { "ғылыми жет", "ths" },
	{ "илимий жет", "ths" },   { "publisher", "pbl" },
	{ "изд.", "pbl" },         { "illustrator", "ill" },
	{ "реж", "drt" },          { "director", "drt" },
	{ "cartogr", "ctg" },      { "картогр", "ctg" },
	{ "issuing body", "isb" },
};

/* A code of three letters or fewer in small letters, by itself; false for what is none. */
static bool small(struct str code, char ret[4])
{
	code = str_trim(code);
	if (code.n < 2 || code.n > 3)
		return false;
	memset(ret, 0, 4);
	for (size_t i = 0; i < code.n; i++) {
		ret[i] = (char)(code.s[i] | 0x20);
		if (ret[i] < 'a' || ret[i] > 'z')
			return false;
	}
	return true;
}

static const struct language *language_of(struct str code)
{
	char key[4];
	if (!small(code, key))
		return NULL;
	size_t low = 0, high = COUNT_OF(languages);
	while (key[2] && low < high) {
		size_t middle = (low + high) / 2;
		int order = memcmp(languages[middle].code, key, 4);
		if (order == 0)
			return &languages[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (size_t i = 0; i < COUNT_OF(languages); i++) {
		const char *same = key[2] ? languages[i].other : languages[i].two;
		if (!strcmp(same, key))
			return &languages[i];
	}
	return NULL;
}

const char *marc_language_b(struct str code)
{
	const struct language *l = language_of(code);
	return !l ? "" : l->other[0] ? l->other : l->code;
}

const char *marc_language_t(struct str code)
{
	const struct language *l = language_of(code);
	return l ? l->code : "";
}

const char *marc_language_short(struct str code)
{
	const struct language *l = language_of(code);
	return !l ? "" : l->two[0] ? l->two : l->code;
}

static const char *iso_of(const char *two)
{
	for (size_t i = 0; i < COUNT_OF(countries); i++) {
		if (!memcmp(countries[i].marc, two, 2))
			return countries[i].iso;
	}
	return "";
}

/* Three signs are a part of a country, which the last one names: u of the USA, c of Canada, k of
 * the United Kingdom, a of Australia, r of the Soviet Union, whose republics are now by themselves. */
const char *marc_country_iso(struct str code)
{
	char key[4];
	if (!small(code, key))
		return "";
	switch (key[2]) {
	case 0: return iso_of(key);
	case 'u': return "US";
	case 'c': return "CA";
	case 'k': return "GB";
	case 'a': return "AU";
	case 'r': return !memcmp(key, "xx", 2) ? "" : !memcmp(key, "ai", 2) ? "AM" : iso_of(key);
	default: return "";
	}
}

const char *marc_country_marc(struct str iso)
{
	static const char *const parts[][2] = {
		{ "US", "xxu" }, { "CA", "xxc" }, { "GB", "xxk" }, { "AU", "at " }
	};
	for (size_t i = 0; i < COUNT_OF(parts); i++) {
		if (str_same_nocase(iso, str_of(parts[i][0])))
			return parts[i][1];
	}
	for (size_t i = 0; i < COUNT_OF(written); i++) {
		if (str_same_nocase(iso, str_of(written[i].iso)))
			return written[i].marc;
	}
	for (size_t i = 0; i < COUNT_OF(countries); i++) {
		if (str_same_nocase(iso, str_of(countries[i].iso)))
			return countries[i].marc;
	}
	return "";
}

bool marc_country_is(struct str iso)
{
	return iso.n == 2 && (*marc_country_marc(iso) || str_same_nocase(iso, STR("AX")) ||
			      str_same_nocase(iso, STR("SJ")));
}

static const struct relator *relator_of(struct str code)
{
	for (size_t i = 0; i < COUNT_OF(relators); i++) {
		if (str_same_nocase(code, str_of(relators[i].code)))
			return &relators[i];
	}
	return NULL;
}

static const struct relator *relator_of_number(struct str three)
{
	for (size_t i = 0; i < COUNT_OF(relators); i++) {
		if (str_is(three, relators[i].number))
			return &relators[i];
	}
	return NULL;
}

const char *marc_relator(struct str role)
{
	role = str_trim(role);
	for (size_t at = str_find_byte(role, '/'); at < role.n; at = str_find_byte(role, '/'))
		role = str_from(role, at + 1);
	bool number = role.n >= 3 && role.s[0] >= '0' && role.s[0] <= '9';
	const struct relator *r = number ? relator_of_number(str_upto(role, 3)) : relator_of(role);
	return r ? r->code : "";
}

const char *marc_relator_number(struct str code)
{
	const struct relator *r = relator_of(code);
	return r ? r->number : "";
}

const char *marc_relator_of_word(struct arena *mem, struct str word)
{
	const char *best = "";
	size_t longest = 0;
	word = text_lower(mem, str_trim(word));
	for (size_t i = 0; i < COUNT_OF(role_words); i++) {
		size_t n = strlen(role_words[i].begin);
		if (n > longest && str_starts(word, role_words[i].begin)) {
			best = role_words[i].code;
			longest = n;
		}
	}
	return best;
}

const char *marc_relator_name(struct str code)
{
	const struct relator *r = relator_of(code);
	return r ? r->name : NULL;
}

const char *const *marc_list(struct arena *mem, const char *list)
{
	if (!strcmp(list, "countries"))
		return text_country_codes();
	bool roles = !strcmp(list, "relators");
	if (!roles && strcmp(list, "languages") != 0)
		return NULL;
	size_t n = roles ? COUNT_OF(relators) : COUNT_OF(languages);
	const char **ret = arena_array_of(mem, n + 1, const char *);
	for (size_t i = 0; i < n; i++)
		ret[i] = roles ? relators[i].code : languages[i].code;
	return ret;
}

/* ISO 2108: ten digits weighed 10 to 1 (modulo 11), or thirteen weighed 1 and 3 (modulo 10). */
bool marc_isbn_is(struct str s)
{
	int ten = 0, thirteen = 0, n = 0;
	bool x = false;
	for (size_t i = 0; i < s.n; i++) {
		char ch = s.s[i];
		if (ch == '-' || ch == ' ')
			continue;
		if ((ch == 'X' || ch == 'x') && n == 9)
			x = true;
		else if (ch < '0' || ch > '9' || x || n > 12)
			return false;
		int digit = x ? 10 : ch - '0';
		ten += (10 - n) * digit;
		thirteen += n % 2 ? 3 * digit : digit;
		n++;
	}
	return (n == 10 && ten % 11 == 0) || (n == 13 && !x && thirteen % 10 == 0);
}

/* ISO 3297: eight digits weighed 8 to 1, modulo 11. */
bool marc_issn_is(struct str s)
{
	int sum = 0, n = 0;
	for (size_t i = 0; i < s.n; i++) {
		char ch = s.s[i];
		bool x = (ch == 'X' || ch == 'x') && n == 7;
		if (ch == '-' && n == 4)
			continue;
		if ((ch < '0' || ch > '9') && !x)
			return false;
		sum += (8 - n++) * (x ? 10 : ch - '0');
	}
	return n == 8 && sum % 11 == 0;
}
