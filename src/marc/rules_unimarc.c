/*
 * What RUSMARC says of its fields (RUSMARC, version of 24 March 2019), and so UNIMARC, which it keeps
 * to but for fields of its own: repeated or not, indicators, subfields. The names are ours.
 */
#include "marc/rules_int.h"

static const struct marc_sub_rule f010[] = {
	ONE('a', N_("ISBN")),        MANY('b', N_("Qualification")), ONE('d', N_("Price or terms")),
	MANY('z', N_("Wrong ISBN")), ONE('9', N_("Print run")),      END
};

static const struct marc_sub_rule f011[] = { ONE('a', N_("ISSN")),
					     ONE('b', N_("Qualification")),
					     MANY('d', N_("Price or terms")),
					     ONE('f', N_("Linking ISSN")),
					     MANY('y', N_("Cancelled ISSN")),
					     MANY('z', N_("Wrong ISSN")),
					     END };

static const struct marc_sub_rule f020[] = { NEEDED_ONE_OF('a', N_("Country code"), "countries"),
					     NEEDED_ONE('b', N_("Number")),
					     MANY('z', N_("Cancelled or wrong number")), END };

static const struct marc_sub_rule f035[] = { NEEDED_ONE('a', N_("Number")),
					     MANY('z', N_("Cancelled or wrong number")), END };

static const struct marc_sub_rule f100[] = { NEEDED_ONE('a', N_("Coded data")), END };

static const struct marc_sub_rule f101[] = {
	MANY_OF('a', N_("Language of the text"), "languages"),
	MANY_OF('b', N_("Language translated from"), "languages"),
	MANY_OF('c', N_("Language of the original"), "languages"),
	MANY_OF('d', N_("Language of the summary"), "languages"),
	MANY_OF('e', N_("Language of the table of contents"), "languages"),
	MANY_OF('f', N_("Language of the title page"), "languages"),
	ONE_OF('g', N_("Language of the title"), "languages"),
	MANY_OF('h', N_("Language of the libretto"), "languages"),
	MANY_OF('i', N_("Language of accompanying material"), "languages"),
	MANY_OF('j', N_("Language of subtitles"), "languages"),
	END
};

static const struct marc_sub_rule f102[] = { MANY_OF('a', N_("Country code"), "countries"),
					     MANY('b', N_("Code of the place")),
					     MANY('c', N_("Code of the region (ISO)")), END };

static const struct marc_sub_rule f135[] = { MANY('a', N_("Coded data")), END };

static const struct marc_sub_rule f181[] = { MANY('a', N_("Code")), MANY('b', N_("Code")),
					     MANY('c', N_("Code")), ONE('2', N_("Source")), END };

static const struct marc_sub_rule f182[] = { MANY('a', N_("Code")), MANY('c', N_("Code")),
					     ONE('2', N_("Source")), END };

static const struct marc_sub_rule f200[] = { NEEDED_MANY('a', N_("Title")),
					     MANY('b', N_("Medium")),
					     MANY('c', N_("Title by another author")),
					     MANY('d', N_("Parallel title")),
					     MANY('e', N_("Other title information")),
					     MANY('f', N_("Responsibility")),
					     MANY('g', N_("Further responsibility")),
					     MANY('h', N_("Number of the part")),
					     MANY('i', N_("Name of the part")),
					     ONE('v', N_("Volume or number")),
					     MANY_OF('z', N_("Language of the parallel title"),
						     "languages"),
					     END };

static const struct marc_sub_rule f205[] = { NEEDED_ONE('a', N_("Edition")),
					     MANY('b', N_("Further edition statement")),
					     MANY('d', N_("Parallel edition statement")),
					     MANY('f', N_("Responsibility for the edition")),
					     MANY('g', N_("Further responsibility")),
					     END };

static const struct marc_sub_rule f207[] = { NEEDED_MANY('a', N_("Numbering of a serial")),
					     MANY('z', N_("Source")), END };

static const struct marc_sub_rule f210[] = { MANY('a', N_("Place of publication")),
					     MANY('b', N_("Address")),
					     MANY('c', N_("Publisher")),
					     MANY('d', N_("Date")),
					     MANY('e', N_("Place of printing")),
					     MANY('g', N_("Printer")),
					     MANY('h', N_("Date of printing")),
					     END };

static const struct marc_sub_rule f215[] = { MANY('a', N_("Extent")), ONE('c', N_("Illustrations")),
					     MANY('d', N_("Size")),
					     MANY('e', N_("Accompanying material")), END };

static const struct marc_sub_rule f225[] = { NEEDED_ONE('a', N_("Series")),
					     MANY('d', N_("Parallel title")),
					     MANY('e', N_("Other title information")),
					     MANY('f', N_("Responsibility")),
					     MANY('h', N_("Number of the part")),
					     MANY('i', N_("Name of the part")),
					     MANY('v', N_("Volume or number")),
					     MANY('x', N_("ISSN")),
					     MANY_OF('z', N_("Language of the parallel title"),
						     "languages"),
					     END };

static const struct marc_sub_rule f300[] = { NEEDED_ONE('a', N_("Note")), END };

static const struct marc_sub_rule f327[] = { NEEDED_MANY('a', N_("Contents")), END };

static const struct marc_sub_rule f328[] = { ONE('a', N_("Note")),
					     ONE('b', N_("Degree")),
					     ONE('c', N_("Institution")),
					     ONE('d', N_("Date")),
					     ONE('e', N_("University")),
					     ONE('t', N_("Title")),
					     END };

static const struct marc_sub_rule f330[] = { NEEDED_ONE('a', N_("Summary")), END };

static const struct marc_sub_rule f423[] = { MANY('1', N_("Embedded field")),
					     ONE('a', N_("Author")),
					     ONE('t', N_("Title")),
					     ONE('v', N_("Volume or number")),
					     ONE('x', N_("ISSN")),
					     ONE('y', N_("ISBN")),
					     ONE('d', N_("Date")),
					     ONE('h', N_("Number of the part")),
					     ONE('i', N_("Name of the part")),
					     ONE('c', N_("Place of publication")),
					     ONE('e', N_("Edition")),
					     ONE('u', N_("Address on the web")),
					     ONE('0', N_("Number of the linked record")),
					     END };

static const struct marc_sub_rule f500[] = { NEEDED_ONE('a', N_("Title")),
					     MANY('h', N_("Number of the part")),
					     MANY('i', N_("Name of the part")),
					     ONE('k', N_("Date")),
					     ONE('m', N_("Language of the text")),
					     ONE('3', N_("Number of the authority record")),
					     END };

static const struct marc_sub_rule f510[] = { NEEDED_ONE('a', N_("Title")),
					     MANY('e', N_("Other title information")),
					     MANY('h', N_("Number of the part")),
					     MANY('i', N_("Name of the part")),
					     ONE_OF('z', N_("Language of the parallel title"),
						    "languages"),
					     END };

static const struct marc_sub_rule f517[] = { NEEDED_ONE('a', N_("Title")),
					     MANY('e', N_("Other title information")),
					     MANY('h', N_("Number of the part")),
					     MANY('i', N_("Name of the part")),
					     ONE_OF('z', N_("Language of the title"), "languages"),
					     END };

static const struct marc_sub_rule f600[] = { NEEDED_ONE('a', N_("Surname")),
					     ONE('b', N_("Initials")),
					     MANY('c', N_("Titles and other words with the name")),
					     ONE('d', N_("Roman numeral")),
					     ONE('f', N_("Dates of life")),
					     ONE('g', N_("Forenames in full")),
					     MANY('j', N_("Form subdivision")),
					     MANY('x', N_("Topical subdivision")),
					     MANY('y', N_("Place subdivision")),
					     MANY('z', N_("Time subdivision")),
					     ONE('2', N_("Source of the term")),
					     MANY('3', N_("Number of the authority record")),
					     END };

static const struct marc_sub_rule f601[] = { NEEDED_ONE('a', N_("Name of the body")),
					     MANY('b', N_("Subordinate unit")),
					     MANY('c', N_("Titles and other words with the name")),
					     ONE('d', N_("Number of the part")),
					     ONE('e', N_("Place of the meeting")),
					     ONE('f', N_("Date of the meeting")),
					     MANY('j', N_("Form subdivision")),
					     MANY('x', N_("Topical subdivision")),
					     MANY('y', N_("Place subdivision")),
					     MANY('z', N_("Time subdivision")),
					     ONE('2', N_("Source of the term")),
					     MANY('3', N_("Number of the authority record")),
					     END };

static const struct marc_sub_rule f606[] = { NEEDED_ONE('a', N_("Topic")),
					     MANY('j', N_("Form subdivision")),
					     MANY('x', N_("Topical subdivision")),
					     MANY('y', N_("Place subdivision")),
					     MANY('z', N_("Time subdivision")),
					     ONE('2', N_("Source of the term")),
					     MANY('3', N_("Number of the authority record")),
					     END };

static const struct marc_sub_rule f607[] = { NEEDED_ONE('a', N_("Geographic name")),
					     MANY('j', N_("Form subdivision")),
					     MANY('x', N_("Topical subdivision")),
					     MANY('y', N_("Place subdivision")),
					     MANY('z', N_("Time subdivision")),
					     ONE('2', N_("Source of the term")),
					     MANY('3', N_("Number of the authority record")),
					     END };

static const struct marc_sub_rule f608[] = { NEEDED_ONE('a', N_("Term")),
					     MANY('j', N_("Form subdivision")),
					     MANY('x', N_("Topical subdivision")),
					     MANY('y', N_("Place subdivision")),
					     MANY('z', N_("Time subdivision")),
					     ONE('2', N_("Source of the term")),
					     ONE('3', N_("Number of the authority record")),
					     END };

static const struct marc_sub_rule f610[] = { NEEDED_MANY('a', N_("Keyword")), END };

static const struct marc_sub_rule f675[] = { NEEDED_ONE('a', N_("Class")),
					     ONE('v', N_("Edition of the tables")),
					     ONE_OF('z', N_("Language of the tables"), "languages"),
					     END };

static const struct marc_sub_rule f686[] = { NEEDED_MANY('a', N_("Class")),
					     MANY('b', N_("Book number")),
					     MANY('c', N_("Subdivision of the class")),
					     ONE('v', N_("Edition of the tables")),
					     NEEDED_ONE('2', N_("Source of the term")),
					     END };

static const struct marc_sub_rule f700[] = { NEEDED_ONE('a', N_("Surname")),
					     ONE('b', N_("Initials")),
					     MANY('c', N_("Titles and other words with the name")),
					     ONE('d', N_("Roman numeral")),
					     ONE('f', N_("Dates of life")),
					     ONE('g', N_("Forenames in full")),
					     ONE('p', N_("Affiliation")),
					     MANY('3', N_("Number of the authority record")),
					     MANY_OF('4', N_("Role as a code"), "relators"),
					     END };

static const struct marc_sub_rule f710[] = { NEEDED_ONE('a', N_("Name of the body")),
					     MANY('b', N_("Subordinate unit")),
					     MANY('c', N_("Titles and other words with the name")),
					     ONE('d', N_("Number of the part")),
					     ONE('e', N_("Place of the meeting")),
					     ONE('f', N_("Date of the meeting")),
					     ONE('p', N_("Affiliation")),
					     MANY('3', N_("Number of the authority record")),
					     MANY_OF('4', N_("Role as a code"), "relators"),
					     END };

static const struct marc_sub_rule f801[] = { NEEDED_ONE_OF('a', N_("Country code"), "countries"),
					     NEEDED_ONE('b', N_("Agency")),
					     ONE('c', N_("Date")),
					     MANY('g', N_("Rules of description")),
					     ONE('h', N_("Number of the linked record")),
					     ONE('2', N_("Name of the format")),
					     END };

static const struct marc_sub_rule f850[] = { NEEDED_MANY('a', N_("Library")), END };

static const struct marc_sub_rule f852[] = { ONE('a', N_("Library")),
					     MANY('b', N_("Department or branch")),
					     MANY('c', N_("Address")),
					     ONE('g', N_("Prefix of the call number")),
					     ONE('j', N_("Call number")),
					     MANY('l', N_("Suffix of the call number")),
					     ONE('m', N_("Barcode or inventory number")),
					     ONE('n', N_("Identifier of the copy")),
					     ONE('t', N_("Copy number")),
					     MANY('x', N_("Note for staff")),
					     MANY('y', N_("Note for readers")),
					     ONE('2', N_("Source of the term")),
					     END };

static const struct marc_sub_rule f856[] = { MANY('a', N_("Host name")),
					     MANY('u', N_("Address on the web")),
					     MANY('q', N_("Type of the file")),
					     MANY('y', N_("Means of access")),
					     MANY('z', N_("Note for readers")),
					     ONE('2', N_("Text of the link")),
					     END };

static const struct marc_sub_rule f886[] = { ONE('a', N_("Tag of the field")),
					     ONE('b', N_("Content of the field")),
					     NEEDED_ONE('2', N_("Source")), END };

static const struct marc_sub_rule f899[] = { NEEDED_ONE('a', N_("Library")),
					     MANY('b', N_("Collection")),
					     MANY('c', N_("Shelf")),
					     ONE('h', N_("Class part of the call number")),
					     ONE('i', N_("Book part of the call number")),
					     ONE('j', N_("Call number")),
					     ONE('k', N_("Prefix of the call number")),
					     ONE('m', N_("Suffix of the call number")),
					     ONE('p', N_("Barcode or inventory number")),
					     ONE('t', N_("Copy number")),
					     MANY('x', N_("Note for staff")),
					     MANY('z', N_("Note for readers")),
					     END };

static const struct marc_sub_rule f995[] = { ONE('a', N_("Library")),
					     ONE('b', N_("Library")),
					     ONE('c', N_("Department or branch")),
					     ONE('f', N_("Barcode or inventory number")),
					     ONE('k', N_("Call number")),
					     ONE('u', N_("Note for readers")),
					     END };

const struct marc_rule marc_rules_unimarc[] = {
	FIELD("001", ONCE, NEEDED, NULL, NULL, NULL, N_("Control number"),
	      N_("The number of the record in the system that made it. It is given by the "
		 "program.")),
	FIELD("003", ONCE, MAY_BE, NULL, NULL, NULL, N_("Lasting identifier of the record"), NULL),
	FIELD("005", ONCE, MAY_BE, NULL, NULL, NULL, N_("Last change"), NULL),
	FIELD("010", MANY_TIMES, MAY_BE, " ", " ", f010, N_("ISBN"),
	      N_("International number of a book, with or without hyphens. The last sign is "
		 "checked.")),
	FIELD("011", MANY_TIMES, MAY_BE, " 01", " ", f011, N_("ISSN"),
	      N_("International number of a serial: eight signs, 1234-5678.")),
	FIELD("020", MANY_TIMES, MAY_BE, " ", " ", f020, N_("National bibliography number"),
	      N_("The number under which the national bibliography lists the edition.")),
	FIELD("021", MANY_TIMES, MAY_BE, " ", " ", f020, N_("Registration number"),
	      N_("The number given by the book chamber or at legal deposit.")),
	FIELD("035", MANY_TIMES, MAY_BE, " ", " ", f035, N_("Number in another system"), NULL),
	FIELD("100", ONCE, NEEDED, " ", " ", f100, N_("General coded data"),
	      N_("Date, language of cataloguing, character set and script, each in its position.")),
	FIELD("101", ONCE, MAY_BE, "012", " 7", f101, N_("Language"),
	      N_("Languages of the text, of summaries, and of the original where it is a "
		 "translation.")),
	FIELD("102", ONCE, MAY_BE, " ", " ", f102, N_("Country of publication"),
	      N_("The country in which it was published, as a code.")),
	FIELD("105", ONCE, MAY_BE, " ", " ", f100, N_("Coded data of books"),
	      N_("Illustrations, kinds of content, festschrift, index, literary form as codes.")),
	FIELD("106", ONCE, MAY_BE, " ", " ", f100, N_("Coded data: physical form"), NULL),
	FIELD("110", ONCE, MAY_BE, " ", " ", f100, N_("Coded data of serials"), NULL),
	FIELD("135", ONCE, MAY_BE, " ", " ", f135, N_("Coded data of electronic resources"), NULL),
	FIELD("181", MANY_TIMES, MAY_BE, " ", " ", f181, N_("Kind of content"), NULL),
	FIELD("182", MANY_TIMES, MAY_BE, " ", " ", f182, N_("Means of access"), NULL),
	FIELD("200", ONCE, NEEDED, "01", " ", f200, N_("Title and responsibility"),
	      N_("The title as printed. The signs between its parts are put by the program.")),
	FIELD("205", MANY_TIMES, MAY_BE, " ", " ", f205, N_("Edition"),
	      N_("What the book says of its edition: “2nd edition, revised”.")),
	FIELD("207", ONCE, MAY_BE, " ", "01", f207, N_("Numbering of a serial"),
	      N_("From which issue to which the serial came out.")),
	FIELD("210", MANY_TIMES, MAY_BE, " 01", " 1", f210, N_("Publication"),
	      N_("Place, publisher and date, as the book says.")),
	FIELD("215", MANY_TIMES, MAY_BE, " ", " ", f215, N_("Physical description"),
	      N_("Pages, illustrations, size, and what comes with it.")),
	FIELD("225", MANY_TIMES, MAY_BE, "012", " ", f225, N_("Series"),
	      N_("The series and the number in it, as the book says.")),
	FIELD("300", MANY_TIMES, MAY_BE, " ", " ", f300, N_("Note"),
	      N_("What has no field of its own and readers should know.")),
	FIELD("320", MANY_TIMES, MAY_BE, " ", " ", f300, N_("Note on bibliography"), NULL),
	FIELD("327", MANY_TIMES, MAY_BE, "012", " ", f327, N_("Contents"),
	      N_("The works or chapters in it, one after another.")),
	FIELD("328", MANY_TIMES, MAY_BE, " 01", " ", f328, N_("Dissertation"),
	      N_("For which degree, where and when it was defended.")),
	FIELD("330", MANY_TIMES, MAY_BE, " ", " ", f330, N_("Summary"),
	      N_("What it is about, in a few sentences.")),
	FIELD("333", MANY_TIMES, MAY_BE, " ", " ", f300, N_("Intended readers"), NULL),
	FIELD("337", MANY_TIMES, MAY_BE, " ", " ", f300, N_("Note on system requirements"), NULL),
	FIELD("423", MANY_TIMES, MAY_BE, " ", "01", f423, N_("Issued with"), NULL),
	FIELD("430", MANY_TIMES, MAY_BE, " ", "01", f423, N_("Earlier title of a serial"), NULL),
	FIELD("440", MANY_TIMES, MAY_BE, " ", "01", f423, N_("Later title of a serial"), NULL),
	FIELD("451", MANY_TIMES, MAY_BE, " ", "01", f423, N_("Other edition"), NULL),
	FIELD("452", MANY_TIMES, MAY_BE, " ", "01", f423, N_("Edition in another form"), NULL),
	FIELD("454", MANY_TIMES, MAY_BE, " ", "01", f423, N_("Original of a translation"), NULL),
	FIELD("461", MANY_TIMES, MAY_BE, " ", "01", f423, N_("The set it belongs to"),
	      N_("The multi-volume work of which this is a volume.")),
	FIELD("462", MANY_TIMES, MAY_BE, " ", "01", f423, N_("The part of a set it belongs to"),
	      NULL),
	FIELD("463", MANY_TIMES, MAY_BE, " ", "01", f423, N_("The volume or issue it stands in"),
	      N_("The book, or the issue of a journal, that the article stands in.")),
	FIELD("464", MANY_TIMES, MAY_BE, " ", "01", f423, N_("A work within it"), NULL),
	FIELD("500", MANY_TIMES, MAY_BE, "01", "01", f500, N_("Uniform title"),
	      N_("The title under which all editions of a work are brought together; of a "
		 "translation, the original title.")),
	FIELD("510", MANY_TIMES, MAY_BE, "01", " ", f510, N_("Parallel title"), NULL),
	FIELD("517", MANY_TIMES, MAY_BE, "01", " ", f517, N_("Variant title"),
	      N_("Another title by which readers may look for it: on the cover, on the spine, in "
		 "another language.")),
	FIELD("541", MANY_TIMES, MAY_BE, "01", " ", f517, N_("Title translated by the cataloguer"),
	      NULL),
	FIELD("600", MANY_TIMES, MAY_BE, " ", "01", f600, N_("Person as a subject"),
	      N_("Whom the work is about.")),
	FIELD("601", MANY_TIMES, MAY_BE, "012", "012", f601, N_("Body as a subject"), NULL),
	FIELD("606", MANY_TIMES, MAY_BE, " 012", " ", f606, N_("Subject"),
	      N_("What it is about, by a list of headings; its parts in subfields of their own.")),
	FIELD("607", MANY_TIMES, MAY_BE, " ", " ", f607, N_("Place as a subject"),
	      N_("What place it is about: the ground of local history.")),
	FIELD("608", MANY_TIMES, MAY_BE, " ", " ", f608, N_("Form or genre"),
	      N_("What it is, not what it is about: a dictionary, verse, a map.")),
	FIELD("610", MANY_TIMES, MAY_BE, " 012", " ", f610, N_("Keywords"),
	      N_("Words of the cataloguer's own choice, of no list.")),
	FIELD("675", MANY_TIMES, MAY_BE, " ", " ", f675, N_("UDC class"),
	      N_("Universal Decimal Classification. Each class in a field of its own.")),
	FIELD("676", MANY_TIMES, MAY_BE, " ", " ", f675, N_("Dewey class"), NULL),
	FIELD("686", MANY_TIMES, MAY_BE, " ", " ", f686, N_("Class of another scheme"),
	      N_("A class with the code of its scheme: rubbk for BBK, rugasnti for GRNTI.")),
	FIELD("700", ONCE, MAY_BE, " ", "01", f700, N_("Author"),
	      N_("The person chiefly responsible: surname first. One only; others stand in the "
		 "fields of the 700s.")),
	FIELD("701", MANY_TIMES, MAY_BE, " ", "01", f700, N_("Other author"),
	      N_("A further author of equal standing.")),
	FIELD("702", MANY_TIMES, MAY_BE, " ", "01", f700, N_("Other person"),
	      N_("An editor, translator, illustrator, compiler, with the role.")),
	FIELD("710", ONCE, MAY_BE, "01", "012", f710, N_("Corporate author"),
	      N_("A body that is answerable for the work as its author would be.")),
	FIELD("711", MANY_TIMES, MAY_BE, "01", "012", f710, N_("Other body"), NULL),
	FIELD("712", MANY_TIMES, MAY_BE, "01", "012", f710, N_("Other body with a role"),
	      N_("A body that had a part in the edition, with its role.")),
	FIELD("801", MANY_TIMES, NEEDED, " ", "0123", f801, N_("Cataloguing source"),
	      N_("Who made the record, changed it or passed it on, when and by what rules.")),
	FIELD("850", MANY_TIMES, MAY_BE, " ", " ", f850, N_("Library that holds it"), NULL),
	FIELD("852", MANY_TIMES, MAY_BE, " 012345678", " ", f852, N_("Location and call number"),
	      N_("Which library holds it, where, under what call number.")),
	FIELD("856", MANY_TIMES, MAY_BE, " 012347", " ", f856, N_("Address on the web"),
	      N_("Where it can be read. The second indicator tells the thing itself (0) from what "
		 "only relates to it (2).")),
	FIELD("886", MANY_TIMES, MAY_BE, "012", " ", f886, N_("Field of another format"), NULL),
	FIELD("899", MANY_TIMES, MAY_BE, " ", " ", f899, N_("Holding of a library"),
	      N_("Which library holds it, where, under what call number.")),
	FIELD("995", MANY_TIMES, MAY_BE, " ", " ", f995, N_("Holding of a library"), NULL),
};
const size_t marc_rules_unimarc_n = COUNT_OF(marc_rules_unimarc);
